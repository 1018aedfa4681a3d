"""Papers: files that are made when they are sent, from numbers alone, so that nothing personal lies in the outbox.

Whether the paper may still go there is asked again at that moment, by its recipe (bot/recipes.py); to a phone that
others read none goes at all.
"""

import asyncio
import logging
from dataclasses import replace
from typing import Any

from bot.channels.base import Outgoing, SendError
from bot.outgoing import unpack
from bot.recipes import PaperRefused, Receiver, find_recipe
from db import people
from db.outbox import Queued
from db.unit import Unit
from db.writer import Writer

log = logging.getLogger(__name__)


class Papers:
    """`make` gives the message its file."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    async def ready(self, row: Queued) -> Outgoing | SendError:
        """The message of this row as it goes to the channel, or why it does not."""
        try:
            outgoing = unpack(row.body, row.id)
        except Exception as fault:
            log.exception("a message that cannot be read: outbox=%d", row.id)
            return SendError(f"unreadable: {type(fault).__name__}")
        if not outgoing.recipe:
            return outgoing
        try:
            return await self.make(row, outgoing)
        except PaperRefused:
            return SendError("its paper may not go out any more")
        except Exception as fault:  # nothing was sent: it may be tried again
            log.exception("a paper cannot be made: outbox=%d", row.id)
            return SendError(f"paper: {type(fault).__name__}", retryable=True)

    async def make(self, row: Queued, outgoing: Outgoing) -> Outgoing:
        """The same message with its document and without its recipe. Raises PaperRefused."""
        recipe = find_recipe(outgoing.recipe)

        async def read(unit: Unit) -> Any:
            return await recipe.read(unit, await _receiver(unit, row), outgoing.recipe_args)

        needed = await self._writer.run(read)
        return replace(
            outgoing,
            recipe="",
            recipe_args=(),
            document=await asyncio.to_thread(recipe.make, needed),
            document_name=recipe.name,
            document_mime=recipe.mime,
        )


async def _receiver(unit: Unit, row: Queued) -> Receiver:
    """Who gets it. Raises PaperRefused where others read this phone."""
    receiver = await people.get_receiver(unit, row.account_id, row.person_id)
    if receiver["phone"] != "own":
        raise PaperRefused
    return Receiver(account_id=row.account_id, person_id=row.person_id, language=str(receiver["language"]))
