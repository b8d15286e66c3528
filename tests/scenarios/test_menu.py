"""Home, help, and the list of commands each part sees."""

import re

import pytest
from telegram.ext import CommandHandler

from bot.features import HANDLERS
from handlers import menu
from handlers.talk.words import of
from mentoring.people import Role
from storage.core import letters
from tests.stage import Somebody, Stage

WORDS = of("en")
LISTED = {command for commands in menu.MENUS.values() for command in commands}


def registered() -> list[str]:
    return [command for h in HANDLERS if isinstance(h, CommandHandler) for command in h.commands]


def listed_for(stage: Stage, somebody: Somebody) -> list[str]:
    """The commands this person's chat shows, as Telegram keeps them."""
    menus = stage.server.world.commands
    return [str(c["command"]) for key, commands in menus.items() if str(somebody.part.id) in str(key) for c in commands]


def test_no_command_is_answered_by_two_features_in_the_same_chats() -> None:
    answered = [(c, str(h.filters)) for h in HANDLERS if isinstance(h, CommandHandler) for c in h.commands]
    assert len(answered) == len(set(answered))


def test_every_command_is_in_a_list_or_hidden_on_purpose() -> None:
    assert set(registered()) <= LISTED | set(menu.CIRCLE_MENU) | menu.HIDDEN


@pytest.mark.parametrize("role", list(Role))
def test_each_part_has_fifteen_commands_at_most_each_described_once(role: Role) -> None:
    commands = menu.MENUS[role]
    assert len(commands) <= 15
    said = [line["description"] for line in menu.described(commands, WORDS, [role])]
    assert len(set(said)) == len(commands)
    assert all(len(line) <= 256 for line in said)


def test_every_listed_command_is_one_telegram_takes() -> None:
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", command) for command in LISTED)


def test_a_list_shows_only_what_exists_with_help_last() -> None:
    shown = menu.commands_for([Role.MEMBER, Role.COORDINATOR])
    assert set(shown) <= set(registered())
    assert "approve" in shown
    assert shown[-1] == "help"
    assert "approve" not in menu.commands_for([Role.MEMBER])


def test_somebody_with_two_parts_sees_both_lists() -> None:
    both = menu.commands_for([Role.MEMBER, Role.COORDINATOR, Role.SAFE_CONTACT])
    assert set(both) >= set(menu.commands_for([Role.SAFE_CONTACT]))
    assert len(both) == len(set(both))


def test_no_door_is_shown_that_nothing_answers() -> None:
    for row in [*menu.home_rows(list(Role)), *menu.home_rows(list(Role), more=True)]:
        assert all(menu.is_open(tap) for tap in row)


def test_a_door_of_the_same_place_is_shown_once() -> None:
    labels = [tap.shown(WORDS)["text"] for row in menu.home_rows([Role.MEMBER, Role.MENTOR]) for tap in row]
    assert not {"My mentees", "My mentor"} <= set(labels)


async def test_home_greets_by_name(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/menu")
    assert ama.hears("Hi Ama. What would you like?")
    await ama.taps("More")
    await ama.taps("Back")
    assert ama.hears("Hi Ama.")


async def test_only_coordinators_see_the_door_to_people_waiting(stage: Stage) -> None:
    ama, nana = await stage.member("Ama"), await stage.coordinator("Nana")
    await ama.says("/menu")
    assert "People waiting" not in ama.buttons
    await nana.says("/menu")
    await nana.taps("People waiting")
    assert nana.hears("Nobody is waiting")


async def test_help_answers_strangers_too(stage: Stage) -> None:
    ama = stage.person("Ama")
    await ama.says("/help")
    assert ama.hears("Send /start to begin")


async def test_menu_tells_a_stranger_how_to_begin(stage: Stage) -> None:
    ama = stage.person("Ama")
    await ama.says("/menu")
    assert ama.hears("/start")
    assert not ama.hears("What would you like?")


async def test_the_list_of_commands_follows_the_parts_held(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    async with stage.database.begin() as tx:
        assert nana.id is not None
        await menu.owe_menu(tx, nana.id, now=stage.now)
    await stage.settle()
    assert "approve" in listed_for(stage, nana)
    async with stage.database.read() as tx:
        assert await letters.of_topic(tx, f"menu:{nana.id}") == []


def test_strangers_and_groups_get_short_lists() -> None:
    private, group = menu.default_menus(WORDS)
    assert {c["command"] for c in private.params["commands"]} <= set(menu.STRANGERS_MENU)
    assert {c["command"] for c in group.params["commands"]} <= set(menu.CIRCLE_MENU)
    assert not private.chat
    assert group.params["scope"] == {"type": "all_group_chats"}
