"""The story desk: coordinators read, suggest and ask; they never change a word, and never check their own (P-M24)."""

from collections.abc import Sequence

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import OpenMenu
from handlers.errors import NEXT_STEPS
from handlers.guards import for_roles
from handlers.stories import saying
from handlers.stories.copies import copy_settled
from handlers.stories.taps import DeskRead, HandBack, LooksGood, OpenDesk, WishSeen
from handlers.stories.teller import story_of
from handlers.talk import forms
from handlers.talk.buttons import Rows, Said, Tap, in_rows, keyboard
from handlers.talk.forms import Answers, Form, Question, any_text
from handlers.talk.post import Deed, Edit, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from mentoring import stories as rules
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton
from mentoring.stories import OwnStory, Shape, State, StoryMovedOn
from storage import people, stories, story_readers
from storage.core.letters import About, Lane
from storage.stories import Note, Story
from storage.story_readers import Wish

SHOWN_AT_ONCE = 10
NOTE_LETTERS = 500
KINDS = ("cut", "question", "no")
BACK: Rows = [[OpenDesk().named("story-back-to-desk")]]
NEXT_STEPS.update({OwnStory: BACK})


async def desk(_: Update, turn: Turn) -> None:
    """/storydesk: what waits to be read, without names, and what people would like to hear."""
    waiting = [story for story in await stories.to_check(turn.tx) if story.teller != turn.person]
    taps: list[Tap] = [Said(DeskRead(s.id), saying.shape_of(s.told.shape)["name"]) for s in waiting[:SHOWN_AT_ONCE]]
    wishes = await story_readers.wishes(turn.tx)
    lines = [turn.words("stories-desk-front", waiting=len(waiting))]
    lines += [turn.words("stories-desk-wish", words=_wish(wish)) for wish in wishes[:SHOWN_AT_ONCE]]
    rows: list[Sequence[Tap]] = list(in_rows(taps))
    if wishes:
        rows.append([WishSeen(wishes[0].id)])
    turn.show_text("\n\n".join(lines), buttons=[*rows, [OpenMenu()]])


def _wish(wish: Wish) -> str:
    return saying.shape_of(Shape(wish.shape))["name"] if wish.shape else saying.safe(wish.words)


async def wish_seen(update: Update, turn: Turn) -> None:
    await story_readers.forget_wish(turn.tx, turn.pressed(WishSeen).wish)
    await desk(update, turn)


async def read(_: Update, turn: Turn) -> None:
    """One story, in a message that cannot be passed on."""
    tapped = turn.pressed(DeskRead)
    await stories.for_desk(turn.tx, tapped.story, turn.person)
    message = (turn.message_id or 0) if tapped.page else 0
    about: About = {"story": tapped.story, "page": tapped.page, "message": message}
    turn.write_to(turn.person, "story-desk-page", about=about, lane=Lane.REPLY)


async def _page(reading: Reading) -> Deed | None:
    story_id, reader = story_of(reading.letter)
    story, about = await stories.find(reading.tx, story_id), reading.letter.about
    known = await people.find(reading.tx, reader)
    allowed = known is not None and known.is_member and Role.COORDINATOR in known.roles
    if story is None or story.state is not State.TO_CHECK or story.teller == reader or not allowed:
        return None
    text, more = await saying.page_of(reading.tx, story, reading.words, int(about["page"]))
    if story.note and not about["page"]:
        text = f"{_said_before(reading, story.note)}\n\n{text}"
    markup = keyboard(_rows(story, int(about["page"]), more=more), reading.words)
    return Edit(int(about["message"]), text, markup) if about["message"] else Send(text, markup, protect=True)


def _said_before(reading: Reading, note: Note) -> str:
    answer = saying.safe(note.answer or "")
    return reading.words("story-said-before", words=saying.safe(note.words), answer=answer)


def _rows(story: Story, page: int, *, more: bool) -> Rows:
    if more:
        return [[DeskRead(story.id, page + 1)], *BACK]
    at = (story.id, story.version)
    question = HandBack(*at, "question").named("story-ask-question")
    return [
        [LooksGood(*at), HandBack(*at, "cut")],
        [question, HandBack(*at, "no").named("story-not-this-time")],
        *BACK,
    ]


async def looks_good(_: Update, turn: Turn) -> None:
    """The last yes, for the very version that was read."""
    tapped = turn.pressed(LooksGood)
    story = await stories.for_desk(turn.tx, tapped.story, turn.person)
    goes_out = await stories.pass_on(turn.tx, story, tapped.version, by=turn.person, now=turn.now)
    turn.say("story-passed", when=turn.words.when(goes_out, turn.zone), buttons=BACK)


async def hand_back(_: Update, turn: Turn) -> None:
    tapped = turn.pressed(HandBack)
    story = await stories.for_desk(turn.tx, tapped.story, turn.person)
    if tapped.kind not in KINDS:
        raise OldButton
    if story.version != tapped.version:
        raise StoryMovedOn
    given = {"story": story.id, "version": story.version, "kind": tapped.kind}
    await forms.start(turn, NOTE, given=given)


async def _noted(turn: Turn, answers: Answers) -> None:
    story = await stories.for_desk(turn.tx, answers["story"], turn.person)
    if story.version != answers["version"]:
        raise StoryMovedOn
    words = str(answers.get("note") or answers.get("ask") or answers.get("reason") or "")
    rules.check_turned_down(words)
    await stories.hand_back(turn.tx, story, Note(answers["kind"], words), by=turn.person, now=turn.now)
    turn.say("story-handed-back", buttons=BACK)


async def _only_coordinators(turn: Turn) -> PersonId:
    return await turn.need(Role.COORDINATOR)


NOTE = forms.register(
    Form(
        "story-note",
        [
            Question("note", "story-which-cut", text=any_text(NOTE_LETTERS), when=lambda a: a["kind"] == "cut"),
            Question(
                "ask", "story-which-question", text=any_text(NOTE_LETTERS), when=lambda a: a["kind"] == "question"
            ),
            Question("reason", "story-which-reason", text=any_text(NOTE_LETTERS), when=lambda a: a["kind"] == "no"),
        ],
        _noted,
        allowed=_only_coordinators,
    )
)


async def _to_check(reading: Reading) -> Deed | None:
    story_id, reader = story_of(reading.letter)
    story = await stories.find(reading.tx, story_id)
    if story is None or story.state is not State.TO_CHECK or story.teller == reader:
        return None
    markup = keyboard([[OpenDesk().named("story-open-it")]], reading.words)
    return Send(reading.words("story-knock"), markup)


for_coordinators = for_roles(Role.COORDINATOR)
HANDLERS = [
    CommandHandler("storydesk", for_coordinators(desk)),
    OpenDesk.handler(for_coordinators(desk)),
    DeskRead.handler(for_coordinators(read)),
    LooksGood.handler(for_coordinators(looks_good)),
    HandBack.handler(for_coordinators(hand_back)),
    WishSeen.handler(for_coordinators(wish_seen)),
]
LETTERS = {
    "story-to-check": LetterKind(_to_check, waits_for_morning=True),
    "story-desk-page": LetterKind(_page, settled=copy_settled),
}
