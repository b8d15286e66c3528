"""Taking away: private pages and the CPD record as files, made when due and kept nowhere."""

from handlers import privacy
from handlers.copies import choosing, finding, gathering, making, sending
from handlers.errors import WITH_HELP
from handlers.reflections import unlocking

WITH_HELP.update((choosing.DaysCrossed, gathering.CopyUnderWay))

HANDLERS = [*choosing.HANDLERS, *finding.HANDLERS, *sending.HANDLERS]
LETTERS = {**sending.LETTERS, **making.LETTERS, **finding.LETTERS}
BEFORE_ERASING = [gathering.forget_erased]

unlocking.ALSO_FORGET.append(gathering.let_go_of)
privacy.ALSO_FINISH.append(gathering.let_old_go)
