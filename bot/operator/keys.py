"""`python -m bot keys new|rotate`: a fresh key for SECRET_KEYS; all data keys wrapped with the first of the ring."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TextIO

from bot.operator.opening import CommandError, engine_beside, is_missing
from bot.settings import Settings, new_ring_key
from db.ids import new_code
from db.keys import KeyStore
from db.vault import Vault

# Data keys wrapped in one transaction of the key store.
SLICE = 500
TOLD_EVERY = 20  # slices

NAME_LETTERS = 4


def parse(arguments: Sequence[str]) -> Namespace:
    """What was asked for. Raises SystemExit after telling what is wrong."""
    parser = ArgumentParser(prog="python -m bot keys", description=__doc__)
    parser.add_argument("action", choices=("new", "rotate"))
    parser.add_argument("name", nargs="?", default="", help="of the new key: 1 to 32 letters, digits, - or _")
    asked = parser.parse_args(list(arguments))
    if asked.name and asked.action == "rotate":
        parser.error("rotate takes no name: it uses the first key of SECRET_KEYS")
    if len(asked.name) > 32 or not all(
        sign.isascii() and (sign.isalnum() or sign in "-_") for sign in asked.name
    ):
        parser.error("a key's name has 1 to 32 letters, digits, - or _")
    return asked


def new_key(name: str, stdout: TextIO) -> int:
    """Print a fresh key as it stands in SECRET_KEYS, and nothing else."""
    fresh = name or f"k{datetime.now(UTC):%Y%m%d}-{new_code(NAME_LETTERS)}"
    stdout.write(new_ring_key(fresh) + "\n")
    return 0


async def rotate(settings: Settings, stdout: TextIO) -> int:
    """Wrap slice by slice; interrupted, it goes on where it was. Raises UnknownKeyRing, SealBroken."""
    if is_missing(settings.keys_url):
        raise CommandError(
            "there is no key store yet, so there is nothing to rotate; check KEYS_URL and DATA_DIR"
        )
    current, *old = [key.key_id for key in settings.ring]
    vault = Vault(KeyStore(engine_beside(settings.keys_url)), settings.ring)
    try:
        await vault.start()
        total = slices = 0
        while count := await vault.rewrap(SLICE):
            total, slices = total + count, slices + 1
            if slices % TOLD_EVERY == 0:
                stdout.write(f"{total} data keys wrapped so far\n")
    finally:
        await vault.stop()
    stdout.write(f"{total} data keys were wrapped anew; all are under {current!r} now.\n")
    if old:
        stdout.write(
            f"Restart the program with this SECRET_KEYS if it still runs with an older one, and run this once more.\n"
            f"Keep {', '.join(map(repr, old))} for 72 hours, as long as backups of the key store are kept; "
            "then take it out of SECRET_KEYS.\n"
        )
    return 0
