"""The wins jar: one line in, three of one's own out, and nothing counted (P-T1.04)."""

from tests.page_steps import MARKER, count, keeps_one, sets_up, shown, unlocks, writes_many, writes_short
from tests.stage import Somebody, Stage
from tests.sweep import assert_nowhere

DOUBT = "Feeling like you don't belong often says more about the place than about you"


async def drops(somebody: Somebody, win: str) -> None:
    await somebody.says("/wins")
    await somebody.taps("Drop in a win")
    await somebody.types(win)
    await somebody.taps("All clear, save")
    assert somebody.hears("In your jar, and cleared")


async def test_a_win_is_dropped_in_while_the_pages_are_locked_and_cleared(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/wins")
    await ama.taps("Drop in a win")
    assert ama.hears("If you lose your words")
    await sets_up(ama)
    await drops(ama, f"I asked for {MARKER}")
    assert MARKER not in shown(ama)
    assert_nowhere(stage, MARKER)
    assert await count(stage, "pages where state = 'kept'") == 1


async def test_three_of_ones_own_are_read_back(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", "not a win")
    for win in ("I spoke first", "I said no"):
        await drops(ama, win)
    await writes_short(ama, "A win", "I got the post")
    await unlocks(ama, words)
    await ama.says("/wins")
    await ama.taps("Read my wins")
    read = ama.part.hears()[-1].text
    assert "Here are three things you did. All true, all you." in read
    for win in ("I spoke first", "I said no", "I got the post"):
        assert win in read
    assert "not a win" not in read
    assert DOUBT not in read
    await stage.forward(minutes=11)
    assert "I spoke first" not in shown(ama)


async def test_on_a_bad_day_the_line_about_the_place_is_read_too(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await drops(ama, "I spoke first")
    await unlocks(ama, words)
    await ama.says("/wins")
    await ama.taps("It's a bad day")
    assert ama.hears("Here is one thing you did")
    assert ama.hears(DOUBT)


async def test_after_a_hard_day_ones_wins_are_offered(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await drops(ama, "I spoke first")
    await writes_short(ama, "Hard day", "it was long")
    await ama.taps("Read my wins")
    assert ama.hears("Your sign")
    await ama.types(words)
    assert ama.hears("Here is one thing you did")
    assert ama.hears("I spoke first")
    assert ama.hears(DOUBT)


async def test_an_empty_jar_is_met_with_kind_words(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", "not a win")
    await unlocks(ama, words)
    await ama.taps("My wins")
    await ama.taps("Read my wins")
    assert ama.hears("Your jar is empty so far")


async def test_long_wins_still_fit_one_message(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await writes_many(stage, ama, 4, kind="R8", text="I did it " * 400)
    await unlocks(ama, words)
    await ama.says("/wins")
    await ama.taps("Read my wins")
    assert ama.part.hears()[-1].text.count("…") == 3
