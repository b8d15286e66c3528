"""The buttons of opportunities: the sender's, and the members'. Each carries an id and nothing else."""

from dataclasses import dataclass

from handlers.doors import OpenOpportunities
from handlers.talk.buttons import Button, Rows


@dataclass(frozen=True)
class NewOne(Button, prefix="op-new", label="opportunities-tap-new"):
    """Begin a card."""


@dataclass(frozen=True)
class OpenDraft(Button, prefix="op-draft", label="opportunities-tap-draft"):
    opportunity: str


@dataclass(frozen=True)
class DropDraft(Button, prefix="op-drop", label="opportunities-tap-drop"):
    opportunity: str


@dataclass(frozen=True)
class SaveDraft(Button, prefix="op-keep", label="opportunities-tap-keep"):
    opportunity: str


@dataclass(frozen=True)
class YesToAll(Button, prefix="op-fair", label="opportunities-tap-yes-to-all"):
    opportunity: str


@dataclass(frozen=True)
class SendAnyway(Button, prefix="op-any", label="opportunities-tap-anyway"):
    opportunity: str


@dataclass(frozen=True)
class FixSomething(Button, prefix="op-fix", label="opportunities-tap-fix"):
    """Change one field: of a draft, or of every copy that is out."""

    opportunity: str


@dataclass(frozen=True)
class WhoTo(Button, prefix="op-who", label="opportunities-tap-who"):
    opportunity: str


@dataclass(frozen=True)
class BySetting(Button, prefix="op-part", label="opportunities-tap-by-setting"):
    opportunity: str


@dataclass(frozen=True)
class Choose(Button, prefix="op-to", label="opportunities-tap-everyone"):
    """Everyone, or one kind of workplace."""

    opportunity: str
    audience: str = "everyone"


@dataclass(frozen=True)
class TestSend(Button, prefix="op-test", label="opportunities-tap-test"):
    opportunity: str


@dataclass(frozen=True)
class SendNow(Button, prefix="op-send", label="opportunities-tap-send"):
    opportunity: str


@dataclass(frozen=True)
class YesSend(Button, prefix="op-yes", label="opportunities-tap-yes-send"):
    opportunity: str


@dataclass(frozen=True)
class Wait(Button, prefix="op-wait", label="opportunities-tap-wait"):
    opportunity: str


@dataclass(frozen=True)
class Pause(Button, prefix="op-pause", label="opportunities-tap-pause"):
    opportunity: str


@dataclass(frozen=True)
class GoOn(Button, prefix="op-go", label="opportunities-tap-go-on"):
    opportunity: str


@dataclass(frozen=True)
class StopAndRecall(Button, prefix="op-recall", label="opportunities-tap-recall"):
    opportunity: str


@dataclass(frozen=True)
class SeeResults(Button, prefix="op-results", label="opportunities-tap-results"):
    """How one went; without an id, the newest."""

    opportunity: str = ""


@dataclass(frozen=True)
class SeeProgress(Button, prefix="op-how", label="opportunities-tap-progress"):
    opportunity: str


@dataclass(frozen=True)
class CloseEarly(Button, prefix="op-close", label="opportunities-tap-close"):
    opportunity: str


@dataclass(frozen=True)
class SaveIt(Button, prefix="op-save", label="opportunities-tap-save"):
    opportunity: str


@dataclass(frozen=True)
class Unsave(Button, prefix="op-unsave", label="opportunities-tap-unsave"):
    opportunity: str


@dataclass(frozen=True)
class TellMeMore(Button, prefix="op-tell", label="opportunities-tap-more"):
    opportunity: str


@dataclass(frozen=True)
class NotForMe(Button, prefix="op-not", label="opportunities-tap-not-for-me"):
    opportunity: str


@dataclass(frozen=True)
class ShowAgain(Button, prefix="op-again", label="opportunities-tap-again"):
    opportunity: str


@dataclass(frozen=True)
class NextOne(Button, prefix="op-next", label="opportunities-tap-next"):
    """The one after this, round and round."""

    opportunity: str


@dataclass(frozen=True)
class MySaved(Button, prefix="op-mine", label="opportunities-tap-mine"):
    """What they have saved."""


@dataclass(frozen=True)
class OpenOne(Button, prefix="op-one", label="opportunities-tap-again"):
    opportunity: str


@dataclass(frozen=True)
class WhatISee(Button, prefix="op-wish", label="opportunities-tap-wish"):
    """What they would like to be sent."""


@dataclass(frozen=True)
class SetWish(Button, prefix="op-want", label="opportunities-tap-wish"):
    wish: str


@dataclass(frozen=True)
class ToggleKind(Button, prefix="op-kind", label="opportunities-tap-wish"):
    category: str


SEE_OPEN: Rows = [[OpenOpportunities().named("opportunities-tap-see-open")]]


def member_taps(opportunity: str) -> Rows:
    """What stands under each copy, and under its preview."""
    return [[SaveIt(opportunity), TellMeMore(opportunity)], [NotForMe(opportunity)]]
