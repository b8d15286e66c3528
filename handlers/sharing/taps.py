"""The buttons of sharing a page. A draft's `version` says which preview a button stood under."""

from handlers.talk.buttons import Button


class ShareTo(Button, prefix="sh-to", label="share-go-on"):
    """This page, to the mentor of this pair; `sure` once they have been told that the key is another."""

    page: str
    pair: str
    sure: bool = False


class TrimIt(Button, prefix="sh-trim", label="share-trim"):
    draft: str


class LeaveOut(Button, prefix="sh-out", label="share-trim"):
    """Leave one answer out, or put it back."""

    draft: str
    version: int
    place: int


class SeeIt(Button, prefix="sh-see", label="share-see"):
    """Word for word, what would go."""

    draft: str


class TypeOwn(Button, prefix="sh-own", label="share-type-own"):
    draft: str


class PageAgain(Button, prefix="sh-page", label="share-page-again"):
    """The page's own words again, in place of a typed copy."""

    draft: str


class ShareFor(Button, prefix="sh-for", label="share-it"):
    draft: str
    version: int
    days: int


class ShareIt(Button, prefix="sh-go", label="share-it"):
    """The last yes: to these words, for so long, to the key whose four words were shown (`key`: how it begins)."""

    draft: str
    version: int
    days: int
    key: str


class NotNow(Button, prefix="sh-no", label="share-not-now"):
    pass


class OneShare(Button, prefix="sh-one", label="share-mine"):
    share: str


class TakeItBack(Button, prefix="sh-back", label="share-take-back"):
    share: str


class ReadShared(Button, prefix="sh-read", label="share-with-me"):
    """For the mentor: read it, while it is there."""

    share: str
