"""Ground rules: what a circle agreed, in its own words, and each member's own yes to them."""

from handlers.ground_rules import keeping, page, rewording

HANDLERS = [*page.HANDLERS, *keeping.HANDLERS, *rewording.HANDLERS]
LETTERS = {**keeping.LETTERS, **rewording.LETTERS}
