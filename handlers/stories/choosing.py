"""Choices, checks and the preview: what a teller decides before anybody else reads a word (J10, 3 to 5)."""

from collections.abc import Sequence

from telegram import Update

from handlers.doors import OpenStories, OpenSupport
from handlers.guards import for_members
from handlers.stories import saying
from handlers.stories.taps import BinIt, Choose, Edit, KeepDraft, MyStories, MyStory, Preview, SendForCheck
from handlers.talk import forms
from handlers.talk.buttons import Rows, Said, Tap, in_rows
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring import telling as rules
from mentoring.names import clean_name
from mentoring.problems import OldButton
from mentoring.stories import Length, State, length
from mentoring.telling import Step
from storage import people, stories
from storage.stories import Story

CHOICES = {Step.NAME: "name", Step.WHERE: "where", Step.HOW_LONG: "how_long", Step.CONTACT: "contact"}


async def step_of(turn: Turn, story: Story) -> Step:
    """Where this draft stands."""
    own_name = await people.name_of(turn.tx, story.teller) or ""
    return rules.next_step(story.told, members=await stories.members(turn.tx), own_name=own_name)


async def ask_next(turn: Turn, story: Story, *, or_tell: bool = True) -> Step:
    """Ask what comes next. TELL is left to the caller unless `or_tell`: then it says that nothing is told yet."""
    step = await step_of(turn, story)
    match step:
        case Step.TELL:
            if or_tell:
                turn.show("story-nothing-yet", buttons=[[Edit(story.id), BinIt(story.id)], [OpenStories()]])
        case Step.MADE_UP:
            await forms.start(turn, MADE_UP, given={"story": story.id})
        case Step.CHECK:
            _check(turn, story)
        case Step.SMALL:
            ok = Choose(story.id, Step.SMALL, "ok")
            turn.show("story-small-network", buttons=[[ok, Edit(story.id).named("story-change-details")]])
        case Step.HINTS:
            await _hints(turn, story)
        case Step.PREVIEW:
            await _preview(turn, story, 0)
        case _:
            _choice(turn, story, step)
    return step


def _choice(turn: Turn, story: Story, step: Step) -> None:
    rows = sets("stories")["topics"] if step is Step.TOPIC else sets("stories")["choices"][CHOICES[step]]
    taps: list[Tap] = [Said(Choose(story.id, step, row["id"]), row["says"]) for row in rows if "needs" not in row]
    lines = [turn.words(f"story-choose-{step}")]
    if step is Step.TOPIC:
        lines.insert(0, _on_length(turn, story))
    turn.show_text("\n\n".join(lines), buttons=[*in_rows(taps), [KeepDraft(story.id)]])


def _on_length(turn: Turn, story: Story) -> str:
    words = story.told.words
    keys = {Length.A_BIT_MORE: "story-a-bit-more", Length.SPLIT_IN_TWO: "story-split-in-two"}
    return turn.words(keys.get(length(words), "story-so-far"), words=words)


def _check(turn: Turn, story: Story) -> None:
    place = story.told.checked
    fine = Choose(story.id, Step.CHECK, str(place)).named(f"story-check-fine-{place}")
    rows: Rows = [[fine], [Edit(story.id).named("story-maybe-edit")]]
    turn.show_text(sets("stories")["checks"][place], buttons=rows)


async def _hints(turn: Turn, story: Story) -> None:
    """What may point to somebody, by kind. Numbers and addresses must be changed; the rest may be invented."""
    found = rules.pointers(story.told, await people.name_of(turn.tx, story.teller) or "")
    said = ", ".join(turn.words(f"story-hint-{hint}") for hint in sorted(found))
    last: Sequence[Tap] = [KeepDraft(story.id), BinIt(story.id)]
    if rules.MUST_CHANGE & found:
        turn.show("story-hint-must", found=said, buttons=[[Edit(story.id).named("story-let-me-edit")], last])
        return
    invented = Choose(story.id, Step.HINTS, "invented").named("story-invented")
    turn.show("story-hint-may", found=said, buttons=[[Edit(story.id).named("story-let-me-edit"), invented], last])


async def choose(_: Update, turn: Turn) -> None:
    """One decision. A second tap, or one at a step that is over, changes nothing."""
    tapped = turn.pressed(Choose)
    story = await stories.own(turn.tx, tapped.story, turn.person, State.DRAFT)
    step = await step_of(turn, story)
    if step != tapped.step or (step is Step.CHECK and tapped.value != str(story.told.checked)):
        return
    if step is Step.HINTS and rules.MUST_CHANGE & rules.pointers(story.told, ""):
        raise OldButton
    try:
        told = rules.choose(story.told, step, tapped.value)
    except ValueError:
        raise OldButton from None
    await ask_next(turn, await stories.tell(turn.tx, story, told, turn.now))


async def _made_up(turn: Turn, answers: Answers) -> None:
    story = await stories.own(turn.tx, answers["story"], turn.person, State.DRAFT)
    told = rules.with_made_up(story.told, answers["name"])
    await ask_next(turn, await stories.tell(turn.tx, story, told, turn.now))


MADE_UP = forms.register(
    Form("story-name", [Question("name", "story-choose-made-up", text=clean_name)], _made_up, stopped="story-paused")
)


# The preview


async def preview(_: Update, turn: Turn) -> None:
    tapped = turn.pressed(Preview)
    story = await stories.own(turn.tx, tapped.story, turn.person, State.DRAFT)
    await _preview(turn, story, tapped.page)


async def _preview(turn: Turn, story: Story, page: int) -> None:
    """Exactly as readers will see it."""
    text, more = await saying.page_of(turn.tx, story, turn.words, page)
    rows: list[Sequence[Tap]] = [[Preview(story.id, page + 1)]] if more else []
    rows += [[SendForCheck(story.id), Edit(story.id)], [KeepDraft(story.id), BinIt(story.id)]]
    turn.show_text(text, buttons=rows)


async def send_for_check(_: Update, turn: Turn) -> None:
    """To the desk, and only when nothing is left to ask: from here on a coordinator may read it."""
    story = await stories.own(turn.tx, turn.pressed(SendForCheck).story, turn.person)
    if story.state is State.TO_CHECK:
        return
    await stories.own(turn.tx, story.id, turn.person, State.DRAFT)
    if await step_of(turn, story) is not Step.PREVIEW:
        await ask_next(turn, story)
        return
    await stories.send_to_desk(turn.tx, story, turn.now)
    turn.show("story-sent", buttons=[[MyStory(story.id).named("story-see-where"), OpenStories()]])


async def keep_draft(_: Update, turn: Turn) -> None:
    await stories.own(turn.tx, turn.pressed(KeepDraft).story, turn.person)
    turn.show("story-kept", buttons=[[MyStories(), OpenStories()]])


async def bin_it(_: Update, turn: Turn) -> None:
    """A draft, for good: asked once more first."""
    tapped = turn.pressed(BinIt)
    story = await stories.own(turn.tx, tapped.story, turn.person, State.DRAFT)
    if not tapped.sure:
        sure = BinIt(story.id, sure=True).named("story-yes-bin")
        turn.show("story-bin-sure", buttons=[[sure, KeepDraft(story.id)], [OpenSupport()]])
        return
    await stories.take_back(turn.tx, story.id, turn.now)
    found = await forms.open_draft(turn)
    if found and found[1].answers.get("story") == story.id:
        await forms.let_go(turn)
    turn.show("story-binned", buttons=[[OpenStories()]])


HANDLERS = [
    Choose.handler(for_members(choose)),
    Preview.handler(for_members(preview)),
    SendForCheck.handler(for_members(send_for_check)),
    KeepDraft.handler(for_members(keep_draft)),
    BinIt.handler(for_members(bin_it)),
]
