"""The mentor's side: a discreet line, then a page to read in their own open vault, neither kept nor sent on."""

from contextlib import suppress
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from telegram import Update

from handlers.checkins.saying import first_name, zone_of
from handlers.doors import OpenMenu, OpenReflect, OpenSharedWithMe, OpenSupport
from handlers.guards import for_members
from handlers.mentors import cards
from handlers.menu import open_rows
from handlers.reflections import showing, unlocking
from handlers.reflections.reading import HideNow
from handlers.reflections.tapped import MyPages
from handlers.reflections.unlocking import Unlocked
from handlers.sharing import preview
from handlers.sharing.taps import ReadShared
from handlers.talk import post
from handlers.talk.buttons import Rows, Said, in_rows, keyboard
from handlers.talk.post import LetterKind, Outcome, Reading
from handlers.talk.turn import Turn
from mentoring import sharing
from mentoring.people import PersonId
from storage import share_drafts, share_keys, shares
from storage.core.database import Tx
from storage.core.fingerprints import fingerprint
from storage.core.letters import Letter
from storage.core.locks import Lock
from storage.core.sealing import Damaged
from storage.core.vault import VaultClosed
from storage.reflections import Hold
from storage.shares import Share

SHARED = "share-text"


async def with_me(_: Update, turn: Turn) -> None:
    """Whose pages, until when; and one's own four words, to be read out to whoever asks."""
    await shares.let_go_unreadable(turn.tx, turn.person, turn.now)
    theirs = await shares.with_mentor(turn.tx, turn.person, turn.now)
    last: Rows = [[OpenReflect(), OpenMenu()], [OpenSupport()]]
    if not theirs:
        turn.show("share-with-me-none", buttons=open_rows(last))
        return
    lines = []
    for share in theirs:
        name = await first_name(turn.tx, share.writer, turn.words)
        day = turn.words.day(sharing.last_day(share.expires), turn.zone)
        lines.append(turn.words("share-with-me-line" if share.sound else "share-failed-check", name=name, day=day))
    numbered = [f"{n}. {line}" for n, line in enumerate(lines, 1)]
    taps = in_rows([Said(ReadShared(share.id), str(n)) for n, share in enumerate(theirs, 1)], 4)
    key = turn.words("share-own-key", words=fingerprint(await share_keys.of(turn.tx, turn.person)))
    text = "\n".join([turn.words("share-with-me-list"), "", *numbered, "", key])
    turn.show_text(text, buttons=open_rows([*taps, *last]))


async def read_shared(_: Update, turn: Turn) -> None:
    """Gone, whatever the reason, is one line. Else their pages are opened first, and the writer sees the day."""
    await shares.let_go_unreadable(turn.tx, turn.person, turn.now)
    share = await shares.find_for(turn.tx, turn.pressed(ReadShared).share, turn.person, turn.now)
    if share is None:
        turn.say("share-gone", buttons=[[OpenMenu(), OpenSupport()]])
        return
    if not await unlocking.is_open(turn, then=SHARED, about={"share": share.id}):
        return
    try:
        await _note_opened(turn.tx, share, turn.person, preview.held(turn), turn.now)
    except Damaged:
        turn.say("share-failed-check", buttons=[[MyPages(), OpenMenu()], [OpenSupport()]])
        return
    await showing.hide(turn)
    showing.show_for_a_while(turn, SHARED, {"share": share.id})


async def _note_opened(tx: Tx, share: Share, mentor: PersonId, hold: Hold, now: datetime) -> None:
    """The writer sees the day on which it was first opened. Raises Damaged for one that can't be read."""
    await shares.text_for(tx, share.id, mentor, hold, now)
    await shares.note_opened(tx, share, now.astimezone(ZoneInfo(await zone_of(tx, share.writer))).date())


async def _go_on(them: Unlocked) -> None:
    """Their words were right: the page they had tapped, or one line in its place when it can't be read."""
    share = await shares.find_for(them.tx, str(them.about["share"]), them.person, them.now)
    if share is not None:
        with suppress(Damaged):
            hold = partial(them.vaults.hold, them.person, Lock.PAGES)
            await _note_opened(them.tx, share, them.person, hold, them.now)
    await showing.owe_placeholder(them.tx, them.person, SHARED, now=them.now, about=them.about)


async def _text(reading: Reading) -> post.Deed | None:
    person, words = PersonId(reading.letter.person or ""), reading.words
    share = await shares.find_for(reading.tx, str(reading.letter.about["share"]), person, reading.now)
    if share is None:
        return showing.filled(reading, words("share-gone"), keyboard([[OpenSupport()]], words))
    try:
        vaults = showing.vaults_of(reading)
        text = await shares.text_for(reading.tx, share.id, person, lambda: vaults.hold(person, Lock.PAGES), reading.now)
    except VaultClosed:
        return showing.filled(reading, words("pages-closed-meanwhile"), keyboard([[MyPages(), OpenSupport()]], words))
    except Damaged:
        return showing.filled(reading, words("share-failed-check"), keyboard([[OpenSupport()]], words))
    name = await first_name(reading.tx, share.writer, words)
    day = words.day(sharing.last_day(share.expires), await zone_of(reading.tx, person))
    lines = [words("share-from", name=name, day=day), text or "", words("pages-hides-soon")]
    rows: Rows = [[HideNow(), OpenSharedWithMe()], [OpenSupport()]]
    return showing.filled(reading, "\n\n".join(lines), keyboard(open_rows(rows), words), spoiler=True)


# Letters


async def _knock(reading: Reading) -> post.Deed | None:
    share_id, person = str(reading.letter.about["share"]), PersonId(reading.letter.person or "")
    share = await shares.find_for(reading.tx, share_id, person, reading.now)
    return cards.knocking(reading.words, ReadShared(share.id)) if share else None


async def _lapse(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    await shares.lapse(tx, str(letter.about["share"]), now)


async def _draft_lapses(tx: Tx, _: Letter, __: Outcome, now: datetime) -> None:
    await share_drafts.lapse(tx, now)


unlocking.THEN[SHARED] = _go_on

HANDLERS = [
    OpenSharedWithMe.handler(for_members(with_me)),
    ReadShared.handler(for_members(read_shared)),
]
LETTERS = {
    SHARED: LetterKind(_text, settled=showing.maybe_not_shown, secret=True),
    shares.WAITING: LetterKind(_knock, waits_for_morning=True),
    shares.LAPSES: cards.alarm(_lapse),
    share_drafts.LAPSES: cards.alarm(_draft_lapses),
}
