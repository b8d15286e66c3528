"""When a hundred people open their pages at once: who is asked to wait, what is lost, and what is given back."""

from tests.page_steps import ANSWERS, keeps_one, shown, unlocks
from tests.stage import Stage
from tests.vault_steps import other_words

ROOM = 21
"""One key is worked at, and twenty wait."""


async def test_words_said_in_a_rush_are_cleared_and_not_counted_and_open_the_pages_a_minute_later(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    kdf = stage.running.desk.house.kdf
    rush = [kdf.place() for _ in range(ROOM)]
    await unlocks(ama, other_words())
    for _ in range(5):
        await ama.types(other_words())
    assert ama.hears("Many people are opening their pages just now")
    assert other_words() not in ama.transcript()

    for place in rush:
        place.leave()
    await ama.types(words)
    await ama.taps("1")
    assert ANSWERS[0] in shown(ama)


async def test_a_turn_that_is_undone_gives_its_place_back(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    async with stage.database.begin() as tx:
        await tx.conn.change(
            "create trigger broken before insert on letters when new.kind = 'clear-and-tell'"
            " begin select raise(abort, 'broken'); end"
        )
    await unlocks(ama, words)
    assert ama.hears("went wrong")
    kdf = stage.running.desk.house.kdf
    for place in [kdf.place() for _ in range(ROOM)]:
        place.leave()
