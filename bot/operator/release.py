"""`python -m bot outbox release`: what was held after a restore may go; a person has looked."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TextIO

from bot.operator.opening import CommandError, in_words, is_missing, opened
from bot.settings import Settings
from db import outbox
from db.unit import Unit


def parse(arguments: Sequence[str]) -> Namespace:
    """What was asked for. Raises SystemExit after telling what is wrong."""
    parser = ArgumentParser(prog="python -m bot outbox", description=__doc__)
    parser.add_argument("action", choices=("release",))
    return parser.parse_args(list(arguments))


async def release(_asked: Namespace, settings: Settings, stdout: TextIO) -> int:
    """Release all, and tell how many."""
    if is_missing(settings.database_url):
        raise CommandError(f"there is no database at {in_words(settings.database_url)}")
    async with opened(settings) as beside:
        count = await beside.run(_release)
    if count:
        stdout.write(
            f"{count} messages were released; the running program sends them, or the next start does.\n"
        )
    else:
        stdout.write("Nothing is held.\n")
    return 0


async def _release(unit: Unit) -> int:
    held = (await outbox.count_states(unit)).get("held", 0)
    if held:
        outbox.release_held(unit, unit.now_ms)
        unit.audit("release", "outbox", 0, 0, f"{held} held messages, by the operator")
    return held
