"""A private page, played through the page: written, cleared, nowhere on disk, and read back with the words."""

import pytest

from tests.browser import roads
from tests.browser.player import Player
from tests.sweep import where_is


@pytest.mark.browser
async def test_a_private_page_is_written_read_back_and_nowhere_on_disk(player: Player) -> None:
    words = await roads.locks(player)
    await roads.writes_a_page(player)
    await player.sees_no_more(roads.MARKER)
    assert "found nowhere on disk" in await player.looks_on_disk(roads.MARKER)

    await roads.reads_it_back(player, words)
    assert "found nowhere on disk" in await player.looks_on_disk(roads.MARKER)
    assert where_is(player.stage.folder, roads.MARKER) == []
    assert where_is(player.stage.folder, words) == []
    await player.taps("Hide now")
    await player.sees_no_more(roads.MARKER)
