"""Papers: files that are made when they are sent, from numbers alone, so that nothing personal lies in the outbox.

Whether the paper may still go there is asked again at that moment, by its recipe (bot/recipes.py); to a phone that
others read none goes at all that says anything of her. A photo that was shared with a class goes out as it is kept.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from bot.channels.base import Outgoing, SendError
from bot.limits import PAPER_TRIES_MAX
from bot.outgoing import unpack
from bot.recipes import Kept, PaperNotYet, PaperRefused, Receiver, Recipe, find_recipe
from bot.render import render
from bot.uploads import Upload
from conversation.text import _
from db import people
from db.engine import StorageUnavailable
from db.outbox import Queued
from db.unit import Unit
from db.writer import Writer

log = logging.getLogger(__name__)


# A file of ours by its id: its bytes and what they are; None where it is gone.
ReadFile = Callable[[int], Awaitable[tuple[bytes, str] | None]]


async def no_files(_file_id: int) -> tuple[bytes, str] | None:
    """For a program that keeps none."""
    return None


# Those that are wanted are fetched now, and waited for as long as somebody waits for an answer.
FetchFiles = Callable[[], Awaitable[None]]


async def nothing_to_fetch() -> None:
    """For a program that fetches none."""


# Shows in a chat that an answer is coming (`Channel.typing`).
ShowTyping = Callable[[str], Awaitable[None]]

# So long a finished paper waits for these dots at most: those that came after it would stand there for nothing.
DOTS_S = 1.0


class Papers:
    """`make` gives the message its file. read_file: opens a file that is kept. fetch: brings in those still wanted."""

    def __init__(
        self, writer: Writer, read_file: ReadFile = no_files, fetch: FetchFiles = nothing_to_fetch
    ) -> None:
        self._writer = writer
        self._read_file = read_file
        self._fetch = fetch

    async def ready(
        self, row: Queued, upload: Upload | None = None, show_typing: ShowTyping | None = None
    ) -> Outgoing | SendError:
        """The message of this row as it goes to the channel, or why it does not. upload: its file, given before.

        show_typing: whoever waits for an answer with a paper sees that it is being made.
        """
        try:
            outgoing = unpack(row.body, row.id)
        except Exception as fault:
            log.exception("a message that cannot be read: outbox=%d", row.id)
            return SendError(f"unreadable: {type(fault).__name__}")
        if not outgoing.recipe:
            return outgoing
        if show_typing is None or row.pushed:
            return await self._made(row, outgoing, upload)
        dots = asyncio.ensure_future(show_typing(outgoing.chat))
        try:
            return await self._made(row, outgoing, upload)
        finally:
            await asyncio.wait({dots}, timeout=DOTS_S)
            dots.cancel()

    async def _made(self, row: Queued, outgoing: Outgoing, upload: Upload | None) -> Outgoing | SendError:
        try:
            return await self.make(row, outgoing, upload)
        except PaperRefused:
            return SendError("its paper may not go out any more")
        except PaperNotYet:  # the words are worth having without it
            return replace(outgoing, recipe="", recipe_args=())
        except Exception as fault:  # nothing was sent: it may be tried again
            log.exception("a paper cannot be made: outbox=%d", row.id)
            passes = isinstance(fault, OSError | StorageUnavailable)
            if passes or row.tries + 1 < PAPER_TRIES_MAX:
                return SendError(f"paper: {type(fault).__name__}", retryable=True)
            return await self._without(row, outgoing)

    async def _without(self, row: Queued, outgoing: Outgoing) -> Outgoing:
        """The words alone; who asked for the paper is told that it is missing, else she waits for it."""
        words = [outgoing.text] if outgoing.text else []
        if not row.pushed or not words:
            receiver = await self._writer.run(
                lambda unit: people.get_receiver(unit, row.account_id, row.person_id)
            )
            words.append(
                render(
                    _("Maaf, berkasnya belum bisa saya buat. Coba minta lagi nanti, ya."),
                    receiver["language"],
                )
            )
        return replace(outgoing, text="\n\n".join(words), recipe="", recipe_args=())

    async def make(self, row: Queued, outgoing: Outgoing, upload: Upload | None = None) -> Outgoing:
        """The same message with its document and without its recipe. Raises PaperRefused, PaperNotYet."""
        recipe = find_recipe(outgoing.recipe)

        async def read(unit: Unit) -> Any:
            receiver = await _receiver(unit, row, is_personal=recipe.is_personal)
            return await recipe.read(unit, receiver, outgoing.recipe_args)

        try:
            needed = await self._writer.run(read)
        except PaperNotYet:  # whoever has sent it sees it in what she is about to send to others
            await self._fetch()
            needed = await self._writer.run(read)
        if upload is not None and upload.ref and isinstance(needed, Kept):
            return replace(
                outgoing,
                recipe="",
                recipe_args=(),
                document_ref=upload.ref,
                document_name=recipe.name,
                document_mime=upload.mime,
            )
        document, mime = await self._document(recipe, needed)
        return replace(
            outgoing,
            recipe="",
            recipe_args=(),
            document=document,
            document_name=recipe.name,
            document_mime=mime,
        )

    async def _document(self, recipe: Recipe, needed: Any) -> tuple[bytes, str]:
        if not isinstance(needed, Kept):
            return await asyncio.to_thread(recipe.make, needed), recipe.mime
        found = await self._read_file(needed.file_id)
        if found is None:
            raise PaperRefused
        return found


async def _receiver(unit: Unit, row: Queued, *, is_personal: bool) -> Receiver:
    """Who gets it. Raises PaperRefused for what is personal where others read this phone."""
    receiver = await people.get_receiver(unit, row.account_id, row.person_id)
    if is_personal and receiver["phone"] != "own":
        raise PaperRefused
    return Receiver(account_id=row.account_id, person_id=row.person_id, language=str(receiver["language"]))
