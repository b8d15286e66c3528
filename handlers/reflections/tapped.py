"""The buttons that lead to one's pages from many places; `reading` answers them."""

from handlers.talk.buttons import Button


class MyPages(Button, prefix="rf-mine", label="pages-mine"):
    """The list."""


class ReadPage(Button, prefix="rf-read", label="pages-read"):
    page: str
