"""Row ids: rising whole numbers that sort by time, made before the row is written. Never shown to people."""

import secrets
import time

# Milliseconds since 2024-01-01 in the upper 41 bits, a counter in the lower 22: fits a signed 64-bit integer.
EPOCH_MS = 1_704_067_200_000
COUNTER_BITS = 22

# Letters and digits that cannot be mistaken for each other on a bad screen or read aloud.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class Ids:
    """Makes ids that only rise, also when the clock is set back. One for the whole process."""

    def __init__(self, highest: int = 0) -> None:
        self._last = highest

    def new(self) -> int:
        """An id greater than every one before."""
        self._last = max(self._last + 1, (time.time_ns() // 1_000_000 - EPOCH_MS) << COUNTER_BITS)
        return self._last

    def raise_to(self, highest: int) -> None:
        """Never again give an id up to `highest`."""
        self._last = max(self._last, highest)


def new_code(length: int) -> str:
    """A random code that people can read to each other."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(length))


def new_token(bytes_: int = 16) -> str:
    """A random token for links and buttons, URL-safe."""
    return secrets.token_urlsafe(bytes_)
