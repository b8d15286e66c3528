"""The buttons of stories. They carry ids and places, never a name; who may tap is asked when they are pressed."""

from handlers.talk.buttons import Button


class ShareMine(Button, prefix="st-share", label="stories-share-mine"):
    """Tell a story."""


class PickShape(Button, prefix="st-shape", label="story-go-on"):
    """Begin in this shape; `sure` once they have seen what speaking up may bring."""

    shape: str
    sure: bool = False


class GoOnFrom(Button, prefix="st-from", label="form-skip"):
    """Leave this question as it is and go to the next."""

    story: str
    place: int


class Pause(Button, prefix="st-pause", label="story-pause"):
    """Put the telling away; what is told stays a draft."""

    story: str


class Choose(Button, prefix="st-pick", label="story-ok"):
    """One decision about the story, at one step."""

    story: str
    step: str
    value: str


class GoOn(Button, prefix="st-on", label="story-carry-on"):
    """Ask whatever comes next."""

    story: str


class Edit(Button, prefix="st-edit", label="story-edit"):
    """Which part to write again?"""

    story: str


class EditPart(Button, prefix="st-part", label="story-edit"):
    """This part."""

    story: str
    place: int


class ChooseAgain(Button, prefix="st-again", label="story-choices"):
    """The choices once more."""

    story: str


class Preview(Button, prefix="st-view", label="story-more"):
    """A page of the preview."""

    story: str
    page: int


class SendForCheck(Button, prefix="st-send", label="story-send"):
    """To the desk."""

    story: str


class KeepDraft(Button, prefix="st-keep", label="story-keep-draft"):
    """Not today."""

    story: str


class BinIt(Button, prefix="st-bin", label="story-bin"):
    """Destroy a draft, once they are `sure`."""

    story: str
    sure: bool = False


class MyStories(Button, prefix="st-mine", label="stories-mine"):
    """All of one's own."""


class MyStory(Button, prefix="st-my", label="story-open-it"):
    """One of one's own, and what may be done with it now."""

    story: str


class KeepIn(Button, prefix="st-keepin", label="story-keep-it-in"):
    """The desk suggested a cut; the teller keeps it."""

    story: str


class Agree(Button, prefix="st-agree", label="story-agree"):
    """The desk suggested a cut; the teller edits."""

    story: str


class Answer(Button, prefix="st-answer", label="story-answer"):
    """Answer the desk's question."""

    story: str


class Pull(Button, prefix="st-pull", label="story-pull"):
    """Back from the desk into the drafts."""

    story: str


class StopIt(Button, prefix="st-stop", label="story-stop-it"):
    """It does not go out."""

    story: str


class Fine(Button, prefix="st-fine", label="story-fine"):
    """It may go out."""

    story: str


class HowNow(Button, prefix="st-how", label="story-good"):
    """How it feels to have it out there. Nothing of it is kept."""

    story: str
    feels: str


class TakeBack(Button, prefix="st-back", label="story-take-back"):
    """Everywhere, for good, once they are `sure`."""

    story: str
    sure: bool = False


class Stay(Button, prefix="st-stay", label="story-stay"):
    """The same time once more."""

    story: str


# The desk


class OpenDesk(Button, prefix="st-desk", label="stories-desk"):
    """What waits to be read."""


class DeskRead(Button, prefix="st-dread", label="story-more"):
    """One story at the desk; from its second page on it turns the page of the message itself."""

    story: str
    page: int = 0


class LooksGood(Button, prefix="st-good", label="story-looks-good"):
    """This version may go out."""

    story: str
    version: int


class HandBack(Button, prefix="st-hand", label="story-suggest-cut"):
    """A `cut`, a `question` or a `no`, about this version."""

    story: str
    version: int
    kind: str


class WishSeen(Button, prefix="st-wish", label="story-wish-seen"):
    """The oldest wish has been seen to."""

    wish: str
