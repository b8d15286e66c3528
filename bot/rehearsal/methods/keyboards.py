"""Keyboards under messages, checked the way Telegram checks them."""

from __future__ import annotations

from urllib.parse import urlsplit

from bot.rehearsal.asked import Asked
from bot.rehearsal.refusals import Json, bad

MOST_BUTTONS = 100
_ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip
_STYLES = frozenset({"danger", "success", "primary"})


def inline(asked: Asked) -> Json | None:
    """The inline keyboard of `reply_markup`, or None. Raises 400 for anything Telegram refuses."""
    markup = asked.mapped("reply_markup", "reply keyboard markup")
    return _inline(markup) if markup and "inline_keyboard" in markup else None


def any_kind(asked: Asked) -> tuple[Json | None, Json | None]:
    """(inline keyboard, other keyboard) of `reply_markup`; at most one is not None."""
    raw = asked.parsed("reply_markup", "reply keyboard markup")
    if raw is None:
        return None, None
    if not isinstance(raw, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in raw:
        return _inline(raw), None
    if "keyboard" in raw:
        _check_keyboard(raw["keyboard"])
    return None, raw or None


def _rows(raw: object, what: str) -> list[list[object]]:
    if not isinstance(raw, list):
        raise bad(f'field "{what}" must be of type Array')
    rows: list[list[object]] = []
    for row in raw:
        if not isinstance(row, list):
            raise bad(f'field "{what}" must be an Array of Arrays')
        rows.append(row)
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    return [row for row in rows if row]


def _inline(markup: Json) -> Json | None:
    rows = [[_button(button) for button in row] for row in _rows(markup["inline_keyboard"], "inline_keyboard")]
    return {"inline_keyboard": rows} if rows else None


def _button(raw: object) -> Json:
    if not isinstance(raw, dict):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = raw.get("text")
    if text is None:
        raise bad("can't parse inline keyboard button: Can't find field \"text\"")
    if not isinstance(text, str):
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not text.strip():
        raise bad("keyboard button text must be non-empty")
    action = next((name for name in _ACTIONS if raw.get(name) is not None), None)
    if action is None:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    button: Json = {"text": text, action: _action(action, raw[action])}
    if raw.get("style") in _STYLES:
        button["style"] = raw["style"]
    return button


def _action(action: str, value: object) -> object:
    if action == "callback_data":
        return _told(value)
    if action == "url":
        return _address(value)
    if action == "web_app":
        address = value.get("url") if isinstance(value, dict) else None
        if not isinstance(address, str) or not address.startswith("https://"):
            raise bad(f"inline keyboard button Web App URL '{address}' is invalid: Only HTTPS links are allowed")
        return {"url": address}
    if action == "copy_text":
        return _copied(value)
    return value


def _told(value: object) -> str:
    if not isinstance(value, str):
        raise bad('can\'t parse inline keyboard button: Field "callback_data" must be of type String')
    if not 1 <= len(value.encode("utf-8", "replace")) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    return value


def _address(value: object) -> str:
    if not isinstance(value, str):
        raise bad('can\'t parse inline keyboard button: Field "url" must be of type String')
    parts = urlsplit(value)
    if parts.scheme in {"tg", "ton"}:
        return value
    if parts.scheme not in {"", "http", "https"}:
        raise bad(f"inline keyboard button URL '{value}' is invalid: Unsupported URL protocol")
    host = parts.netloc or value.split("/")[0]
    if "." not in host and host != "localhost" and not host.startswith("localhost:"):
        raise bad(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    return value


def _copied(value: object) -> Json:
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= 256:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    return {"text": text}


def _check_keyboard(raw: object) -> None:
    rows = _rows(raw, "keyboard")
    if not rows:
        raise bad("reply keyboard must be non-empty")
    for button in (button for row in rows for button in row):
        text = button.get("text") if isinstance(button, dict) else button
        if not isinstance(text, str):
            raise bad('can\'t parse keyboard button: Field "text" must be of type String')
        if not text.strip():
            raise bad("keyboard button text must be non-empty")
