"""The doctor asks Telegram about every circle's group: how many are not as they should be, and never which."""

from dataclasses import replace

import pytest

from bot.doctor import Finding, State, examine
from bot.rehearsal import groups as acts
from storage.core import keys
from tests.circle_steps import Opened, open_circle
from tests.stage import Stage


async def says(stage: Stage) -> Finding:
    (found,) = [each for each in await examine(stage.config) if each.what == "circle groups"]
    return found


def demoted(stage: Stage, circle: Opened) -> None:
    acts.demotes_bot(circle.coordinator.part, circle.chat)


def without_delete(stage: Stage, circle: Opened) -> None:
    acts.promotes_bot(circle.coordinator.part, circle.chat, frozenset({"can_invite_users"}))


def public(stage: Stage, circle: Opened) -> None:
    chat = acts.upgrades(circle.coordinator.part, circle.chat)
    acts.publishes(circle.coordinator.part, chat, "thursday_circle")


def shown_out(stage: Stage, circle: Opened) -> None:
    acts.removes_bot(circle.coordinator.part, circle.chat)


def deleted(stage: Stage, circle: Opened) -> None:
    acts.closes(circle.coordinator.part, circle.chat)


async def test_a_group_as_it_should_be_is_good(stage: Stage) -> None:
    await open_circle(stage)
    found = await says(stage)
    assert (found.state, found.todo) == (State.GOOD, "")
    assert found.finding.startswith("1, each with the two rights")


@pytest.mark.parametrize(
    ("become", "said"),
    [
        (demoted, "of 1: 1 where it lacks a right"),
        (without_delete, "of 1: 1 where it lacks a right"),
        (public, "of 1: 1 public, so that anyone can read it"),
        (shown_out, "of 1: 1 without the bot, or gone"),
        (deleted, "of 1: 1 without the bot, or gone"),
    ],
)
async def test_a_group_that_is_not_is_told_without_its_title_or_number(stage: Stage, become: object, said: str) -> None:
    circle = await open_circle(stage)
    assert callable(become)
    become(stage, circle)
    if become is public:
        await stage.settle()  # the bot follows a group to its new number
    else:
        stage.server.world.updates.drop_all()  # nobody has told the bot
    found = await says(stage)
    assert found.state is State.LOOK
    assert found.finding == said
    assert found.todo
    assert "Thursday" not in repr(found)
    assert str(abs(circle.chat.id)) not in repr(found)


async def test_looking_changes_nothing_while_the_bot_runs(stage: Stage) -> None:
    circle = await open_circle(stage)
    files = [stage.folder / name for name in ("circle.sqlite", "circle.sqlite-wal")]
    before = [file.read_bytes() for file in files], circle.guides[0].transcript(circle.chat)
    await says(stage)
    assert ([file.read_bytes() for file in files], circle.guides[0].transcript(circle.chat)) == before


async def test_without_the_right_keys_it_says_what_to_put_right_first(stage: Stage) -> None:
    await open_circle(stage)
    other = stage.folder / "other.key"
    keys.MasterKey.create(other)
    stage.config = replace(stage.config, keys=replace(stage.config.keys, master_key_file=other))
    found = await says(stage)
    assert (found.state, found.todo) == (State.LOOK, "put those right first")
