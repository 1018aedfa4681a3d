"""What a PIN is, how it is kept so that nobody reads it back, and how long wrong tries make her wait.

Six digits have a million values, so one try must be dear: scrypt. Where a typed PIN stays readable (WhatsApp) only
two of its places are asked for; then each pair of places has a hash of its own, and the seal around them protects it.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations, pairwise

from domain.records import dataclass

PIN_DIGITS = 6
WHOLE = ""
"""The places asked for where what she types can be deleted: none in particular, the whole PIN."""

# Wrong tries before a wait, the first wait, and the longest: doubling without an end would let others lock her out.
TRIES_PER_WAIT = 5
FIRST_WAIT_MS = 15 * 60_000
WAIT_MAX_MS = 24 * 3_600_000

SALT_BYTES = 16
HASH_BYTES = 32
TYPED_CHARS_MAX = 40

# Room for scrypt's own table (128 * n * r bytes) and a little more.
_SPARE_BYTES = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """scrypt's numbers (RFC 7914). The default is the smallest in memory that OWASP's Password Storage names."""

    n: int = 2**14
    r: int = 8
    p: int = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A PIN as it is kept. hashes: by the places they stand for, "" for the whole PIN."""

    cost: Cost
    salt: bytes
    hashes: Mapping[str, bytes]

    def packed(self) -> bytes:
        """As bytes, to be sealed."""
        cost = [self.cost.n, self.cost.r, self.cost.p]
        hashes = {places: value.hex() for places, value in self.hashes.items()}
        return json.dumps({"cost": cost, "salt": self.salt.hex(), "hashes": hashes}).encode()


def unpacked(packed: bytes) -> Kept:
    """What `Kept.packed` made."""
    body = json.loads(packed)
    n, r, p = body["cost"]
    hashes = {places: bytes.fromhex(value) for places, value in body["hashes"].items()}
    return Kept(cost=Cost(n=n, r=r, p=p), salt=bytes.fromhex(body["salt"]), hashes=hashes)


def read_digits(text: str) -> str:
    """The digits of what she typed; spaces, dots and dashes between them do not count, anything else spoils it."""
    plain = re.sub(r"[\s.\-]", "", text[:TYPED_CHARS_MAX])
    return plain if plain.isascii() and plain.isdigit() else ""


def is_too_easy(pin: str) -> bool:
    """Whether it is among the first that anybody would try: one digit, a run, or a pattern that repeats."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if steps in ({0}, {1}, {9}):
        return True
    return any(pin == pin[:size] * (PIN_DIGITS // size) for size in (2, 3))


def places_of() -> tuple[str, ...]:
    """Every two places that may be asked for, counted from one: "12", "13" ... "56"."""
    return tuple(f"{first}{second}" for first, second in combinations(range(1, PIN_DIGITS + 1), 2))


def stretch(secret: str, salt: bytes, cost: Cost) -> bytes:
    """The slow hash of a secret; some tens of milliseconds: never on the event loop, never in a transaction."""
    memory = 128 * cost.n * cost.r + 128 * cost.r * cost.p + _SPARE_BYTES
    return hashlib.scrypt(
        secret.encode(), salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=memory, dklen=HASH_BYTES
    )


def pair_cost(cost: Cost) -> Cost:
    """What a try at two places costs: fifteen hashes are made at once, and two digits have a hundred values anyway."""
    return replace(cost, p=1)


def keep(pin: str, salt: bytes, cost: Cost, *, whole: bool) -> Kept:
    """The PIN as it is kept. whole: all of it is asked for; else two of its places. Slow, as `stretch`."""
    if whole:
        return Kept(cost=cost, salt=salt, hashes={WHOLE: stretch(secret_of(WHOLE, pin), salt, cost)})
    cost = pair_cost(cost)
    hashes = {
        places: stretch(secret_of(places, "".join(pin[int(place) - 1] for place in places)), salt, cost)
        for places in places_of()
    }
    return Kept(cost=cost, salt=salt, hashes=hashes)


def secret_of(places: str, digits: str) -> str:
    """What is hashed: the same two digits in other places are another secret."""
    return f"{places}:{digits}"


def is_right(kept: Kept, places: str, digest: bytes) -> bool:
    """Whether this is the hash of what was asked for; takes as long for a wrong one."""
    return hmac.compare_digest(kept.hashes.get(places, b"\0" * HASH_BYTES), digest)


def wait_ms(wrong_tries: int) -> int:
    """How long nobody gets in after so many wrong tries in a row: every fifth one waits twice as long as the last."""
    if wrong_tries <= 0 or wrong_tries % TRIES_PER_WAIT:
        return 0
    # Past a hundred doublings the answer is the longest wait in any case.
    doublings = min(wrong_tries // TRIES_PER_WAIT - 1, 100)
    return min(FIRST_WAIT_MS << doublings, WAIT_MAX_MS)
