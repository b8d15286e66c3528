"""Reading: the library one card at a time, a story in the message that offered it, a shelf (J10, 9)."""

from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import OpenMenu, OpenStories, OpenSupport
from handlers.guards import for_members
from handlers.stories import saying
from handlers.stories.copies import copy_settled
from handlers.stories.reader_taps import (
    AskForStory,
    Browse,
    Choices,
    Helped,
    MoreLike,
    Next,
    Read,
    Save,
    SkipIt,
    TellMe,
    ThankTeller,
)
from handlers.stories.taps import MyStories, ShareMine
from handlers.stories.teller import story_of
from handlers.talk.buttons import Rows, Said, Tap, in_rows, keyboard
from handlers.talk.post import Deed, Edit, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring.problems import OldButton
from mentoring.stories import StoryMovedOn
from storage import people, stories, story_readers
from storage.core.letters import About, Lane
from storage.stories import Story

ALL, SAVED, SHAPE, TOPIC, SENT = "all", "saved", "shape", "topic", "sent"


async def front(_: Update, turn: Turn) -> None:
    """/stories."""
    found = await stories.library(turn.tx, turn.person, turn.now)
    told = bool(turn.speaker and turn.speaker.choices.get("stories") == "yes")
    rows: list[Sequence[Tap]] = []
    if found:
        rows += [[Browse(ALL)], [Choices(SHAPE), Choices(TOPIC).named("stories-by-topic")]]
    saved = set(await story_readers.shelf(turn.tx, turn.person)) & {story.id for story in found}
    rows += [[Browse(SAVED).named("stories-saved")]] if saved else []
    rows += [[AskForStory(), ShareMine()]]
    rows += [[MyStories(), TellMe(not told).named("stories-dont-tell" if told else "stories-tell-me")], [OpenMenu()]]
    turn.show("stories-front" if found else "stories-none", buttons=rows)


async def tell_me(update: Update, turn: Turn) -> None:
    """Whether new ones are sent to them: asked for, never assumed."""
    if turn.speaker is not None:
        wanted = turn.pressed(TellMe).yes
        await people.choose(turn.tx, turn.person, {**turn.speaker.choices, "stories": "yes" if wanted else "no"})
        turn.show("stories-will-tell" if wanted else "stories-wont-tell", buttons=[[OpenStories(), OpenMenu()]])


async def list_choices(_: Update, turn: Turn) -> None:
    """The shapes, or the topics, that hold a story now."""
    by, found = turn.pressed(Choices).by, await stories.library(turn.tx, turn.person, turn.now)
    rows = sets("stories")["topics" if by == TOPIC else "shapes"]
    held = {story.told.topic if by == TOPIC else story.told.shape for story in found}
    label = "says" if by == TOPIC else "name"
    taps: list[Tap] = [Said(Browse(row["id"]), row[label]) for row in rows if row["id"] in held]
    turn.show("stories-which", buttons=[*in_rows(taps), [OpenStories().named("form-back")]])


async def _shelved(turn: Turn, by: str) -> list[Story]:
    found = await stories.library(turn.tx, turn.person, turn.now)
    if by == SAVED:
        saved = await story_readers.shelf(turn.tx, turn.person)
        return [story for story in found if story.id in saved]
    return [story for story in found if by in (ALL, SENT, story.told.topic, story.told.shape)]


async def browse(_: Update, turn: Turn) -> None:
    """The first card, in a new message of its own that cannot be passed on."""
    by = turn.pressed(Browse).by
    found = await _shelved(turn, by)
    if not found:
        turn.show("stories-none", buttons=[[AskForStory(), OpenStories().named("form-back")]])
        return
    _card(turn, found[0].id, by, message=0)


async def next_card(_: Update, turn: Turn) -> None:
    """The card after this one, in the same message; after the last, the list is at its end."""
    tapped = turn.pressed(Next)
    found = [story.id for story in await _shelved(turn, tapped.by)]
    after = found.index(tapped.story) + 1 if tapped.story in found else 0
    if after < len(found):
        _card(turn, found[after], tapped.by, message=turn.message_id or 0)
        return
    await story_readers.forget_copy(turn.tx, turn.person, turn.message_id or 0)
    turn.show("stories-no-more", buttons=[[AskForStory(), OpenStories()]])


def _card(turn: Turn, story: str, by: str, *, message: int) -> None:
    about: About = {"story": story, "by": by, "message": message}
    turn.write_to(turn.person, "story-card", about=about, lane=Lane.REPLY)


async def read(_: Update, turn: Turn) -> None:
    """Turn this message to the story's text: so there is one copy for each reader, and it can be changed."""
    tapped = turn.pressed(Read)
    await readable(turn, tapped.story)
    about: About = {"story": tapped.story, "page": tapped.page, "by": tapped.by, "message": turn.message_id or 0}
    turn.write_to(turn.person, "story-page", about=about, lane=Lane.REPLY)


async def readable(turn: Turn, story_id: str) -> Story:
    """A story this member may read now. Raises StoryMovedOn."""
    story = await stories.find(turn.tx, story_id)
    if story is None or not await stories.may_read(turn.tx, story, turn.person, turn.now):
        raise StoryMovedOn
    return story


async def save(_: Update, turn: Turn) -> None:
    story = await readable(turn, turn.pressed(Save).story)
    await story_readers.save(turn.tx, turn.person, story.id)
    turn.toast("story-saved")


async def skip(_: Update, turn: Turn) -> None:
    if turn.message_id is None:
        raise OldButton
    await story_readers.forget_copy(turn.tx, turn.person, turn.message_id)
    turn.show("story-skipped", buttons=[[OpenStories()]])


# Letters


async def _true_for(reading: Reading) -> Story | None:
    story_id, reader = story_of(reading.letter)
    story, known = await stories.find(reading.tx, story_id), await people.find(reading.tx, reader)
    if story is None or known is None or not known.is_member:
        return None
    return story if await stories.may_read(reading.tx, story, reader, reading.now) else None


async def _sent_card(reading: Reading) -> Deed | None:
    """To those who asked to be told: a discreet line, then what it talks about."""
    story, known = await _true_for(reading), await people.find(reading.tx, story_of(reading.letter)[1])
    if story is None or known is None or known.choices.get("stories") != "yes":
        return None
    note = await saying.note_before(reading.tx, story, reading.words)
    rows: Rows = [[Read(story.id, 0, SENT), Save(story.id)], [SkipIt(story.id)]]
    return Send(f"{reading.words('story-knock')}\n\n{note}", keyboard(rows, reading.words), protect=True)


async def _library_card(reading: Reading) -> Deed | None:
    story, about = await _true_for(reading), reading.letter.about
    if story is None:
        return None
    by = str(about["by"])
    rows: Rows = [[Read(story.id, 0, by), Next(story.id, by)], [Save(story.id), OpenStories()]]
    return _turned(reading, await saying.note_before(reading.tx, story, reading.words), rows)


async def _page(reading: Reading) -> Deed | None:
    story, about = await _true_for(reading), reading.letter.about
    if story is None:
        return Edit(int(about["message"]), reading.words("story-gone-taken-back"))
    by, page = str(about["by"]), int(about["page"])
    text, more = await saying.page_of(reading.tx, story, reading.words, page)
    if more:
        rows: Rows = [[Read(story.id, page + 1, by).named("story-more")], [OpenSupport()]]
    else:
        last: list[Any] = [Save(story.id)] if by == SENT else [Next(story.id, by)]
        rows = [[Helped(story.id), ThankTeller(story.id)], [MoreLike(story.id)], [*last, OpenSupport()]]
    return _turned(reading, text, rows)


def _turned(reading: Reading, text: str, rows: Rows) -> Deed:
    message, markup = int(reading.letter.about["message"]), keyboard(rows, reading.words)
    return Edit(message, text, markup) if message else Send(text, markup, protect=True)


HANDLERS = [
    CommandHandler("stories", for_members(front)),
    OpenStories.handler(for_members(front)),
    TellMe.handler(for_members(tell_me)),
    Choices.handler(for_members(list_choices)),
    Browse.handler(for_members(browse)),
    Next.handler(for_members(next_card)),
    Read.handler(for_members(read)),
    Save.handler(for_members(save)),
    SkipIt.handler(for_members(skip)),
]
LETTERS = {
    stories.COPY: LetterKind(_sent_card, settled=copy_settled, waits_for_morning=True),
    "story-card": LetterKind(_library_card, settled=copy_settled),
    "story-page": LetterKind(_page),
}
