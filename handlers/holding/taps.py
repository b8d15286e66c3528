"""The buttons of a session under way: ids only, checked at the tap."""

from dataclasses import dataclass

from handlers.talk.buttons import Button


@dataclass(frozen=True)
class SeePanel(Button, prefix="ho-see", label="hold-where-are-we"):
    session: str


@dataclass(frozen=True)
class Begin(Button, prefix="ho-begin", label="hold-begin"):
    session: str


@dataclass(frozen=True)
class WaitFive(Button, prefix="ho-wait", label="hold-wait"):
    session: str


@dataclass(frozen=True)
class WaitABit(Button, prefix="ho-bit", label="hold-wait-a-bit"):
    session: str


@dataclass(frozen=True)
class SmallChat(Button, prefix="ho-chat", label="hold-small-chat"):
    session: str
    sure: bool = False


@dataclass(frozen=True)
class NeedHelp(Button, prefix="ho-help", label="hold-need-help"):
    session: str


@dataclass(frozen=True)
class Opening(Button, prefix="ho-open", label="hold-opening"):
    session: str


@dataclass(frozen=True)
class NextStep(Button, prefix="ho-next", label="hold-next-step"):
    """`step` is the one they saw: a second tap moves nothing."""

    session: str
    step: int


@dataclass(frozen=True)
class Close(Button, prefix="ho-close", label="hold-close"):
    session: str
    sure: bool = False


@dataclass(frozen=True)
class AskOneGuide(Button, prefix="ho-one", label="hold-ask-one-guide"):
    session: str


@dataclass(frozen=True)
class OneGuideIsFine(Button, prefix="ho-fine", label="hold-one-guide-fine"):
    session: str
    fine: bool


@dataclass(frozen=True)
class MyPanel(Button, prefix="ro-panel", label="room-my-panel"):
    session: str


@dataclass(frozen=True)
class NeedMinute(Button, prefix="ro-min", label="room-need-minute"):
    session: str


@dataclass(frozen=True)
class MessageObserver(Button, prefix="ro-obs", label="room-message-observer"):
    session: str


@dataclass(frozen=True)
class StepOutQuietly(Button, prefix="ro-step", label="room-step-out"):
    session: str


@dataclass(frozen=True)
class JustBreak(Button, prefix="ro-break", label="room-just-break"):
    session: str


@dataclass(frozen=True)
class SeeThePlan(Button, prefix="ro-plan", label="room-see-plan"):
    session: str


@dataclass(frozen=True)
class OnMyWay(Button, prefix="ro-way", label="room-on-my-way"):
    ask: str


@dataclass(frozen=True)
class CallThem(Button, prefix="ro-call", label="room-call-them"):
    ask: str


@dataclass(frozen=True)
class AskForPause(Button, prefix="ro-pause", label="room-ask-pause"):
    ask: str


@dataclass(frozen=True)
class MyOneThing(Button, prefix="af-thing", label="after-my-one-thing"):
    session: str


@dataclass(frozen=True)
class MyThings(Button, prefix="af-things", label="after-my-things"):
    pass


@dataclass(frozen=True)
class EraseThing(Button, prefix="af-erase", label="after-erase"):
    thing: str


@dataclass(frozen=True)
class Debrief(Button, prefix="af-deb", label="after-start-debrief"):
    session: str
    card: int


@dataclass(frozen=True)
class ImFine(Button, prefix="af-fine", label="after-im-fine"):
    session: str


@dataclass(frozen=True)
class LikeChat(Button, prefix="af-chat", label="after-like-chat"):
    session: str


@dataclass(frozen=True)
class StopThese(Button, prefix="af-stop", label="after-stop-these"):
    pass


@dataclass(frozen=True)
class ChatNow(Button, prefix="af-now", label="after-now"):
    ask: str


@dataclass(frozen=True)
class OfferTimes(Button, prefix="af-times", label="after-offer-times"):
    ask: str


@dataclass(frozen=True)
class PassOn(Button, prefix="af-pass", label="after-ask-stand-in"):
    ask: str


@dataclass(frozen=True)
class PickTime(Button, prefix="af-pick", label="after-pick"):
    """`minute` counts from 1970, UTC."""

    ask: str
    minute: int


@dataclass(frozen=True)
class NoneFits(Button, prefix="af-none", label="after-none-fits"):
    ask: str


@dataclass(frozen=True)
class ShowThing(Button, prefix="af-show", label="one-thing-show"):
    thing: str


@dataclass(frozen=True)
class NotNowThing(Button, prefix="af-later", label="one-thing-later"):
    pass


@dataclass(frozen=True)
class HideThing(Button, prefix="af-hide", label="pages-hide-now"):
    pass


@dataclass(frozen=True)
class GuideCard(Button, prefix="li-card", label="listening-cards"):
    """`person` is whom the observer listens to."""

    session: str
    person: str
    card: int


@dataclass(frozen=True)
class CheckIn(Button, prefix="li-in", label="listening-yes-please"):
    session: str
    observer: str
    please: bool
