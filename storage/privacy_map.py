"""The privacy map: each table and column the bot keeps, whose it is, how it is shown to them, erased, and for how long.

A test walks the real schema and fails on a column that is not here, so nothing can be kept that is not answered for.
The keystore is the one thing beside it: its rows of a person go in one stroke (`Keystore.destroy`), and a tombstone
with their random id stays so that no old backup brings them back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from mentoring.keep_times import Kept

PAIR = "select id from pairs where mentee_id = :person or mentor_id = :person"
PLAN = f"select id from checkin_plans where pair_id in ({PAIR})"  # noqa: S608 -- fixed words of this file
PAGE = "select id from pages where person_id = :person"
TOLD = "select id from stories where teller = :person"
RAISED = "select id from concerns where writer_id = :person"
BOTH = "mentee_id = :person or mentor_id = :person"
ABOUT = "instr(about, :person) > 0 or instr(coalesce(topic, ''), :person) > 0"


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


OWN = "person_id = :person"

MAP: Mapping[str, Rows] = {
    # What a row hangs on comes after it: erasing goes from the top down, and people are last.
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
    # circles and sessions
    "picture_addresses": Rows(OWN, times="made_at", inner="person_id lookup", note="as long as they coordinate"),
    "one_things": Rows(OWN, times="at", sealed="words", inner="id person_id session_id", place="{id}"),
    "quiet_words": Rows(
        OWN,
        plain="kind",
        times="at",
        inner="id session_id person_id",
        forget="observer_id",
        kept=Kept.AFTERCARE_ASK,
    ),
    "unnamed_held": Rows(inner="id words until", note="an hour; opens only with a button in its writer's chat"),
    "circle_questions": Rows(inner="id circle_id words slot", note="until it is shown; nobody's name is with it"),
    "circle_questions_off": Rows(inner="circle_id", note="the circle's"),
    "unsaid": Rows(inner="id circle_id words until", note="three days; nobody's name is with it"),
    "standing_replies": Rows(
        OWN,
        times="at",
        sealed="words",
        inner="ask_id person_id",
        place="{ask_id}/{person_id}",
        kept=Kept.STANDING,
    ),
    "standing_asks": Rows(OWN, plain="message_id", times="at", inner="id circle_id person_id", kept=Kept.STANDING),
    "live_sessions": Rows(
        plain="at hurt",
        times="since paused call_down",
        inner="session_id",
        note="the circle's, until the session is over",
    ),
    "turn_asks": Rows(OWN, times="asked dealt", inner="session_id person_id", note="until the session is over"),
    "turns_had": Rows(OWN, plain="had", inner="circle_id person_id", note="a season, or as long as the seat is taken"),
    "session_ways": Rows(OWN, plain="way", inner="session_id person_id", note="until the session is over"),
    "lines_to_say": Rows(inner="id session_id words", note="until it is sent; nobody's name is with it"),
    "session_panels": Rows(OWN, plain="message_id", inner="session_id person_id"),
    "session_yeses": Rows(
        OWN,
        plain="version one_guide",
        times="at",
        inner="session_id person_id",
        kept=Kept.SESSION_YES,
    ),
    "move_answers": Rows(
        OWN, sealed="said", inner="move_id person_id", place="{move_id}", note="until the poll is settled, a day or so"
    ),
    "session_moves": Rows(
        plain="times staff_only",
        times="starts ends_at made_at",
        inner="id session_id",
        note="the circle's; until the poll is settled",
    ),
    "session_coming": Rows(OWN, inner="session_id person_id", note="until ten minutes before the session"),
    "rota_turns": Rows(
        OWN, plain="part stands_in", times="since", inner="session_id person_id", note="60 days after the session"
    ),
    "rota_swaps": Rows(OWN, times="at", inner="id session_id person_id", note="until taken, or the session is over"),
    "rota_pauses": Rows(OWN, times="since until", inner="id person_id circle_id", note="a week after coming back"),
    "rota_asks": Rows(OWN, times="at", inner="person_id", note="a week"),
    "stand_in_lines": Rows(
        plain="part told", inner="session_id", forget="asking", note="until somebody says yes, or the session is over"
    ),
    "sessions": Rows(
        plain="plan minutes state came moves chat needs_two",
        times="starts begun closed",
        inner="id circle_id link",
        note="the circle's; its call link goes a day after",
    ),
    "waiting_lists": Rows(
        OWN, plain="place", times="offered_until", inner="circle_id person_id", note="until a seat, or they leave it"
    ),
    "time_answers": Rows(OWN, times="since", sealed="answers", inner="person_id", kept=Kept.TIMES),
    "circle_wishes": Rows(OWN, plain="part topic", times="since", inner="person_id", kept=Kept.CIRCLE_WISH),
    "proposals": Rows(plain="topic", times="told_at", note="the network's; until such a circle opens"),
    "clash_asked": Rows(OWN, plain="fine", inner="question_id person_id", note="a day or so; a no is never written"),
    "clash_questions": Rows(
        OWN, plain="moving over", times="since", inner="id circle_id person_id", kept=Kept.CLASH_ANSWER
    ),
    "season_yeses": Rows(OWN, times="at", inner="circle_id person_id", note="until it is settled, nine days at most"),
    "seasons": Rows(plain="number length state", times="since", inner="circle_id", note="the circle's"),
    "circle_hopes": Rows(OWN, times="since", inner="person_id"),
    "held_seats": Rows(OWN, times="until", inner="person_id circle_id", note="48 hours"),
    "seats": Rows(
        OWN,
        plain="promised shown inside greeted",
        times="since left_at",
        inner="circle_id person_id",
        note="seven days after leaving",
    ),
    "own_doors": Rows(
        OWN, times="made", inner="circle_id person_id lookup link", note="until used, or the seat is free"
    ),
    "circle_staff": Rows(OWN, plain="part", times="since", inner="circle_id person_id"),
    "group_codes": Rows(times="until", inner="lookup circle_id", note="48 hours"),
    "ground_rules": Rows(
        plain="version", times="written_at", inner="circle_id rules", forget="written_by", note="the circle's"
    ),
    "circles": Rows(
        plain="topic for_whom plan first_at zone every_weeks seats state door_kept",
        times="made_at",
        inner="id title group_id door",
        forget="made_by",
        note="the network's",
    ),
    "network_plans": Rows(
        plain="version minutes came_from",
        times="written_at retired_at",
        inner="id name steps",
        forget="written_by",
        note="the network's",
    ),
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
    "opportunity_answers": Rows(
        OWN, plain="answer", times="at", inner="opportunity_id person_id", kept=Kept.SAVED_ITEM
    ),
    "opportunities": Rows(
        plain="category state fair screen copies reached unreached saved not_for_me",
        times="closes_at made_at sent_at fixed_at",
        inner="id card why audience",
        forget="sent_by",
        note="the network's",
    ),
    # private pages: locked, and shown only while their owner has them open
    "page_parts": Rows(f"page_id in ({PAGE})", plain="part", inner="page_id envelope mac", kept=Kept.PRIVATE_PAGE),
    "pages": Rows(OWN, plain="state", times="touched", inner="id person_id seq head mac", kept=Kept.PRIVATE_PAGE),
    "page_signs": Rows(OWN, sealed="sign", inner="person_id"),
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
        note="twelve months",
    ),
    "leavings": Rows(
        OWN,
        plain="backup_days",
        times="since",
        inner="person_id chat",
        stays="says that keys are still to be destroyed, and goes when they are",
        note="moments",
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
        plain="language state resting choices",
        times="joined_at",
        sealed="telegram name setting nation",
        inner="id lookup",
        place="{id}",
    ),
}
