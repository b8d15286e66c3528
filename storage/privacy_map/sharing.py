"""Stories, opportunities, private pages and concerns: whose rows these are, how they are shown, erased and kept."""

from collections.abc import Mapping

from mentoring.keep_times import Kept
from storage.privacy_map.rows import OWN, PAGE, RAISED, RECORD, SPEAK_UP, Rows

SHARING: Mapping[str, Rows] = {
    # stories
    "story_copies": Rows("reader = :reader", inner="place story_id reader message", note="as long as the story is out"),
    "story_thanks": Rows(
        "teller = :person",
        plain="told_of",
        times="at",
        sealed="said",
        inner="mark teller story_id",
        place="{mark}",
        note="60 days",
    ),
    "story_shelves": Rows(OWN, sealed="saved", inner="person_id"),
    "story_wishes": Rows(times="at", inner="id wish", note="90 days; nobody's name is with it"),
    "stories": Rows(
        "teller = :person",
        plain="state version",
        times="changed_at last_yes goes_out_at out_at ends_at",
        sealed="told note",
        inner="id teller",
        place="{id}",
        note="as long as the teller picked",
    ),
    # opportunities
    "what_worked": Rows(
        OWN,
        times="at",
        sealed="said",
        inner="opportunity_id person_id",
        place="{opportunity_id}/{person_id}",
        note="as long as the opportunity, a year after it closed",
    ),
    "opportunity_answers": Rows(
        OWN, plain="answer", times="at", inner="opportunity_id person_id", kept=Kept.SAVED_ITEM
    ),
    "opportunities": Rows(
        plain="category state fair screen copies reached unreached saved not_for_me",
        times="closes_at made_at sent_at fixed_at reminded_at",
        inner="id card why audience",
        forget="sent_by",
        note="the network's",
    ),
    # a page shared with a mentor: a copy sealed to them, from, to, until when, and the day it was opened
    "shares": Rows(
        "writer_id = :person or mentor_id = :person",
        plain="opened",
        times="expires",
        inner="id writer_id mentor_id pair_id page_id envelope mac",
        kept=Kept.SHARED_PAGE,
    ),
    "share_drafts": Rows(
        OWN, times="touched", inner="id person_id page_id pair_id version envelope mac", note="an hour untouched"
    ),
    "share_keys": Rows(
        "writer_id = :person or mentor_id = :person",
        inner="writer_id mentor_id public_key mac",
        note="until the pair ends",
    ),
    "share_counts": Rows(OWN, plain="day shared", inner="person_id", note="until the day is over"),
    # private pages: locked, and shown only while their owner has them open
    "page_parts": Rows(f"page_id in ({PAGE})", plain="part", inner="id page_id envelope mac", kept=Kept.PRIVATE_PAGE),
    "page_notes": Rows(f"page_id in ({PAGE})", plain="number", inner="page_id note_id mac", kept=Kept.PRIVATE_PAGE),
    "page_erasings": Rows(OWN, plain="days", times="since", inner="person_id", note="until the key is destroyed"),
    "pages": Rows(OWN, plain="state", times="touched", inner="id person_id seq head mac", kept=Kept.PRIVATE_PAGE),
    # records and plans: apart from pages, with a lock of their own
    "record_parts": Rows(
        f"thing_id in ({RECORD})", plain="part", inner="thing_id envelope mac", kept=Kept.PRIVATE_PAGE
    ),
    "records": Rows(
        OWN, plain="state", times="touched", inner="id person_id seq adds_to head mac", kept=Kept.PRIVATE_PAGE
    ),
    "record_endings": Rows(OWN, times="since", inner="person_id", note="moments, until their key is destroyed"),
    "speak_up_parts": Rows(
        f"thing_id in ({SPEAK_UP})", plain="part", inner="thing_id envelope mac", kept=Kept.PRIVATE_PAGE
    ),
    "speak_up_plans": Rows(
        OWN, plain="state", times="touched", inner="id person_id seq adds_to head mac", kept=Kept.PRIVATE_PAGE
    ),
    # the pulse: one's own taps, and counts that lead to nobody
    "pulse_taps": Rows(
        OWN, times="week", sealed="taps", inner="person_id", place="{person_id}/{week}", kept=Kept.PULSE_TAP
    ),
    "pulse_counts": Rows(
        times="week", inner="counts", note="eight weeks; the whole network's, nobody's name is with it"
    ),
    "page_signs": Rows(OWN, sealed="sign", inner="person_id"),
    "code_guesses": Rows(plain="tried", times="since", inner="who", note="a day; a number that leads to nobody"),
    # concerns: each sealed under a key of its own, and shown to its writer alone
    "concern_notes": Rows(
        f"concern_id in ({RAISED})",
        shown=f"concern_id in ({RAISED}) and side = 'writer'",
        plain="seq side",
        times="at",
        sealed="words",
        inner="concern_id",
        place="{concern_id}/{seq}",
        key="concern_id",
        kept=Kept.CONCERN,
    ),
    "concerns": Rows(
        "writer_id = :person",
        plain="word kind wanted named state writer_closes contact_closes asked leave_it",
        times="sent_at with_since read_at acted_at closed_at left_at",
        inner="id writer_id never_to",
        forget="contact_id backup_id handing_to",
        kept=Kept.CONCERN,
    ),
    "concern_endings": Rows(times="since", inner="id", note="moments, until the key of what was erased is destroyed"),
    "contact_aways": Rows(OWN, plain="first last", inner="person_id", note="until the last day is over"),
}
