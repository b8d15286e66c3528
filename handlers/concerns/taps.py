"""The buttons of concerns: ids only; who taps, and whether they still may, is looked at when they do."""

from dataclasses import dataclass

from handlers.talk.buttons import Button

NOBODY = "-"

# Beginning


@dataclass(frozen=True)
class ImSafe(Button, prefix="cn-safe", label="concern-yes"):
    """Go on to what it is about."""


@dataclass(frozen=True)
class NotSure(Button, prefix="cn-unsure", label="concern-not-sure"):
    """The card first; the rest can wait."""


@dataclass(frozen=True)
class PickKind(Button, prefix="cn-kind", label="concern-go-on"):
    """What it is about. `on`: past the screen that comes first for some kinds."""

    kind: str
    on: bool = False


@dataclass(frozen=True)
class OutsideHelp(Button, prefix="cn-out", label="concern-outside-help"):
    """People who have nothing to do with this network."""


@dataclass(frozen=True)
class AskObserver(Button, prefix="cn-obs", label="concern-ask-observer"):
    """A word with the observer of one's own circle."""

    circle: str


# Writing


@dataclass(frozen=True)
class SendIt(Button, prefix="cn-send", label="concern-send"):
    token: str


@dataclass(frozen=True)
class ChangeIt(Button, prefix="cn-change", label="concern-change"):
    token: str


@dataclass(frozen=True)
class AfterCard(Button, prefix="cn-on", label="page-go-on"):
    token: str


# The writer's


@dataclass(frozen=True)
class OpenMine(Button, prefix="cn-mine", label="mentoring-open-it"):
    concern: str


@dataclass(frozen=True)
class ReadIt(Button, prefix="cn-read", label="concern-read-it"):
    """The words, for either side, hidden again in ten minutes."""

    concern: str


@dataclass(frozen=True)
class HideIt(Button, prefix="cn-hide", label="pages-hide-now"):
    """Everything that is shown now."""


@dataclass(frozen=True)
class WriteMore(Button, prefix="cn-more", label="concern-reply"):
    """Write to the other of the two."""

    concern: str


@dataclass(frozen=True)
class HappyToClose(Button, prefix="cn-close", label="concern-happy-to-close"):
    concern: str


@dataclass(frozen=True)
class TakeItBack(Button, prefix="cn-back", label="concern-take-it-back"):
    concern: str
    sure: bool = False


@dataclass(frozen=True)
class SomeoneElse(Button, prefix="cn-else", label="concern-someone-else"):
    concern: str


@dataclass(frozen=True)
class Choose(Button, prefix="cn-pick", label="concern-someone-else"):
    concern: str
    contact: str


@dataclass(frozen=True)
class BackUp(Button, prefix="cn-try", label="concern-no-back-up"):
    concern: str
    contact: str


@dataclass(frozen=True)
class StayThere(Button, prefix="cn-stay", label="concern-stay-there"):
    concern: str


@dataclass(frozen=True)
class AskAfter(Button, prefix="cn-after", label="concern-yes"):
    concern: str
    answer: str


@dataclass(frozen=True)
class OpenFollowUp(Button, prefix="cn-how", label="mentoring-open-it"):
    concern: str


@dataclass(frozen=True)
class HowItIs(Button, prefix="cn-is", label="concern-harder-no"):
    """Made harder since? Kept nowhere."""

    concern: str
    answer: str


# The contact's


@dataclass(frozen=True)
class OpenConcerns(Button, prefix="cn-all", label="concern-my-open-ones"):
    """What a safe contact has open."""


@dataclass(frozen=True)
class OpenTheirs(Button, prefix="cn-open", label="mentoring-open-it"):
    concern: str


@dataclass(frozen=True)
class HaveRead(Button, prefix="cn-seen", label="concern-have-read"):
    concern: str


@dataclass(frozen=True)
class AskToTalk(Button, prefix="cn-talk", label="concern-ask-to-talk"):
    concern: str


@dataclass(frozen=True)
class HaveClash(Button, prefix="cn-clash", label="concern-have-a-clash"):
    concern: str
    sure: bool = False


@dataclass(frozen=True)
class HandOver(Button, prefix="cn-hand", label="concern-hand-over"):
    concern: str


@dataclass(frozen=True)
class HandTo(Button, prefix="cn-give", label="concern-hand-over"):
    concern: str
    contact: str


@dataclass(frozen=True)
class HadToAct(Button, prefix="cn-act", label="concern-had-to-act"):
    concern: str
    sure: bool = False


# Days off


@dataclass(frozen=True)
class OpenAway(Button, prefix="cn-away", label="away-my-days"):
    """Dates a safe contact is off."""


@dataclass(frozen=True)
class AddAway(Button, prefix="cn-off", label="away-add"):
    pass


@dataclass(frozen=True)
class BackOn(Button, prefix="cn-on-again", label="away-add"):
    """Take a stretch of days off back; `first` as 2026-02-12."""

    first: str


# Leaving


@dataclass(frozen=True)
class LeaveThem(Button, prefix="cn-leave", label="concern-leave-no-name"):
    """What becomes of open ones when their writer is erased: left with no name, or closed and gone."""

    leave: bool
