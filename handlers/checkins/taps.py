"""The buttons of check-ins: ids only; who taps, and whether they still may, is looked at when they do."""

from handlers.talk.buttons import Button

# The mentee's answer


class OpenSuggestion(Button, prefix="ck-sugg", label="checkin-open-it"):
    plan: str


class YesAll(Button, prefix="ck-yes", label="checkin-yes-all"):
    plan: str


class SomeOfThem(Button, prefix="ck-some", label="checkin-some"):
    plan: str


class OfferTimes(Button, prefix="ck-offer", label="checkin-offer-times"):
    plan: str


class NotNow(Button, prefix="ck-not", label="checkin-not-now"):
    plan: str


class OpenOffer(Button, prefix="ck-oth", label="checkin-open-it"):
    """The mentee's own times, for the mentor."""

    plan: str


class TakeTime(Button, prefix="ck-take", label="checkin-open-it"):
    """One of the mentee's times: the instant in milliseconds, checked against the offer when tapped."""

    plan: str
    at: int


class SeeDates(Button, prefix="ck-all", label="checkin-see-dates"):
    pair: str


class AddToCalendar(Button, prefix="ck-ics", label="checkin-add-to-calendar"):
    pair: str


# One check-in


class OpenCheckin(Button, prefix="ck-one", label="checkin-open-it"):
    checkin: str


class CantCome(Button, prefix="ck-cant", label="checkin-cant-come"):
    checkin: str
    version: int


class LeaveIt(Button, prefix="ck-leave", label="checkin-leave-it"):
    checkin: str
    version: int


class MoveIt(Button, prefix="ck-move", label="checkin-move-it"):
    """Offer other times; `instead` puts them in place of those the other side offered."""

    checkin: str
    version: int
    instead: bool = False


class PickMove(Button, prefix="ck-pick", label="checkin-open-it"):
    checkin: str
    version: int
    place: int


class PickAll(Button, prefix="ck-pall", label="checkin-yes-all-of-them"):
    """Every new date was seen: move all of them (`every`), or this one alone."""

    checkin: str
    version: int
    place: int
    every: bool


class Neither(Button, prefix="ck-none", label="checkin-neither"):
    checkin: str
    version: int


class FineAsMoved(Button, prefix="ck-fine", label="checkin-yes"):
    checkin: str


class CheckinDetails(Button, prefix="ck-info", label="session-details"):
    checkin: str


class RunLate(Button, prefix="ck-late", label="session-late"):
    checkin: str
    version: int


class LateBy(Button, prefix="ck-lateby", label="session-late"):
    checkin: str
    version: int
    minutes: int


class MakeShort(Button, prefix="ck-short", label="checkin-make-it-15"):
    checkin: str
    version: int


class LessOften(Button, prefix="ck-less", label="checkin-less-often"):
    checkin: str
    sure: bool = False


# The day before, and after


class PickOpener(Button, prefix="ck-need", label="checkin-open-it"):
    """What the mentee needs: its place among the openers, so that data on the way names no subject."""

    checkin: str
    version: int
    place: int


class SeeALine(Button, prefix="ck-line", label="checkin-see-a-line"):
    checkin: str


class Done(Button, prefix="ck-done", label="checkin-yes-we-met"):
    """`how` is met, moved or missed."""

    checkin: str
    version: int
    how: str


class Works(Button, prefix="ck-works", label="checkin-works-good"):
    checkin: str
    place: int


class WhoSpoke(Button, prefix="ck-spoke", label="checkin-open-it"):
    place: int


# The private calendar address


class NewAddress(Button, prefix="ck-calnew", label="calendar-new"):
    pass


class TurnItOff(Button, prefix="ck-caloff", label="calendar-off"):
    pass
