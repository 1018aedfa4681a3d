"""The clock forgets: erasures to their end, what is older than its period, and notices of a breach.

An erasure is finished in an order that a crash cannot harm: her rows are gone, her number stands outside the database,
her keys are destroyed, her raw events emptied, the keys of their days destroyed. Every step may be done twice.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bot.erased_list import add_erased, list_erased
from db import breaches, erasure, people, raw_traces, retention
from db.erasure import Erasure
from db.unit import Unit
from db.vault import Vault
from db.writer import Writer
from domain.contact import MessageClass
from domain.keeping import Kept, LastOfRole
from domain.zones import local_time
from handlers.breach_words import notice

log = logging.getLogger(__name__)

# Slices in one look of the clock: 10,000 rows, while other turns come in between.
SLICES_PER_RUN_MAX = 20

# Numbers of erased people looked for in one transaction.
NUMBERS_SLICE = 500

Telling = Callable[[Callable[[Unit], Awaitable[object]]], Awaitable[None]]


class Keeper:
    """`run` once a minute. telling: runs a job and queues what it told others."""

    def __init__(
        self, writer: Writer, vault: Vault, file: Path, days: Mapping[Kept, int], telling: Telling
    ) -> None:
        self._writer = writer
        self._vault = vault
        self._file = file
        self._days = days
        self._telling = telling

    async def run(self) -> None:
        """Go on with everything that is due."""
        await self.erase()
        await self._retain()
        await self._telling(_tell_of_breaches)

    # -- erasures -----------------------------------------------------------------------------------------------

    async def bring_nobody_back(self) -> None:
        """At the start, before anything else: whoever was erased after a restored copy was taken is erased again."""
        numbers = list_erased(self._file)
        for start in range(0, len(numbers), NUMBERS_SLICE):
            some = numbers[start : start + NUMBERS_SLICE]

            async def find(unit: Unit, some: list[int] = some) -> list[int]:
                return await erasure.list_unerased(unit, some)

            for person_id in await self._writer.run(find):
                log.warning("somebody erased was restored and is erased again: person=%d", person_id)
                await self._erase_now(person_id)
        await self._vault.destroy(await self._writer.run(erasure.list_keys_that_may_return))
        if numbers:
            await self.erase()

    async def _erase_now(self, person_id: int) -> None:
        async def job(unit: Unit) -> None:
            await erasure.erase_person(unit, person_id, again=True)

        await self._writer.run(job)

    async def erase(self) -> None:
        """Carry out what was asked for, and finish what has begun."""
        for each in await self._writer.run(erasure.list_due):
            if each.state == "asked":
                await self._carry_out(each)
        for each in await self._writer.run(erasure.list_due):
            if each.state == "erased":
                await self._finish(each)

    async def _carry_out(self, asked: Erasure) -> None:
        async def job(unit: Unit) -> None:
            try:
                await erasure.erase_person(unit, asked.person_id)
            except LastOfRole:
                erasure.refuse(unit, asked)

        await self._writer.run(job)

    async def _finish(self, each: Erasure) -> None:
        try:
            for person_id in each.records:
                add_erased(self._file, person_id)
        except OSError as fault:  # a full disk; the next minute tries again
            log.error("who is erased cannot be written down: %s", type(fault).__name__)
            return
        if not each.keys_gone:
            await self._destroy_her_keys(each)
        wiped: Erasure | None = each
        for _slice in range(SLICES_PER_RUN_MAX):
            if wiped is None or wiped.wiped:
                break
            wiped = await self._wipe(wiped)
        if wiped is not None and wiped.wiped:
            await self._close_days(wiped)

    async def _destroy_her_keys(self, each: Erasure) -> None:
        async def sweep(unit: Unit) -> None:
            for person_id in each.records:
                erasure.take_away(unit, person_id)

        async def note(unit: Unit) -> None:
            erasure.note_keys_gone(unit, each.id)

        await self._writer.run(sweep)
        await self._vault.destroy(each.owners)
        await self._writer.run(note)

    async def _wipe(self, each: Erasure) -> Erasure | None:
        async def job(unit: Unit) -> Erasure | None:
            return await raw_traces.wipe_events(unit, each)

        return await self._writer.run(job)

    async def _close_days(self, each: Erasure) -> None:
        async def close(unit: Unit) -> raw_traces.Closing:
            return await raw_traces.close_days(unit, each)

        for _slice in range(SLICES_PER_RUN_MAX):
            closing = await self._writer.run(close)
            if not closing.more:
                break
        await self._vault.destroy(closing.owners)
        if closing.left:
            return
        await self._vault.destroy([raw_traces.traces_owner(each.id)])

        async def note(unit: Unit) -> None:
            erasure.note_done(unit, each.id)

        await self._writer.run(note)

    # -- periods ------------------------------------------------------------------------------------------------

    async def _retain(self) -> None:
        left = SLICES_PER_RUN_MAX
        for kept, after_id in (await self._writer.run(retention.list_due)).items():
            if kept is Kept.UNREAD:
                await self._forget_notices()
            while left > 0:
                left -= 1
                after_id = await self._forget(kept, after_id)
                if not after_id:
                    break

    async def _forget(self, kept: Kept, after_id: int) -> int:
        async def job(unit: Unit) -> int:
            return await retention.forget(unit, kept, after_id, self._days[kept])

        return await self._writer.run(job)

    async def _forget_notices(self) -> None:
        """The key first: then a crash in between leaves nothing that an old copy could be read with."""

        async def find(unit: Unit) -> dict[int, str]:
            return await retention.list_old_notices(unit, self._days[Kept.UNREAD])

        found = await self._writer.run(find)

        async def forget(unit: Unit) -> None:
            retention.forget_notices(unit, list(found))

        if found:
            await self._vault.destroy(list(found.values()))
            await self._writer.run(forget)


# -- breaches ---------------------------------------------------------------------------------------------


async def _tell_of_breaches(unit: Unit) -> None:
    for code in await breaches.list_late(unit):
        log.error("the law's 3x24 hours are over and somebody has not been told: breach=%s", code)
    for breach, person_ids in await breaches.list_to_tell(unit):
        known = await people.list_persons(unit, person_ids)
        for person_id in person_ids:
            if person_id in known:
                when = local_time(datetime.fromtimestamp(breach.from_ms / 1000, UTC), known[person_id].zone)
                text = notice(
                    what=breach.details.what,
                    when=when,
                    how=breach.details.how,
                    handling=breach.details.handling,
                )
                unit.tell(person_id, text, MessageClass.RELAY.value, matter=f"breach:{breach.id}")
            breaches.note_told(unit, breach.id, person_id)
