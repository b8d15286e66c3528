"""What somebody would like to be sent: everything, only what they pick, or nothing."""

from typing import Any

from telegram import Update

from handlers.doors import OpenMenu, OpenOpportunities
from handlers.guards import for_members
from handlers.opportunities import cards
from handlers.opportunities.taps import SetWish, ToggleKind, WhatISee
from handlers.talk.buttons import Rows, Said, Tap, in_rows
from handlers.talk.turn import Turn
from mentoring.joining import Chances
from mentoring.opportunities import Category
from mentoring.problems import OldButton
from storage import consents, people

PURPOSE = "opportunities"


def _choices(turn: Turn) -> dict[str, Any]:
    return dict(turn.speaker.choices) if turn.speaker else {}


def _show(turn: Turn, choices: dict[str, Any]) -> None:
    wish = str(choices.get("chances", Chances.NO))
    ways: list[Tap] = [SetWish(each).named(f"opportunities-wish-{each}") for each in Chances]
    kinds: Rows = in_rows(_kinds(choices)) if wish == Chances.PICK else []
    turn.show(f"opportunities-wishing-{wish}", buttons=[*in_rows(ways), *kinds, [OpenOpportunities(), OpenMenu()]])


def _kinds(choices: dict[str, Any]) -> list[Tap]:
    picked = choices.get("chance_kinds") or []
    return [
        Said(ToggleKind(category), f"✓ {says}"[: cards.SHORT] if category in picked else says)
        for category, says in cards.categories().items()
    ]


async def what_i_see(_: Update, turn: Turn) -> None:
    """What they are sent now, and the ways to change it."""
    _show(turn, _choices(turn))


async def set_wish(_: Update, turn: Turn) -> None:
    """Keep the wish, and the yes or its taking back with it. What waits to be sent follows it at once."""
    wish = turn.pressed(SetWish).wish
    if wish not in set(Chances):
        raise OldButton
    choices = {**_choices(turn), "chances": wish}
    if wish != Chances.NO and not choices.get("chances_a_week"):
        choices.pop("chances_a_week", None)  # "none a week" was the no that is taken back here
    await people.choose(turn.tx, turn.person, choices)
    if wish == Chances.NO:
        await consents.withdraw(turn.tx, turn.person, PURPOSE, turn.now)
    else:
        asked = turn.words(f"opportunities-wishing-{wish}")
        await consents.give(turn.tx, turn.person, PURPOSE, asked, turn.now, language=turn.words.language)
    _show(turn, choices)


async def toggle_kind(_: Update, turn: Turn) -> None:
    """Pick a category, or take it out again."""
    category = turn.pressed(ToggleKind).category
    if category not in set(Category):
        raise OldButton
    choices = _choices(turn)
    picked = list(choices.get("chance_kinds") or [])
    choices["chance_kinds"] = [c for c in picked if c != category] if category in picked else [*picked, category]
    await people.choose(turn.tx, turn.person, choices)
    _show(turn, choices)


HANDLERS = [
    WhatISee.handler(for_members(what_i_see)),
    SetWish.handler(for_members(set_wish)),
    ToggleKind.handler(for_members(toggle_kind)),
]
