"""What a sentence tells people to send or tap: each command and each button it names is really there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from telegram.ext import CommandHandler

from bot import features
from handlers.talk.buttons import MOST_LETTERS
from handlers.talk.words import CONTENT
from tests.test_words import FILES, LANGUAGES, ROOT, SAMPLE, texts

GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
COMMAND = re.compile(r"(?<![\w/.:<])/([a-z]{2,})\b(?!/)")
SENT_IN_THE_README = re.compile(r"[Ss]end `/(\w+)`")
NAMED = re.compile(r"\b(?:[Tt]ap|[Uu]nder|[Oo]pen) [\"“]?(?=[A-Z])")
"""Where a sentence names a button. A button's words begin with a capital: «tap below» and «tap a number» name none."""
BUTTON = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
LEFT_OUT = ("Raise a wobble",)
"""Named on the mentee's card only where there is such a button (handlers/mentors/cards.py)."""
CHAT = [path for path in FILES if path.name != "rehearsal.toml"]
"""What the bot says. The rehearsal's page has controls of its own."""


def said(language: str) -> Iterator[str]:
    """Every text of the chat in one language."""
    for path in CHAT:
        if path.is_relative_to(CONTENT / language):
            yield from texts(path)


def commands() -> frozenset[str]:
    """Every command that something answers."""
    return frozenset(
        c for handler in features.HANDLERS if isinstance(handler, CommandHandler) for c in handler.commands
    )


def labels(language: str) -> frozenset[str]:
    """Everything short enough to stand on a button, in this language."""
    return frozenset(text for text in said(language) if SAMPLE not in text and len(text) <= MOST_LETTERS)


def missing_commands(text: str, known: frozenset[str]) -> list[str]:
    return [found for found in COMMAND.findall(text) if found not in known]


def missing_buttons(text: str, known: frozenset[str]) -> list[str]:
    """The words after each «tap» and the like that begin with no label there is."""
    rests = (text[found.end() :] for found in NAMED.finditer(text))
    return [rest[:40] for rest in rests if not any(_begins(rest, label) for label in known)]


def _begins(rest: str, label: str) -> bool:
    return rest.startswith(label) and not rest[len(label) :][:1].isalnum()


def _told() -> Iterator[tuple[str, str]]:
    for path in FILES:
        yield from ((path.name, text) for text in texts(path))
    yield from ((path.name, path.read_text(encoding="utf-8")) for path in GUIDES)


def test_every_command_that_is_named_does_something() -> None:
    known = commands()
    assert [(where, missing) for where, text in _told() if (missing := missing_commands(text, known))] == []
    assert set(SENT_IN_THE_README.findall((ROOT / "README.md").read_text(encoding="utf-8"))) <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_that_is_named_is_called_so(language: str) -> None:
    known = labels(language) | set(LEFT_OUT)
    assert [(missing, text) for text in said(language) if (missing := missing_buttons(text, known))] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_button_of_a_guide_is_called_so(guide: Path) -> None:
    named = {" ".join(label.split()) for label in BUTTON.findall(guide.read_text(encoding="utf-8"))}
    assert named - labels("en") == set()


def test_a_command_or_a_button_that_is_not_there_is_found() -> None:
    known = labels("en")
    assert missing_commands("Send /write, or /reflect.", commands()) == ["write"]
    assert missing_buttons("Tap My pagez, or tap a number.", known) == ["My pagez, or tap a number."]
    assert missing_buttons('Tap "Lock now". Then open My notions.', known) == ["My notions."]
    assert missing_buttons("It's under My stories, or tap That's all.", known) == []
