"""What the clock does once a minute, and when the demo's clock is moved: nothing of it is on the way to an answer.

So this module, and all it needs, is loaded only when the program is up (bot/app.py).
"""

import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from bot.calling import ring_due
from bot.erased_list import erased_file
from bot.keeping import Keeper
from bot.late_failures import settle_parked
from bot.ledger_heads import HeadKeeper, ledger_heads_file
from bot.sealing_audit import AuditSealer, heads_file
from db import (
    announcement_forgetting,
    announcement_receivers,
    approvals,
    calls,
    contact_digest,
    contact_staff,
    course_absences,
    course_evaluations,
    course_materials,
    course_notices,
    course_planting,
    course_task_tellings,
    course_turns,
    course_upkeep,
    data_requests,
    dated,
    disputes,
    erasure,
    files,
    inbox,
    loan_reminders,
    matter_clock,
    matter_moves,
    matter_steps,
    message_costs,
    moods,
    outbox,
    outcomes,
    outreach,
    practice,
    queue_pings,
    removals,
    retention,
)
from db.engine import StorageUnavailable
from db.unit import Unit
from handlers.announce import clock as announce_clock
from handlers.contact import clock as contact_clock
from handlers.contact import later_clock, moves_clock
from handlers.loans import remind
from handlers.names import IN_ONE_BOOK
from handlers.savings import dated as dated_words
from handlers.savings import disputing
from handlers.training import (
    ask_missed,
    company_clock,
    evaluate_steps,
    give_material_steps,
    outcome_steps,
    over,
)
from handlers.training import remind as training

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)

FORGET_SLICE = 500

# Tables with something that falls due: the moved clock stops at each such moment.
_WITH_MOMENTS = (
    outbox,
    calls,
    removals,
    erasure,
    retention,
    data_requests,
    disputes,
    files,
    loan_reminders,
    dated,
    course_planting,
    course_notices,
    course_task_tellings,
    moods,
    course_evaluations,
    outcomes,
    course_absences,
    course_materials,
    course_upkeep,
    matter_moves,
    matter_steps,
    matter_clock,
    contact_digest,
    contact_staff,
    announcement_receivers,
)

# What is looked at a slice a transaction, in this order: whether there may be more.
_IN_SLICES: tuple[Callable[[Unit], Awaitable[bool]], ...] = (
    remind.look_around,
    training.look_around,
    over.look_around,
    course_turns.look_around,
    company_clock.look_around,
    ask_missed.look_around,
    give_material_steps.look_around,
    evaluate_steps.look_around,
    outcome_steps.look_around,
    moves_clock.look_around,
    later_clock.look_around,
    contact_clock.look_around,
    announce_clock.look_back,
    announcement_forgetting.drop_unused_files,
)


class Housekeeping:
    """`run` once a minute."""

    def __init__(self, app: "App") -> None:
        settings = app.settings
        self._app = app
        self._writer = app.storage.writer
        self._telling = app.telling
        self._sealer = AuditSealer(
            self._writer, heads_file(settings.data_dir, demo=settings.demo), app.clock.now_ms
        )
        self._heads = HeadKeeper(self._writer, ledger_heads_file(settings.data_dir, demo=settings.demo))
        self._keeper = Keeper(
            self._writer,
            app.storage.vault,
            erased_file(settings.data_dir, demo=settings.demo),
            settings.keep_days,
            app.telling,
        )

    async def bring_nobody_back(self) -> None:
        """At the start: whoever was erased stays erased, also after an older copy was restored."""
        await self._keeper.bring_nobody_back()

    async def run(self) -> None:
        """Remind workers, forget; raw events that are too old go (500 a minute: more than any office receives)."""
        await self._ring()
        await self._telling(queue_pings.remind)
        await self._keeper.run()
        await self._telling(data_requests.look)
        await self._telling(disputing.remind)
        for look_around in _IN_SLICES:
            await self._in_slices_alone(look_around)
        await self._telling(dated_words.tell_coming)

        async def forget(unit: Unit) -> list[str]:
            approvals.forget_expired(unit)
            await settle_parked(unit)
            message_costs.tidy(unit)
            outreach.forget_expired(unit)
            await practice.end_expired(unit, IN_ONE_BOOK)
            return await inbox.forget_old_bodies(unit, unit.now_ms, FORGET_SLICE)

        owners = await self._writer.run(forget)
        await self._app.storage.vault.destroy(owners)
        await self._sealer.run()
        await self._heads.run()
        await self._app.media.tidy()

    async def settle(self) -> None:
        """What is due at a moment of the moved clock, without what is only tidying."""
        await self._ring()
        await self._keeper.run()
        await self._telling(data_requests.look)
        await self._telling(disputing.remind)
        for look_around in _IN_SLICES:
            await self._in_slices(look_around)
        await self._telling(dated_words.tell_coming)

    async def next_due(self, after_ms: int) -> int | None:
        """The first moment after `after_ms` at which something is due."""

        async def read(unit: Unit) -> int | None:
            moments = [await each.next_due(unit, after_ms) for each in _WITH_MOMENTS]
            return min((each for each in moments if each is not None), default=None)

        return await self._writer.run(read)

    async def _in_slices_alone(self, look_around: Callable[[Unit], Awaitable[bool]]) -> None:
        """The same; a fault in it stops no other part of the clock's work."""
        try:
            await self._in_slices(look_around)
        except StorageUnavailable:
            raise
        except Exception:
            log.exception("a part of the clock's work has failed: %s", look_around.__module__)

    async def _in_slices(self, look_around: Callable[[Unit], Awaitable[bool]]) -> None:
        """A slice a transaction until nothing is due; whoever writes meanwhile comes in between."""
        left = True

        async def look(unit: Unit) -> None:
            nonlocal left
            left = await look_around(unit)

        while left:
            await self._telling(look)

    async def _ring(self) -> None:
        """Calls for help that nobody has acknowledged ring again."""
        await ring_due(self._writer, self._app.teller, self._app.delivery.hand_over)
