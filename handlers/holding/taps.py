"""The buttons of a session under way: ids only, checked at the tap."""

from handlers.talk.buttons import Button


class SeePanel(Button, prefix="ho-see", label="hold-where-are-we"):
    session: str


class Begin(Button, prefix="ho-begin", label="hold-begin"):
    session: str


class WaitFive(Button, prefix="ho-wait", label="hold-wait"):
    session: str


class WaitABit(Button, prefix="ho-bit", label="hold-wait-a-bit"):
    session: str


class SmallChat(Button, prefix="ho-chat", label="hold-small-chat"):
    session: str
    sure: bool = False


class NeedHelp(Button, prefix="ho-help", label="hold-need-help"):
    session: str


class Opening(Button, prefix="ho-open", label="hold-opening"):
    session: str


class NextStep(Button, prefix="ho-next", label="hold-next-step"):
    """`step` is the one they saw: a second tap moves nothing."""

    session: str
    step: int


class Close(Button, prefix="ho-close", label="hold-close"):
    session: str
    sure: bool = False


class AskOneGuide(Button, prefix="ho-one", label="hold-ask-one-guide"):
    session: str


class OneGuideIsFine(Button, prefix="ho-fine", label="hold-one-guide-fine"):
    session: str
    fine: bool


class MyPanel(Button, prefix="ro-panel", label="room-my-panel"):
    session: str


class NeedMinute(Button, prefix="ro-min", label="room-need-minute"):
    session: str


class MessageObserver(Button, prefix="ro-obs", label="room-message-observer"):
    session: str


class StepOutQuietly(Button, prefix="ro-step", label="room-step-out"):
    session: str


class JustBreak(Button, prefix="ro-break", label="room-just-break"):
    session: str


class SeeThePlan(Button, prefix="ro-plan", label="room-see-plan"):
    session: str


class OnMyWay(Button, prefix="ro-way", label="room-on-my-way"):
    ask: str


class CallThem(Button, prefix="ro-call", label="room-call-them"):
    ask: str


class AskForPause(Button, prefix="ro-pause", label="room-ask-pause"):
    ask: str


class MyOneThing(Button, prefix="af-thing", label="after-my-one-thing"):
    session: str


class MyThings(Button, prefix="af-things", label="after-my-things"):
    pass


class EraseThing(Button, prefix="af-erase", label="after-erase"):
    thing: str


class Debrief(Button, prefix="af-deb", label="after-start-debrief"):
    session: str
    card: int


class ImFine(Button, prefix="af-fine", label="after-im-fine"):
    session: str


class LikeChat(Button, prefix="af-chat", label="after-like-chat"):
    session: str


class StopThese(Button, prefix="af-stop", label="after-stop-these"):
    pass


class ChatNow(Button, prefix="af-now", label="after-now"):
    ask: str


class OfferTimes(Button, prefix="af-times", label="after-offer-times"):
    ask: str


class PassOn(Button, prefix="af-pass", label="after-ask-stand-in"):
    ask: str


class PickTime(Button, prefix="af-pick", label="after-pick"):
    """`minute` counts from 1970, UTC."""

    ask: str
    minute: int


class NoneFits(Button, prefix="af-none", label="after-none-fits"):
    ask: str


class ShowThing(Button, prefix="af-show", label="one-thing-show"):
    thing: str


class NotNowThing(Button, prefix="af-later", label="one-thing-later"):
    pass


class HideThing(Button, prefix="af-hide", label="pages-hide-now"):
    pass


class GuideCard(Button, prefix="li-card", label="listening-cards"):
    """`person` is whom the observer listens to."""

    session: str
    person: str
    card: int


class CheckIn(Button, prefix="li-in", label="listening-yes-please"):
    session: str
    observer: str
    please: bool
