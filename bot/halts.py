"""A full stop that a channel asked for, kept in the records, so that it holds after a restart too."""

import logging
from math import ceil

from bot.limits import HALT_S_MAX
from db import meta
from db.unit import Unit

log = logging.getLogger(__name__)

FATAL = "fatal"  # so begins what only an operator can mend


def _name(channel: str) -> str:
    return f"halted_until_ms:{channel}"


async def read_rest_s(unit: Unit, channel: str) -> float:
    """How much longer the channel wants to be left alone; not above 0 if it does not."""
    until_ms = int(await meta.read(unit, _name(channel)) or 0)
    return min((until_ms - unit.now_ms) / 1000, HALT_S_MAX)


def keep(unit: Unit, channel: str, wait_s: float) -> None:
    """The channel wants to be left alone for so long from now on."""
    meta.store(unit, _name(channel), str(unit.now_ms + ceil(wait_s * 1000)))


def tell(channel: str, why: str, wait_s: float, *, before_s: float) -> None:
    """The operator reads why nothing goes out: once a stop, not once a message. before_s: what was left of the last."""
    if before_s <= 0:
        level = logging.ERROR if why.startswith(FATAL) else logging.WARNING
        log.log(level, "%s: nothing goes out for %.0f s: %s", channel, wait_s, why)
