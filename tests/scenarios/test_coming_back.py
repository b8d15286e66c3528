"""Somebody blocks the bot and comes back: what was taken back meanwhile is then taken out of their chat too."""

import pytest

from tests.copy_steps import files
from tests.scenarios.sending import chances, readers, sends
from tests.scenarios.storytelling import GONE, SCENE, out, wants_new_ones
from tests.scenarios.test_privacy import erases
from tests.stage import Somebody, Stage

TAKEN_BACK = "This was taken back by the sender. Sorry for the noise."


async def blocks(reader: Somebody, *, known: bool = True) -> None:
    """`known`: Telegram tells the bot; otherwise it learns from its next letter."""
    if known:
        reader.part.blocks()
    else:
        reader.part.user.blocked = True
    await reader.stage.settle()


async def comes_back(reader: Somebody, *, known: bool, writes: str = "/cancel") -> None:
    """By letting the bot back in and, where Telegram forgot to say so, with their next message."""
    if known:
        reader.part.unblocks()
        await reader.stage.settle()
    else:
        reader.part.user.blocked = False
        await reader.says(writes)


async def takes_back(teller: Somebody) -> None:
    await teller.says("/stories")
    await teller.taps("My stories")
    await teller.taps("One day I…")
    await teller.taps("Take it back")
    await teller.taps("Yes, take it back")


async def reads(stage: Stage) -> tuple[Somebody, Somebody]:
    """A teller whose story is out, and a reader who has it open."""
    efe, ama = await stage.members("Efe", "Ama")
    await wants_new_ones(ama)
    await out(stage, efe, await stage.coordinator())
    await ama.taps("Read")
    assert SCENE in ama.transcript()
    return efe, ama


@pytest.mark.parametrize("known", [True, False])
async def test_a_story_taken_back_while_its_reader_was_away_is_replaced_on_their_return(
    stage: Stage, known: bool
) -> None:
    efe, ama = await reads(stage)
    await blocks(ama, known=known)
    await takes_back(efe)
    assert SCENE in ama.transcript(), "Telegram changes nothing in a chat that shut us out"
    await comes_back(ama, known=known)
    assert SCENE not in ama.transcript()
    assert GONE in ama.transcript()


async def test_it_still_waits_for_them_after_months_and_a_restart(stage: Stage) -> None:
    efe, ama = await reads(stage)
    await blocks(ama)
    await takes_back(efe)
    await stage.restart()
    await stage.forward(days=100)
    async with stage.database.begin() as tx:
        await tx.sql.letters.forget_settled(before=int(stage.now.timestamp() * 1000))
    await comes_back(ama, known=False)
    assert SCENE not in ama.transcript()
    assert ama.hears("nothing to stop")


async def test_coming_and_going_changes_the_copy_once(stage: Stage) -> None:
    efe, ama = await reads(stage)
    await blocks(ama)
    await takes_back(efe)
    for _ in range(2):
        await comes_back(ama, known=True)
        await blocks(ama)
    edits = stage.server.counts["editmessagetext", 200]
    await comes_back(ama, known=True)
    assert stage.server.counts["editmessagetext", 200] == edits
    assert ama.transcript().count(GONE) == 1


async def test_a_sent_story_that_never_reached_them_is_not_sent_on_their_return(stage: Stage) -> None:
    efe, ama = await stage.members("Efe", "Ama")
    await wants_new_ones(ama)
    await blocks(ama)
    await out(stage, efe, await stage.coordinator())
    await comes_back(ama, known=True)
    assert "A story from Efe" not in ama.transcript()


async def test_an_opportunity_recalled_while_its_reader_was_away_is_replaced_on_their_return(stage: Stage) -> None:
    nana, (ama, *others) = await stage.coordinator(), await readers(stage)
    await sends(stage, nana)
    await blocks(ama)
    await nana.taps("Stop and recall")
    assert [chances(person) for person in others] == [[TAKEN_BACK]] * len(others)
    assert chances(ama) != [TAKEN_BACK]
    await comes_back(ama, known=True)
    assert chances(ama) == [TAKEN_BACK]


async def test_private_files_that_could_not_be_cleared_in_time_are_cleared_on_their_return(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/privacy")
    await ama.taps("Take it away")
    await blocks(ama)
    stage.server.faults.refuse(403, method="deleteMessages")
    await stage.forward(minutes=11)
    assert files(ama)
    await comes_back(ama, known=True)
    assert files(ama) == {}


async def test_nothing_waits_for_somebody_who_erased_themselves(stage: Stage) -> None:
    efe, ama = await reads(stage)
    await blocks(ama)
    await takes_back(efe)
    await comes_back(ama, known=True)
    await erases(ama)
    async with stage.database.read() as tx:
        [row] = await tx.conn.slow("select count(*) from letters where kind = 'story-gone'")
    assert row[0] == 0
