"""What a person can send besides words: pictures, voice notes, stickers, files, contacts, and forwarded messages."""

from __future__ import annotations

from bot.rehearsal import sight
from bot.rehearsal.parts import Kept, Message, User
from bot.rehearsal.refusals import Json, NotPossible
from bot.rehearsal.someone import Place, Someone


class Sender(Someone):
    """Someone with things to send."""

    def sends_photo(self, content: bytes = b"\xff\xd8photo", caption: str = "", where: Place = None) -> Message:
        """Send a photo."""
        kept = self.world.keep_file("photo.jpg", "image/jpeg", content)
        size: Json = {**_file(kept), "width": 640, "height": 480}
        return self._post(self._open(where), _captioned({"photo": [size]}, caption))

    def sends_album(self, count: int, where: Place = None) -> list[Message]:
        """Send several photos as one album."""
        group = f"album{self.world.now().timestamp():.0f}{len(self.world.files)}"
        album = []
        for number in range(count):
            kept = self.world.keep_file(f"photo{number}.jpg", "image/jpeg", b"\xff\xd8photo")
            size: Json = {**_file(kept), "width": 640, "height": 480}
            album.append(self._post(self._open(where), {"photo": [size], "media_group_id": group}))
        return album

    def sends_voice(self, content: bytes = b"OggS", seconds: int = 3, where: Place = None) -> Message:
        """Send a voice note of so many seconds."""
        kept = self.world.keep_file("voice.ogg", "audio/ogg", content)
        return self._post(self._open(where), {"voice": {**_file(kept), "duration": seconds, "mime_type": "audio/ogg"}})

    def sends_sticker(self, emoji: str = "👍", where: Place = None) -> Message:
        """Send a sticker."""
        kept = self.world.keep_file("sticker.webp", "image/webp", emoji.encode())
        sticker: Json = {**_file(kept), "type": "regular", "width": 512, "height": 512, "emoji": emoji}
        return self._post(self._open(where), {"sticker": {**sticker, "is_animated": False, "is_video": False}})

    def sends_document(
        self,
        name: str,
        content: bytes,
        *,
        mime: str = "application/octet-stream",
        caption: str = "",
        where: Place = None,
    ) -> Message:
        """Send a file."""
        kept = self.world.keep_file(name, mime, content)
        document: Json = {**_file(kept), "file_name": name, "mime_type": mime}
        return self._post(self._open(where), _captioned({"document": document}, caption))

    def sends_contact(self, of: User | None = None, phone: str = "+440000000000", where: Place = None) -> Message:
        """Share a contact card: their own unless another is given."""
        shared = of or self.user
        card: Json = {"phone_number": phone, "first_name": shared.first_name, "user_id": shared.id}
        return self._post(self._open(where), {"contact": card})

    def sends(self, content: Json, where: Place = None) -> Message:
        """Send any other content in the shape of Bot API fields: `{"dice": {"emoji": "🎲", "value": 4}}`."""
        return self._post(self._open(where), content)

    def forwards(self, message: Message, where: Place = None) -> Message:
        """Forward a message they can see."""
        if message.protected:
            raise NotPossible("this message may not be forwarded")
        origin: Json = {
            "type": "user",
            "date": sight.unix(message.date),
            "sender_user": sight.user(message.sender),
        }
        return self._post(self._open(where), dict(message.content), origin=message.origin or origin)


def _file(kept: Kept) -> Json:
    return {"file_id": kept.id, "file_unique_id": kept.unique_id, "file_size": len(kept.content)}


def _captioned(content: Json, caption: str) -> Json:
    return {**content, "caption": caption} if caption else content
