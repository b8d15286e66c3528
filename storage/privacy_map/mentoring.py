"""Joining, mentors and pairs: whose rows these are, how they are shown, erased and kept."""

from collections.abc import Mapping

from mentoring.keep_times import Kept
from storage.privacy_map.rows import BOTH, OWN, PAIR, PLAN, Rows

MENTORING: Mapping[str, Rows] = {
    # joining
    "hellos": Rows(
        OWN,
        plain="state",
        times="made_at wipe_at",
        sealed="line question answer",
        inner="person_id",
        forget="asked_by",
        kept=Kept.JOIN_REQUEST,
    ),
    "consents": Rows(
        OWN,
        plain="purpose version language",
        times="given_at withdrawn_at",
        inner="id person_id about",
        note="as proof, as long as they are here",
    ),
    "invitations": Rows(plain="role", times="expires", inner="lookup", note="14 days; nobody's name is with it"),
    # mentors and pairs
    "checkin_offers": Rows(
        OWN, plain="version times all_after", inner="about_id plan_id person_id", note="until answered"
    ),
    "checkins": Rows(
        f"plan_id in ({PLAN})",
        plain="minutes state version moves",
        times="starts changed_at",
        sealed="opener",
        inner="id plan_id",
        place="{id}",
    ),
    "checkin_plans": Rows(
        f"pair_id in ({PAIR})",
        plain="state rhythm weekday nth zone place",
        times="made_at",
        sealed="link",
        inner="id pair_id",
        place="{id}",
    ),
    "checkin_feelings": Rows(OWN, sealed="feeling", inner="pair_id person_id", place="{pair_id}"),
    "usual_links": Rows(OWN, sealed="link", inner="person_id"),
    "calendar_addresses": Rows(OWN, times="made_at changed_at", inner="person_id lookup content"),
    "feelings": Rows(OWN, sealed="feeling", inner="meeting_id person_id", place="{meeting_id}"),
    "meetings": Rows(
        BOTH,
        plain="state hello put_off times minutes",
        times="answer_by at opened_at closed_at",
        sealed="line",
        inner="id mentee_id mentor_id link",
        place="{id}",
    ),
    "keeping_in_touch": Rows(
        OWN,
        times="ended_at until line_at",
        sealed="line",
        inner="pair_id person_id said",
        place="{pair_id}/{person_id}",
        kept=Kept.KEEP_IN_TOUCH,
    ),
    "agreement_answers": Rows(
        OWN,
        plain="version",
        sealed="answers",
        inner="agreement_id person_id",
        place="{agreement_id}/{version}",
        kept=Kept.AGREEMENT,
    ),
    "agreement_yeses": Rows(OWN, plain="version", times="at", inner="agreement_id person_id", kept=Kept.AGREEMENT),
    "pairs": Rows(
        BOTH,
        plain="state every minutes",
        times="since ends_at paused_until ended_at",
        inner="id mentee_id mentor_id",
        kept=Kept.AGREEMENT,
    ),
    "agreements": Rows(
        BOTH,
        plain="version standing",
        times="opened_at closed_at",
        inner="id mentee_id mentor_id",
        kept=Kept.AGREEMENT,
    ),
    "wishes": Rows(OWN, times="opened_at", sealed="wishes", inner="person_id", kept=Kept.WISHES),
    "mentors": Rows(
        OWN,
        plain="state places lapses",
        times="ready_at checked_at",
        sealed="profile note",
        inner="person_id",
    ),
}
