"""Messages as no ordinary phone sends them: links under words, fifty names, kinds without words, another's words."""

from typing import Any

import pytest

from tests.page_steps import MARKER, count, keeps_one, reads_first, sets_up, shown, unlocks
from tests.scenarios.storytelling import PARTS, chooses, opens_at_desk
from tests.scenarios.storytelling import checks as story_checks
from tests.stage import Somebody, Stage
from tests.sweep import assert_nowhere

HIDDEN = "https://example.org/hidden-below"
FIFTY = " ".join(f"@somebody{n}" for n in range(50))
LINKED = "the advert and Bea"
UNDER_WORDS = [
    {"type": "text_link", "offset": 0, "length": 10, "url": HIDDEN},
    {"type": "text_mention", "offset": 15, "length": 3, "user": {"id": 7, "is_bot": False, "first_name": "Bea"}},
    *({"type": "bold", "offset": n % 10, "length": 1} for n in range(120)),
]
PERSON: dict[str, Any] = {"id": 99, "is_bot": False, "first_name": "Bea"}
WITHOUT_WORDS: dict[str, dict[str, Any]] = {
    "poll": {"poll": {
        "id": "1", "question": MARKER, "options": [{"text": "Yes", "voter_count": 0, "persistent_id": "1"}],
        "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular",
        "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
    }},
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
    "game": {"game": {"title": MARKER, "description": MARKER, "photo": []}},
    "venue": {"venue": {"location": {"latitude": 51.5, "longitude": -0.1}, "title": MARKER, "address": MARKER}},
    "story": {"story": {"chat": {"id": 99, "type": "private", "first_name": "Bea"}, "id": 3}},
    "checklist": {"checklist": {"title": MARKER, "tasks": [{"id": 1, "text": MARKER}]}},
    "giveaway": {"giveaway": {"chats": [], "winners_selection_date": 1, "winner_count": 1}},
    "what nobody knows yet": {"hologram": {"depth": 3}},
}  # fmt: skip
ORIGINS: dict[str, dict[str, Any]] = {
    "a person": {"type": "user", "date": 1, "sender_user": PERSON},
    "somebody hidden": {"type": "hidden_user", "date": 1, "sender_user_name": "Bea"},
    "a group": {"type": "chat", "date": 1, "sender_chat": {"id": -100, "type": "supergroup", "title": "x"}},
    "a channel": {"type": "channel", "date": 1, "message_id": 4, "chat": {"id": -100, "type": "channel", "title": "x"}},
}


async def passes_on(somebody: Somebody, text: str, origin: dict[str, Any]) -> None:
    await somebody.sends({"text": text, "forward_origin": origin})


# Formatting


async def test_what_lies_under_the_words_of_a_story_goes_to_nobody_and_nobody_is_called(stage: Stage) -> None:
    """Hostile 19, 21 and 22."""
    efe, ama = await stage.members("Efe", "Ama")
    nana = await stage.coordinator()
    await efe.says("/story")
    await efe.taps("One day I…")
    for part in PARTS[:2]:
        await efe.types(part)
    await efe.sends({"text": LINKED, "entities": UNDER_WORDS})
    await efe.types(FIFTY)
    await chooses(efe)
    await story_checks(efe)
    await efe.taps("Send for a check")
    await opens_at_desk(nana)
    await nana.taps("Looks good")
    await stage.forward(days=2)
    await ama.says("/stories")
    await ama.taps("Read one")
    await ama.taps("Read")
    message = ama.part.hears()[-1]
    assert LINKED in message.text
    assert message.text.count("@\u2060somebody") == 50
    assert not message.content.get("entities")
    assert HIDDEN not in str(message.content)
    assert_nowhere(stage, HIDDEN)


# No words at all


@pytest.mark.parametrize("kind", WITHOUT_WORDS)
async def test_a_kind_without_words_is_answered_with_what_to_do_and_kept_nowhere(stage: Stage, kind: str) -> None:
    """Hostile 24 to 28."""
    ama = await stage.member("Ama")
    await ama.sends(WITHOUT_WORDS[kind])
    assert [line.startswith("I can only take words here") for line in ama.news()] == [True]
    assert "Help now" in str(ama.buttons)
    assert_nowhere(stage, MARKER)
    await ama.says("/cancel")
    assert ama.hears("nothing to stop")


# Another's words


@pytest.mark.parametrize("origin", ORIGINS)
async def test_anothers_words_answer_no_question_and_leave_the_chat_with_the_page(stage: Stage, origin: str) -> None:
    """Hostile 29."""
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("More kinds")
    await ama.taps("Free page")
    await passes_on(ama, f"of another {MARKER}", ORIGINS[origin])
    assert ama.hears("came from somebody else")
    await ama.types("my own words")
    await ama.taps("That's all")
    await ama.taps("All clear, save")
    assert MARKER not in shown(ama)
    await unlocks(ama, words)
    await reads_first(ama)
    assert "my own words" in shown(ama)
    assert MARKER not in shown(ama)


async def test_ones_own_words_from_another_chat_are_ones_own(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("More kinds")
    await ama.taps("Free page")
    mine = {**PERSON, "id": ama.part.id}
    await passes_on(ama, "my own words", {"type": "user", "date": 1, "sender_user": mine})
    assert not ama.hears("came from somebody else")
    assert await count(stage, "page_parts") == 1


async def test_the_five_words_passed_on_open_nothing_and_are_cleared(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", "one", "two", "three")
    await ama.says("/reflect")
    await ama.taps("My pages")
    await passes_on(ama, words, ORIGINS["a person"])
    assert ama.hears("came from somebody else")
    assert words not in shown(ama)
    await ama.types(words)
    assert ama.hears("Tap a number")


async def test_anothers_words_outside_a_question_are_asked_about_before_they_are_kept(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await passes_on(ama, f"of another {MARKER}", ORIGINS["a person"])
    assert ama.hears("Would you like to keep it as a private page?")
    await ama.taps("No, forget it")
    assert MARKER not in shown(ama)


async def test_help_comes_first_for_words_that_were_passed_on_too(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("A win")
    await passes_on(ama, "I want to end my life", ORIGINS["a person"])
    assert ama.hears("116 123")


# Signs on a message that nothing is built on


@pytest.mark.parametrize(
    "sign",
    [
        {"is_from_offline": True},
        {"external_reply": {"origin": ORIGINS["a person"]}, "quote": {"text": "/erase", "position": 0}},
        {"sender_boost_count": 3},
        {"edit_date": 5},
    ],
    ids=lambda sign: next(iter(sign)),
)
async def test_a_message_counts_by_its_own_words_and_the_moment_it_came(stage: Stage, sign: dict[str, Any]) -> None:
    """Hostile 33 and 34."""
    ama = await stage.member("Ama")
    await ama.sends({"text": "/cancel", "entities": [{"type": "bot_command", "offset": 0, "length": 7}], **sign})
    assert ama.hears("nothing to stop")


async def test_words_that_come_late_from_an_offline_phone_open_no_pages_that_nobody_asked_to_open(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", "one", "two", "three")
    await ama.sends({"text": words, "is_from_offline": True})
    assert not ama.hears("Tap a number")
    assert words not in shown(ama)
