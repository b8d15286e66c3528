"""Privacy: see what is kept, take it away, take back a yes, be erased. As easy as it was to say yes."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import CommandHandler

from handlers import menu
from handlers.doors import OpenMenu, OpenPrivacy, OpenSupport
from handlers.guards import in_private
from handlers.talk import forms, pieces, post
from handlers.talk.buttons import Button, Rows, Said, in_rows
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring.people import PersonId
from mentoring.problems import NotJoined, OldButton, Problem
from storage import consents, people, privacy, seats
from storage.core.database import Tx
from storage.core.keystore import LogNotWiped
from storage.core.letters import Lane, Letter
from storage.people import Person
from storage.privacy_map import MAP

WORD = "ERASE"
RECEIPT = "erased-receipt"
MEMBERSHIP = "membership"
NOTHING = "-"

AskFirst = Callable[[Turn], Awaitable[bool]]
ASK_FIRST: list[AskFirst] = []
"""What features ask before somebody is erased; True when one has something to ask, and leads on to FORM itself."""
ALSO_FINISH: list[Callable[[Any], Awaitable[None]]] = []
"""What features finish between turns beside erasing (keys whose rows are gone). Each gets the Desk, maybe twice."""

TakenBack = Callable[[Tx, PersonId, str | None, datetime], Awaitable[None]]


class SeeKept(Button, prefix="prsee", label="privacy-see"):
    """What is kept, in words."""


class TakeAway(Button, prefix="prtake", label="privacy-take"):
    """The two files."""


class SeeYeses(Button, prefix="pryes", label="privacy-yeses"):
    """Every yes that stands."""


class ThisYes(Button, prefix="prone", label="privacy-yes-back"):
    """One yes: its purpose, and what it was for."""

    purpose: str
    about: str
    sure: bool = False


class EraseMe(Button, prefix="prerase", label="privacy-erase"):
    """What goes, what cannot, and the word to type."""


def known(turn: Turn) -> Person:
    """Somebody the bot keeps anything about, let in or not. Raises NotJoined."""
    if turn.speaker is None:
        raise NotJoined
    return turn.speaker


async def front(_: Update, turn: Turn) -> None:
    """The privacy lines, each true of this house, and the four things one may do."""
    if turn.speaker is None:
        turn.show("privacy-stranger", buttons=[[OpenSupport()]])
        return
    network = turn.house.settings.network
    lines = [turn.words("privacy-front", run_by=network.controller or network.name)]
    if network.contact:
        lines.append(turn.words("privacy-contact", contact=network.contact))
    rows: Rows = [[SeeKept(), TakeAway()], [SeeYeses(), EraseMe()], [OpenSupport(), OpenMenu()]]
    turn.show_text("\n".join(lines), buttons=rows)


def back() -> Rows:
    """To the front, and to help."""
    return [[OpenPrivacy().named("privacy-back"), OpenSupport()]]


# Seeing it


async def see_kept(_: Update, turn: Turn) -> None:
    """Every kind of thing that is kept about them, how many, and for how long."""
    found = await privacy.counts(turn.tx, known(turn).id)
    lines = "\n".join(_line(turn.words, table, count) for table, count in found.items())
    *first, last = pieces.split(turn.words("privacy-kept", lines=lines) + "\n\n" + turn.words("privacy-kept-end"))
    for piece in first:
        turn.say_text(piece)
    turn.show_text(last, buttons=[[TakeAway()], *back()])


def _line(words: Words, table: str, count: int) -> str:
    keep = MAP[table].kept
    if keep is None:
        return words("privacy-kept-line", what=words(f"kept-{table}"), count=count)
    return words("privacy-kept-until", what=words(f"kept-{table}"), count=count, until=words(f"kept-until-{keep}"))


# Taking back a yes


async def _no_chances(tx: Tx, person: PersonId, _: str | None, __: datetime) -> None:
    """No more jobs and talks."""
    somebody = await people.find(tx, person)
    if somebody is not None:
        await people.choose(tx, person, {**somebody.choices, "chances": "no"})


async def _no_seat(tx: Tx, person: PersonId, about: str | None, now: datetime) -> None:
    """Without the promises there is no seat."""
    if about is not None:
        await seats.free_seat(tx, about, person, now=now)


TAKING_BACK: dict[str, TakenBack] = {"opportunities": _no_chances, "circle-promises": _no_seat}
"""What follows when a yes for a purpose is taken back; each feature adds its own."""


async def see_yeses(_: Update, turn: Turn) -> None:
    """Each yes that stands, the oldest first."""
    standing = [yes for yes in await consents.of(turn.tx, known(turn).id) if yes.stands]
    taps = [Said(ThisYes(yes.purpose, yes.about or NOTHING), _what(turn.words, yes.purpose)) for yes in standing]
    turn.show("privacy-yes-list" if taps else "privacy-yes-none", buttons=[*in_rows(taps), *back()])


def _what(words: Words, purpose: str) -> str:
    key = f"consent-{purpose}"
    return words.label(key if words.has(key) else "consent-other")


async def this_yes(_: Update, turn: Turn) -> None:
    """Asked once more, never why. Taking back membership is being erased, and says so."""
    person, tapped = known(turn).id, turn.pressed(ThisYes)
    about = None if tapped.about == NOTHING else tapped.about
    keep = SeeYeses().named("privacy-yes-keep")
    if tapped.purpose == MEMBERSHIP:
        turn.show("privacy-membership-sure", buttons=[[EraseMe(), keep]])
    elif not await consents.stands(turn.tx, person, tapped.purpose, about=about):
        raise OldButton
    elif not tapped.sure:
        turn.show(
            "privacy-yes-sure", what=_what(turn.words, tapped.purpose), buttons=[[replace(tapped, sure=True), keep]]
        )
    else:
        await consents.withdraw(turn.tx, person, tapped.purpose, turn.now, about=about)
        then = TAKING_BACK.get(tapped.purpose)
        if then:
            await then(turn.tx, person, about, turn.now)
        turn.show("privacy-yes-taken", buttons=back())


# Erasing


class NotTheWord(Problem):
    """Something else than ERASE was typed: nothing is erased."""


def the_word(text: str) -> str:
    """What confirms an erasing. Raises NotTheWord."""
    if text.strip().casefold() != WORD.casefold():
        raise NotTheWord
    return WORD


async def _still_here(turn: Turn) -> None:
    known(turn)


async def _days(turn: Turn, _: Answers) -> dict[str, Any]:
    return {"days": turn.house.settings.network.backup_days}


async def erase_me(_: Update, turn: Turn) -> None:
    """What goes and what cannot; then the word, to a question with a fresh token."""
    known(turn)
    for ask_first in ASK_FIRST:
        if await ask_first(turn):
            return
    await forms.start(turn, FORM)


async def _erase(turn: Turn, _: Answers) -> None:
    """Their rows go with this turn; their keys as soon as that is on disk."""
    person = known(turn).id
    days = turn.house.settings.network.backup_days
    await privacy.leave(turn.tx, person, chat=turn.chat_id, backup_days=days, now=turn.now)
    turn.speaker = None
    menu.take_menu_away(turn)
    turn.say("privacy-wiping")
    turn.later(finish_leaving)


FORM = forms.register(
    Form(
        "erase-me",
        (Question("word", "privacy-ask-erase", text=the_word, holes=_days, extra=((OpenSupport(),),)),),
        _erase,
        private=True,
        stopped="privacy-erase-stopped",
        allowed=_still_here,
    )
)


async def finish_leaving(desk: Any) -> None:  # bot.receive.Desk, which is above this room
    """Destroy the keys of everybody whose rows are gone, and owe each a receipt.

    Called after the turn, at every start and every minute: what a crash left half-done is finished then.
    """
    for finish in ALSO_FINISH:
        await finish(desk)
    async with desk.database.read() as tx:
        leaving = await privacy.leaving(tx)
    for person in leaving:
        desk.house.vaults.close(person)
        try:
            await desk.database.keystore.destroy(person)
        except LogNotWiped:
            continue  # the key is destroyed; its old page is wiped by the next round
        await _say_goodbye(desk, person)
    if leaving:
        await desk.database.wipe_log()


async def _say_goodbye(desk: Any, person: PersonId) -> None:  # the same Desk
    now = desk.clock.now()
    async with desk.database.begin() as tx:
        left = await privacy.gone(tx, person)
        if left is not None and left.chat is not None:
            about = {"days": left.backup_days}
            tx.owed.append(Letter(RECEIPT, now, Lane.REPLY, chat=left.chat, about=about, made=now))


async def _receipt(reading: Reading) -> post.Deed | None:
    return post.Send(reading.words("privacy-receipt", days=int(reading.letter.about["days"])))


HANDLERS = [
    CommandHandler(["privacy", "mydata"], in_private(front)),
    OpenPrivacy.handler(in_private(front)),
    SeeKept.handler(in_private(see_kept)),
    SeeYeses.handler(in_private(see_yeses)),
    ThisYes.handler(in_private(this_yes)),
    EraseMe.handler(in_private(erase_me)),
]
LETTERS = {RECEIPT: LetterKind(_receipt)}
