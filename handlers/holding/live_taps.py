"""The buttons of a live session: holding the plan, turns, and what to do when something comes up. Ids only."""

from handlers.talk.buttons import Button


class Pause(Button, prefix="li-pause", label="hold-pause"):
    session: str


class GoOn(Button, prefix="li-goon", label="hold-resume"):
    session: str


class NextTurn(Button, prefix="li-turn", label="hold-next-turn"):
    """`dealt` is how many they saw dealt: a second tap deals nothing."""

    session: str
    dealt: int


class PassTurnOn(Button, prefix="li-pass", label="hold-pass-turn-on"):
    session: str
    dealt: int


class TakeTurnBack(Button, prefix="li-back", label="turn-take-back"):
    session: str


class Trouble(Button, prefix="li-up", label="trouble-up"):
    """A page of what can come up."""

    session: str
    page: str = "up"


class CallDown(Button, prefix="li-down", label="trouble-call-down"):
    session: str


class SomethingHurt(Button, prefix="li-hurt", label="trouble-hurt"):
    session: str


class TalkOfLife(Button, prefix="li-life", label="trouble-life"):
    session: str


class PausePlease(Button, prefix="li-ppls", label="room-ask-pause"):
    """The observer's, once they are with somebody."""

    session: str


class SayForMe(Button, prefix="li-say", label="relay-say-for-me"):
    session: str
