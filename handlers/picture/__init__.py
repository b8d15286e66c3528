"""The picture of all circles: asked for by a coordinator, drawn between two turns, and kept on a page of one's own."""

from handlers.picture import address, asking, letters
from storage import picture_addresses

HANDLERS = [*asking.HANDLERS, *address.HANDLERS]
LETTERS = letters.LETTERS
NIGHTLY = [picture_addresses.keep_times]
