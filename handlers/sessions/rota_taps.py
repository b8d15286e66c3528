"""The buttons of the rota: one turn given away, offered or taken; stepping back a while; how full one's cup is."""

from handlers.talk.buttons import Button


class OpenTurn(Button, prefix="ro-turn", label="session-details"):
    session: str


class CantHold(Button, prefix="ro-cant", label="rota-cant"):
    """«Can't make it», for this one session. No reason."""

    session: str


class CanAfterAll(Button, prefix="ro-can", label="rota-can-after-all"):
    session: str


class SwapTurn(Button, prefix="ro-swap", label="rota-swap"):
    session: str
    sure: bool = False


class TakeTurn(Button, prefix="ro-take", label="session-i-can"):
    """An answer to a turn that is offered; `minute` (from 1970, UTC) is the start they were told."""

    swap: str
    minute: int
    can: bool


class HoldEachTime(Button, prefix="ro-stay", label="rota-hold-each-time"):
    """A stand-in takes the free part of the circle for good."""

    session: str
    part: str


class StepBack(Button, prefix="ro-back", label="session-step-back"):
    """«Step back a while»: from one circle, or (`circle` empty) asked what from."""

    circle: str = ""


class StepBackFor(Button, prefix="ro-for", label="rota-until-i-say"):
    """`circle` empty: from everything. `days` 0: until they say; -1: for good."""

    circle: str
    days: int


class ImBack(Button, prefix="ro-here", label="rota-im-back"):
    pass


class Cup(Button, prefix="ro-cup", label="cup-fine"):
    """How full one's cup is: 0 fine, 1 getting full, 2 too full. Kept nowhere."""

    full: int
