"""The buttons readers tap. They carry ids and places, never a name; who may tap is asked when they are pressed."""

from handlers.talk.buttons import Button


class Browse(Button, prefix="st-by", label="stories-read-one"):
    """A card of the stories `by` a shape, a topic, the shelf, or all."""

    by: str


class Choices(Button, prefix="st-list", label="stories-by-shape"):
    """Shapes or topics to browse by."""

    by: str


class Next(Button, prefix="st-next", label="story-next"):
    """The card after this story, in the same message."""

    story: str
    by: str


class Read(Button, prefix="st-read", label="story-read"):
    """A page of the story itself, in the message that offered it."""

    story: str
    page: int
    by: str


class Save(Button, prefix="st-save", label="story-save"):
    """Put it on the shelf."""

    story: str


class SkipIt(Button, prefix="st-skip", label="story-skip"):
    """Not this one."""

    story: str


class Helped(Button, prefix="st-helped", label="story-helped"):
    """This helped."""

    story: str


class ThankTeller(Button, prefix="st-thank", label="story-thank"):
    """Which line?"""

    story: str


class ThankWith(Button, prefix="st-line", label="story-thank-typed"):
    """One of our lines, or `typed` for one's own."""

    story: str
    line: str


class MoreLike(Button, prefix="st-like", label="story-more-like"):
    """Ask for more like it."""

    story: str


class AskForStory(Button, prefix="st-ask", label="stories-ask"):
    """Ask for a story."""


class TellMe(Button, prefix="st-tell", label="stories-tell-me"):
    """Whether to be told about new ones."""

    yes: bool


class OpenThanks(Button, prefix="st-thanks", label="story-open-it"):
    """The bundle of thanks."""


class TypedLines(Button, prefix="st-typed", label="story-no-typed"):
    """Whether readers may write a teller lines of their own."""

    yes: bool
