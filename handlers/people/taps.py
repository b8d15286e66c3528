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
