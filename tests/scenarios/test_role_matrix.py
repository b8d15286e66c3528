"""Role × action × owner: whatever anybody says or presses, nobody reads what another wrote, and nobody changes it."""

from pathlib import Path

import pytest

from handlers.talk.buttons import PREFIXES
from tests import matrix
from tests.matrix import MARKERS, MAY_CHANGE, MAY_READ, copied
from tests.matrix_world import SHARED, built, passing
from tests.stage import Stage

ROLES = (
    *("coordinator", "mentor", "safe contact", "safe contact who heard it"),
    *("guide", "observer", "member", "stranger"),
)
EMPTY = {
    "letters": "nothing may be owed to her at that moment",
    "hellos": "she is a member",
    "mentors": "she holds no part",
    "circle_staff": "she holds no part",
    "rota_turns": "she holds no part",
    "quiet_words": "made in a running session",
    "standing_replies": "made by an answer to another's question",
    "move_answers": "made while a move is put to the vote",
    "clash_asked": "made by a question to another",
    "story_copies": "made when a story is sent to her",
    "opportunity_answers": "made when a job is sent to her",
    "what_worked": "she is no coordinator",
    "audit": "not hers to be read",
    "group_guests": "she is a member",
}
"""Tables in which the owner has no row here, and why. Any other has one, or this test fails."""


@pytest.mark.parametrize("role", ROLES)
async def test_no_command_and_no_button_shows_or_changes_what_is_anothers(
    stage: Stage, tmp_path: Path, role: str
) -> None:
    world = await built(stage)
    house = await copied(world, tmp_path / "copy")
    seen_before = {name for name, marker in MARKERS.items() if marker in matrix.heard_by_others(world)}

    await matrix.acts_out(world, world.others[role], house)

    shown = {name for name, marker in MARKERS.items() if marker in matrix.heard_by_others(world)} - seen_before
    assert shown <= MAY_READ.get(role, frozenset())
    assert world.changes | await matrix.changed(world) <= MAY_CHANGE.get(role, frozenset())
    assert await matrix.set_aside(world) == []


async def test_the_owner_of_the_matrix_has_a_row_in_every_table_of_hers_and_reads_her_own(stage: Stage) -> None:
    world = await built(stage)
    await world.owner.says("/reflect")
    await world.owner.taps("My pages")
    await world.owner.taps("1")

    assert {table for table, rows in world.rows.items() if not rows and not passing(table)} <= set(EMPTY)
    assert world.owner.hears(SHARED)
    assert len(list(matrix.presses(world))) > len(PREFIXES)
