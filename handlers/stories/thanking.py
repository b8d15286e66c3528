"""Thanks without names, once a week to the teller; and wishes for stories, kept without their author (P-T1.02)."""

from collections.abc import Sequence

from telegram import Update

from handlers.doors import OpenMenu, OpenStories, OpenSupport
from handlers.errors import NEXT_STEPS
from handlers.guards import for_members
from handlers.stories import saying
from handlers.stories.reader_taps import AskForStory, Helped, MoreLike, OpenThanks, ThankTeller, ThankWith, TypedLines
from handlers.stories.reading import readable
from handlers.stories.taps import MyStories
from handlers.talk import forms
from handlers.talk.buttons import Said, Tap, in_rows, keyboard
from handlers.talk.forms import Answers, Form, Question, any_text
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring import small_numbers
from mentoring.hints import spot
from mentoring.people import PersonId
from mentoring.problems import OldButton
from mentoring.stories import Contact, PointsToSomebody, StoryMovedOn
from storage import people, story_readers
from storage.stories import Story
from storage.story_readers import Thanks

LINE_LETTERS, WISH_LETTERS = 300, 300
NEXT_STEPS.update({StoryMovedOn: [[OpenStories(), OpenMenu()]]})


async def helped(_: Update, turn: Turn) -> None:
    await _thank(turn, await readable(turn, turn.pressed(Helped).story), Thanks("helped"))
    turn.toast("story-thanks-kept")


async def _thank(turn: Turn, story: Story, said: Thanks) -> None:
    if story.teller != turn.person:
        await story_readers.thank(turn.tx, story.id, story.teller, turn.person, said, turn.now)


async def which_thanks(_: Update, turn: Turn) -> None:
    """Our lines, and one's own where the teller allows that."""
    story = await readable(turn, turn.pressed(ThankTeller).story)
    lines: list[Tap] = [Said(ThankWith(story.id, row["id"]), row["says"]) for row in sets("stories")["thanks"]]
    rows: list[Sequence[Tap]] = list(in_rows(lines))
    if await _takes_lines(turn, story):
        rows.append([ThankWith(story.id, "typed")])
    turn.say("story-which-thanks", buttons=rows)


async def _takes_lines(turn: Turn, story: Story) -> bool:
    teller = await people.find(turn.tx, story.teller)
    return teller is not None and teller.choices.get("story_lines") != "no"


async def thank_with(_: Update, turn: Turn) -> None:
    tapped = turn.pressed(ThankWith)
    story = await readable(turn, tapped.story)
    if tapped.line == "typed" and await _takes_lines(turn, story):
        key = "fine" if story.told.contact is Contact.FINE else "no-questions"
        await forms.start(turn, LINE, given={"story": story.id, "contact": key})
        return
    if tapped.line not in {row["id"] for row in sets("stories")["thanks"]}:
        raise OldButton
    await _thank(turn, story, Thanks("preset", tapped.line))
    turn.show("story-thanks-kept", buttons=[[OpenStories()]])


async def _typed(turn: Turn, answers: Answers) -> None:
    story = await readable(turn, answers["story"])
    if not await _takes_lines(turn, story):
        turn.show("story-lines-off", buttons=[[ThankTeller(story.id), OpenStories()]])
        return
    await _thank(turn, story, Thanks("line", answers.get("line") or answers.get("thanks") or ""))
    turn.show("story-thanks-kept", buttons=[[OpenStories()]])


LINE = forms.register(
    Form(
        "story-line",
        [
            Question("line", "story-type-line", text=any_text(LINE_LETTERS), when=lambda a: a["contact"] == "fine"),
            Question("thanks", "story-type-thanks", text=any_text(LINE_LETTERS), when=lambda a: a["contact"] != "fine"),
        ],
        _typed,
    )
)


# The bundle


async def _knock(reading: Reading) -> Deed | None:
    if not await story_readers.has_thanks(reading.tx, PersonId(reading.letter.person or "")):
        return None
    return Send(reading.words("story-knock"), keyboard([[OpenThanks()]], reading.words))


async def open_thanks(_: Update, turn: Turn) -> None:
    """All of it at once, with no names and no number under five; then it is forgotten here."""
    found = await story_readers.take_thanks(turn.tx, turn.person)
    if not found:
        turn.show("story-no-thanks", buttons=[[MyStories(), OpenMenu()]])
        return
    presets = {row["id"]: row["says"] for row in sets("stories")["thanks"]}
    lines = [turn.words("story-thanks-front")]
    count = small_numbers.shown(sum(one.kind == "helped" for one in found))
    if any(one.kind == "helped" for one in found):
        lines.append(turn.words(f"story-helped-{count.how}", number=count.number))
    lines += sorted({f"· {presets.get(one.words, '')}" for one in found if one.kind == "preset"})
    turn.say_text("\n".join(lines))
    for one in found:
        if one.kind == "line":
            turn.say("story-thanks-line", words=saying.safe(one.words))
    turn.say("story-thanks-end", buttons=[[TypedLines(yes=False), MyStories()], [OpenSupport()]])


async def typed_lines(_: Update, turn: Turn) -> None:
    """Whether readers may write lines of their own."""
    if turn.speaker is not None:
        wanted = turn.pressed(TypedLines).yes
        await people.choose(turn.tx, turn.person, {**turn.speaker.choices, "story_lines": "yes" if wanted else "no"})
        turn.show("story-lines-on" if wanted else "story-lines-off-now", buttons=[[MyStories(), OpenStories()]])


# Wishes


async def more_like(_: Update, turn: Turn) -> None:
    story = await readable(turn, turn.pressed(MoreLike).story)
    await story_readers.wish(turn.tx, shape=story.told.shape, now=turn.now)
    turn.toast("story-wish-kept-short")


async def ask_for_story(_: Update, turn: Turn) -> None:
    await forms.start(turn, WISH)


async def _wished(turn: Turn, answers: Answers) -> None:
    await story_readers.wish(turn.tx, words=answers["wish"], now=turn.now)
    turn.show("story-wish-kept", buttons=[[OpenStories(), OpenMenu()]])


def _wish_text(text: str) -> str:
    """Raises NothingWritten, TooLong, PointsToSomebody."""
    said = any_text(WISH_LETTERS)(text)
    if spot(said):
        raise PointsToSomebody
    return said


WISH = forms.register(Form("story-wish", [Question("wish", "story-which-wish", text=_wish_text)], _wished))

HANDLERS = [
    Helped.handler(for_members(helped)),
    ThankTeller.handler(for_members(which_thanks)),
    ThankWith.handler(for_members(thank_with)),
    OpenThanks.handler(for_members(open_thanks)),
    TypedLines.handler(for_members(typed_lines)),
    MoreLike.handler(for_members(more_like)),
    AskForStory.handler(for_members(ask_for_story)),
]
LETTERS = {"story-thanks": LetterKind(_knock, waits_for_morning=True)}
