"""What must not leave the chat by a tap: words, codes and pages are sent so that Telegram refuses to pass them on."""

from bot.rehearsal.parts import Message
from tests.page_steps import MARKER, keeps_one, sets_up, unlocks, words_shown, writes_page
from tests.stage import Somebody, Stage
from tests.vault_steps import code_shown, opens_keys, picks_words, takes_code

LONG = f"{MARKER} " * 300


def holding(somebody: Somebody, secret: str) -> list[Message]:
    """Every message of the bot that ever held this, those cleared since as well."""
    bot = somebody.stage.server.world.bot
    every = [message for message in somebody.part.chat.messages.values() if message.sender is bot]
    return [m for m in every if any(secret in str(c.get("text", "")) for c in (*m.versions, m.content))]


def is_protected(somebody: Somebody, secret: str) -> bool:
    found = holding(somebody, secret)
    assert found, somebody.transcript()
    return all(message.protected for message in found)


async def test_the_five_words_and_the_recovery_code_are_protected(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    code = await takes_code(ama)
    assert is_protected(ama, words)
    assert is_protected(ama, code)


async def test_words_and_codes_made_later_are_protected_too(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await opens_keys(ama, words)
    await ama.taps("Change my words")
    await ama.taps("Choose new words")
    first = words_shown(ama)
    await ama.taps("Show me other words")
    second = words_shown(ama)
    assert first != second
    await picks_words(ama)
    assert ama.hears("Your old words open nothing here any more"), ama.transcript()
    await opens_keys(ama)
    await ama.taps("Make a new code")
    await ama.taps("Show my code")
    code = code_shown(ama)
    for secret in (first, second, code):
        assert is_protected(ama, secret)


async def test_every_opened_page_is_protected_in_each_of_its_messages(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", LONG, LONG, LONG)
    await writes_page(ama, f"a short one of {MARKER}")
    await unlocks(ama, words)
    await ama.taps("2")
    assert len(holding(ama, MARKER)) > 2
    assert is_protected(ama, MARKER)
    assert is_protected(ama, "1. Mon 2 Feb 2026")
    await ama.taps("Back to my pages")
    await ama.taps("Search")
    await ama.types(MARKER)
    await ama.taps("1")
    assert is_protected(ama, f"a short one of {MARKER}")
    assert is_protected(ama, "Here is what I found")


async def test_a_page_opened_straight_after_the_words_is_protected(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", f"about {MARKER}")
    await unlocks(ama, words)
    stage.running.desk.house.vaults.close(ama.id)
    await ama.taps("1")
    assert ama.hears("Your sign")
    await ama.types(words)
    assert ama.hears(MARKER)
    assert is_protected(ama, MARKER)
