"""The buttons of a form: a choice, stop, and what to do with another form that is half-way."""

from handlers.talk.buttons import Button


class Pick(Button, prefix="pick", label="form-skip"):
    """A choice of a question: the draft's token, the question's place and the choice's place; -1 is Skip, -2 Done."""

    token: str
    question: int
    choice: int


class Stop(Button, prefix="stop", label="form-stop"):
    token: str


class CarryOn(Button, prefix="carry", label="form-carry-on"):
    pass


class DropAndStart(Button, prefix="dropit", label="form-stop-that"):
    form: str


SKIPPED, DONE = -1, -2
WAITING = "*waiting"
"""Beside the answers of an open draft: the form that was asked for meanwhile, and what it was given."""
