"""The page of one's own: a private address that a coordinator makes, renews and ends."""

from telegram import Update

from handlers.doors import OpenMenu, OpenPicture
from handlers.guards import for_roles
from handlers.picture.taps import EndPage, NewPage, OpenPage
from handlers.talk.turn import Turn
from mentoring.people import Role
from storage import picture_addresses
from storage.core import audit

PATH = "/picture"


def _site(turn: Turn) -> str:
    """Where people reach the house on the web; nothing where they cannot."""
    return str(turn.house.settings.web.public_url).rstrip("/")


@for_roles(Role.COORDINATOR)
async def my_page(_: Update, turn: Turn) -> None:
    """Whether there is an address, and how to make, renew or end one."""
    if not _site(turn):
        turn.show("picture-page-not-here", buttons=[[OpenPicture(), OpenMenu()]])
    elif await picture_addresses.is_on(turn.tx, turn.person):
        turn.show("picture-page-is-on", buttons=[[NewPage(), EndPage()], [OpenMenu()]])
    else:
        turn.show("picture-page-is-off", buttons=[[NewPage()], [OpenMenu()]])


@for_roles(Role.COORDINATOR)
async def new_page(_: Update, turn: Turn) -> None:
    """A fresh secret, shown this once; the one before opens nothing any more."""
    if not _site(turn):
        turn.show("picture-page-not-here", buttons=[[OpenPicture(), OpenMenu()]])
        return
    secret = await picture_addresses.renew(turn.tx, turn.person, turn.now)
    await audit.note(turn.tx, "picture-page-made", by=turn.person, now=turn.now)
    address = f"{_site(turn)}{PATH}/{secret}"
    turn.say("picture-page-address", address=address, buttons=[[EndPage()], [OpenMenu()]], protect=True)


@for_roles(Role.COORDINATOR)
async def end_page(_: Update, turn: Turn) -> None:
    await picture_addresses.turn_off(turn.tx, turn.person)
    turn.show("picture-page-turned-off", buttons=[[OpenPage(), OpenMenu()]])


HANDLERS = [
    OpenPage.handler(my_page),
    NewPage.handler(new_page),
    EndPage.handler(end_page),
]
