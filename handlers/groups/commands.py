"""The commands of a circle's group: a short answer, and the command is cleared away."""

from telegram import Update

from handlers.circles import saying
from handlers.groups.place import circle_here, clear_command
from handlers.talk.buttons import Link
from handlers.talk.turn import Turn
from storage import sessions


async def rules_here(_: Update, turn: Turn) -> None:
    circle = await circle_here(turn)
    if circle is not None:
        clear_command(turn)
        turn.say_text(await saying.rules_of(turn, circle))


async def agenda_here(_: Update, turn: Turn) -> None:
    circle = await circle_here(turn)
    if circle is None:
        return
    clear_command(turn)
    coming = await sessions.next_of(turn.tx, circle.id, turn.now)
    plan = await saying.plan_now(turn.tx, coming.plan if coming else circle.plan)
    steps = [turn.words("group-agenda-step", minutes=step.minutes, title=step.title) for step in plan.steps]
    turn.say("group-agenda", plan=plan.name, minutes=plan.total, steps="\n".join(steps))


async def next_here(_: Update, turn: Turn) -> None:
    circle = await circle_here(turn)
    if circle is not None:
        clear_command(turn)
        nexts = await saying.next_times(turn.tx, circle, after=turn.now)
        turn.say("group-next", next=turn.words.when(nexts[0], circle.zone))


async def help_here(_: Update, turn: Turn) -> None:
    if await circle_here(turn) is not None:
        clear_command(turn)
        turn.say("group-help", buttons=[[Link("open-private-chat", f"https://t.me/{turn.house.bot_name}")]])
