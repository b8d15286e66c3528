"""Links in what somebody writes for others: whole, safe, and showing where they truly lead."""

import re
from urllib.parse import urlsplit

from mentoring.opportunities import UnclearLink, clean_link

PUNYCODE = "xn--"
_WORD = re.compile(r"\S+")
_LEADS = re.compile(r"://|^www\.|^[a-z0-9.-]+\.[a-z]{2,}[/?#:]", re.IGNORECASE)
_ALMOST = re.compile(r"[^\W_]\.([^\W\d_]{2,})(?:[/?#:]|$)")
_TRAILING = ".,;:!?)\u201d\u2019\"'"
_LEADING = "(\u201c\u2018\"'"
_MENTION = re.compile(r"(?<!\w)@(?=\w)")


def checked(text: str) -> str:
    """The text with each web address made whole and its host shown as it truly is (look-alike letters as xn--).

    Raises UnclearLink for an address that is not a full https one, and for a bare one written with look-alike letters.
    """
    return _WORD.sub(lambda found: _word(found.group()), text)


def _word(word: str) -> str:
    bare = word.lstrip(_LEADING)
    core = bare.rstrip(_TRAILING)
    if _LEADS.search(core):
        return word.replace(core, clean_link(core), 1)
    if not core.isascii() and _almost_a_link(core):
        raise UnclearLink
    return word


def _almost_a_link(word: str) -> bool:
    # «café.Then» is two sentences without a space; «exаmple.org» is what an app would turn into a link.
    ending = _ALMOST.search(word)
    return ending is not None and not ending.group(1).istitle()


def look_alikes(*texts: str) -> list[str]:
    """The hosts, among the addresses of these texts, that are written with letters beyond plain ones."""
    words = (word.strip(_LEADING + _TRAILING) for text in texts for word in text.split())
    hosts = (urlsplit(word).hostname or "" for word in words if "://" in word)
    return sorted({host for host in hosts if PUNYCODE in host})


def without_mentions(text: str) -> str:
    """The text with its @names left as words: nobody is called by them, and nothing opens."""
    return _MENTION.sub("@\u2060", text)
