"""Help now: the card that answers anybody, anywhere, at once. Who asked for it is written nowhere."""

from datetime import date, datetime
from typing import Any

from telegram import Update
from telegram.ext import CommandHandler

from handlers import briefly, joining
from handlers.doors import OpenSupport
from handlers.talk import forms, post
from handlers.talk.buttons import Button, Rows, Said, in_rows, keyboard
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import Words, sets
from mentoring import support as rules
from mentoring.people import Nation, Role
from mentoring.support import Line
from storage import people
from storage.core import letters
from storage.core.database import Tx
from storage.core.keystore import KeyDestroyed
from storage.core.letters import Lane
from storage.core.sealing import Damaged

START = "support"
"""What a link from a group carries."""
WRONG, STALE = "support-number-wrong", "support-stale"


class SupportIn(Button, prefix="supin", label="open-support"):
    """The card with the lines of one nation. The tap is not kept."""

    nation: str


class NumberWrong(Button, prefix="supwrong", label="support-number-wrong"):
    """One line to the coordinators, without who said so."""


# The card


def card_words(words: Words, nation: Nation | None = None) -> str:
    """The whole card as text. It needs no database: this is what is shown when there is none."""
    kept = _set(words)
    lines = [Line(row["part"], row["text"], frozenset(row.get("nations", ()))) for row in kept["lines"]]
    try:
        shown = rules.card(lines, nation, kept["do_not_ship"])
    except rules.NoEmergencyLine:
        shown = [Line(rules.NOW, words("support-now")), *lines]
    said = [str(kept["top"])]
    for part, together in rules.in_parts(shown):
        heading = f"support-part-{part}"
        head = [words(heading)] if words.has(heading) else []
        said.append("\n".join([*head, *(line.text for line in together)]))
    foot = str(kept["foot"]).format(last_checked=words.dated(_checked_on(kept)))
    return "\n\n".join([*said, *([words("support-pick-nation")] if nation is None else []), foot])


def card_rows(words: Words) -> Rows:
    """The nations to pick from, and the way to say that a number is wrong."""
    picks = [row for row in _set(words)["pick_nation"] if row["id"] in set(Nation)]
    return [*in_rows([Said(SupportIn(row["id"]), row["says"]) for row in picks]), [NumberWrong()]]


def without_memory(words: Words) -> dict[str, Any]:
    """The card as Telegram takes it, for when the database cannot be reached."""
    return {"text": card_words(words), "reply_markup": keyboard(card_rows(words), words)}


def wants_card(text: str, tapped: str) -> bool:
    """Whether a typed line or a button's data asks for the card."""
    word, _, rest = text.strip().lower().partition(" ")
    typed = word.partition("@")[0] == "/support" or (word, rest.strip()) == ("/start", START)
    return typed or tapped.partition(":")[0] in (OpenSupport.prefix, SupportIn.prefix)


def _set(words: Words) -> Any:
    return sets("support", words.language)


def _checked_on(kept: Any) -> date:
    return date.fromisoformat(kept["last_checked"])


# Asking for it


async def support(_: Update, turn: Turn) -> None:
    """To anybody: strangers, people who wait, with a form half-way (it stays as it is); a short card in a group."""
    if not turn.private:
        await _short(turn)
        return
    await _say_card(turn)


async def _say_card(turn: Turn) -> None:
    rows = list(card_rows(turn.words))
    if await forms.open_draft(turn):
        rows.append([forms.CarryOn()])
    turn.say_text(card_words(turn.words, await _nation(turn)), buttons=rows, lane=Lane.CRISIS)


def say_card_at_least(turn: Turn) -> None:
    """The card that needs nothing but its words, for when what was asked could not be read or broke."""
    turn.say_text(card_words(turn.words), buttons=card_rows(turn.words), lane=Lane.CRISIS)


async def _short(turn: Turn) -> None:
    words, link = turn.words("support-in-a-group"), briefly.private_chat(turn, START)
    await briefly.answer(turn, "support", words, buttons=[[link]], lane=Lane.CRISIS)


async def _nation(turn: Turn) -> Nation | None:
    """Where they said they work, if they did; help never waits for a key that is gone."""
    if turn.speaker is None:
        return None
    try:
        return await people.nation_of(turn.tx, turn.speaker.id)
    except (KeyDestroyed, Damaged):
        return None


async def support_in(_: Update, turn: Turn) -> None:
    """The same card with the lines of a nation."""
    tapped = turn.pressed(SupportIn).nation
    nation = Nation(tapped) if tapped in set(Nation) else None
    turn.show_text(card_words(turn.words, nation), buttons=card_rows(turn.words))


async def _from_a_group(turn: Turn, _: str) -> None:
    await _say_card(turn)


joining.STARTS[START] = _from_a_group


# Keeping it right


async def number_wrong(_: Update, turn: Turn) -> None:
    """Every coordinator hears it, once a day at most and without a name (H-18)."""
    told = await _tell_coordinators(turn.tx, WRONG, turn.now, every=rules.WRONG_EVERY)
    turn.say("support-number-told" if told else "support-number-nobody")


async def nudge_when_stale(tx: Tx, now: datetime) -> None:
    """Each night: a card nobody has checked for half a year is said so, once a week."""
    kept = sets("support")
    if rules.is_stale(_checked_on(kept), now, kept["stale_after_months"]):
        await _tell_coordinators(tx, STALE, now, every=rules.NUDGED_EVERY)


async def _tell_coordinators(tx: Tx, kind: str, now: datetime, *, every: Any) -> bool:
    """Owe each of them one line, unless they were owed it lately. False when there is no coordinator."""
    coordinators = await people.holding(tx, Role.COORDINATOR)
    lately = [letter for letter in await letters.of_topic(tx, kind) if (letter.made or letter.due) > now - every]
    if not lately:
        for coordinator in coordinators:
            await letters.owe(tx, kind=kind, to=coordinator, due=now, topic=kind, keep=True)
    return bool(coordinators)


async def _wrong(reading: Reading) -> post.Deed | None:
    return post.Send(reading.words("support-wrong-letter"))


async def _stale(reading: Reading) -> post.Deed | None:
    kept = _set(reading.words)
    if not rules.is_stale(_checked_on(kept), reading.now, kept["stale_after_months"]):
        return None
    return post.Send(reading.words("support-stale-letter", day=reading.words.dated(_checked_on(kept))))


HANDLERS = [
    CommandHandler("support", support),
    OpenSupport.handler(support),
    SupportIn.handler(support_in),
    NumberWrong.handler(number_wrong),
]
LETTERS = {
    WRONG: LetterKind(_wrong, waits_for_morning=True),
    STALE: LetterKind(_stale, waits_for_morning=True),
}
NIGHTLY = [nudge_when_stale]
