"""What worked: a line or a few of one coordinator, seen back before it is shared, under the results for the others."""

from typing import Any

from telegram import Update

from handlers.doors import OpenMenu
from handlers.guards import for_members, for_roles
from handlers.opportunities import asking
from handlers.opportunities.taps import ReadAll, SeeResults, ShareWhatWorked, TakeOut
from handlers.talk import forms
from handlers.talk.buttons import Rows, Tap, keyboard
from handlers.talk.forms import Answers, Choice, Form, Question
from handlers.talk.pieces import utf16
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from mentoring import links
from mentoring.names import clean_text
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton
from storage import opportunities, people, what_worked
from storage.opportunities import Opportunity

MOST_SAID = 500
ROOM = 2500
"""Of a message with the results in it (as Telegram counts), for what was shared: the newest always fits."""
LINE, LAST = "line", "last"
SHARE, CHANGE, LEAVE = "share", "change", "leave"


# Under the results


async def said(turn: Turn, found: Opportunity) -> list[str]:
    """Each line that was shared of it, with its writer's shown name, the newest first."""
    return [
        turn.words("what-worked-line", name=await people.name_of(turn.tx, each.writer) or "", said=each.said)
        for each in await what_worked.of(turn.tx, found.id)
    ]


def fitting(lines: list[str]) -> list[str]:
    """The newest of them, as many as fit under the results."""
    return [line for n, line in enumerate(lines) if n == 0 or utf16("\n".join(lines[: n + 1])) <= ROOM]


async def rows(turn: Turn, found: Opportunity, lines: list[str]) -> Rows:
    """What a coordinator may do about it: read what did not fit, and share, change or take out their own."""
    more: list[Tap] = [ReadAll(found.id)] if len(fitting(lines)) < len(lines) else []
    share, out = ShareWhatWorked(found.id), TakeOut(found.id)
    theirs = await what_worked.stands(turn.tx, found.id, turn.person)
    if found.state == "recalled":
        return [more, [out] if theirs else []]
    return [more, [share.named("what-worked-tap-again"), out] if theirs else [share]]


async def read_all(_: Update, turn: Turn) -> None:
    """All of it, in a message of its own, or several."""
    found = await opportunities.find(turn.tx, turn.pressed(ReadAll).opportunity)
    lines = await said(turn, found)
    turn.say_text("\n\n".join([found.title, *lines]), buttons=[[SeeResults(found.id), OpenMenu()]])


async def take_out(_: Update, turn: Turn) -> None:
    """Let their own go, also when they are no coordinator any more. Twice is once."""
    opportunity = turn.pressed(TakeOut).opportunity
    await what_worked.take_out(turn.tx, opportunity, turn.person)
    back: list[Tap] = [SeeResults(opportunity)] if turn.holds(Role.COORDINATOR) else []
    turn.show("what-worked-taken-out", buttons=[[*back, OpenMenu()]])


# Writing it


async def share_what_worked(_: Update, turn: Turn) -> None:
    """Ask for it."""
    found = await opportunities.find(turn.tx, turn.pressed(ShareWhatWorked).opportunity)
    found.check_out()
    await _ask(turn, found.id)


async def _ask(turn: Turn, opportunity: str) -> None:
    await forms.start(turn, FORM, given={"opportunity": opportunity})


def _typed(text: str) -> str:
    return links.without_mentions(links.checked(clean_text(text, MOST_SAID)))


async def _title(turn: Turn, answers: Answers) -> dict[str, Any]:
    return {"title": (await opportunities.find(turn.tx, answers["opportunity"])).title}


async def _seen_back(turn: Turn, answers: Answers) -> dict[str, Any]:
    return {"name": await people.name_of(turn.tx, turn.person) or "", "said": answers[LINE]}


async def _finish(turn: Turn, answers: Answers) -> None:
    opportunity = answers["opportunity"]
    if answers.get(asking.SURE) == "no" or answers[LAST] == CHANGE:
        await _ask(turn, opportunity)
        return
    after: Rows = [[SeeResults(opportunity), OpenMenu()]]
    if answers[LAST] == LEAVE:
        turn.show("what-worked-left", buttons=after)
        return
    found = await opportunities.find(turn.tx, opportunity)
    new = await what_worked.share(turn.tx, found, turn.person, answers[LINE], now=turn.now)
    turn.show("what-worked-shared" if new else "what-worked-changed", buttons=after)


FORM = forms.register(
    Form(
        "what-worked",
        (
            Question(LINE, "what-worked-ask", text=_typed, holes=_title),
            asking.sure_question((LINE,)),
            Question(
                LAST,
                "what-worked-preview",
                [
                    Choice(SHARE, "what-worked-share"),
                    Choice(CHANGE, "what-worked-change"),
                    Choice(LEAVE, "what-worked-leave"),
                ],
                when=lambda answers: answers.get(asking.SURE) != "no",
                holes=_seen_back,
            ),
        ),
        _finish,
        allowed=asking.allowed,
    )
)


# Telling the others


async def _news(reading: Reading) -> Deed | None:
    """Once, to another coordinator, that there is something to read: while it is there."""
    letter, words = reading.letter, reading.words
    reader = await people.find(reading.tx, PersonId(letter.person or ""))
    if reader is None or Role.COORDINATOR not in reader.roles:
        return None
    opportunity, writer = str(letter.about["opportunity"]), PersonId(str(letter.about["by"]))
    if not await what_worked.stands(reading.tx, opportunity, writer):
        return None
    try:
        found = await opportunities.find(reading.tx, opportunity)
    except OldButton:
        return None
    rows: Rows = [[SeeResults(found.id).named("what-worked-tap-read")]]
    return Send(words("what-worked-news", title=found.title), keyboard(rows, words))


_coordinators = for_roles(Role.COORDINATOR)
HANDLERS = [
    ShareWhatWorked.handler(_coordinators(share_what_worked)),
    ReadAll.handler(_coordinators(read_all)),
    TakeOut.handler(for_members(take_out)),
]
LETTERS = {what_worked.NEWS: LetterKind(_news, waits_for_morning=True)}
