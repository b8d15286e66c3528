"""The buttons of the pulse. Each question's tap says which week it is of: an old one asks afresh."""

from handlers.talk.buttons import Button


class Switch(Button, prefix="pu-on", label="pulse-stop"):
    """Ask on Fridays, after a circle, or not at all (`off`)."""

    when: str


class TapNow(Button, prefix="pu-now", label="pulse-now"):
    """The three questions, without waiting to be asked."""


class Tap(Button, prefix="pu-tap", label="pulse-now"):
    """One answer, or a skip. `week` is the day it began, as 2026-02-06."""

    week: str
    question: str
    answer: str


class LeaveIt(Button, prefix="pu-left", label="pulse-leave-it"):
    """Nothing more."""


class MyTaps(Button, prefix="pu-mine", label="pulse-my-taps"):
    """One's own last weeks, as words."""


class Wipe(Button, prefix="pu-wipe", label="pulse-wipe"):
    """All of one's own, now."""


class NetworksWeek(Button, prefix="pu-net", label="pulse-networks-week"):
    """The last week that is over, for coordinators."""
