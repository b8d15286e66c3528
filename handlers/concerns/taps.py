"""The buttons of concerns: ids only; who taps, and whether they still may, is looked at when they do."""

from handlers.talk.buttons import Button

NOBODY = "-"

# Beginning


class ImSafe(Button, prefix="cn-safe", label="concern-yes"):
    """Go on to what it is about."""


class NotSure(Button, prefix="cn-unsure", label="concern-not-sure"):
    """The card first; the rest can wait."""


class PickKind(Button, prefix="cn-kind", label="concern-go-on"):
    """What it is about. `on`: past the screen that comes first for some kinds."""

    kind: str
    on: bool = False


class OutsideHelp(Button, prefix="cn-out", label="concern-outside-help"):
    """People who have nothing to do with this network."""


class AskObserver(Button, prefix="cn-obs", label="concern-ask-observer"):
    """A word with the observer of one's own circle."""

    circle: str


# Writing


class SendIt(Button, prefix="cn-send", label="concern-send"):
    token: str


class ChangeIt(Button, prefix="cn-change", label="concern-change"):
    token: str


class AfterCard(Button, prefix="cn-on", label="page-go-on"):
    token: str


# The writer's


class OpenMine(Button, prefix="cn-mine", label="mentoring-open-it"):
    concern: str


class ReadIt(Button, prefix="cn-read", label="concern-read-it"):
    """The words, for either side, hidden again in ten minutes."""

    concern: str


class HideIt(Button, prefix="cn-hide", label="pages-hide-now"):
    """Everything that is shown now."""


class WriteMore(Button, prefix="cn-more", label="concern-reply"):
    """Write to the other of the two."""

    concern: str


class HappyToClose(Button, prefix="cn-close", label="concern-happy-to-close"):
    concern: str


class TakeItBack(Button, prefix="cn-back", label="concern-take-it-back"):
    concern: str
    sure: bool = False


class SomeoneElse(Button, prefix="cn-else", label="concern-someone-else"):
    concern: str


class Choose(Button, prefix="cn-pick", label="concern-someone-else"):
    concern: str
    contact: str


class BackUp(Button, prefix="cn-try", label="concern-no-back-up"):
    concern: str
    contact: str


class StayThere(Button, prefix="cn-stay", label="concern-stay-there"):
    concern: str


class AskAfter(Button, prefix="cn-after", label="concern-yes"):
    concern: str
    answer: str


class OpenFollowUp(Button, prefix="cn-how", label="mentoring-open-it"):
    concern: str


class HowItIs(Button, prefix="cn-is", label="concern-harder-no"):
    """Made harder since? Kept nowhere."""

    concern: str
    answer: str


# The contact's


class OpenConcerns(Button, prefix="cn-all", label="concern-my-open-ones"):
    """What a safe contact has open."""


class OpenTheirs(Button, prefix="cn-open", label="mentoring-open-it"):
    concern: str


class HaveRead(Button, prefix="cn-seen", label="concern-have-read"):
    concern: str


class AskToTalk(Button, prefix="cn-talk", label="concern-ask-to-talk"):
    concern: str


class HaveClash(Button, prefix="cn-clash", label="concern-have-a-clash"):
    concern: str
    sure: bool = False


class HandOver(Button, prefix="cn-hand", label="concern-hand-over"):
    concern: str


class HandTo(Button, prefix="cn-give", label="concern-hand-over"):
    concern: str
    contact: str


class HadToAct(Button, prefix="cn-act", label="concern-had-to-act"):
    concern: str
    sure: bool = False


# Days off


class OpenAway(Button, prefix="cn-away", label="away-my-days"):
    """Dates a safe contact is off."""


class AddAway(Button, prefix="cn-off", label="away-add"):
    pass


class BackOn(Button, prefix="cn-on-again", label="away-add"):
    """Take a stretch of days off back; `first` as 2026-02-12."""

    first: str


# Leaving


class LeaveThem(Button, prefix="cn-leave", label="concern-leave-no-name"):
    """What becomes of open ones when their writer is erased: left with no name, or closed and gone."""

    leave: bool
