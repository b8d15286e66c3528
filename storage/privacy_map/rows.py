"""What the privacy map says of one table, and the ways by which a person's rows are found."""

from dataclasses import dataclass
from itertools import chain

from mentoring.keep_times import Kept

PAIR = "select id from pairs where mentee_id = :person or mentor_id = :person"
PLAN = f"select id from checkin_plans where pair_id in ({PAIR})"  # noqa: S608 -- fixed words of this file
RECORD = "select id from records where person_id = :person"
SPEAK_UP = "select id from speak_up_plans where person_id = :person"
PAGE = "select id from pages where person_id = :person"
TOLD = "select id from stories where teller = :person"
RAISED = "select id from concerns where writer_id = :person"
BOTH = "mentee_id = :person or mentor_id = :person"
ABOUT = "instr(about, :person) > 0 or instr(coalesce(topic, ''), :person) > 0"
OWN = "person_id = :person"


@dataclass(frozen=True)
class Rows:
    """One table. Its columns, each once: `plain` and `times` are given to their owner as they are, `sealed` opened
    with their key (`place` is the row's name in the seal; `key` is the column that says whose key it is, where it is
    not their own), `inner` never leaves (ids, keyed hashes, checks, the house's own seals, private pages, and what is
    somebody else's).

    `mine` finds a person's rows: by `:person`, their random id, or `:reader`, its keyed hash in stories. Erasing
    deletes them; `shown` is what they are shown when that is less. `forget` columns name a person in a row that is
    not theirs: erasing empties them. `stays` says why rows that name somebody are not erased. `kept` is the keep time
    that a nightly round enforces; without one a row stays until it is erased, or `note` says how it goes.
    """

    mine: str = ""
    plain: str = ""
    times: str = ""
    sealed: str = ""
    inner: str = ""
    forget: str = ""
    place: str = "{person_id}"
    key: str = ""
    shown: str = ""
    stays: str = ""
    kept: Kept | None = None
    note: str = ""

    @property
    def columns(self) -> list[str]:
        parts = (self.plain, self.times, self.sealed, self.inner, self.forget)
        return list(chain.from_iterable(part.split() for part in parts))
