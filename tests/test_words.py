"""The words: every key is there, every message and button fits, and nothing promises too much, blames or misleads."""

import ast
import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import textstat
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

import handlers
import mentoring
import storage
from bot import features
from handlers.talk.buttons import MOST_LETTERS, PREFIXES
from handlers.talk.forms import FORMS, Choice
from handlers.talk.pieces import LONGEST, utf16
from handlers.talk.words import CONTENT, of
from mentoring.problems import NotAllowed, Problem

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = sorted(path.name for path in CONTENT.iterdir() if path.is_dir())
FILES = sorted([*CONTENT.rglob("*.ftl"), *CONTENT.rglob("*.toml")])
HANDLERS = sorted((ROOT / "handlers").rglob("*.py"))

PROMISES_TOO_MUCH = (
    *("end-to-end", "end to end", "100%", "totally", "guaranteed", "fully anonymous", "anonymous", "anonymously"),
    *("only you can", "only I"),
)
BLAMES = ("toughen up", "too sensitive", "resilience training", "play the race card", "be more confident")
SAYS_IT_IS_NOT_SO = re.compile(r"\b(?:not|never|isn't|can't|cannot|no)\b[^.]{0,40}$", re.IGNORECASE)
MONTHS = re.compile(r"\b(?:\d+|one|two|three|four|five|six|nine|twelve)[ -]months?\b", re.IGNORECASE)
LAW = re.compile(r"tribunal|\bclaims?\b", re.IGNORECASE)
SAMPLE = "Ama Mensah"


def texts(path: Path) -> Iterator[str]:
    """Every text of a file that people may read, whole."""
    if path.suffix == ".toml":
        yield from _strings(tomllib.loads(path.read_text(encoding="utf-8")))
        return
    for _, message in messages(path):
        yield from (" ".join(text.split()) for text in _variants(message))


def _strings(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for key, inner in held.items():
            if key not in ("phrases", "ordinary", "do_not_ship"):  # what people may type, and what is refused
                yield from _strings(inner)
    elif isinstance(held, list):
        for inner in held:
            yield from _strings(inner)


def messages(path: Path) -> Iterator[tuple[str, ftl.Pattern]]:
    resource = FluentParser().parse(path.read_text(encoding="utf-8"))
    for entry in resource.body:
        assert not isinstance(entry, ftl.Junk), f"{path.name}: {str(entry.content)[:60]}"
        if isinstance(entry, ftl.Message) and entry.value is not None:
            yield entry.id.name, entry.value


def _variants(pattern: ftl.Pattern) -> list[str]:
    """The texts a message can become, its holes filled with a sample; one for each variant of each choice."""
    said = [""]
    for element in pattern.elements:
        if isinstance(element, ftl.TextElement):
            said = [text + element.value for text in said]
        elif isinstance(element.expression, ftl.SelectExpression):
            ways = [way for variant in element.expression.variants for way in _variants(variant.value)]
            said = [text + way for text in said[:8] for way in ways]
        else:
            said = [text + SAMPLE for text in said]
    return said


FTL = [(path, key, value) for path in FILES if path.suffix == ".ftl" for key, value in messages(path)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_text_promises_more_than_is_true(path: Path) -> None:
    """H-11."""
    offending = [
        (phrase, text)
        for text in texts(path)
        for phrase in PROMISES_TOO_MUCH
        for found in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, 0 if phrase == "only I" else re.IGNORECASE)
        if not SAYS_IT_IS_NOT_SO.search(text[: found.start()])
    ]
    assert offending == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_text_lays_the_blame_on_the_person(path: Path) -> None:
    """H-13."""
    assert [(phrase, text) for text in texts(path) for phrase in BLAMES if phrase in text.casefold()] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_text_gives_a_number_of_months_near_a_tribunal_or_a_claim(path: Path) -> None:
    """H-17."""
    assert [text for text in texts(path) if LAW.search(text) and MONTHS.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_words(language: str) -> None:
    for room in (mentoring, storage, handlers):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if "migrations" not in module.name:
                importlib.import_module(module.name)
    words = of(language)
    every = {problem for problem in _below(Problem) if problem is not NotAllowed and "tests" not in problem.__module__}
    assert sorted(problem.words_key() for problem in every if not words.has(problem.words_key())) == []


def _below(kind: type[Problem]) -> Iterator[type[Problem]]:
    for inner in kind.__subclasses__():
        yield inner
        yield from _below(inner)


def test_no_key_is_said_twice_in_one_language() -> None:
    for language in LANGUAGES:
        keys = [key for path, key, _ in FTL if path.parent.name == language]
        assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


def test_every_message_fits_with_its_holes_filled() -> None:
    assert [(key, utf16(text)) for _, key, value in FTL for text in _variants(value) if utf16(text) > LONGEST] == []


def test_every_button_has_words_that_fit() -> None:
    words = of()
    for button in PREFIXES.values():
        if button.label:
            assert len(words.label(button.label)) <= MOST_LETTERS, button.label


def test_every_choice_of_a_form_has_words_that_fit() -> None:
    choices = [
        choice
        for form in FORMS.values()
        for question in form.questions
        if not callable(question.choices)
        for choice in question.choices
    ]
    assert choices
    assert [c for c in choices if len(c.text or of().label(c.key)) > MOST_LETTERS] == []


def literal_keys() -> Iterator[tuple[str, str]]:
    """Each key that is written out where something is said, asked or put on a button."""
    for path in HANDLERS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from ((path.name, key) for argument in _worded(node) for key in _said(argument))


def _worded(call: ast.Call) -> Iterator[ast.expr]:
    named = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = {"say": 0, "show": 0, "toast": 0, "named": 0, "words": 0, "label": 0, "Link": 0, "Question": 1, "Choice": 1}
    if named == "words" and not isinstance(call.func, ast.Attribute | ast.Name):
        return
    if named in place and len(call.args) > place[named]:
        yield call.args[place[named]]


def _said(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _said(node.body)
        yield from _said(node.orelse)


def test_every_key_that_is_said_exists() -> None:
    assert features.HANDLERS
    missing = sorted({(where, key) for where, key in literal_keys() if not of().has(key)})
    assert missing == []


def test_every_language_has_every_key() -> None:
    english = {key for path, key, _ in FTL if path.parent.name == "en"}
    for language in LANGUAGES:
        assert english - {key for path, key, _ in FTL if path.parent.name == language} == set()


def _longer(path: Path) -> list[str]:
    whole = [text for text in texts(path) if len(text.split()) >= 6 and "{" not in text]
    return [text if text[-1] in ".?!:" else f"{text}." for text in whole]


def _grade(written: list[str]) -> float:
    return float(textstat.automated_readability_index(" ".join(written)))


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".ftl"], ids=lambda path: path.name)
def test_the_words_of_a_feature_read_at_about_twelve(path: Path) -> None:
    longer = _longer(path)
    assert len(longer) < 8 or _grade(longer) <= 7


def test_all_the_words_together_read_at_about_twelve() -> None:
    assert _grade([text for path in FILES for text in _longer(path)]) <= 6


def test_the_samples_of_this_test_are_what_it_says() -> None:
    assert Choice("a", text="A").text == "A"
    assert len(FTL) > 300
