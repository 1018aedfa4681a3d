"""The program forgets by its clock, finishes an erasure after a crash, and a restored copy brings nobody back."""

import shutil
import sqlite3
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.app import App
from bot.keeping import Keeper
from bot.settings import read_settings
from db import breaches, erasure, erasure_asking, people
from db.breaches import Details
from db.inbox import DAY_MS
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from domain.keeping import DEFAULT_DAYS
from tests.db.desk import Desk, open_desk
from tests.db.forgetting import keeper, rows, wrote


def copies(folder: Path, to: Path) -> None:
    """Both databases as they are now."""
    to.mkdir()
    for name in ("teman.db", "keys.db"):
        from_, into = sqlite3.connect(folder / name), sqlite3.connect(to / name)
        from_.backup(into)
        from_.close()
        into.close()


@pytest.mark.parametrize("both", [True, False])
async def test_whoever_was_erased_after_a_copy_was_taken_is_erased_again_when_it_is_restored(
    tmp_path: Path, both: bool
) -> None:
    old = tmp_path / "old"
    async with open_desk(tmp_path) as desk:
        siti = await desk.person("111")
        copies(tmp_path, old)
        await desk.run(lambda unit: erasure.erase_person(unit, siti.person_id))
        await keeper(desk, tmp_path).run()
    restored = ("teman.db", "keys.db") if both else ("teman.db",)
    for name in restored:
        for beside in ("-wal", "-shm"):
            (tmp_path / f"{name}{beside}").unlink(missing_ok=True)
        shutil.copy(old / name, tmp_path / name)

    async with open_desk(tmp_path) as desk:
        known = await desk.run(lambda unit: people.list_persons(unit, [siti.person_id]))
        assert bool(known) is both
        await keeper(desk, tmp_path).bring_nobody_back()
        await keeper(desk, tmp_path).erase()

        assert await desk.run(lambda unit: people.list_persons(unit, [siti.person_id])) == {}
        assert await desk.storage.vault._store.find([owner_of(siti.person_id)]) == {}
        (person,) = await rows(desk, "SELECT erased_ms FROM persons")
        assert person["erased_ms"] > 0


async def test_a_key_that_came_back_with_an_older_key_store_is_destroyed_again(tmp_path: Path) -> None:
    old = tmp_path / "old"
    async with open_desk(tmp_path) as desk:
        siti = await desk.person("111")
        copies(tmp_path, old)
        await desk.run(lambda unit: erasure.erase_person(unit, siti.person_id))
        await keeper(desk, tmp_path).run()
    shutil.copy(old / "keys.db", tmp_path / "keys.db")

    async with open_desk(tmp_path) as desk:
        assert await desk.storage.vault._store.find([owner_of(siti.person_id)]) != {}
        await keeper(desk, tmp_path).bring_nobody_back()
        assert await desk.storage.vault._store.find([owner_of(siti.person_id)]) == {}


async def test_without_room_for_the_list_her_keys_wait(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        siti = await desk.person("111")
        await desk.run(lambda unit: erasure.erase_person(unit, siti.person_id))
        (tmp_path / "erased.txt").mkdir()  # it cannot be written

        await keeper(desk, tmp_path).run()
        assert await desk.storage.vault._store.find([owner_of(siti.person_id)]) != {}
        (tmp_path / "erased.txt").rmdir()
        await keeper(desk, tmp_path).run()
        assert await desk.storage.vault._store.find([owner_of(siti.person_id)]) == {}


async def test_the_running_program_erases_by_its_own_clock(tmp_path: Path) -> None:
    app = App(read_settings({"DATA_DIR": str(tmp_path)}))
    await app.start()
    try:
        who = await _newcomer(app)
        await app.storage.writer.run(lambda unit: erasure_asking.ask(unit, who))
        await app.move_clock(30)
        assert await app.storage.writer.run(lambda unit: people.list_persons(unit, [who])) != {}
        await app.move_clock(60)
        assert await app.storage.writer.run(lambda unit: people.list_persons(unit, [who])) == {}
    finally:
        await app.stop()


async def _newcomer(app: App) -> int:
    async def job(unit: Unit) -> int:
        person_id = unit.new_id()
        await unit.vault.have([owner_of(person_id)], create=True)
        people.add_person(unit, person_id, unit.now_ms)
        return person_id

    return await app.storage.writer.run(job)


async def test_the_notice_of_a_breach_goes_to_her_own_phone_and_to_no_other(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        own, shared = await desk.person("111"), await desk.person("222")
        told: list[tuple[int, str]] = []

        async def telling(work: object) -> None:
            async def job(unit: Unit) -> None:
                await work(unit)  # type: ignore[operator]
                told.extend((each.person_id, each.text.message) for each in unit.told)
                unit.told = []

            await desk.run(job)

        await _breach(desk, own, shared)
        clock = keeper(desk, tmp_path)
        clock._telling = telling
        await clock.run()
        await clock.run()

        assert [person_id for person_id, _text in told] == [own.person_id]
        assert told[0][1].startswith("Maaf, Bu. Data Ibu mungkin dibaca orang lain.")


async def _breach(desk: Desk, own: Actor, shared: Actor) -> None:
    async def job(unit: Unit) -> str:
        people.set_phone(unit, own.account_id, "own")
        people.set_phone(unit, shared.account_id, "shared")
        made = await breaches.add(
            unit,
            details=Details(what="nama", how="laptop hilang", handling="kunci diganti"),
            found_ms=unit.now_ms,
            from_ms=unit.now_ms,
            until_ms=unit.now_ms,
            scope=breaches.EVERYBODY,
        )
        return made.code

    code = await desk.run(job)

    async def listed(unit: Unit) -> None:
        assert await breaches.list_next(unit, code)

    async def begun(unit: Unit) -> None:
        breaches.begin_telling(unit, (await breaches.get(unit, code)).id)

    await desk.run(listed)
    await desk.run(begun)


class Crash(Exception):
    """The program ends here."""


class Ending:
    """The n-th step (a commit, or a destruction of keys) is the program's last: it is done, and nobody hears of it."""

    def __init__(self, desk: Desk, last: int) -> None:
        self._writer, self._vault = desk.storage.writer, desk.storage.vault
        self._left = last

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise Crash

    async def run(self, job: Any) -> Any:
        result = await self._writer.run(job)
        self._step()
        return result

    async def destroy(self, owners: Sequence[str]) -> None:
        await self._vault.destroy(owners)
        if owners:
            self._step()


async def test_an_erasure_that_ends_after_any_step_is_finished_by_the_next_program(tmp_path: Path) -> None:
    crashed = 0
    for last in range(40):
        folder = tmp_path / str(last)
        folder.mkdir()
        async with open_desk(folder) as desk:
            siti, yuyun = await desk.person("111"), await desk.person("222")
            for address in ("111", "222"):
                await wrote(desk, address, "words")
            await desk.run(partial(erasure_asking.ask, person_id=siti.person_id))
            desk.now_ms += 2 * DAY_MS
            ending: Any = Ending(desk, last)
            clock = Keeper(ending, ending, folder / "erased.txt", DEFAULT_DAYS, nobody)
            try:
                await clock.erase()
            except Crash:
                crashed += 1
            await keeper(desk, folder).bring_nobody_back()
            await keeper(desk, folder).erase()

            (row,) = await rows(desk, "SELECT state, traces FROM erasures")
            assert (row["state"], row["traces"]) == ("done", None), last
            left = await rows(desk, "SELECT id FROM inbox WHERE body IS NOT NULL")
            assert left == [], last
            store = desk.storage.vault._store
            assert await store.list_owners("d") == [], last
            assert await store.list_owners("e") == [], last
            assert await store.list_owners("p") == [owner_of(yuyun.person_id)], last
            assert (await desk.run(partial(people.get_person, person_id=yuyun.person_id))).name == "222"
        if last > crashed:
            break
    assert crashed >= 8


async def nobody(_work: object) -> None:
    """Nobody is told anything in these tests."""
