"""What would go, word for word, in one message that hides again; and leaving single answers out of it."""

from telegram import Update

from handlers.checkins.saying import first_name
from handlers.doors import OpenMenu, OpenShared, OpenSupport
from handlers.guards import for_members
from handlers.menu import open_rows
from handlers.reflections import showing, unlocking
from handlers.reflections.tapped import MyPages
from handlers.sharing.taps import LeaveOut, NotNow, PageAgain, SeeIt, ShareFor, TrimIt, TypeOwn
from handlers.talk import post
from handlers.talk.buttons import Rows, Said, Tap, in_rows, keyboard
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring import hints, sharing
from mentoring.people import PersonId
from mentoring.sharing import Copy
from storage import pairs, reflections, share_drafts, shares
from storage.core.letters import About
from storage.core.locks import Lock
from storage.core.vault import VaultClosed
from storage.pairs import Pair
from storage.reflections import Hold
from storage.share_drafts import ShareDraft

PREVIEW = "share-preview"
SNIPPET = 80
"""Letters of an answer that are shown where it is left out or put back."""


def held(turn: Turn) -> Hold:
    """Lends the speaker's key. Raises VaultClosed."""
    vaults, person = turn.house.vaults, turn.person

    def hold() -> bytearray:
        key: bytearray = vaults.hold(person, Lock.PAGES)
        return key

    return hold


async def live_pair(turn: Turn, pair_id: str) -> Pair | None:
    """A pair in which whoever speaks has a mentor now; None for any other."""
    found = await shares.mentors_of(turn.tx, turn.person)
    return next((pair for pair in found if pair.id == pair_id), None)


async def begin(turn: Turn, page: str, pair: Pair) -> None:
    """The page as it stands now becomes a copy; one that was half-made for the same mentor is shown again."""
    draft = await share_drafts.of(turn.tx, turn.person, held(turn))
    if draft is None or (draft.page, draft.pair) != (page, pair.id):
        opened = await reflections.of(turn.tx, turn.person, page, held(turn))
        copy = (
            sharing.gathered((part.question, part.text) if part else None for part in opened.parts) if opened else None
        )
        if copy is None or not copy.answers:
            turn.say("share-nothing-whole" if copy else "page-gone", buttons=[[MyPages(), OpenMenu()], [OpenSupport()]])
            return
        draft = await share_drafts.begin(turn.tx, turn.person, page, pair.id, copy, now=turn.now)
    await showing.hide(turn)
    showing.show_for_a_while(turn, PREVIEW, _about(draft.id, trim=False))


async def current(turn: Turn, draft_id: str) -> ShareDraft | None:
    """The draft a button belongs to, with the vault open; None when it has said so itself."""
    if not await unlocking.is_open(turn):
        return None
    draft = await share_drafts.of(turn.tx, turn.person, held(turn))
    if draft is None or draft.id != draft_id:
        turn.say("share-over", buttons=[[OpenShared(), MyPages()], [OpenSupport()]])
        return None
    return draft


async def current_version(turn: Turn, draft_id: str, version: int) -> ShareDraft | None:
    """As current, if nothing was changed since that button was shown; else what would go now is shown afresh."""
    draft = await current(turn, draft_id)
    if draft is None or draft.version == version:
        return draft
    await showing.change_what_is_shown(turn, PREVIEW, _about(draft_id, trim=False))
    return None


async def trim_it(_: Update, turn: Turn) -> None:
    """Which answers to leave out."""
    if (draft := await current(turn, turn.pressed(TrimIt).draft)) is not None:
        await showing.change_what_is_shown(turn, PREVIEW, _about(draft.id, trim=True))


async def see_it(_: Update, turn: Turn) -> None:
    if (draft := await current(turn, turn.pressed(SeeIt).draft)) is not None:
        await showing.change_what_is_shown(turn, PREVIEW, _about(draft.id, trim=False))


async def leave_out(_: Update, turn: Turn) -> None:
    """One answer out, or back in."""
    pressed = turn.pressed(LeaveOut)
    draft = await current_version(turn, pressed.draft, pressed.version)
    if draft is not None:
        await share_drafts.change(turn.tx, turn.person, draft, draft.copy.toggled(pressed.place), now=turn.now)
        await showing.change_what_is_shown(turn, PREVIEW, _about(draft.id, trim=True))


def _about(draft: str, *, trim: bool) -> About:
    return {"draft": draft, "trim": int(trim)}


# Shown


async def _preview(reading: Reading) -> post.Deed | None:
    person, words = PersonId(reading.letter.person or ""), reading.words
    try:
        vaults = showing.vaults_of(reading)
        draft = await share_drafts.of(reading.tx, person, lambda: vaults.hold(person, Lock.PAGES))
    except VaultClosed:
        return showing.filled(reading, words("pages-closed-meanwhile"), keyboard([[MyPages(), OpenSupport()]], words))
    pair = await pairs.find(reading.tx, draft.pair) if draft else None
    if draft is None or pair is None or draft.id != reading.letter.about["draft"]:
        return showing.filled(
            reading, words("share-over"), keyboard([[OpenShared(), MyPages()], [OpenSupport()]], words)
        )
    if reading.letter.about["trim"]:
        rows = open_rows(_trim_rows(draft))
        return showing.filled(reading, _trimming(draft.copy, words), keyboard(rows, words), spoiler=True)
    text = _whole(draft.copy, await first_name(reading.tx, pair.mentor, words), words)
    return showing.filled(reading, text, keyboard(open_rows(_rows(draft)), words), spoiler=True)


def _whole(copy: Copy, name: str, words: Words) -> str:
    """The copy between a line that says whose it would be and the lines that say what it may give away."""
    over = sharing.over(copy.text)
    if over:
        return words("share-too-long", over=over)
    if not copy.text:
        return words("share-all-left-out")
    after = [_hint_line(copy.text, words), words("share-can-copy", name=name), words("pages-hides-soon")]
    if copy.failed:
        after.insert(0, words("share-failed-left-out"))
    return "\n\n".join([words("share-preview", name=name), copy.text, "\n".join(after)])


def _hint_line(text: str, words: Words) -> str:
    found = hints.spot_for_sharing(text)
    if not found:
        return words("share-no-hints")
    return words("share-hints", found=", ".join(words.label(f"share-hint-{hint.value}") for hint in sorted(found)))


def _rows(draft: ShareDraft) -> Rows:
    last: list[Tap] = [NotNow(), OpenSupport()]
    if not draft.copy.text or sharing.over(draft.copy.text):
        return [[TrimIt(draft.id)], last]
    lengths: list[Tap] = [
        ShareFor(draft.id, draft.version, days).named("share-for", days=days) for days in sharing.LENGTHS
    ]
    return [lengths, [TrimIt(draft.id)], last]


def _trimming(copy: Copy, words: Words) -> str:
    if copy.own:
        return words("share-trim-own")
    lines = [
        words("share-trim-out" if place in copy.out else "share-trim-in", number=place + 1, said=_snippet(answer.whole))
        for place, answer in enumerate(copy.answers)
    ]
    return "\n".join([words("share-trim-which"), "", *lines])


def _snippet(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SNIPPET else f"{line[: SNIPPET - 1]}…"


def _trim_rows(draft: ShareDraft) -> Rows:
    last: list[Tap] = [NotNow(), OpenSupport()]
    if draft.copy.own:
        return [[TypeOwn(draft.id).named("share-type-again"), PageAgain(draft.id)], [SeeIt(draft.id)], last]
    taps: list[Tap] = [
        Said(LeaveOut(draft.id, draft.version, place), f"{place + 1}" if place in draft.copy.out else f"✓ {place + 1}")
        for place in range(len(draft.copy.answers))
    ]
    return [*in_rows(taps, 4), [TypeOwn(draft.id), SeeIt(draft.id)], last]


HANDLERS = [
    TrimIt.handler(for_members(trim_it)),
    SeeIt.handler(for_members(see_it)),
    LeaveOut.handler(for_members(leave_out)),
]
LETTERS = {PREVIEW: LetterKind(_preview, settled=showing.maybe_not_shown, secret=True)}
