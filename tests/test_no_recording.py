"""K6: nothing is recorded, written down or summed up, and there is no switch for it anywhere."""

import re
import tomllib
from pathlib import Path

from handlers.talk.buttons import PREFIXES
from handlers.talk.forms import FORMS
from handlers.talk.words import of
from tests.session_steps import evening
from tests.stage import Stage
from tests.test_words import FILES, texts

ROOT = Path(__file__).resolve().parents[1]
RECORDS = re.compile(
    r"\b(?:recording|recorded|recorder|transcripts?|transcrib\w*|note-?takers?|minutes of)\b", re.IGNORECASE
)
A_NO = re.compile(r"\b(?:no|not|nothing|nobody|never|turn off|can't)\b|^someone is recording$", re.IGNORECASE)
"""The last: what a guide taps when somebody does it all the same, to be told how to stop it."""


def _keys(held: object) -> list[str]:
    if not isinstance(held, dict):
        return []
    return [key for name, inner in held.items() for key in (name, *_keys(inner))]


def test_no_setting_button_or_form_could_switch_recording_on() -> None:
    config = _keys(tomllib.loads((ROOT / "config.example.toml").read_text("utf-8")))
    labels = [of().label(button.label) for button in PREFIXES.values() if button.label]
    forms = [name for form in FORMS.values() for name in (form.name, *(question.name for question in form.questions))]
    assert config
    assert labels
    assert forms
    assert [name for name in (*config, *forms) if RECORDS.search(name.replace("_", " "))] == []
    assert [label for label in labels if RECORDS.search(label) and not A_NO.search(label)] == []


def test_whatever_the_bot_says_of_recording_says_that_there_is_none() -> None:
    said = [(path.name, text) for path in FILES for text in texts(path) if RECORDS.search(text)]
    assert said
    for name, text in said:
        for sentence in re.split(r"(?<=[.?!])\s+|\n", text):
            assert not RECORDS.search(sentence) or A_NO.search(sentence), f"{name}: {sentence}"


async def test_nobody_finds_recording_in_their_settings_or_session(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered()
    ed, ama, nana = night.guides[0], night.members[0], night.coordinator
    for somebody, command in (
        (ama, "/settings"),
        (ed, "/settings"),
        (nana, "/settings"),
        (ed, "/hold"),
        (nana, "/rota"),
    ):
        await somebody.says(command)
        assert not any(RECORDS.search(label) for label in somebody.buttons), somebody.buttons
