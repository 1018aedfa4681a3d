"""The one place that commits: waiting jobs share a commit, harm nobody else, and are done exactly once."""

import asyncio
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from db.engine import Fetch, StorageUnavailable, Write
from db.unit import Unit
from db.writer import JOBS_PER_COMMIT_MAX, JobCancelled
from tests.db.faults import Server, Wire, another_writer, server_of_our_own
from tests.db.notebook import ADD, LIST, Notebook, add, open_notebook, until


class Oops(Exception):
    """What jobs of these tests raise."""


async def test_jobs_that_wait_together_share_one_commit(notebook: Notebook):
    results = await asyncio.gather(*[notebook.run(add(number)) for number in range(20)])
    assert results == list(range(20))
    assert notebook.writer.commits == 1
    assert notebook.engine.statements.count("COMMIT") == 1
    assert len(await notebook.texts()) == 20


async def test_more_jobs_than_one_commit_takes_need_a_second_one(notebook: Notebook):
    await asyncio.gather(*[notebook.run(add(number)) for number in range(JOBS_PER_COMMIT_MAX + 1)])
    assert notebook.writer.commits == 2
    assert len(await notebook.texts()) == JOBS_PER_COMMIT_MAX + 1


async def test_jobs_run_one_after_another_in_the_order_in_which_they_came(notebook: Notebook):
    seen: list[str] = []

    def job(name: str) -> Any:
        async def work(unit: Unit) -> None:
            seen.append(f"{name} begins")
            await unit.fetch(LIST)
            seen.append(f"{name} ends")

        return work

    await asyncio.gather(*[notebook.run(job(name)) for name in "abc"])
    assert seen == ["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]


@pytest.mark.parametrize("flushes", [False, True])
async def test_a_job_that_raises_is_undone_alone(notebook: Notebook, flushes: bool):
    async def raises(unit: Unit) -> None:
        unit.write(ADD, 100, "never")
        if flushes:
            await unit.fetch(LIST)
        raise Oops("alone")

    results = await asyncio.gather(
        notebook.run(add(1)), notebook.run(raises), notebook.run(add(2)), return_exceptions=True
    )
    assert results[0] == 1
    assert results[2] == 2
    assert isinstance(results[1], Oops)
    assert notebook.writer.commits == 1
    assert await notebook.texts() == ["1", "2"]


async def test_where_the_shared_transaction_fails_each_job_runs_alone(notebook: Notebook):
    """A double key that shows up at the commit, and a missing note that the foreign key finds only there."""

    async def orphan(unit: Unit) -> None:
        unit.write("INSERT INTO parts (id, note) VALUES ($1, $2)", 1, 99)

    jobs = [add(1), add(1, "double"), orphan, add(2)]
    results = await asyncio.gather(*[notebook.run(job) for job in jobs], return_exceptions=True)
    assert [type(each) is int for each in results] == [True, False, False, True]
    assert await notebook.texts() == ["1", "2"]
    assert not await notebook.in_transaction()
    assert await notebook.run(add(3)) == 3


async def test_a_job_whose_write_shows_up_as_wrong_in_the_next_one_is_the_one_that_fails(notebook: Notebook):
    async def reads(unit: Unit) -> int:
        unit.write(ADD, 2, "innocent")
        return len(await unit.fetch(LIST))

    await notebook.run(add(1))
    double, innocent = await asyncio.gather(
        notebook.run(add(1, "double")), notebook.run(reads), return_exceptions=True
    )
    assert isinstance(double, Exception)
    assert innocent == 2
    assert await notebook.texts() == ["1", "innocent"]


async def test_nobody_acts_for_another_job_in_the_same_transaction(notebook: Notebook):
    seen: list[bool] = []

    async def acts(unit: Unit) -> None:
        unit.actor = object()  # type: ignore[assignment]

    async def clock(unit: Unit) -> None:
        seen.append(hasattr(unit, "actor"))

    await asyncio.gather(notebook.run(acts), notebook.run(clock))
    assert seen == [False]


async def test_what_waits_for_the_commit_runs_after_it_and_never_without_it(notebook: Notebook):
    done: list[str] = []

    def job(number: int, name: str) -> Any:
        async def work(unit: Unit) -> None:
            unit.write(ADD, number, name)
            unit.after_commit(lambda: done.append(name))

        return work

    await notebook.run(job(1, "a"))
    with pytest.raises(Exception, match=r"(?i)unique"):
        await notebook.run(job(1, "double"))
    assert done == ["a"]


async def test_a_fault_after_the_commit_never_runs_the_job_again(notebook: Notebook):
    runs: list[int] = []

    def breaks() -> None:
        raise Oops

    async def job(unit: Unit) -> int:
        runs.append(1)
        unit.write(ADD, len(runs), "once")
        unit.after_commit(breaks)
        return len(runs)

    assert await notebook.run(job) == 1
    assert await notebook.texts() == ["once"]


async def test_a_job_that_is_cancelled_from_inside_fails_alone_and_the_writer_goes_on(notebook: Notebook):
    async def cancelled(unit: Unit) -> None:
        future = asyncio.get_running_loop().create_future()
        future.cancel()
        await future

    with pytest.raises(JobCancelled):
        await notebook.run(cancelled)
    results = await asyncio.gather(notebook.run(cancelled), notebook.run(add(1)), return_exceptions=True)
    assert isinstance(results[0], JobCancelled)
    assert results[1] == 1
    assert await notebook.texts() == ["1"]


# -- cancelling the caller ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("point", range(8))
async def test_cancelling_the_caller_at_any_point_leaves_no_transaction_open_and_no_half_job(
    notebook: Notebook, point: int
):
    """Before and after each of the four trips of a job that reads three times."""
    passed: list[int] = []

    async def cancel_at_point(_statements: Any) -> None:
        passed.append(1)
        if len(passed) == point + 1:
            caller.cancel()
            await asyncio.sleep(0)

    async def job(unit: Unit) -> None:
        for number in range(3):
            unit.write(ADD, number, str(number))
            await unit.fetch(LIST)

    notebook.engine.before = notebook.engine.after = cancel_at_point
    caller = asyncio.create_task(notebook.run(job))
    await asyncio.wait([caller])
    await notebook.run(add(10))
    assert caller.cancelled()
    assert not await notebook.in_transaction()
    assert await notebook.texts() == ["0", "1", "2", "10"]


async def test_a_job_whose_caller_went_away_is_still_done(notebook: Notebook):
    caller = asyncio.create_task(notebook.run(add(1)))
    await asyncio.sleep(0)
    caller.cancel()
    await asyncio.wait([caller])
    assert caller.cancelled()
    await notebook.run(add(2))
    assert await notebook.texts() == ["1", "2"]


async def test_stopping_drains_what_waits(notebook: Notebook):
    callers = [asyncio.create_task(notebook.run(add(number))) for number in range(100)]
    await asyncio.sleep(0)
    await notebook.writer.stop()
    assert await asyncio.gather(*callers) == list(range(100))
    with pytest.raises(StorageUnavailable):
        await notebook.run(add(1000))
    assert len(await notebook.texts()) == 100


async def test_ending_the_writer_by_force_leaves_nobody_waiting_and_nothing_open(notebook: Notebook):
    inside = asyncio.Event()

    async def endless(unit: Unit) -> None:
        unit.write(ADD, 1, "never")
        await unit.fetch(LIST)
        inside.set()
        await asyncio.Event().wait()

    first = asyncio.create_task(notebook.run(endless))
    await inside.wait()
    second = asyncio.create_task(notebook.run(add(2)))
    await asyncio.sleep(0)
    task = next(each for each in asyncio.all_tasks() if each.get_name() == "writer")
    task.cancel()
    await asyncio.wait([task, second])
    assert second.cancelled()
    assert not await notebook.in_transaction()
    assert await notebook.texts() == []
    first.cancel()


# -- the storage is away --------------------------------------------------------------------------------------------


async def test_jobs_wait_while_the_storage_is_away_and_are_done_once_afterwards(notebook: Notebook, caplog):
    away = {"left": 25}

    async def full(_statements: Any) -> None:
        if away["left"]:
            away["left"] -= 1
            raise StorageUnavailable("disk full")

    notebook.engine.before = full
    callers = [asyncio.create_task(notebook.run(add(number))) for number in range(5)]
    await until(lambda: notebook.writer.unavailable_since is not None)
    assert not any(caller.done() for caller in callers)
    assert await asyncio.gather(*callers) == list(range(5))
    assert notebook.writer.unavailable_since is None
    assert len(await notebook.texts()) == 5
    assert caplog.text.count("the database cannot be written") == 1
    assert caplog.text.count("can be written again") == 1


async def test_a_long_absence_is_survived(notebook: Notebook):
    """More attempts than the stack has frames: a retry must not cost one each time."""
    away = {"left": 1_500}

    async def gone(_statements: Any) -> None:
        if away["left"]:
            away["left"] -= 1
            raise StorageUnavailable("away")

    notebook.engine.before = gone
    writer = notebook.new_writer((0,))
    writer.start()
    assert await writer.run(add(1)) == 1
    await writer.stop()
    assert away["left"] == 0


async def test_a_job_learns_that_it_is_tried_again(notebook: Notebook):
    seen: list[bool] = []
    faults = [StorageUnavailable("away")]

    async def once(_statements: Any) -> None:
        if faults:
            raise faults.pop()

    async def job(unit: Unit) -> None:
        seen.append(unit.retrying)
        await unit.fetch(LIST)

    notebook.engine.before = once
    await notebook.run(job)
    assert seen == [False, True]


async def test_a_fault_that_stays_is_told_also_after_the_storage_was_away(notebook: Notebook):
    await notebook.run(add(1))
    faults = [StorageUnavailable("away")]

    async def once(_statements: Any) -> None:
        if faults:
            raise faults.pop()

    notebook.engine.before = once
    results = await asyncio.gather(
        notebook.run(add(1, "double")), notebook.run(add(2)), return_exceptions=True
    )
    assert isinstance(results[0], Exception)
    assert results[1] == 2


async def test_a_mistake_in_a_job_is_never_taken_for_an_absent_storage(notebook: Notebook):
    """A wrong type, too few parameters, an unknown table: each is told at once, or nobody would ever be served."""

    def job(sql: str, *params: Any) -> Any:
        async def work(unit: Unit) -> None:
            await unit.fetch(sql, *params)

        return work

    async with asyncio.timeout(20):
        for wrong in (
            job("SELECT * FROM nothing"),
            job("SELECT id FROM notes WHERE id = $1 AND text = $2", 1),
            job("SELECT id FROM notes WHERE id = $1", object()),
            job("INSERT INTO notes (id, text) VALUES ($1, $2) RETURNING id", 1, None),
        ):
            with pytest.raises(Exception) as fault:
                await notebook.run(wrong)
            assert not isinstance(fault.value, StorageUnavailable)
    assert await notebook.run(add(1)) == 1


# -- SQLite ---------------------------------------------------------------------------------------------------------


async def test_while_another_program_holds_the_lock_jobs_wait(tmp_path: Path):
    async with open_notebook("sqlite", tmp_path) as notebook:
        with another_writer(tmp_path / "notes.db"):
            callers = [asyncio.create_task(notebook.run(add(number))) for number in range(3)]
            await until(lambda: notebook.writer.unavailable_since is not None)
            assert not any(caller.done() for caller in callers)
        assert await asyncio.gather(*callers) == [0, 1, 2]
        assert await notebook.texts() == ["0", "1", "2"]


async def test_on_a_full_database_jobs_wait_and_are_done_once_when_there_is_room(tmp_path: Path):
    async with open_notebook("sqlite", tmp_path) as notebook:
        await notebook.run(add(0, "first"))
        pages = (await notebook.engine.perform([Fetch("PRAGMA page_count")]))[0][0][0]
        await notebook.engine.perform([Write(f"PRAGMA max_page_count = {pages + 2}")])

        async def big(unit: Unit) -> str:
            unit.write(ADD, 1, "small")
            await unit.fetch(LIST)
            async with unit.isolated():
                unit.write(ADD, 2, "x" * 100_000)
                await unit.fetch("SELECT 1 AS one")
            return "done"

        callers = [asyncio.create_task(notebook.run(job)) for job in (add(3), big, add(4))]
        await until(lambda: notebook.writer.unavailable_since is not None)
        reader = sqlite3.connect(tmp_path / "notes.db")
        assert reader.execute("SELECT count(*) FROM notes").fetchone() == (1,)
        reader.close()
        assert not any(caller.done() for caller in callers)
        await notebook.engine.perform([Write(f"PRAGMA max_page_count = {2**30}")])
        assert await asyncio.gather(*callers) == [3, "done", 4]
        assert sorted(text[:6] for text in await notebook.texts()) == ["3", "4", "first", "small", "xxxxxx"]


FILE_LIMIT = """
import asyncio, pathlib, resource, sys
sys.path.insert(0, sys.argv[2])
from tests.db.notebook import add, open_notebook, until

async def main():
    async with open_notebook("sqlite", pathlib.Path(sys.argv[1])) as notebook:
        await notebook.run(add(0))
        size = sum(each.stat().st_size for each in pathlib.Path(sys.argv[1]).glob("notes.db-wal"))
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, hard))
        callers = [asyncio.create_task(notebook.run(add(n, "x" * 20_000))) for n in range(1, 4)]
        await until(lambda: notebook.writer.unavailable_since is not None)
        early = [caller.done() for caller in callers]
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        done = await asyncio.gather(*callers)
        sys.stdout.write(f"{any(early)} {done} {len(await notebook.texts())}")

asyncio.run(main())
"""


def test_when_the_disk_refuses_to_grow_a_file_jobs_wait_too(tmp_path: Path):
    """EFBIG from a real write, in a process of its own."""
    here = Path(__file__).resolve().parents[2]
    found = subprocess.run(
        [sys.executable, "-c", FILE_LIMIT, str(tmp_path), str(here)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        cwd=here,
    )
    assert found.stdout == "False [1, 2, 3] 4", found.stderr


# -- PostgreSQL -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server() -> Any:
    with server_of_our_own() as own:
        yield own


@pytest.mark.postgres
async def test_when_the_server_is_killed_jobs_wait_and_are_done_once_when_it_is_back(
    server: Server, tmp_path: Path
):
    async with open_notebook("postgres", tmp_path, server.url) as notebook:
        await notebook.run(_empty)
        await notebook.run(add(1))
        await asyncio.to_thread(server.kill)
        callers = [asyncio.create_task(notebook.run(add(number))) for number in range(2, 6)]
        await until(lambda: notebook.writer.unavailable_since is not None)
        assert not any(caller.done() for caller in callers)
        await asyncio.to_thread(server.start)
        assert await asyncio.gather(*callers) == [2, 3, 4, 5]
        assert await notebook.texts() == ["1", "2", "3", "4", "5"]


@pytest.mark.postgres
async def test_when_the_server_is_killed_inside_a_transaction_nothing_of_it_is_left_or_done_alone(
    server: Server, tmp_path: Path
):
    async with open_notebook("postgres", tmp_path, server.url) as notebook:
        await notebook.run(_empty)
        inside, go_on = asyncio.Event(), asyncio.Event()

        async def long(unit: Unit) -> str:
            unit.write(ADD, 1, "first half")
            await unit.fetch(LIST)
            inside.set()
            await go_on.wait()
            try:
                async with unit.isolated():
                    unit.write(ADD, 2, "second half")
                    await unit.fetch(LIST)
            except StorageUnavailable:
                unit.write(ADD, 3, "outside any transaction")  # a job that catches too much
                raise
            return "done"

        caller = asyncio.create_task(notebook.run(long))
        other = asyncio.create_task(notebook.run(add(4, "other")))
        await inside.wait()
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)
        go_on.set()
        assert list(await asyncio.gather(caller, other)) == ["done", 4]
        assert await notebook.texts() == ["first half", "second half", "other"]


async def _empty(unit: Unit) -> None:
    unit.write("DELETE FROM notes")


@pytest.mark.postgres
@pytest.mark.parametrize("cut", ["before", "after"])
async def test_a_commit_whose_outcome_is_lost_is_settled_by_asking_again(
    postgres_url: str, tmp_path: Path, cut: str
):
    async with Wire(postgres_url, tmp_path).open() as wire:
        async with open_notebook("postgres", tmp_path, wire.url) as notebook:
            runs: list[bool] = []

            async def job(unit: Unit) -> str:
                runs.append(unit.retrying)
                if unit.retrying and await unit.fetch("SELECT 1 AS one FROM notes WHERE id = 1"):
                    return "was there"
                unit.write(ADD, 1, "once")
                return "written"

            wire.cut = cut
            assert await notebook.run(job) == ("was there" if cut == "after" else "written")
            assert runs == [False, True]
            assert wire.cuts == 1
            assert await notebook.texts() == ["once"]
