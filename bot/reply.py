"""What came back over the wire, in our words. It is trusted to have no form at all until it is found to have one."""

import json
import math
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What came back. `code` 0: no answer at all; then `reached` says whether Telegram may have acted on it."""

    ok: bool
    result: Any = None
    code: int = 0
    reason: str = ""
    retry_after: float | None = None
    migrate_to: int | None = None
    reached: bool = True
    unanswered: bool = False
    """It was sent, and nothing came back in time: Telegram may have acted on it."""


def understood(status: int, body: bytes) -> Reply:
    """The answer in our words. Whatever else was sent, by a proxy or by chance, is a trouble like any other."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return Reply(ok=False, code=_trouble(status), reason="not JSON")
    if not isinstance(said, dict):
        return Reply(ok=False, code=_trouble(status), reason="not an object")
    if said.get("ok") is True:
        return Reply(ok=True, result=said.get("result"), code=status)
    more = said.get("parameters")
    more = more if isinstance(more, dict) else {}
    return Reply(
        ok=False,
        code=_whole(said.get("error_code")) or _trouble(status),
        reason=str(said.get("description") or ""),
        retry_after=_seconds(more.get("retry_after")),
        migrate_to=_whole(more.get("migrate_to_chat_id")),
    )


def _trouble(status: int) -> int:
    return status if status >= 400 else 0


def _whole(given: object) -> int | None:
    return given if isinstance(given, int) and not isinstance(given, bool) else None


def _seconds(given: object) -> float | None:
    known = isinstance(given, int | float) and not isinstance(given, bool) and math.isfinite(given) and given > 0
    return float(given) if known else None  # type: ignore[arg-type]  # `known` says it is a number
