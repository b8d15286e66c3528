"""Taking away: private pages, the CPD file and incident records as files, made when due and kept nowhere."""

from handlers import privacy
from handlers.copies import choosing, finding, gathering, making, sending
from handlers.copies.records import record_text, records_text
from handlers.copies.sending import begin, document, sent
from handlers.reflections import unlocking

__all__ = ["HANDLERS", "LETTERS", "begin", "document", "record_text", "records_text", "sent"]

HANDLERS = [*choosing.HANDLERS, *finding.HANDLERS, *sending.HANDLERS]
LETTERS = {**sending.LETTERS, **making.LETTERS, **finding.LETTERS}
BEFORE_ERASING = [sending.clear_before_erasing]

unlocking.ALSO_FORGET.append(gathering.let_go_of)
privacy.ALSO_FINISH.append(gathering.let_old_go)
