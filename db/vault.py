"""The vault: sensitive columns sealed with AES-256-GCM under a data key per owner, and keyed hashes for look-ups.

An owner is a person, an organisation or a day of raw events. Data keys live in a store of their own (db/keys.py),
wrapped by the key ring from the environment. Destroying an owner's key makes everything sealed with it unreadable,
also in old backups.
"""

import asyncio
import hashlib
import os
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.records import dataclass

if TYPE_CHECKING:
    from db.keys import KeyStore

NONCE_BYTES = 12
KEY_BYTES = 32

# Opened data keys kept in memory: with the cipher made ready some 2.5 kB each (measured), so 25 MB at the most.
OPEN_KEYS_MAX = 10_000

INDEX_OWNER = "index"
DAY = "d"


class KeyGone(Exception):
    """The owner's key was destroyed (erased) or never existed: what it sealed can never be read again."""


class SealBroken(Exception):
    """The sealed bytes were changed, or moved to another place, or belong to another owner."""


class UnknownKeyRing(Exception):
    """A data key is wrapped with a key that is not in SECRET_KEYS."""


@dataclass(frozen=True, slots=True)
class RingKey:
    """One key of the ring: its id (stored with what it wraps) and 32 bytes."""

    key_id: str
    secret: bytes

    def __repr__(self) -> str:
        return f"RingKey({self.key_id!r})"


def person(person_id: int) -> str:
    """The owner name of a person's data."""
    return f"p{person_id}"


def organisation(organisation_id: int) -> str:
    """The owner name of an organisation's data."""
    return f"o{organisation_id}"


def group(group_id: int) -> str:
    """The owner name of what a group keeps about itself."""
    return f"g{group_id}"


def day(number: int) -> str:
    """The owner name of the raw events of one day (days since 1970, UTC)."""
    return f"{DAY}{number}"


def cell(place: str, row: int | str) -> str:
    """The place of one row's value in a sealed column, so that it opens in no other row. row: what never changes."""
    return f"{place}#{row}"


def seal_with(key: AESGCM, place: str, data: bytes) -> bytes:
    """`data` sealed for `place`; opens nowhere else."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + key.encrypt(nonce, data, place.encode())


def open_with(key: AESGCM, place: str, sealed: bytes) -> bytes:
    """What was sealed. Raises SealBroken."""
    try:
        return key.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError) as fault:  # ValueError: cut shorter than a nonce
        raise SealBroken(place) from fault


class Vault:
    """Seals and opens. Call `have` (which may read or make keys) before `seal` or `unseal` of an owner."""

    def __init__(
        self, store: "KeyStore", ring: Sequence[RingKey], *, open_keys_max: int = OPEN_KEYS_MAX
    ) -> None:
        if not ring:
            raise ValueError("the key ring is empty")
        self._store = store
        self._ring = {key.key_id: AESGCM(key.secret) for key in ring}
        self._current = ring[0].key_id
        self._open_keys_max = open_keys_max
        self._open: OrderedDict[str, AESGCM] = OrderedDict()
        self._index = b""
        self._making = asyncio.Lock()

    async def start(self) -> None:
        """Open the store and the index key; make it if this is the first start."""
        await self._store.start()
        found = await self._store.find([INDEX_OWNER])
        if INDEX_OWNER not in found:
            secret = os.urandom(KEY_BYTES)
            await self._store.add({INDEX_OWNER: (self._current, self._wrap(INDEX_OWNER, secret))})
            self._index = secret
        else:
            self._index = self._unwrap(INDEX_OWNER, *found[INDEX_OWNER])

    async def stop(self) -> None:
        """Close the store and forget the keys."""
        self._open.clear()
        await self._store.stop()

    def digest(self, kind: str, value: str) -> bytes:
        """16 bytes that stand for `value` in look-ups; says nothing without the index key."""
        assert self._index, "start the vault first: an unkeyed digest could be guessed"
        return hashlib.blake2b(
            value.encode(), digest_size=16, key=self._index, person=kind.encode()[:16]
        ).digest()

    def knows(self, owner: str) -> bool:
        """Whether the owner's key is at hand, so that `have` would do nothing."""
        return owner in self._open

    async def have(self, owners: Iterable[str], *, create: bool = False) -> None:
        """Make the owners' keys ready; with `create`, new ones are committed in the store before this returns."""
        missing = self._missing(owners)
        if not missing:
            return
        async with self._making:  # two tasks must not make two keys for one owner
            found = await self._store.find(missing)
            for owner, (key_id, wrapped) in found.items():
                self._keep(owner, self._unwrap(owner, key_id, wrapped))
            if create:
                await self._create([owner for owner in missing if owner not in found])

    def _missing(self, owners: Iterable[str]) -> list[str]:
        """Those whose key is not at hand; the others count as just used, so that they are not put away first."""
        missing = []
        for owner in dict.fromkeys(owners):
            if owner in self._open:
                self._open.move_to_end(owner)
            else:
                missing.append(owner)
        return missing

    async def _create(self, owners: list[str]) -> None:
        if not owners:
            return
        secrets = {owner: os.urandom(KEY_BYTES) for owner in owners}
        await self._store.add(
            {owner: (self._current, self._wrap(owner, key)) for owner, key in secrets.items()}
        )
        for owner, key in secrets.items():
            self._keep(owner, key)

    def seal(self, owner: str, place: str, data: bytes) -> bytes:
        """`data` sealed for the owner and the place (table and column). Raises KeyGone."""
        return seal_with(self._key(owner), f"{owner}/{place}", data)

    def unseal(self, owner: str, place: str, sealed: bytes) -> bytes:
        """What was sealed. Raises KeyGone, SealBroken."""
        return open_with(self._key(owner), f"{owner}/{place}", sealed)

    def derive(self, owner: str, label: str) -> bytes:
        """16 bytes, always the same for the owner and the label, that nobody can know without the key. Raises KeyGone.

        The tag of an empty text: its nonce is as good as a random one, and is never used for anything else.
        """
        nonce = hashlib.sha256(f"derive/{owner}/{label}".encode()).digest()[:NONCE_BYTES]
        return self._key(owner).encrypt(nonce, b"", f"{owner}/{label}".encode())

    async def destroy(self, owners: Sequence[str]) -> None:
        """Erase: nothing sealed for these owners can be read from now on.

        On SQLite the wrapped key leaves the file and its -wal as well; a PostgreSQL server keeps it until its vacuum.
        """
        await self._store.destroy(owners)
        for owner in owners:
            self._open.pop(owner, None)

    async def list_days(self) -> list[int]:
        """The days whose raw events still have a key."""
        return sorted(int(owner[1:]) for owner in await self._store.list_owners(DAY))

    async def rewrap(self, most: int) -> int:
        """Wrap up to `most` data keys again with the first key of the ring; how many there were. Resumable."""
        stale = await self._store.list_not_under(self._current, most)
        fresh = {}
        for owner, (key_id, wrapped) in stale.items():
            fresh[owner] = (self._current, self._wrap(owner, self._unwrap(owner, key_id, wrapped)))
        await self._store.replace(fresh)
        return len(fresh)

    def _key(self, owner: str) -> AESGCM:
        key = self._open.get(owner)
        if key is None:
            raise KeyGone(owner[:1])
        return key

    def _keep(self, owner: str, secret: bytes) -> None:
        self._open[owner] = AESGCM(secret)
        while len(self._open) > self._open_keys_max:
            self._open.popitem(last=False)

    def _wrap(self, owner: str, secret: bytes) -> bytes:
        return seal_with(self._ring[self._current], owner, secret)

    def _unwrap(self, owner: str, key_id: str, wrapped: bytes) -> bytes:
        ring_key = self._ring.get(key_id)
        if ring_key is None:
            raise UnknownKeyRing(
                f"a data key is wrapped with the key {key_id!r}, which is not in SECRET_KEYS"
            )
        return open_with(ring_key, owner, wrapped)
