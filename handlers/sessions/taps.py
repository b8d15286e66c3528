"""The buttons around a session: ids only; who taps, and whether they still may, is asked at the tap."""

from handlers.talk.buttons import Button, Rows


class ReadCard(Button, prefix="se-read", label="session-read-it"):
    """«I've read it», under the card of this version (the first letters of its hash)."""

    session: str
    version: str


class SeeCard(Button, prefix="se-card", label="session-see-card"):
    """The card to read: «I've read it» stands under its words and nowhere else."""

    session: str


class AskQuestion(Button, prefix="se-q", label="session-ask-question"):
    session: str
    sure: bool = False


class AskForTurn(Button, prefix="se-turn", label="session-yes-tell-guides"):
    session: str


class CantMakeIt(Button, prefix="se-cant", label="session-cant"):
    session: str


class OnMyWayIn(Button, prefix="se-come", label="session-coming"):
    session: str


class RunningLate(Button, prefix="se-late", label="session-late"):
    session: str


class InToday(Button, prefix="se-in", label="session-in"):
    session: str


class InWithOneGuide(Button, prefix="se-in1", label="hold-one-guide-fine"):
    """The same, of somebody who comes late to a circle with one guide and is fine with that."""

    session: str


class NotToday(Button, prefix="se-not", label="session-not-today"):
    session: str


class OpenSession(Button, prefix="se-one", label="session-details"):
    session: str


class PickSession(Button, prefix="se-pick", label="session-details"):
    """One of the list of what is coming up."""

    session: str


class MoveSession(Button, prefix="move-session", label="session-move-it"):
    """Look for another time: for its guides, and for coordinators. handlers/moving answers."""

    session: str


class HelperCant(Button, prefix="se-hcant", label="session-cant-come"):
    """Somebody who holds it can't come."""

    session: str


class SetLink(Button, prefix="se-link", label="session-set-link"):
    session: str


class SeePrep(Button, prefix="se-prep", label="session-see-prep"):
    session: str


class AskStandIns(Button, prefix="se-stand", label="session-ask-stand-ins"):
    session: str


class StandIn(Button, prefix="se-can", label="session-i-can"):
    """A stand-in's answer, to the start they were asked about (`minute` counts from 1970, UTC)."""

    session: str
    part: str
    minute: int
    can: bool


class OpenRota(Button, prefix="se-rota", label="session-open-rota"):
    pass


class HowIAmHere(Button, prefix="se-how", label="way-how-im-here"):
    session: str


class ChooseWay(Button, prefix="se-way", label="way-speak"):
    """`way` is one of speak, listen and text."""

    session: str
    way: str

    @classmethod
    def rows(cls, session: str) -> Rows:
        """The three, side by side as equals."""
        listen = cls(session, "listen").named("way-listen")
        return [[cls(session, "speak"), listen], [cls(session, "text").named("way-text")]]


class LifeCard(Button, prefix="se-life", label="trouble-life"):
    """What to do when somebody speaks of ending their life: the observer's card."""

    session: str
