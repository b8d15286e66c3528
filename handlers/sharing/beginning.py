"""From an opened page: to which mentor, and whether their key is the one it was."""

from telegram import Update

from handlers import menu
from handlers.checkins.saying import first_name
from handlers.doors import OpenMenu, OpenSupport, ShareWithMentor
from handlers.guards import for_members
from handlers.mentors.cards import speaker_name
from handlers.reflections import unlocking
from handlers.reflections.tapped import MyPages
from handlers.sharing import preview
from handlers.sharing.taps import NotNow, PageAgain, ShareTo
from handlers.talk.buttons import MOST_LETTERS, Rows, Said, in_rows
from handlers.talk.turn import Turn
from storage import share_drafts, share_keys, shares
from storage.core.fingerprints import fingerprint
from storage.pairs import Pair


async def share_with_mentor(_: Update, turn: Turn) -> None:
    """Only its writer gets here, with their pages open. With two mentors: which one?"""
    page = turn.pressed(ShareWithMentor).page
    if not await unlocking.is_open(turn):
        return
    await shares.check_today(turn.tx, turn.person, turn.now)
    found = await shares.mentors_of(turn.tx, turn.person)
    if len(found) == 1:
        await _to(turn, page, found[0], sure=False)
    elif found:
        names = [Said(ShareTo(page, pair.id), (await speaker_name(turn, pair.mentor))[:MOST_LETTERS]) for pair in found]
        turn.say("share-which", buttons=[*in_rows(list(names)), [NotNow(), OpenSupport()]])
    else:
        say_no_mentor(turn)


async def share_to(_: Update, turn: Turn) -> None:
    """This mentor, or on after the words about the key."""
    pressed = turn.pressed(ShareTo)
    pair = await preview.live_pair(turn, pressed.pair)
    if pair is None:
        say_no_mentor(turn)
    elif await unlocking.is_open(turn):
        await _to(turn, pressed.page, pair, sure=pressed.sure)


async def _to(turn: Turn, page: str, pair: Pair, *, sure: bool) -> None:
    try:
        key = await share_keys.of(turn.tx, pair.mentor)
    except share_keys.MentorHasNoLock:
        name = await first_name(turn.tx, pair.mentor, turn.words)
        turn.say("share-no-lock-there", name=name, buttons=[[MyPages(), OpenMenu()], [OpenSupport()]])
        return
    before = await share_keys.before(turn.tx, turn.person, pair.mentor)
    if before is not None and before != key and not sure:
        await say_key_changed(turn, page, pair, key, before)
    else:
        await preview.begin(turn, page, pair)


async def say_key_changed(turn: Turn, page: str, pair: Pair, key: bytes, before: bytes) -> None:
    """Plain words before anything goes on."""
    rows: Rows = [[ShareTo(page, pair.id, sure=True), NotNow()], [OpenSupport()]]
    turn.say(
        "share-key-changed",
        name=await first_name(turn.tx, pair.mentor, turn.words),
        before=fingerprint(before) if before else "-",
        now=fingerprint(key),
        buttons=menu.open_rows(rows),
    )


def say_no_mentor(turn: Turn) -> None:
    """There is nobody to share it with now."""
    turn.say("share-no-mentor", buttons=[[MyPages(), OpenMenu()], [OpenSupport()]])


async def page_again(_: Update, turn: Turn) -> None:
    """A typed copy is let go; the page's own words are looked at again."""
    draft = await preview.current(turn, turn.pressed(PageAgain).draft)
    if draft is None:
        return
    pair = await preview.live_pair(turn, draft.pair)
    await share_drafts.let_go(turn.tx, turn.person)
    if pair is None:
        say_no_mentor(turn)
    else:
        await preview.begin(turn, draft.page, pair)


HANDLERS = [
    ShareWithMentor.handler(for_members(share_with_mentor)),
    ShareTo.handler(for_members(share_to)),
    PageAgain.handler(for_members(page_again)),
]
