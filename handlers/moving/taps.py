"""The buttons of a move: ids only. A poll's own id is in them, so that an old one answers for no new poll."""

from handlers.talk.buttons import Button


class AskThem(Button, prefix="mv-ask", label="move-ask-them"):
    move: str


class OwnTime(Button, prefix="mv-own", label="move-another-time"):
    move: str


class StopAsking(Button, prefix="mv-stop", label="move-stop-asking"):
    move: str


class SayCan(Button, prefix="mv-can", label="move-can"):
    """An answer to one of the times: `place` is its place among them, `how` is can, push or cannot."""

    move: str
    place: int
    how: str


class SayAgain(Button, prefix="mv-again", label="move-again"):
    move: str
