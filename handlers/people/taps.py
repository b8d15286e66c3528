"""The buttons of the coordinators' page about people."""

from handlers.talk.buttons import Button


class OpenPeople(Button, prefix="pe", label="open-people"):
    """By their part."""


class WithPart(Button, prefix="pe-part", label="people-more"):
    """Everybody who holds a part; `after` skips as many."""

    role: str
    after: int = 0


class ThisPerson(Button, prefix="pe-one", label="form-back"):
    """Somebody, and what may be done."""

    person: str


class TakeBack(Button, prefix="pe-take", label="people-yes-take-back"):
    """A part of theirs: asked once more, then taken."""

    person: str
    role: str
    sure: bool = False


class RestAsked(Button, prefix="pe-asked", label="mentoring-open-it"):
    """A guide asks that somebody rest from circles."""

    circle: str
    person: str


class RestingNow(Button, prefix="pe-rests", label="people-resting-now"):
    """Who rests from circles."""


class RestThem(Button, prefix="pe-rest", label="people-rest"):
    """A rest from circles: for how many days; 0 asks."""

    person: str
    days: int = 0


class EndRest(Button, prefix="pe-end", label="people-end-rest"):
    """Their rest is over now."""

    person: str


class MyRest(Button, prefix="pe-mine", label="mentoring-open-it"):
    """One's own rest: until when."""
