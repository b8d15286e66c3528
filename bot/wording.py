"""Deeds into Bot API calls: plain text with no parse mode, so nobody's words can become formatting; previews off."""

from dataclasses import dataclass
from typing import Any

from handlers.talk.pieces import split, utf16
from handlers.talk.post import Call, Deed, Delete, Document, Edit, Send, Unbutton

NO_PREVIEW = {"is_disabled": True}


@dataclass(frozen=True)
class ApiCall:
    """One call. `counted`: Telegram counts it against its limits. `to_chat`: chat_id is filled in."""

    method: str
    params: dict[str, Any]
    counted: bool = True
    to_chat: bool = True

    def addressed(self, chat: int) -> dict[str, Any]:
        return {**self.params, "chat_id": chat} if self.to_chat else self.params


def calls(deed: Deed) -> list[ApiCall]:
    """The calls a deed takes; a long text takes several messages, its buttons under the last."""
    match deed:
        case Send():
            return _sends(deed)
        case Edit():
            return [ApiCall("editMessageText", {"message_id": deed.message_id, **_body(deed.text, deed)})]
        case Unbutton():
            return [ApiCall("editMessageReplyMarkup", {"message_id": deed.message_id})]
        case Delete():
            return [ApiCall("deleteMessages", {"message_ids": list(deed.message_ids)}, counted=False)]
        case Document():
            return [_document(deed)]
        case Call():
            return [ApiCall(deed.method, deed.params, counted=False, to_chat=deed.chat)]


def _sends(deed: Send) -> list[ApiCall]:
    pieces = split(deed.text)
    made = []
    for n, piece in enumerate(pieces):
        params = _body(piece, deed) if n == len(pieces) - 1 else _body(piece, Send("", spoiler=deed.spoiler))
        if deed.protect:
            params["protect_content"] = True
        if deed.silent or n:
            params["disable_notification"] = True
        if deed.thread:
            params["message_thread_id"] = deed.thread
        made.append(ApiCall("sendMessage", params))
    return made


def _body(text: str, deed: Send | Edit) -> dict[str, Any]:
    params: dict[str, Any] = {"text": text, "link_preview_options": NO_PREVIEW}
    if deed.spoiler:
        params["entities"] = [{"type": "spoiler", "offset": 0, "length": utf16(text)}]
    if deed.markup:
        params["reply_markup"] = deed.markup
    return params


def _document(deed: Document) -> ApiCall:
    kind = "photo" if deed.picture else "document"
    params: dict[str, Any] = {"_filename": deed.name}
    if deed.markup:
        params["reply_markup"] = deed.markup
    if deed.into is not None:
        media = {"type": kind, "media": "attach://file", "caption": deed.caption}
        return ApiCall("editMessageMedia", {**params, "message_id": deed.into, "media": media, "file": deed.content})
    if deed.protect:
        params["protect_content"] = "true"
    return ApiCall(
        "sendPhoto" if deed.picture else "sendDocument", {**params, kind: deed.content, "caption": deed.caption}
    )
