"""After sending: what the desk said, the day to sleep on it, how it feels, and taking it back at any time (J10)."""

from collections.abc import Sequence
from datetime import datetime

from telegram import Update

from handlers.doors import OpenMenu, OpenStories, OpenSupport
from handlers.guards import for_members
from handlers.sessions.saying import zone_of
from handlers.stories import saying
from handlers.stories.reader_taps import TypedLines
from handlers.stories.taps import (
    Agree,
    Answer,
    BinIt,
    Edit,
    Fine,
    GoOn,
    HowNow,
    KeepIn,
    MyStories,
    MyStory,
    Pull,
    Stay,
    StopIt,
    TakeBack,
)
from handlers.stories.telling import show_parts
from handlers.talk import forms
from handlers.talk.buttons import Rows, Said, Tap, in_rows, keyboard
from handlers.talk.forms import Answers, Form, Question, any_text
from handlers.talk.post import Deed, LetterKind, Outcome, Reading, Send
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from mentoring.stories import State, StillCoolingOff, StoryMovedOn, Where
from storage import stories
from storage.core.database import Tx
from storage.core.letters import Letter
from storage.stories import Note, Story

ANSWER_LETTERS = 500
AT_THE_DESK = (State.TO_CHECK, State.WITH_TELLER)


async def mine(_: Update, turn: Turn) -> None:
    """All of one's own stories, and whether readers may write lines."""
    found = await stories.of_teller(turn.tx, turn.person)
    taps: list[Tap] = [Said(MyStory(story.id), saying.shape_of(story.told.shape)["name"]) for story in found[:20]]
    rows: list[Sequence[Tap]] = list(in_rows(taps))
    lines = [turn.words("stories-mine-line", n=n, state=_state(turn, s)) for n, s in enumerate(found[:20], 1)]
    if found:
        allowed = turn.speaker is None or turn.speaker.choices.get("story_lines") != "no"
        rows.append([TypedLines(not allowed).named("story-no-typed" if allowed else "story-typed-again")])
    rows.append([OpenStories().named("form-back"), OpenMenu()])
    turn.show_text(
        "\n".join([turn.words("stories-mine-front" if found else "stories-mine-none"), *lines]), buttons=rows
    )


def _state(turn: Turn, story: Story) -> str:
    return turn.words(f"story-state-{story.state}")


async def show_mine(_: Update, turn: Turn) -> None:
    """One of one's own: where it stands, and what may be done."""
    story = await stories.own(turn.tx, turn.pressed(MyStory).story, turn.person)
    _show(turn, story)


def _show(turn: Turn, story: Story) -> None:
    lines = [_note(turn, story.note)] if story.note else []
    lines.append(_where_it_stands(turn, story))
    turn.show_text("\n\n".join(lines), buttons=[*_rows(story), [MyStories().named("form-back"), OpenSupport()]])


def _note(turn: Turn, note: Note) -> str:
    return turn.words(f"story-desk-{note.kind}", words=saying.safe(note.words))


def _where_it_stands(turn: Turn, story: Story) -> str:
    if story.state is State.COOLING and story.goes_out_at:
        return _cooling_words(turn, story, turn.zone)
    if story.state is State.OUT and story.ends_at:
        return turn.words("story-is-out-until", day=turn.words.day(story.ends_at, turn.zone))
    return turn.words(f"story-is-{story.state}")


def _rows(story: Story) -> Rows:
    match story.state:
        case State.DRAFT:
            return [[GoOn(story.id), Edit(story.id)], [BinIt(story.id)]]
        case State.TO_CHECK:
            return [[Pull(story.id)]]
        case State.WITH_TELLER:
            if story.note and story.note.kind == "cut":
                return [[Agree(story.id), KeepIn(story.id)], [Pull(story.id)]]
            return [[Answer(story.id), Agree(story.id).named("story-edit")], [Pull(story.id)]]
        case State.COOLING:
            return [[StopIt(story.id), Fine(story.id)]]
        case State.OUT:
            return [[TakeBack(story.id)]]


# With the desk


async def agree(_: Update, turn: Turn) -> None:
    """Back into the teller's hands to edit; it goes to the desk again when they send it."""
    story = await stories.own(turn.tx, turn.pressed(Agree).story, turn.person, State.WITH_TELLER)
    await stories.turn(turn.tx, story, State.DRAFT, turn.now, note=story.note)
    show_parts(turn, story)


async def keep_in(_: Update, turn: Turn) -> None:
    """Their words, their call: the desk reads it again, knowing that."""
    story = await stories.own(turn.tx, turn.pressed(KeepIn).story, turn.person, State.WITH_TELLER)
    note = Note("cut", story.note.words if story.note else "", turn.words("story-kept-in"))
    await stories.send_to_desk(turn.tx, story, turn.now, note=note)
    turn.show("story-keeps-it", buttons=[[OpenStories(), OpenMenu()]])


async def answer(_: Update, turn: Turn) -> None:
    story = await stories.own(turn.tx, turn.pressed(Answer).story, turn.person, State.WITH_TELLER)
    await forms.start(turn, ANSWERING, given={"story": story.id})


async def _answered(turn: Turn, answers: Answers) -> None:
    story = await stories.own(turn.tx, answers["story"], turn.person, State.WITH_TELLER)
    note = Note("question", story.note.words if story.note else "", answers["answer"])
    await stories.send_to_desk(turn.tx, story, turn.now, note=note)
    turn.show("story-answered", buttons=[[OpenStories(), OpenMenu()]])


ANSWERING = forms.register(
    Form("story-answer", [Question("answer", "story-your-answer", text=any_text(ANSWER_LETTERS))], _answered)
)


async def pull(_: Update, turn: Turn) -> None:
    """Out of the desk's sight at once."""
    story = await stories.own(turn.tx, turn.pressed(Pull).story, turn.person, *AT_THE_DESK)
    await stories.pull(turn.tx, story, turn.now)
    turn.show("story-pulled", buttons=[[MyStories(), OpenStories()]])


# A day to sleep on it, and after


async def stop_it(_: Update, turn: Turn) -> None:
    story = await stories.own(turn.tx, turn.pressed(StopIt).story, turn.person)
    if story.state is not State.DRAFT:
        await stories.own(turn.tx, story.id, turn.person, State.COOLING)
        await stories.turn(turn.tx, story, State.DRAFT, turn.now)
    turn.show("story-stopped", buttons=[[MyStories(), OpenStories()]])


async def fine(_: Update, turn: Turn) -> None:
    story = await stories.own(turn.tx, turn.pressed(Fine).story, turn.person, State.COOLING)
    turn.show_text(_cooling_words(turn, story, turn.zone), buttons=[[StopIt(story.id)]])


def _cooling_words(turn: Turn, story: Story, zone: str) -> str:
    key = "story-cooling-live" if story.told.where is Where.LIVE else "story-cooling"
    return turn.words(key, when=turn.words.when(story.goes_out_at or turn.now, zone))


async def how_now(_: Update, turn: Turn) -> None:
    """How it feels: answered, never kept."""
    tapped = turn.pressed(HowNow)
    story = await stories.own(turn.tx, tapped.story, turn.person, State.OUT)
    if tapped.feels == "good":
        turn.show("story-feels-good", buttons=[[OpenStories(), OpenMenu()]])
    else:
        turn.show("story-feels-exposed", buttons=[[OpenSupport(), TakeBack(story.id)]])


async def take_back(_: Update, turn: Turn) -> None:
    """Everywhere at once, after one more yes, since the words are destroyed."""
    tapped = turn.pressed(TakeBack)
    story = await stories.own(turn.tx, tapped.story, turn.person, State.OUT)
    if not tapped.sure:
        sure = TakeBack(story.id, sure=True).named("story-yes-take-back")
        turn.show("story-take-back-sure", buttons=[[sure, MyStory(story.id).named("story-leave-it")]])
        return
    await stories.take_back(turn.tx, story.id, turn.now)
    turn.show("story-is-taken-back", buttons=[[OpenStories(), OpenSupport()]])


async def stay(_: Update, turn: Turn) -> None:
    story = await stories.own(turn.tx, turn.pressed(Stay).story, turn.person, State.OUT)
    ends = await stories.stay(turn.tx, story, turn.now)
    day = turn.words.day(ends or turn.now, turn.zone)
    turn.show("story-stays", day=day, buttons=[[OpenStories(), OpenMenu()]])


# Letters


async def _mine_in(reading: Reading, *states: State) -> Story | None:
    story = await stories.find(reading.tx, str(reading.letter.about["story"]))
    return story if story and story.teller == reading.letter.person and story.state in states else None


async def _news(reading: Reading) -> Deed | None:
    story = await _mine_in(reading, State.WITH_TELLER, State.DRAFT)
    if story is None or story.note is None:
        return None
    return Send(reading.words("story-knock"), keyboard([[MyStory(story.id)]], reading.words))


async def _cooling(reading: Reading) -> Deed | None:
    story = await _mine_in(reading, State.COOLING)
    if story is None or story.goes_out_at is None:
        return None
    key = "story-cooling-live" if story.told.where is Where.LIVE else "story-cooling"
    when = reading.words.when(story.goes_out_at, await zone_of(reading.tx, story.teller))
    text = reading.words(key, when=when)
    return Send(text, keyboard([[StopIt(story.id), Fine(story.id)]], reading.words))


async def _silently(reading: Reading) -> Deed | None:
    """Says nothing: what follows from its time is in `_goes_out`."""
    return None


async def _goes_out(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """Six in the evening. A teller who is out of reach could not stop it: it goes back to their drafts instead."""
    story = await stories.find(tx, str(letter.about["story"]))
    if story is None or story.state is not State.COOLING:
        return
    if outcome.state != "dropped":
        await stories.turn(tx, story, State.DRAFT, now)
        return
    try:
        await stories.go_out(tx, story, now)
    except (StillCoolingOff, StoryMovedOn):
        return


async def _how_now(reading: Reading) -> Deed | None:
    story = await _mine_in(reading, State.OUT)
    if story is None:
        return None
    lines = [reading.words("story-how-now")]
    if story.told.where is not Where.LIVE and not reading.letter.about.get("readers"):
        lines.append(reading.words("story-nobody-asked"))
    feels: list[Tap] = [HowNow(story.id, "good"), HowNow(story.id, "exposed").named("story-bit-exposed")]
    return Send("\n\n".join(lines), keyboard([feels, [TakeBack(story.id)]], reading.words))


async def _ask_to_stay(reading: Reading) -> Deed | None:
    story = await _mine_in(reading, State.OUT)
    if story is None or story.ends_at is None:
        return None
    day = reading.words.day(story.ends_at, await zone_of(reading.tx, story.teller))
    text = reading.words("story-ask-to-stay", day=day)
    return Send(text, keyboard([[Stay(story.id), TakeBack(story.id)]], reading.words))


def story_of(letter: Letter) -> tuple[str, PersonId]:
    """What a letter about a story holds: the story and its reader."""
    return str(letter.about["story"]), PersonId(letter.person or "")


HANDLERS = [
    MyStories.handler(for_members(mine)),
    MyStory.handler(for_members(show_mine)),
    Agree.handler(for_members(agree)),
    KeepIn.handler(for_members(keep_in)),
    Answer.handler(for_members(answer)),
    Pull.handler(for_members(pull)),
    StopIt.handler(for_members(stop_it)),
    Fine.handler(for_members(fine)),
    HowNow.handler(for_members(how_now)),
    TakeBack.handler(for_members(take_back)),
    Stay.handler(for_members(stay)),
]
LETTERS = {
    "story-news": LetterKind(_news, waits_for_morning=True),
    "story-cooling": LetterKind(_cooling, waits_for_morning=True),
    "story-goes-out": LetterKind(_silently, settled=_goes_out),
    "story-how-now": LetterKind(_how_now, waits_for_morning=True),
    "story-stay": LetterKind(_ask_to_stay, waits_for_morning=True),
}
