"""The buttons of words without a name. A token opens what is held, and is kept nowhere but in the button."""

from handlers.talk.buttons import Button


class SendUnnamed(Button, prefix="un-go", label="unnamed-send"):
    token: str


class ChangeUnnamed(Button, prefix="un-change", label="unnamed-change"):
    token: str


class DropUnnamed(Button, prefix="un-drop", label="unnamed-dont"):
    token: str


class AfterCard(Button, prefix="un-on", label="page-go-on"):
    token: str


class TakeDown(Button, prefix="un-down", label="question-take-down"):
    """Under a question in the group; for its guides. It says nothing about the question."""


class SwitchQuestions(Button, prefix="un-switch", label="question-turn-on"):
    circle: str
    on: bool


class ReadUnsaid(Button, prefix="un-read", label="unsaid-read"):
    unsaid: str


class HideUnsaid(Button, prefix="un-hide", label="pages-hide-now"):
    pass
