"""A full stop that a channel asked for, kept in the records, so that it holds after a restart too."""

from math import ceil

from bot.limits import HALT_S_MAX
from db import meta
from db.unit import Unit


def _name(channel: str) -> str:
    return f"halted_until_ms:{channel}"


async def read_rest_s(unit: Unit, channel: str) -> float:
    """How much longer the channel wants to be left alone; not above 0 if it does not."""
    until_ms = int(await meta.read(unit, _name(channel)) or 0)
    return min((until_ms - unit.now_ms) / 1000, HALT_S_MAX)


def keep(unit: Unit, channel: str, wait_s: float) -> None:
    """The channel wants to be left alone for so long from now on."""
    meta.store(unit, _name(channel), str(unit.now_ms + ceil(wait_s * 1000)))
