"""How an Outgoing becomes requests of the Bot API.

Texts are sent as they are: no parse mode, no link previews. Edits, deletions and answers to taps may be
repeated, so only the new message itself can be uncertain.
"""

import io
import logging
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
)

from bot.channels.base import Button, Edit, Media, Outgoing, SendError, Sent
from bot.channels.telegram.wire import Failed
from bot.channels.text import CAPTION_UNITS_MAX, clean, pieces, units

log = logging.getLogger(__name__)

NOTICE_CHARS_MAX = 200  # Bot API, answerCallbackQuery.text
DELETED_AT_ONCE_MAX = 100  # Bot API, deleteMessages.message_ids
DOWNLOAD_BYTES_MAX = 20_000_000  # Bot API, getFile
PHOTO, VOICE, DOCUMENT = "photo", "voice", "document"
LABELS_SHARING_A_ROW = ((3, 7), (2, 13))  # so many buttons side by side while no label is longer than this

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Caption:
    """The part of an Outgoing that is its document, with the text under it."""

    text: str


Part = str | Caption


class Sending:
    """Performs what an Outgoing asks, in its order. Every method raises Failed."""

    def __init__(self, bot: Bot, *, contact_label: str) -> None:
        self._bot = bot
        self._contact_label = contact_label

    async def perform(self, outgoing: Outgoing) -> Sent:
        """The reference of the new message, "" if there was nothing to say, and of the file that went with it."""
        chat = address(outgoing.chat)
        if outgoing.tap_ref:
            notice = clean(outgoing.tap_notice)[:NOTICE_CHARS_MAX] or None
            await _repeatable(self._bot.answer_callback_query(outgoing.tap_ref, text=notice))
        for edit in outgoing.edits:
            await self._edit(chat, edit)
        for message_ref in outgoing.deletes:
            if message_ref.isdecimal():
                await _repeatable(self._bot.delete_message(chat, int(message_ref)))
        if outgoing.leave:
            return await self._leave(chat, outgoing)
        return await self._say(chat, outgoing)

    async def delete(self, chat: str, message_refs: Sequence[str]) -> None:
        """Those that can be deleted are gone afterwards. Raises Failed."""
        numbers = list(dict.fromkeys(int(ref) for ref in message_refs if ref.isdecimal()))
        for start in range(0, len(numbers), DELETED_AT_ONCE_MAX):
            some = numbers[start : start + DELETED_AT_ONCE_MAX]
            if await _repeatable(self._bot.delete_messages(address(chat), some)) and len(some) > 1:
                for number in some:  # one that is too old must not keep the others on the screen
                    await _repeatable(self._bot.delete_message(address(chat), number))

    async def _edit(self, chat: int | str, edit: Edit) -> bool:
        """Whether the message now shows the text. False: it is gone or too old."""
        if not edit.message_ref.isdecimal():
            return False
        place: dict[str, Any] = {"chat_id": chat, "message_id": int(edit.message_ref)}
        text, markup = clean(edit.text), keyboard(edit.buttons)
        problem = await _repeatable(
            self._bot.edit_message_text(text, **place, reply_markup=markup, link_preview_options=_NO_PREVIEW)
        )
        if "no text in the message" in problem:  # a document with buttons: its text is a caption
            problem = await _repeatable(
                self._bot.edit_message_caption(**place, caption=text, reply_markup=markup)
            )
        return not problem or "message is not modified" in problem

    async def _leave(self, chat: int | str, outgoing: Outgoing) -> Sent:
        sent = Sent()
        try:
            sent = await self._say(chat, outgoing)
        except Failed as failed:  # a group where we may not write is left without a word
            if failed.error.retryable:
                raise
        try:
            await self._bot.leave_chat(chat)
        except Failed as failed:  # put out already: done
            if failed.error.retryable:
                failed.error.uncertain = bool(sent.message_ref)  # the word was said; to leave may be repeated
                raise
        return sent

    async def _say(self, chat: int | str, outgoing: Outgoing) -> Sent:
        parts = parts_of(outgoing)
        if outgoing.replaces and not outgoing.ask_contact and len(parts) == 1 and isinstance(parts[0], str):
            edit = Edit(message_ref=outgoing.replaces, text=parts[0], buttons=outgoing.buttons)
            if await self._edit(chat, edit):
                return Sent(message_ref=outgoing.replaces)
        sent = Sent()
        for number, part in enumerate(parts, start=1):
            markup = self._markup(chat, outgoing) if number == len(parts) else None
            try:
                sent = await self._send(chat, outgoing, part, markup)
            except Failed as failed:
                failed.error.uncertain |= bool(sent.message_ref)  # a part of it was taken
                raise
        return sent

    async def _send(self, chat: int | str, outgoing: Outgoing, part: Part, markup: Any) -> Sent:
        options: dict[str, Any] = {"reply_markup": markup, "protect_content": outgoing.protect or None}
        if isinstance(part, str):
            message = await self._bot.send_message(chat, part, link_preview_options=_NO_PREVIEW, **options)
            return Sent(message_ref=str(message.message_id))
        options |= {"caption": part.text or None}
        if outgoing.document_ref:
            return await self._send_known(chat, outgoing.document_ref, options)
        assert outgoing.document is not None
        options |= {"filename": outgoing.document_name or None}
        if outgoing.document_mime.startswith("image/") and outgoing.document_mime != "image/svg+xml":
            try:
                return _taken(await self._bot.send_photo(chat, outgoing.document, **options))
            except Failed as failed:
                if not failed.refused or failed.error.unreachable:
                    raise
                # Too large or of odd sides for a photo: as a file it still arrives.
                log.info("telegram: a picture goes as a file: %s", failed.error.loggable)
        if outgoing.document_mime.startswith("audio/"):
            try:
                # Only in this form can she listen to it in the chat itself.
                return _taken(await self._bot.send_voice(chat, outgoing.document, **options))
            except Failed as failed:
                if not failed.refused or failed.error.unreachable:
                    raise
                # She lets nobody send her voice notes (Telegram's own setting): as a file it still arrives.
                log.info("telegram: a voice note goes as a file: %s", failed.error.loggable)
        return _taken(await self._bot.send_document(chat, outgoing.document, **options))

    async def _send_known(self, chat: int | str, file_ref: str, options: dict[str, Any]) -> Sent:
        """By the name that the Bot API gave a file of ours before, in the form in which it was taken."""
        form, _colon, file_id = file_ref.partition(":")
        if form == PHOTO:
            return _taken(await self._bot.send_photo(chat, file_id, **options))
        if form == VOICE:
            return _taken(await self._bot.send_voice(chat, file_id, **options))
        return _taken(await self._bot.send_document(chat, file_id, **options))

    def _markup(
        self, chat: int | str, outgoing: Outgoing
    ) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
        # A number can be asked for in private chats only. Source: Bot API, KeyboardButton.
        if outgoing.ask_contact and isinstance(chat, int) and chat > 0:
            share = [KeyboardButton(self._contact_label, request_contact=True)]
            others = [[KeyboardButton(button.label)] for button in outgoing.buttons]
            return ReplyKeyboardMarkup([share, *others], resize_keyboard=True, one_time_keyboard=True)
        return keyboard(outgoing.buttons)

    async def fetch(self, media: Media, most_bytes: int) -> bytes:
        """The file's bytes. The link holds the token: it is neither logged nor passed on."""
        most_bytes = min(most_bytes, DOWNLOAD_BYTES_MAX)
        too_large = Failed(SendError("file too large"))
        if media.size_bytes > most_bytes:
            raise too_large
        file = await self._bot.get_file(media.file_ref)
        if (file.file_size or 0) > most_bytes:
            raise too_large
        content = io.BytesIO()
        try:
            await file.download_to_memory(content)
        except Failed as failed:
            if failed.code == 404:  # here the file is meant, not the token: a link lives one hour
                failed.error = SendError("file gone")
            raise
        if content.tell() > most_bytes:
            raise too_large
        return content.getvalue()


def _taken(message: Message) -> Sent:
    """The message, and how its file is called from now on, with the form in which it may go again."""
    form, file_id = "", ""
    if message.photo:
        form, file_id = PHOTO, message.photo[-1].file_id  # the largest of its sizes
    elif message.voice:
        form, file_id = VOICE, message.voice.file_id
    elif message.document:
        form, file_id = DOCUMENT, message.document.file_id
    return Sent(message_ref=str(message.message_id), file_ref=f"{form}:{file_id}" if file_id else "")


def address(chat: str) -> int | str:
    """The chat as the Bot API wants it."""
    return int(chat) if chat.removeprefix("-").isdecimal() else chat


def keyboard(buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
    """The buttons in even rows, as many side by side as a small phone can show whole."""
    if not buttons:
        return None
    longest = max(units(button.label) for button in buttons)
    wide = next((count for count, most in LABELS_SHARING_A_ROW if longest <= most), 1)
    rows = -(-len(buttons) // wide)
    wide = -(-len(buttons) // rows)  # four short ones are two and two, not three and one
    keys = [InlineKeyboardButton(clean(button.label), callback_data=button.payload) for button in buttons]
    return InlineKeyboardMarkup([keys[start : start + wide] for start in range(0, len(keys), wide)])


def parts_of(outgoing: Outgoing) -> list[Part]:
    """The messages it takes, in order; the last one carries the buttons."""
    text = clean(outgoing.text)
    has_file = outgoing.document is not None or bool(outgoing.document_ref)
    if has_file and units(text) <= CAPTION_UNITS_MAX:
        return [Caption(text)]
    # A message of blanks alone is refused.
    texts: list[Part] = [piece for piece in pieces(text) if piece.strip()]
    return [*texts, Caption("")] if has_file else texts


async def _repeatable(request: Awaitable[Any]) -> str:
    """A step that may be repeated: "" if done, else why it never will be. Raises Failed, never uncertain."""
    try:
        await request
    except Failed as failed:
        if not failed.refused or failed.error.unreachable:
            failed.error.uncertain = False
            raise
        log.info("telegram: step left out: %s", failed.error.loggable)
        return failed.description or "refused"
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # Done, but python-telegram-bot cannot read the message that came back; nobody needs it.
        log.info("telegram: answer not understood: %s", type(error).__name__)
    return ""
