"""Sharing one page with one's mentor: begun by its writer alone, seen word for word, for some days, and taken back."""

from typing import Any

from handlers.doors import OpenMenu, OpenShared
from handlers.errors import NEXT_STEPS, WITH_HELP
from handlers.reflections.tapped import MyPages
from handlers.sharing import beginning, giving, mine, own_copy, preview, theirs
from handlers.talk.post import LetterKind
from mentoring import sharing as rules
from storage import pairs, people, reflections, resealing, share_keys, share_resealing, shares

NEXT_STEPS.update(
    {
        rules.SharedEnoughToday: [[OpenShared(), MyPages()]],
        rules.CopyTooLong: [[MyPages(), OpenMenu()]],
        rules.NothingLeft: [[MyPages(), OpenMenu()]],
        share_keys.MentorHasNoLock: [[MyPages(), OpenMenu()]],
        share_keys.MentorKeyDamaged: [[MyPages(), OpenMenu()]],
    }
)
WITH_HELP.update((rules.SharedEnoughToday, rules.CopyTooLong, rules.NothingLeft))
WITH_HELP.update((share_keys.MentorHasNoLock, share_keys.MentorKeyDamaged))
pairs.on_end.append(shares.when_pair_ended)
people.on_revoke.append(shares.when_part_lost)
reflections.on_erase.append(shares.when_page_erased)
resealing.RESEALERS.extend(share_resealing.BOTH)

PARTS = (beginning, preview, own_copy, giving, mine, theirs)
HANDLERS: list[Any] = [handler for part in PARTS for handler in part.HANDLERS]
LETTERS: dict[str, LetterKind] = {name: kind for part in PARTS for name, kind in getattr(part, "LETTERS", {}).items()}
NIGHTLY = [shares.keep_times]
