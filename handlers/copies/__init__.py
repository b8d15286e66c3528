"""Taking away: private pages, the CPD file and incident records as files, made when due and kept nowhere."""

from handlers.copies.records import record_text, records_text

__all__ = ["record_text", "records_text"]
