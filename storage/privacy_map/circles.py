"""Circles and their sessions: whose rows these are, how they are shown, erased and kept."""

from collections.abc import Mapping

from mentoring.keep_times import Kept
from storage.privacy_map.rows import OWN, Rows

CIRCLES: Mapping[str, Rows] = {
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
    "circle_rests": Rows(OWN, times="until", inner="person_id", kept=Kept.CIRCLE_REST),
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
}
