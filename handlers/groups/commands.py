"""The commands of a circle's group: a short answer, and both are cleared away. Anything else is for a private chat."""

from telegram import Update

from handlers import briefly
from handlers.circles import saying
from handlers.groups.place import circle_here, is_for_us
from handlers.talk.turn import Turn
from storage import sessions
from storage.core import groups


async def rules_here(_: Update, turn: Turn) -> None:
    circle = await circle_here(turn)
    if circle is not None:
        await briefly.answer(turn, "rules", await saying.rules_of(turn, circle))


async def agenda_here(_: Update, turn: Turn) -> None:
    circle = await circle_here(turn)
    if circle is None:
        return
    coming = await sessions.next_of(turn.tx, circle.id, turn.now)
    plan = await saying.plan_now(turn.tx, coming.plan if coming else circle.plan)
    steps = "\n".join(turn.words("group-agenda-step", minutes=step.minutes, title=step.title) for step in plan.steps)
    await briefly.answer(turn, "agenda", turn.words("group-agenda", plan=plan.name, minutes=plan.total, steps=steps))


async def next_here(_: Update, turn: Turn) -> None:
    circle = await circle_here(turn)
    if circle is not None:
        following = await saying.next_time(turn.tx, circle, turn.words, after=turn.now, zone=circle.zone)
        await briefly.answer(turn, "next", turn.words("group-next", next=following))


async def help_here(_: Update, turn: Turn) -> None:
    if await circle_here(turn) is not None:
        await briefly.answer(turn, "help", turn.words("group-help"), buttons=[[briefly.private_chat(turn)]])


async def without_a_name(_: Update, turn: Turn) -> None:
    """A command of somebody who hides behind the group's name: nobody has rights under it."""
    if is_for_us(turn.message, turn.house.bot_name) and await circle_here(turn) is not None:
        await briefly.answer(turn, briefly.UNNAMED, turn.words("group-who-are-you"))


async def personal_here(_: Update, turn: Turn) -> None:
    """A command of no meaning in a group: it may have been meant for a private chat, so it goes, unread."""
    known = await groups.of_chat(turn.tx, turn.chat_id)
    if known is not None and is_for_us(turn.message, turn.house.bot_name):
        await briefly.in_private_please(turn)


async def tapped_here(_: Update, turn: Turn) -> None:
    turn.toast("group-no-buttons")
