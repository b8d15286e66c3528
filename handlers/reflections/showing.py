"""Showing what must not stay: a placeholder first, the delete job on disk, and only then the words."""

from datetime import datetime, timedelta

from handlers.talk import post
from handlers.talk.post import LetterKind, Outcome, Reading
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import About, Lane, Letter
from storage.core.vault import OpenVaults, VaultClosed
from storage.shown import HIDDEN_AFTER, shown_to, taken_by


def show_for_a_while(turn: Turn, fill: str, about: About | None = None) -> None:
    """Send a placeholder; when its number is known, owe its deletion and then the letter `fill` that puts words in.

    The words are worked out when `fill` is due, from what is in memory, and never lie on disk. `about` may say after
    how many `minutes` they are deleted.
    """
    text = turn.words("pages-opening")
    turn.do(post.Send(text, protect=True), kind="placeholder", about={**(about or {}), "fill": fill})


async def owe_placeholder(tx: Tx, person: PersonId, fill: str, *, now: datetime, about: About | None = None) -> None:
    """As show_for_a_while, between two turns."""
    about = {**(about or {}), "fill": fill}
    await letters.owe(tx, kind="placeholder", to=person, due=now, about=about, lane=Lane.REPLY)


async def _placeholder(reading: Reading) -> post.Deed | None:
    return post.Send(reading.words("pages-opening"), protect=True)


async def _stands(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """The placeholder has a number: its deletion and its words are owed in one transaction, never the words alone."""
    if outcome.message_id is None or letter.person is None:
        return
    person, message = PersonId(letter.person), outcome.message_id
    minutes = int(letter.about.get("minutes", 0))
    due, topic = now + (timedelta(minutes=minutes) or HIDDEN_AFTER), shown_to(person)
    about = {**letter.about, "messages": str(message)}
    await letters.owe(tx, kind="clearing", to=person, due=due, about=about, lane=Lane.CRISIS, topic=topic)
    fill = {**letter.about, "message": message}
    await letters.owe(tx, kind=str(letter.about["fill"]), to=person, due=now, about=fill, lane=Lane.REPLY)


async def hide(turn: Turn) -> None:
    """Clear everything that is shown now. Files that were taken stay their ten minutes."""
    await _clear(turn, shown_to(turn.person))


async def clear_taken(turn: Turn, person: PersonId) -> None:
    """Clear every file that whoever speaks has taken."""
    await _clear(turn, taken_by(person))


async def _clear(turn: Turn, topic: str) -> None:
    owed = await letters.of_topic(turn.tx, topic)
    await letters.withdraw(turn.tx, topic)
    turn.clear([int(str(letter.about["messages"])) for letter in owed])


async def hide_for(tx: Tx, person: PersonId, now: datetime) -> None:
    """As hide, between two turns: their pages have locked."""
    shown = await letters.of_topic(tx, shown_to(person))
    await letters.withdraw(tx, shown_to(person))
    messages = [str(letter.about["messages"]) for letter in shown]
    if messages:
        about = {"messages": ",".join(messages)}
        await letters.owe(tx, kind="clearing", to=person, due=now, about=about, lane=Lane.CRISIS)


async def hide_all(tx: Tx, now: datetime) -> None:
    """At the start nobody's pages are open: what was shown before is cleared."""
    for topic in await letters.waiting_topics(tx, shown_to(PersonId("*"))):
        await hide_for(tx, PersonId(topic.partition(":")[2]), now)


async def change_what_is_shown(turn: Turn, fill: str, about: About) -> None:
    """Other words in the very message that was tapped, while its deletion is owed; else in a placeholder of its own."""
    shown = {str(letter.about["messages"]) for letter in await letters.of_topic(turn.tx, shown_to(turn.person))}
    if str(turn.message_id) in shown:
        turn.write_to(turn.person, fill, about={**about, "message": turn.message_id or 0}, lane=Lane.REPLY)
    else:
        await hide(turn)
        show_for_a_while(turn, fill, about)


def filled(reading: Reading, text: str, markup: post.Markup = None, *, spoiler: bool = False) -> post.Edit:
    """The placeholder's words."""
    return post.Edit(int(reading.letter.about["message"]), text, markup, spoiler=spoiler)


async def maybe_not_shown(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """Secret words are not risked twice: when it is not known whether they arrived, say so and show another way."""
    if outcome.state in ("unknown", "given-up") and letter.person is not None:
        person, about = PersonId(letter.person), {"of": letter.kind, "token": letter.about.get("token", "")}
        await letters.owe(tx, kind="maybe-not-shown", to=person, due=now, about=about, lane=Lane.REPLY)


def vaults_of(reading: Reading) -> OpenVaults:
    """The vaults that are open. Raises VaultClosed where there are none at all."""
    if reading.vaults is None:
        raise VaultClosed
    return reading.vaults


LETTERS = {"placeholder": LetterKind(_placeholder, settled=_stands)}
