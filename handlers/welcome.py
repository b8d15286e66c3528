"""The welcome: what a stranger is told before the first yes. Nothing is kept: the buttons carry all there is."""

from telegram import Update

from handlers import menu
from handlers.doors import HadAccount, OpenPrivacy, OpenSupport
from handlers.guards import in_private
from handlers.talk.buttons import Button, Rows
from handlers.talk.turn import Turn


class TellMore(Button, prefix="tellmore", label="joining-tell-me-more"):
    """What this is. Like every button before the first yes it carries the code, so that nothing is kept."""

    code: str


class Join(Button, prefix="join", label="joining-join"):
    """They would like to join."""

    code: str


class OldEnough(Button, prefix="adult", label="joining-yes"):
    """18 or over, and in health or care."""

    code: str


class NotForThem(Button, prefix="notyet", label="joining-no"):
    """Not 18, or not in health or care."""


class ReadItAll(Button, prefix="readall", label="joining-read-it-all"):
    """The privacy words, whole."""

    code: str


class Agree(Button, prefix="agree", label="joining-i-agree"):
    """The first yes: from here on something is kept."""

    code: str


class NoThanks(Button, prefix="nothanks", label="joining-no-thanks"):
    """No, and nothing is kept."""


def welcome(turn: Turn, code: str) -> None:
    """Hello, and welcome."""
    network = turn.house.settings.network
    rows: Rows = [[TellMore(code), Join(code)], [HadAccount(), OpenSupport()]]
    turn.show("joining-welcome", name=network.name, community=network.community, buttons=menu.open_rows(rows))


async def tell_more(_: Update, turn: Turn) -> None:
    """What this is."""
    turn.show(
        "joining-more",
        buttons=menu.open_rows([[Join(turn.pressed(TellMore).code)], [OpenSupport()]]),
        community=turn.house.settings.network.community,
    )


async def ask_age(_: Update, turn: Turn) -> None:
    """First, are you 18 or over, and in health or care?"""
    turn.show("joining-age", buttons=[[OldEnough(turn.pressed(Join).code), NotForThem()]])


async def not_for_them(_: Update, turn: Turn) -> None:
    """Thanked for their honesty, and shown where help is."""
    door = OpenSupport().named("joining-see-support")
    turn.show("joining-not-yet", help=_yes(menu.is_open(door)), buttons=menu.open_rows([[door]]))


async def the_deal(_: Update, turn: Turn) -> None:
    """The deal in short."""
    code = turn.pressed(OldEnough).code
    turn.show("joining-deal", buttons=[[ReadItAll(code), Agree(code)], [NoThanks()]])


async def read_it_all(_: Update, turn: Turn) -> None:
    """The privacy words, each line true of this house."""
    code = turn.pressed(ReadItAll).code
    turn.show_text(privacy_words(turn), buttons=[[Agree(code), NoThanks()]])


def privacy_words(turn: Turn) -> str:
    """What is kept, by whom, and how to take it back."""
    network = turn.house.settings.network
    lines = [turn.words("joining-privacy", run_by=network.controller or network.name)]
    if menu.is_open(OpenPrivacy()):
        lines.append(turn.words("joining-privacy-rights"))
    if network.contact:
        lines.append(turn.words("joining-privacy-contact", contact=network.contact))
    return "\n".join(lines)


async def no_thanks(_: Update, turn: Turn) -> None:
    """That's fine."""
    turn.show("joining-nothing-kept")


def _yes(so: bool) -> str:
    return "yes" if so else "no"


HANDLERS = [
    TellMore.handler(in_private(tell_more)),
    Join.handler(in_private(ask_age)),
    OldEnough.handler(in_private(the_deal)),
    NotForThem.handler(in_private(not_for_them)),
    ReadItAll.handler(in_private(read_it_all)),
    NoThanks.handler(in_private(no_thanks)),
]
