"""The last look: to whom, until when, and the four words of their key; then it is sealed to them, or let go."""

from telegram import Update

from handlers.checkins.saying import first_name
from handlers.doors import OpenMenu, OpenShared, OpenSupport
from handlers.guards import for_members
from handlers.menu import open_rows
from handlers.reflections import showing
from handlers.reflections.tapped import MyPages
from handlers.sharing import preview
from handlers.sharing.beginning import say_key_changed, say_no_mentor
from handlers.sharing.taps import NotNow, ShareFor, ShareIt
from handlers.talk.buttons import Rows
from handlers.talk.turn import Turn
from mentoring import sharing
from storage import share_drafts, share_keys, shares
from storage.core.fingerprints import fingerprint

KEY_SHOWN = 8
"""Signs of the key that a button carries, so that the words shown and the key used are of one key."""


async def share_for(_: Update, turn: Turn) -> None:
    """So many days: name, day and key once more. Raises NothingLeft, CopyTooLong."""
    pressed = turn.pressed(ShareFor)
    draft = await preview.current_version(turn, pressed.draft, pressed.version)
    if draft is None:
        return
    pair = await preview.live_pair(turn, draft.pair)
    if pair is None:
        say_no_mentor(turn)
        return
    sharing.check(draft.copy)
    until, key = sharing.ends(turn.now, pressed.days, turn.zone), await share_keys.of(turn.tx, pair.mentor)
    yes = ShareIt(draft.id, draft.version, pressed.days, key.hex()[:KEY_SHOWN])
    rows: Rows = [[yes, NotNow()], [OpenSupport()]]
    turn.say(
        "share-sure",
        name=await first_name(turn.tx, pair.mentor, turn.words),
        day=turn.words.day(sharing.last_day(until), turn.zone),
        words=fingerprint(key),
        buttons=open_rows(rows),
    )


async def share_it(_: Update, turn: Turn) -> None:
    """Sealed to the mentor, as it was shown. Raises SharedEnoughToday, NothingLeft, CopyTooLong."""
    pressed = turn.pressed(ShareIt)
    draft = await preview.current_version(turn, pressed.draft, pressed.version)
    if draft is None:
        return
    pair = await preview.live_pair(turn, draft.pair)
    if pair is None:
        say_no_mentor(turn)
        return
    key = await share_keys.of(turn.tx, pair.mentor)
    if key.hex()[:KEY_SHOWN] != pressed.key:
        await say_key_changed(turn, draft.page, pair, key, b"")
        return
    text, page = sharing.check(draft.copy), draft.page
    until = await shares.share(turn.tx, pair, page, text, days=pressed.days, zone=turn.zone, now=turn.now)
    await share_drafts.let_go(turn.tx, turn.person)
    await showing.hide(turn)
    name, day = await first_name(turn.tx, pair.mentor, turn.words), turn.words.day(sharing.last_day(until), turn.zone)
    turn.show("share-done", name=name, day=day, buttons=[[OpenShared(), MyPages()], [OpenSupport()]])


async def not_now(_: Update, turn: Turn) -> None:
    """Nothing goes, and nothing of the copy stays."""
    await share_drafts.let_go(turn.tx, turn.person)
    await showing.hide(turn)
    turn.show("share-nothing-shared", buttons=[[MyPages(), OpenMenu()], [OpenSupport()]])


HANDLERS = [
    ShareFor.handler(for_members(share_for)),
    ShareIt.handler(for_members(share_it)),
    NotNow.handler(for_members(not_now)),
]
