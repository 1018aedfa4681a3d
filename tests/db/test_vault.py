"""The vault: opens only with the owner's key, in the owner's place; a destroyed key is gone; rotation loses nothing."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.engine import StorageUnavailable
from db.keys import KeyStore
from db.sqlite import SqliteEngine
from db.vault import (
    NONCE_BYTES,
    KeyGone,
    RingKey,
    SealBroken,
    UnknownKeyRing,
    Vault,
    cell,
    day,
    organisation,
    person,
)
from tests.db.notebook import Recorded

OLD, NEW = RingKey("old", bytes(32)), RingKey("new", bytes(range(32)))
SITI, YUYUN = person(1), person(2)


class Keys:
    """A key store on disk, opened by as many vaults in a row as a test needs."""

    def __init__(self, folder: Path) -> None:
        self.engine = Recorded(SqliteEngine(folder / "keys.db"))

    async def open(self, *ring: RingKey, open_keys_max: int = 100) -> Vault:
        await self.engine.close()
        vault = Vault(KeyStore(self.engine), ring or (OLD,), open_keys_max=open_keys_max)
        await vault.start()
        return vault


@pytest.fixture
async def keys(tmp_path: Path):
    opened = Keys(tmp_path)
    yield opened
    await opened.engine.close()


async def test_what_was_sealed_opens_again_also_after_a_restart(keys: Keys):
    vault = await keys.open()
    await vault.have([SITI], create=True)
    sealed = vault.seal(SITI, "persons.details", b"Siti")
    assert b"Siti" not in sealed
    assert vault.unseal(SITI, "persons.details", sealed) == b"Siti"
    again = await keys.open()
    await again.have([SITI])
    assert again.unseal(SITI, "persons.details", sealed) == b"Siti"


@given(data=st.binary(max_size=200), place=st.text(max_size=20))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_open_again_in_their_place(tmp_path_factory, data, place):
    async def round_trip() -> None:
        vault = await Keys(tmp_path_factory.mktemp("keys")).open()
        await vault.have([SITI], create=True)
        assert vault.unseal(SITI, place, vault.seal(SITI, place, data)) == data
        await vault.stop()

    asyncio.run(round_trip())


async def test_the_same_words_are_never_sealed_alike(keys: Keys):
    vault = await keys.open()
    await vault.have([SITI], create=True)
    sealed = {vault.seal(SITI, "x", b"Siti") for _each in range(100)}
    assert len({each[:NONCE_BYTES] for each in sealed}) == 100


async def test_a_cell_opens_in_no_other_column_row_or_owner_s_name(keys: Keys):
    vault = await keys.open()
    await vault.have([SITI, YUYUN], create=True)
    sealed = vault.seal(SITI, cell("outbox.body", 1), b"secret")
    for owner, place in (
        (SITI, cell("outbox.body", 2)),
        (SITI, cell("talks.body", 1)),
        (SITI, "outbox.body"),
        (YUYUN, cell("outbox.body", 1)),
    ):
        with pytest.raises(SealBroken):
            vault.unseal(owner, place, sealed)
    assert vault.unseal(SITI, cell("outbox.body", 1), sealed) == b"secret"


@pytest.mark.parametrize("change", ["first", "last", "short", "empty"])
async def test_changed_bytes_do_not_open(keys: Keys, change: str):
    vault = await keys.open()
    await vault.have([SITI], create=True)
    sealed = bytearray(vault.seal(SITI, "x", b"Siti"))
    if change in ("first", "last"):
        sealed[0 if change == "first" else -1] ^= 1
    with pytest.raises(SealBroken):
        vault.unseal(
            SITI, "x", b"" if change == "empty" else bytes(sealed[: -1 if change == "short" else None])
        )


async def test_without_having_the_key_nothing_is_sealed(keys: Keys):
    vault = await keys.open()
    with pytest.raises(KeyGone):
        vault.seal(SITI, "x", b"Siti")
    await vault.have([SITI])
    assert not vault.knows(SITI)


async def test_a_fault_never_names_the_person(keys: Keys):
    vault = await keys.open()
    with pytest.raises(KeyGone) as fault:
        vault.seal(person(123456), "x", b"Siti")
    assert "123456" not in str(fault.value)
    assert "0" * 8 not in repr(OLD)
    assert str(OLD.secret) not in repr(OLD)


async def test_a_destroyed_key_is_gone_now_and_after_a_restart(keys: Keys):
    vault = await keys.open()
    await vault.have([SITI, YUYUN], create=True)
    old_copy = {owner: vault.seal(owner, "x", b"secret") for owner in (SITI, YUYUN)}
    await vault.destroy([SITI])
    for opened in (vault, await keys.open()):
        await opened.have([SITI, YUYUN])
        with pytest.raises(KeyGone):
            opened.unseal(SITI, "x", old_copy[SITI])
        assert opened.unseal(YUYUN, "x", old_copy[YUYUN]) == b"secret"


async def test_a_new_key_for_an_erased_person_does_not_open_what_was(keys: Keys):
    vault = await keys.open()
    await vault.have([SITI], create=True)
    sealed = vault.seal(SITI, "x", b"secret")
    await vault.destroy([SITI])
    await vault.have([SITI], create=True)
    with pytest.raises(SealBroken):
        vault.unseal(SITI, "x", sealed)


async def test_two_tasks_never_make_two_keys_for_one_owner(keys: Keys):
    vault = await keys.open()
    await asyncio.gather(*[vault.have([SITI, YUYUN], create=True) for _each in range(10)])
    sealed = vault.seal(SITI, "x", b"Siti")
    again = await keys.open()
    await again.have([SITI])
    assert again.unseal(SITI, "x", sealed) == b"Siti"


async def test_a_key_is_committed_before_anything_is_sealed_with_it(keys: Keys):
    vault = await keys.open()

    async def full(_statements: object) -> None:
        raise StorageUnavailable("full")

    keys.engine.before = full
    with pytest.raises(StorageUnavailable):
        await vault.have([SITI], create=True)
    keys.engine.before = None
    assert not vault.knows(SITI)


async def test_keys_just_asked_for_are_not_put_away(keys: Keys):
    """A turn has many persons' keys ready; making the last one ready must not close the first one's."""
    vault = await keys.open(open_keys_max=5)
    await vault.have([person(number) for number in range(5)], create=True)
    await vault.have([person(0)])
    await vault.have([person(10)], create=True)
    assert vault.knows(person(0))
    assert vault.knows(person(10))
    assert not vault.knows(person(1))
    await vault.have([person(1)])
    assert vault.unseal(person(1), "x", vault.seal(person(1), "x", b"again")) == b"again"


# -- the ring -------------------------------------------------------------------------------------------------------


async def test_rotation_can_be_stopped_at_every_step_and_everything_opens_at_all_times(keys: Keys):
    vault = await keys.open(OLD)
    owners = [person(number) for number in range(7)]
    await vault.have(owners, create=True)
    sealed = {owner: vault.seal(owner, "x", owner.encode()) for owner in owners}
    digest = vault.digest("phone", "x")
    done = 0
    for stop_at in range(100):
        passed: list[int] = []

        async def stop(_statements: object, passed: list[int] = passed, stop_at: int = stop_at) -> None:
            passed.append(1)
            if len(passed) > stop_at:
                raise StorageUnavailable("killed here")

        vault = await keys.open(NEW, OLD)
        keys.engine.before = stop
        try:
            done = await vault.rewrap(2)
        except StorageUnavailable:
            done = -1
        keys.engine.before = None
        again = await keys.open(NEW, OLD)
        await again.have(owners)
        assert all(again.unseal(owner, "x", sealed[owner]) == owner.encode() for owner in owners)
        assert again.digest("phone", "x") == digest
        if done == 0:
            break
    assert done == 0
    only_new = await keys.open(NEW)
    await only_new.have(owners)
    assert all(only_new.unseal(owner, "x", sealed[owner]) == owner.encode() for owner in owners)


async def test_a_ring_without_the_key_that_wraps_says_which_one_is_missing(keys: Keys):
    vault = await keys.open(OLD)
    await vault.stop()
    with pytest.raises(UnknownKeyRing, match="'old', which is not in SECRET_KEYS"):
        await keys.open(NEW)


async def test_a_wrong_secret_under_the_right_name_does_not_open(keys: Keys):
    await (await keys.open(OLD)).stop()
    with pytest.raises(SealBroken):
        await keys.open(RingKey("old", bytes(range(32))))


async def test_wrapped_keys_cannot_be_exchanged_between_owners(keys: Keys):
    vault = await keys.open()
    await vault.have([SITI, YUYUN], create=True)
    store = KeyStore(keys.engine)
    found = await store.find([SITI, YUYUN])
    await store.replace({SITI: found[YUYUN], YUYUN: found[SITI]})
    again = await keys.open()
    with pytest.raises(SealBroken):
        await again.have([SITI])


def test_a_ring_needs_a_key(tmp_path: Path):
    with pytest.raises(ValueError, match="empty"):
        Vault(KeyStore(SqliteEngine(tmp_path / "keys.db")), ())


# -- digests --------------------------------------------------------------------------------------------------------


async def test_a_digest_is_the_same_after_a_restart_and_another_in_another_database(
    keys: Keys, tmp_path_factory
):
    first = (await keys.open()).digest("phone", "+62")
    assert (await keys.open()).digest("phone", "+62") == first
    other = Keys(tmp_path_factory.mktemp("other"))
    assert (await other.open()).digest("phone", "+62") != first
    await other.engine.close()


async def test_a_digest_depends_on_its_kind_and_is_short(keys: Keys):
    vault = await keys.open()
    found = {vault.digest(kind, value) for kind in ("phone", "event") for value in ("a", "b")}
    assert len(found) == 4
    assert {len(each) for each in found} == {16}


def test_without_its_key_a_digest_is_never_given(tmp_path: Path):
    with pytest.raises(AssertionError):
        Vault(KeyStore(SqliteEngine(tmp_path / "keys.db")), (OLD,)).digest("phone", "+62")


def test_owners_of_different_kinds_never_share_a_name():
    assert len({person(1), organisation(1), day(1), "index"}) == 4


async def test_the_days_that_have_a_key_are_listed(keys: Keys):
    vault = await keys.open()
    await vault.have([day(20_490), day(20_486), person(3), organisation(4)], create=True)
    assert await vault.list_days() == [20_486, 20_490]


async def test_what_is_derived_is_the_same_after_a_restart_and_goes_with_the_key(keys: Keys):
    vault = await keys.open(OLD)
    await vault.have([SITI, YUYUN], create=True)
    first = vault.derive(SITI, "note/1")
    assert len(first) == 16
    assert len({first, vault.derive(SITI, "note/2"), vault.derive(YUYUN, "note/1")}) == 3
    again = await keys.open(OLD)
    await again.have([SITI])
    assert again.derive(SITI, "note/1") == first
    await again.destroy([SITI])
    with pytest.raises(KeyGone):
        again.derive(SITI, "note/1")
    await again.have([SITI], create=True)
    assert again.derive(SITI, "note/1") != first
