"""The house's own tables, and people last: whose rows these are, how they are shown, erased and kept."""

from collections.abc import Mapping

from mentoring.keep_times import Kept
from storage.privacy_map.rows import ABOUT, OWN, Rows

HOUSE: Mapping[str, Rows] = {
    # the house
    "letters": Rows(
        f"{OWN} or {ABOUT}",
        shown=OWN,
        plain="lane state kind message_id tries reason keep",
        times="due made",
        inner="id person_id group_id chat about topic body",
        kept=Kept.SEND_LOG,
    ),
    "drafts": Rows(
        OWN,
        plain="form question",
        times="touched expires",
        sealed="answers",
        inner="person_id token messages",
        note="an hour or a day",
    ),
    "audit": Rows(
        "actor = :person or about = :person",
        plain="action",
        times="at",
        inner="seq actor about chain",
        stays="each line vouches for the one before; without its person the id in it leads to nobody",
        kept=Kept.AUDIT_LINE,
    ),
    "leavings": Rows(
        OWN,
        plain="backup_days",
        times="since",
        inner="person_id chat",
        stays="says that keys are still to be destroyed, and goes when they are",
        note="moments",
    ),
    "tombstones": Rows(inner="erased since", note="a random id that leads to nobody; so that no old copy revives it"),
    "lock_marks": Rows(OWN, inner="person_id mark", note="as long as they are here; says only whether a lock changed"),
    "anchors": Rows(
        plain="seq", times="at", inner="one deployment master mark", note="the house's; to know old copies"
    ),
    "restorings": Rows(
        plain="kind", times="missing_from missing_until told", inner="id", note="the house's; each time it was put back"
    ),
    "group_guests": Rows(
        "lookup in (select lookup from people where id = :person)",
        plain="is_bot",
        times="since",
        inner="id group_id lookup telegram",
        note="while they are in the group without a seat",
    ),
    "group_troubles": Rows(plain="trouble", times="since", inner="group_id", note="until it is right again"),
    "group_answers": Rows(plain="word", times="at", inner="lookup", note="a day; not who asked"),
    "groups": Rows(plain="state headcount", times="since", inner="id lookup chat", note="the circle's"),
    "seen": Rows(plain="update_id", times="at", note="three days"),
    "set_aside": Rows(plain="update_id reference keys trouble", times="at", note="seven days"),
    "roles": Rows(OWN, plain="role", times="granted_at", inner="person_id"),
    "people": Rows(
        "id = :person",
        plain="language state resting choices namesake",
        times="joined_at",
        sealed="telegram name setting nation",
        inner="id lookup",
        place="{id}",
    ),
}
