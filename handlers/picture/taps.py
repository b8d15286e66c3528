"""The buttons under the picture of all circles."""

from handlers.talk.buttons import Button


class OpenPage(Button, prefix="pic-page", label="picture-on-a-page"):
    """The page of one's own: whether there is one, and how to make or end it."""


class NewPage(Button, prefix="pic-new", label="picture-page-here"):
    """A fresh address; the one before opens nothing any more."""


class EndPage(Button, prefix="pic-off", label="picture-page-off"):
    """No address any more."""
