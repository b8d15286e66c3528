"""Plain words of danger bring the help card; work talk and figures of speech do not."""

import tomllib
from pathlib import Path

import pytest

from mentoring.crisis import sounds_like_crisis

SUPPORT = tomllib.loads((Path(__file__).parents[2] / "content" / "en" / "support.toml").read_text(encoding="utf-8"))
PHRASES, ORDINARY = SUPPORT["crisis"]["phrases"], SUPPORT["crisis"]["ordinary"]


def heard(text: str) -> bool:
    return sounds_like_crisis(text, PHRASES, ORDINARY)


@pytest.mark.parametrize(
    "text",
    [
        "I want to die",
        "I just… want to\ndie.",
        "I WANT TO DIE",
        "some nights I think about killing myself",
        "i dont want to be here anymore",
        "I don’t want to be here any more",
        "I don`t want to live",
        "I do not want to wake up",
        "I feel suicidal",
        "I'm feeling so very suicidal",
        "I've been suicidal since March",
        "Been thinking about suicide",
        "I have started self-harming again",
        "I self harm",
        "I keep hurting myself",
        "They would be better off without me.",
        "I can't go on.",
        "there is nothing to live for",
        "Last night I took an overdose",
        "k\u200bill my\u200bself",
        "I want to díe",
        "I ran suicide prevention training today and I want to die",
        "My patient was suicidal. Honestly I'd rather be dead too",
        "I don't want to die but I wish I wasn't here",
        "*kill myself*",
        "I cut myself a few times",
        "I'd rather die than go back there",
        "I can't go on a day longer",
        "might kms tbh",
    ],
)
def test_plain_words_of_danger_are_heard(text: str) -> None:
    assert heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "This job is killing me",
        "I'm dying to meet her",
        "I could kill myself laughing",
        "We had suicide prevention training",
        "I supported a suicidal patient today and it was hard",
        "I wrote the self-harm policy for our team",
        "I should cut myself some slack",
        "I can't go on leave this week",
        "The meeting died a death",
        "I end my day with a walk",
        "She took my life story seriously",
        "Dead tired after nights",
        "I ran 5 kms before work",
        "I burn myself out every winter",
        "I can't go on the course",
        "I want to end it with my mentor",
        "I shot myself in the foot",
    ],
)
def test_work_talk_and_figures_of_speech_pass(text: str) -> None:
    assert not heard(text)


def test_without_words_to_look_for_nothing_is_heard() -> None:
    assert not sounds_like_crisis("I want to die", [])


@pytest.mark.parametrize("phrase", PHRASES)
def test_each_phrase_of_the_set_is_heard_by_itself(phrase: str) -> None:
    assert heard(f"Well, {phrase.replace('*', 'really')}!")
