"""How messages go out: the file first, then the message that shows it, each as the platform wants it.

Handing in a file may be repeated and shows her nothing, so only the message itself can be uncertain. Waiting is for
whoever sends (bot/delivery.py): here it is only said for how long.
"""

import base64
import hashlib
import logging
from collections.abc import Callable
from typing import Any

from bot.channels.base import Media, Outgoing, SendError, Sent
from bot.channels.whatsapp.errors import Verdict
from bot.channels.whatsapp.files import Kept
from bot.channels.whatsapp.forms import File, file_of, messages_of
from bot.channels.whatsapp.graph import Failed, Graph, Upload, garbled
from bot.channels.whatsapp.pauses import Pauses

log = logging.getLogger(__name__)

OBJECT_MISSING = 33  # error_subcode: the platform knows no such file (any more)
REFS_CHARS_MAX = 500

# Codes with which the platform refuses a message because of the file it names.
_OF_FILE = frozenset({100, 131008, 131009, 131052, 131053})


class Sending:
    """Performs what an Outgoing asks. Every method raises SendError or Failed."""

    def __init__(
        self,
        graph: Graph,
        *,
        phone_number_id: str,
        monotonic: Callable[[], float],
        jitter: Callable[[], float],
    ) -> None:
        self._graph = graph
        self._number = phone_number_id
        self._kept = Kept(monotonic)
        # The number as a whole: too fast for its tier. One woman: 4^x seconds. Source: error 131056.
        self._all = Pauses(first_s=1, factor=2, most_s=300, monotonic=monotonic, jitter=jitter)
        self._pairs = Pauses(first_s=4, factor=4, most_s=4096, monotonic=monotonic, jitter=jitter)

    async def perform(self, outgoing: Outgoing) -> Sent:
        """The reference of the last message, empty if there was nothing to say."""
        file = file_of(outgoing)
        try:
            if file is None:
                return Sent(message_ref=await self._say(outgoing, None, ""))
            if outgoing.document is None:  # it was handed in before
                file_id = outgoing.document_ref.partition(":")[2]
                return Sent(message_ref=await self._say(outgoing, file, file_id))
            return await self._with_file(outgoing, file)
        except Failed as failed:
            self._note(outgoing.chat, failed)
            raise

    async def _with_file(self, outgoing: Outgoing, file: File) -> Sent:
        key = self._key(outgoing, file)
        file_id, is_new = await self._file_id(key, outgoing, file)
        try:
            return await self._shown(outgoing, file, file_id)
        except Failed as failed:
            # A file that was handed in long ago may be gone: then it is handed in once more.
            if is_new or failed.code not in _OF_FILE or failed.error.uncertain:
                raise
            log.info("whatsapp: a file is handed in anew: %s", failed.error.loggable)
        self._kept.forget(key)
        file_id, _is_new = await self._file_id(key, outgoing, file)
        return await self._shown(outgoing, file, file_id)

    async def _shown(self, outgoing: Outgoing, file: File, file_id: str) -> Sent:
        message_ref = await self._say(outgoing, file, file_id)
        return Sent(message_ref=message_ref, file_ref=f"{file.kind}:{file_id}")

    def _key(self, outgoing: Outgoing, file: File) -> str:
        assert outgoing.document is not None
        return f"{file.mime}:{hashlib.sha256(outgoing.document).hexdigest()}"

    async def _file_id(self, key: str, outgoing: Outgoing, file: File) -> tuple[str, bool]:
        async def hand_in() -> str:
            assert outgoing.document is not None
            upload = Upload(content=outgoing.document, mime=file.mime, name=file.name)
            fields = {"messaging_product": "whatsapp", "type": file.mime}
            try:
                answer = await self._graph.hand_in(f"{self._number}/media", fields, upload)
            except Failed as failed:
                failed.error.uncertain = False  # nothing of it is on her screen
                raise
            file_id = answer.get("id")
            if not isinstance(file_id, str) or not file_id:
                raise Failed(SendError("no id for a file that was handed in", retryable=True))
            return file_id

        return await self._kept.get(key, hand_in)

    async def _say(self, outgoing: Outgoing, file: File | None, file_id: str) -> str:
        message_ref = ""
        for message in messages_of(outgoing, file=file, file_id=file_id):
            try:
                answer = await self._graph.post(f"{self._number}/messages", message)
                message_ref = _reference(answer)
            except Failed as failed:
                failed.error.uncertain |= bool(message_ref)  # a part of it was taken
                raise
        if message_ref:
            self._all.taken("")
            self._pairs.taken(outgoing.chat)
        return message_ref

    def _note(self, chat: str, failed: Failed) -> None:
        """How long to wait, where the platform leaves that to us; what only an operator or a developer can mend."""
        if failed.verdict is Verdict.PAIR:
            failed.error.retry_after_s = self._pairs.refused(chat)
        elif failed.verdict is Verdict.SLOW_DOWN and failed.error.retry_after_s is None:
            failed.error.retry_after_s = self._all.refused("")
        if failed.verdict in (Verdict.OUR_FAULT, Verdict.TEMPLATE):
            log.error("whatsapp refuses a message: %s", failed.error.loggable)

    # -- what shows that somebody is there --------------------------------------------------------------------------

    async def mark_read(self, message_ref: str, *, typing: bool, read_s: float) -> None:
        """Her message has been read; typing: and an answer is coming. Raises Failed."""
        body: dict[str, Any] = {
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": message_ref,
        }
        if typing:
            body["typing_indicator"] = {"type": "text"}
        await self._graph.post(f"{self._number}/messages", body, read_s=read_s)

    # -- what she sends ---------------------------------------------------------------------------------------------

    async def fetch(self, media: Media, most_bytes: int) -> bytes:
        """The bytes of a file she sent, at most so many. Raises Failed."""
        too_large = Failed(SendError("file too large"), verdict=Verdict.PERMANENT)
        if media.size_bytes > most_bytes:
            raise too_large
        told = await self._described(media.file_ref)
        if told.get("file_size", 0) > most_bytes:
            raise too_large
        content = await self._graph.fetch(told["url"], most_bytes)
        if not _is_whole(content, told.get("sha256")):
            raise Failed(SendError("a file that came torn", retryable=True))
        return content

    async def _described(self, file_ref: str) -> dict[str, Any]:
        """Where the file lies now: an address lives for five minutes."""
        if not (file_ref.isascii() and file_ref.isalnum()):  # it becomes part of an address
            raise Failed(SendError("file gone"), verdict=Verdict.PERMANENT)
        try:
            told = await self._graph.get(file_ref, {"phone_number_id": self._number})
        except Failed as failed:
            if failed.code in _OF_FILE:  # it lives for seven days
                failed.error = SendError("file gone")
            raise
        size = told.get("file_size", 0)
        if isinstance(size, str) and size.isdecimal():
            told["file_size"] = size = int(size)
        if not isinstance(told.get("url"), str) or type(size) is not int:
            raise garbled()
        return told


def _reference(answer: dict[str, Any]) -> str:
    """The platform's number of the message. Raises Failed."""
    found = answer.get("messages")
    first = found[0] if isinstance(found, list) and found else None
    number = first.get("id") if isinstance(first, dict) else None
    if not isinstance(number, str) or not 0 < len(number) <= REFS_CHARS_MAX:
        raise garbled()
    return number


def _is_whole(content: bytes, told: Any) -> bool:
    """Whether these are the bytes that the platform means: it tells their hash in base64, some emulators in hex."""
    if not isinstance(told, str) or not told:
        return True
    digest = hashlib.sha256(content)
    return told in (base64.b64encode(digest.digest()).decode(), digest.hexdigest())
