"""Telling: shapes, questions one by one, and every answer kept, sealed, the moment it is typed (J10, 1 and 2)."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import OpenStories, OpenSupport
from handlers.guards import for_members
from handlers.stories import saying
from handlers.stories.choosing import ask_next
from handlers.stories.taps import (
    ChooseAgain,
    Edit,
    EditPart,
    GoOn,
    GoOnFrom,
    KeepDraft,
    MyStories,
    Pause,
    PickShape,
    ShareMine,
)
from handlers.talk import forms
from handlers.talk.buttons import Said, Tap, in_rows
from handlers.talk.forms import Answers, ByHand, Form
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring import names
from mentoring import telling as rules
from mentoring.problems import NothingWritten, OldButton
from mentoring.stories import Shape, State, offers_call_first
from mentoring.telling import Step
from storage import stories
from storage.core import drafts
from storage.core.drafts import Draft
from storage.core.ids import new_id
from storage.stories import Story

LIKELY_CUT = 4000
"""Phones cut what is longer than 4,096 signs into messages: the rest belongs to the same answer."""
SHOWN = 3600


async def before(_: Update, turn: Turn) -> None:
    """/story: four lines that matter, then the shapes."""
    shapes: list[Tap] = [Said(PickShape(shape["id"]), shape["name"]) for shape in sets("stories")["shapes"]]
    lines = "\n".join(f"· {line}" for line in sets("stories")["before"])
    turn.show_text(
        f"{lines}\n\n{turn.words('story-which-shape')}",
        buttons=[*in_rows(shapes), [MyStories(), OpenStories().named("form-back")]],
    )


async def pick_shape(_: Update, turn: Turn) -> None:
    """A draft in this shape. A story of speaking up comes with the offer of a call first."""
    tapped = turn.pressed(PickShape)
    try:
        shape = Shape(tapped.shape)
    except ValueError:
        raise OldButton from None
    if offers_call_first(shape) and not tapped.sure:
        turn.show("story-call-first", buttons=[[OpenSupport(), PickShape(shape, sure=True)]])
        return
    story = await stories.begin(turn.tx, turn.person, shape, turn.now)
    await forms.start(turn, TELLING, given={"story": story.id})


async def _ask(turn: Turn, story: Story, place: int, *, edit: bool = False, more: bool = False) -> None:
    """One question, with the words so far; `more` when the same answer may go on."""
    answers = {"story": story.id, "place": place, "edit": edit, "more": more}
    expires = turn.now + TELLING.kept_for
    draft = Draft(turn.person, TELLING.name, new_id()[:8], str(place), answers, (), turn.now, expires)
    await drafts.keep(turn.tx, draft)
    ask = saying.asks_of(story.told.shape, turn.words)[place]
    lines = [turn.words("story-more-of-it", ask=ask) if more else ask]
    if story.told.words:
        lines.insert(0, turn.words("story-so-far", words=story.told.words))
    if edit and not more and (now := _says_now(story, place)):
        lines.append(turn.words("story-part-now", words=now))
    label = "form-done" if more else "story-as-it-is" if edit else "form-skip"
    turn.show_text("\n\n".join(lines), buttons=[[GoOnFrom(story.id, place).named(label), Pause(story.id)]])


def _says_now(story: Story, place: int) -> str:
    """What a part says, as much of it as fits beside its question."""
    return saying.safe(story.told.parts[place][:SHOWN]) if place < len(story.told.parts) else ""


async def _begin(turn: Turn, given: Answers) -> None:
    story = await stories.own(turn.tx, given["story"], turn.person, State.DRAFT)
    if "place" in given:
        await _ask(turn, story, int(given["place"]), edit=True)
        return
    left = len(saying.asks_of(story.told.shape, turn.words)) - len(story.told.parts)
    await _ask(turn, story, len(story.told.parts) if left > 0 else 0)


async def _heard(turn: Turn, draft: Draft) -> None:
    """An answer, or more of one. Raises NothingWritten, TooLong: then nothing of it is kept."""
    story = await stories.own(turn.tx, draft.answers["story"], turn.person, State.DRAFT)
    place, edit, more = draft.answers["place"], draft.answers["edit"], draft.answers["more"]
    said = names.visible(turn.text).strip()
    if not said:
        raise NothingWritten
    story = await stories.tell(turn.tx, story, rules.with_part(story.told, place, said, more=more), turn.now)
    if story.told.shape is Shape.FREE_PAGE or len(turn.text) >= LIKELY_CUT:
        await _ask(turn, story, place, edit=edit, more=True)
    else:
        await _after(turn, story, place, edit=edit)


async def _after(turn: Turn, story: Story, place: int, *, edit: bool) -> None:
    """The next question, or what follows the last."""
    last = place + 1 >= len(saying.asks_of(story.told.shape, turn.words))
    if not last and not edit:
        await _ask(turn, story, place + 1)
        return
    await drafts.forget(turn.tx, turn.person)
    if not edit or not story.told.done:
        story = await stories.tell(turn.tx, story, replace(story.told, done=True), turn.now)
    await ask_next(turn, story)


async def _again(turn: Turn, draft: Draft) -> None:
    story = await stories.own(turn.tx, draft.answers["story"], turn.person, State.DRAFT)
    said = draft.answers
    await _ask(turn, story, said["place"], edit=said["edit"], more=said["more"])


TELLING = forms.register(Form("story-telling", by_hand=ByHand(_begin, _heard, _again), stopped="story-paused"))


async def go_on_from(_: Update, turn: Turn) -> None:
    """Skip, or that's all. A second tap finds the next question asked, and changes nothing."""
    tapped = turn.pressed(GoOnFrom)
    found = await forms.open_draft(turn)
    if found is None or found[0] is not TELLING or found[1].answers["story"] != tapped.story:
        raise OldButton
    said = found[1].answers
    if said["place"] != tapped.place:
        return
    story = await stories.own(turn.tx, tapped.story, turn.person, State.DRAFT)
    if len(story.told.parts) <= tapped.place:
        skipped = replace(story.told, parts=(*story.told.parts, ""))
        story = await stories.tell(turn.tx, story, skipped, turn.now)
    await _after(turn, story, tapped.place, edit=said["edit"])


async def pause(_: Update, turn: Turn) -> None:
    """What is told stays as a draft, for days if need be."""
    await stories.own(turn.tx, turn.pressed(Pause).story, turn.person)
    await _put_form_away(turn)
    turn.show("story-paused", buttons=[[MyStories(), OpenStories()]])


async def _put_form_away(turn: Turn) -> None:
    found = await forms.open_draft(turn)
    if found and found[0] is TELLING:
        await drafts.forget(turn.tx, turn.person)


async def go_on(_: Update, turn: Turn) -> None:
    """From my stories: whatever comes next."""
    story = await stories.own(turn.tx, turn.pressed(GoOn).story, turn.person, State.DRAFT)
    if await ask_next(turn, story, or_tell=False) is Step.TELL:
        await forms.start(turn, TELLING, given={"story": story.id})


async def edit_story(_: Update, turn: Turn) -> None:
    """Which part?"""
    story = await stories.own(turn.tx, turn.pressed(Edit).story, turn.person, State.DRAFT)
    show_parts(turn, story)


def show_parts(turn: Turn, story: Story) -> None:
    """The parts by number, and the choices."""
    asks = saying.asks_of(story.told.shape, turn.words)
    listed = "\n".join(f"{n}. {ask}" for n, ask in enumerate(asks, 1))
    taps: list[Tap] = [Said(EditPart(story.id, place), str(place + 1)) for place in range(len(asks))]
    last = [GoOn(story.id), KeepDraft(story.id)]
    rows: list[Sequence[Tap]] = [*in_rows(taps, 5), [ChooseAgain(story.id)], last]
    turn.show("story-edit-which", parts=listed, buttons=rows)


async def edit_part(_: Update, turn: Turn) -> None:
    """This part, in new words; the old ones stay until the new ones come."""
    tapped = turn.pressed(EditPart)
    story = await stories.own(turn.tx, tapped.story, turn.person, State.DRAFT)
    if not 0 <= tapped.place < len(saying.asks_of(story.told.shape, turn.words)):
        raise OldButton
    await forms.start(turn, TELLING, given={"story": story.id, "place": tapped.place})


async def choose_again(_: Update, turn: Turn) -> None:
    story = await stories.own(turn.tx, turn.pressed(ChooseAgain).story, turn.person, State.DRAFT)
    await ask_next(turn, await stories.tell(turn.tx, story, rules.choose_again(story.told), turn.now))


HANDLERS = [
    CommandHandler("story", for_members(before)),
    ShareMine.handler(for_members(before)),
    PickShape.handler(for_members(pick_shape)),
    GoOnFrom.handler(for_members(go_on_from)),
    Pause.handler(for_members(pause)),
    GoOn.handler(for_members(go_on)),
    Edit.handler(for_members(edit_story)),
    EditPart.handler(for_members(edit_part)),
    ChooseAgain.handler(for_members(choose_again)),
]
