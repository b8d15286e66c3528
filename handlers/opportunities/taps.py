"""The buttons of opportunities: the sender's, and the members'. Each carries an id and nothing else."""

from handlers.doors import OpenOpportunities
from handlers.talk.buttons import Button, Rows


class NewOne(Button, prefix="op-new", label="opportunities-tap-new"):
    """Begin a card."""


class NewEvent(Button, prefix="op-event", label="opportunities-tap-event"):
    """Begin the card of something to go to."""


class OpenDraft(Button, prefix="op-draft", label="opportunities-tap-draft"):
    opportunity: str


class DropDraft(Button, prefix="op-drop", label="opportunities-tap-drop"):
    opportunity: str


class SaveDraft(Button, prefix="op-keep", label="opportunities-tap-keep"):
    opportunity: str


class YesToAll(Button, prefix="op-fair", label="opportunities-tap-yes-to-all"):
    opportunity: str


class SendAnyway(Button, prefix="op-any", label="opportunities-tap-anyway"):
    opportunity: str


class FixSomething(Button, prefix="op-fix", label="opportunities-tap-fix"):
    """Change one field: of a draft, or of every copy that is out."""

    opportunity: str


class WhoTo(Button, prefix="op-who", label="opportunities-tap-who"):
    opportunity: str


class BySetting(Button, prefix="op-part", label="opportunities-tap-by-setting"):
    opportunity: str


class Choose(Button, prefix="op-to", label="opportunities-tap-everyone"):
    """Everyone, or one kind of workplace."""

    opportunity: str
    audience: str = "everyone"


class TestSend(Button, prefix="op-test", label="opportunities-tap-test"):
    opportunity: str


class SendNow(Button, prefix="op-send", label="opportunities-tap-send"):
    opportunity: str


class SetTime(Button, prefix="op-time", label="opportunities-tap-time"):
    """Send it at a day and time of its own."""

    opportunity: str


class DropTime(Button, prefix="op-untime", label="opportunities-tap-untime"):
    opportunity: str


class YesSend(Button, prefix="op-yes", label="opportunities-tap-yes-send"):
    opportunity: str


class Wait(Button, prefix="op-wait", label="opportunities-tap-wait"):
    opportunity: str


class Pause(Button, prefix="op-pause", label="opportunities-tap-pause"):
    opportunity: str


class GoOn(Button, prefix="op-go", label="opportunities-tap-go-on"):
    opportunity: str


class StopAndRecall(Button, prefix="op-recall", label="opportunities-tap-recall"):
    opportunity: str


class SeeResults(Button, prefix="op-results", label="opportunities-tap-results"):
    """How one went; without an id, the newest."""

    opportunity: str = ""


class SeeProgress(Button, prefix="op-how", label="opportunities-tap-progress"):
    opportunity: str


class CloseEarly(Button, prefix="op-close", label="opportunities-tap-close"):
    opportunity: str


class SendReminder(Button, prefix="op-remind", label="opportunities-tap-remind"):
    opportunity: str


class YesRemind(Button, prefix="op-remind-yes", label="opportunities-tap-yes-remind"):
    opportunity: str


class RemindLater(Button, prefix="op-remind-no", label="opportunities-tap-wait"):
    opportunity: str


class ShareWhatWorked(Button, prefix="worked", label="what-worked-tap-share"):
    """Write it, or write it anew."""

    opportunity: str


class TakeOut(Button, prefix="worked-out", label="what-worked-tap-out"):
    """Only ever one's own."""

    opportunity: str


class ReadAll(Button, prefix="worked-all", label="what-worked-tap-all"):
    opportunity: str


class SaveIt(Button, prefix="op-save", label="opportunities-tap-save"):
    opportunity: str


class Unsave(Button, prefix="op-unsave", label="opportunities-tap-unsave"):
    opportunity: str


class TellMeMore(Button, prefix="op-tell", label="opportunities-tap-more"):
    opportunity: str


class NotForMe(Button, prefix="op-not", label="opportunities-tap-not-for-me"):
    opportunity: str


class ShowAgain(Button, prefix="op-again", label="opportunities-tap-again"):
    opportunity: str


class NextOne(Button, prefix="op-next", label="opportunities-tap-next"):
    """The one after this, round and round."""

    opportunity: str


class MySaved(Button, prefix="op-mine", label="opportunities-tap-mine"):
    """What they have saved."""


class OpenOne(Button, prefix="op-one", label="opportunities-tap-again"):
    opportunity: str


class WhatISee(Button, prefix="op-wish", label="opportunities-tap-wish"):
    """What they would like to be sent."""


class SetWish(Button, prefix="op-want", label="opportunities-tap-wish"):
    wish: str


class ToggleKind(Button, prefix="op-kind", label="opportunities-tap-wish"):
    category: str


SEE_OPEN: Rows = [[OpenOpportunities().named("opportunities-tap-see-open")]]


def member_taps(opportunity: str) -> Rows:
    """What stands under each copy, and under its preview."""
    return [[SaveIt(opportunity), TellMeMore(opportunity)], [NotForMe(opportunity)]]
