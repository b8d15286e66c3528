"""Erasing: one page, one kind, or every page with the key that opened them (J11.8, H-10)."""

from typing import Any
from weakref import WeakSet

import structlog
from telegram import Update

from handlers import menu, privacy
from handlers.doors import OpenMenu, OpenReflect, OpenSupport
from handlers.guards import for_members
from handlers.privacy import the_word
from handlers.reflections import kinds, showing, sights, unlocking
from handlers.reflections.tapped import MyPages
from handlers.talk import forms, post
from handlers.talk.buttons import Button, Rows, Said, in_rows, keyboard
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import reflections, shares
from storage.core import letters
from storage.core.keystore import LogNotWiped
from storage.core.letters import Lane
from storage.core.locks import Lock
from storage.core.vault import VaultClosed

log = structlog.get_logger("reflections")


class EraseThis(Button, prefix="rf-erase", label="pages-erase-this"):
    page: str


class YesErase(Button, prefix="rf-gone", label="pages-yes-erase"):
    page: str


class KeepIt(Button, prefix="rf-stay", label="pages-keep-it"):
    pass


class EraseMany(Button, prefix="rf-many", label="pages-erase-many"):
    """One kind, or all of it."""


class EraseKinds(Button, prefix="rf-ekinds", label="pages-erase-kind"):
    """Which kind; the pages must be open for that."""


class EraseKind(Button, prefix="rf-ekind", label="pages-erase-kind"):
    kind: str


class EraseEvery(Button, prefix="rf-eall", label="pages-erase-every"):
    """Every page: this takes no words, for one may have lost them."""


# One page


async def erase_this(_: Update, turn: Turn) -> None:
    """Ask once more."""
    page = turn.pressed(EraseThis).page
    if await unlocking.is_open(turn):
        is_shared = await shares.is_shared(turn.tx, turn.person, page)
        lines = [turn.words("page-gone-for-good"), *([turn.words("share-goes-too")] if is_shared else [])]
        turn.say_text("\n".join(lines), buttons=menu.open_rows([[YesErase(page), KeepIt()], [OpenSupport()]]))


async def yes_erase(_: Update, turn: Turn) -> None:
    """Erase one page, and leave no old copy of it in the database's log."""
    page = turn.pressed(YesErase).page
    if not await unlocking.is_open(turn):
        return
    erased = await reflections.erase(turn.tx, turn.person, page)
    await showing.hide(turn)
    sights.forget(turn.house.vaults, turn.person)
    turn.show("page-erased" if erased else "page-gone", buttons=[[MyPages(), OpenMenu()], [OpenSupport()]])
    turn.later(_wipe_log)


async def _wipe_log(desk: Any) -> None:
    await desk.database.wipe_log()


async def keep_it(_: Update, turn: Turn) -> None:
    """It stays."""
    turn.show("page-kept-after-all", buttons=[[MyPages(), OpenMenu()], [OpenSupport()]])


async def erase_many(_: Update, turn: Turn) -> None:
    """What shall go?"""
    rows: Rows = [[EraseKinds(), EraseEvery()], [KeepIt(), OpenSupport()]]
    turn.say("pages-erase-what", buttons=menu.open_rows(rows))


# One kind


async def erase_kinds(_: Update, turn: Turn) -> None:
    """Which kinds there are is locked: the answer comes into a placeholder."""
    if await unlocking.is_open(turn):
        await showing.hide(turn)
        showing.show_for_a_while(turn, "pages-erase-kinds")


async def _kinds(reading: Reading) -> post.Deed | None:
    person = PersonId(reading.letter.person or "")
    try:
        vaults = showing.vaults_of(reading)
        every = await reflections.every_head(reading.tx, person, lambda: vaults.hold(person, Lock.PAGES))
    except VaultClosed:
        return showing.filled(
            reading, reading.words("pages-closed-meanwhile"), keyboard([[MyPages(), OpenSupport()]], reading.words)
        )
    there = sorted({page.head.kind for page in every if page.head})
    taps = [Said(EraseKind(kind), kinds.label(kind, reading.words)) for kind in there]
    rows = menu.open_rows([*in_rows(taps), [MyPages().named("pages-back"), OpenSupport()]])
    return showing.filled(reading, reading.words("pages-which-kind"), keyboard(rows, reading.words))


async def erase_kind(_: Update, turn: Turn) -> None:
    """The word first."""
    if await unlocking.is_open(turn):
        await forms.start(turn, KIND_FORM, given={"kind": turn.pressed(EraseKind).kind})


async def _kind_name(turn: Turn, answers: Answers) -> dict[str, Any]:
    return {"kind": kinds.label(answers["kind"], turn.words)}


async def _erase_kind(turn: Turn, answers: Answers) -> None:
    """Found between two turns, because many pages are opened for it; nothing is promised before it is done."""
    if "kind" not in answers:
        raise OldButton
    if not await unlocking.is_open(turn):
        return
    await showing.hide(turn)
    sights.forget(turn.house.vaults, turn.person)
    turn.say("pages-erasing-kind", buttons=[[OpenSupport()]])
    person, kind = turn.person, str(answers["kind"])

    async def find_and_erase(desk: Any) -> None:
        await _erase_all_of(desk, person, kind)

    turn.later(find_and_erase)


async def _erase_all_of(desk: Any, person: PersonId, kind: str) -> None:
    about = {"erased": 0}
    try:
        async with desk.database.read() as tx:
            every = await reflections.every_head(tx, person, lambda: desk.house.vaults.hold(person, Lock.PAGES))
    except VaultClosed:
        every, about = [], {"erased": -1}
    wanted = [page.id for page in every if page.head and page.head.kind == kind]
    async with desk.database.begin() as tx:
        for page in wanted:
            about["erased"] += await reflections.erase(tx, person, page)
        due = desk.clock.now()
        await letters.owe(tx, kind="pages-kind-erased", to=person, due=due, about=about, lane=Lane.REPLY)
        tx.wipes = True


async def _kind_erased(reading: Reading) -> post.Deed | None:
    erased = int(reading.letter.about["erased"])
    key = "pages-closed-meanwhile" if erased < 0 else "pages-kind-erased"
    return post.Send(reading.words(key), keyboard([[MyPages(), OpenMenu()], [OpenSupport()]], reading.words))


# Every page


async def erase_every(_: Update, turn: Turn) -> None:
    """The word first; nobody has to open what they let go."""
    await forms.start(turn, EVERY_FORM)


async def _erase_every(turn: Turn, _: Answers) -> None:
    """The rows go with this turn, the key as soon as that is on disk, and then comes the receipt."""
    days = turn.house.settings.network.backup_days
    await reflections.erase_every(turn.tx, turn.person, days=days, now=turn.now)
    await showing.hide(turn)
    sights.forget(turn.house.vaults, turn.person)
    turn.say("pages-wiping", buttons=[[OpenSupport()]])
    turn.later(finish_erasing)


_wiped_since_start: WeakSet[Any] = WeakSet()


async def finish_erasing(desk: Any) -> None:
    """Destroy the keys of whoever has erased every page, and owe each a receipt.

    Called after the turn, at every start and every minute: what a crash left half-done is finished then.
    """
    if desk.database not in _wiped_since_start:  # a page may have been erased just before a crash
        await desk.database.wipe_log()
        _wiped_since_start.add(desk.database)
    sights.forget_old(desk.house.vaults, desk.clock.now())
    async with desk.database.read() as tx:
        erasing = await reflections.erasing(tx)
    for person in erasing:
        try:
            await reflections.destroy_key(desk.database.keystore, person)
        except LogNotWiped:
            log.info("page-key-not-wiped-yet")
            continue  # the key is destroyed; its old bytes are wiped by the next round
        await desk.database.wipe_log()
        async with desk.database.begin() as tx:
            days = await reflections.erased(tx, person)
            if days is not None:
                about, due = {"days": days}, desk.clock.now()
                await letters.owe(tx, kind="pages-erased", to=person, due=due, about=about, lane=Lane.REPLY)


async def _receipt(reading: Reading) -> post.Deed | None:
    said = reading.words("pages-erased", days=reading.letter.about["days"])
    return post.Send(said, keyboard([[OpenReflect(), OpenMenu()], [OpenSupport()]], reading.words))


KIND_FORM = forms.register(
    Form(
        "erase-kind",
        (Question("word", "pages-ask-erase-kind", text=the_word, holes=_kind_name, extra=((OpenSupport(),),)),),
        _erase_kind,
        private=True,
        stopped="page-kept-after-all",
    )
)
EVERY_FORM = forms.register(
    Form(
        "erase-pages",
        (Question("word", "pages-ask-erase", text=the_word, extra=((OpenSupport(),),)),),
        _erase_every,
        private=True,
        stopped="page-kept-after-all",
    )
)

HANDLERS = [
    EraseThis.handler(for_members(erase_this)),
    YesErase.handler(for_members(yes_erase)),
    KeepIt.handler(for_members(keep_it)),
    EraseMany.handler(for_members(erase_many)),
    EraseKinds.handler(for_members(erase_kinds)),
    EraseKind.handler(for_members(erase_kind)),
    EraseEvery.handler(for_members(erase_every)),
]
LETTERS = {
    "pages-erase-kinds": LetterKind(_kinds),
    "pages-kind-erased": LetterKind(_kind_erased),
    "pages-erased": LetterKind(_receipt),
}
privacy.ALSO_FINISH.append(finish_erasing)
