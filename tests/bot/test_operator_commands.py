"""What an operator types, beside a running program: invitations, the check, keys, the outbox; wrong settings."""

import asyncio
import base64
import io
import json
import re
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.operator.opening import engine_beside, real_now_ms
from bot.operator_commands import explain, run
from bot.settings import SETTINGS
from db import invites, organisations, outbox
from db.invites import Invite
from db.keys import KeyStore
from db.outbox import Queued
from db.unit import Unit
from db.vault import RingKey, Vault
from domain.criteria import CriteriaError, Fault
from domain.roles import Role
from tests.db.desk import RING, Desk, open_desk
from tests.fakes.bot_api import TOKEN_DEFAULT, BotApi

# The key of tests/db/desk.py, as it stands in SECRET_KEYS.
KEY = "test:" + base64.b64encode(bytes(range(32))).decode()
NEW_KEY = "new:" + base64.b64encode(bytes(32)).decode()
NOBODY = "http://127.0.0.1:9"  # the discard port: nothing answers there


class Shell:
    """`await shell("check", "--json")`: exit code, standard output, standard error; settings by name."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        for setting in SETTINGS:
            monkeypatch.delenv(setting.name, raising=False)
        self.set(
            DATA_DIR=str(folder),
            DATABASE_URL=f"sqlite:///{folder / 'teman.db'}",
            KEYS_URL=f"sqlite:///{folder / 'keys.db'}",
            SECRET_KEYS=KEY,
            TELEGRAM_TOKEN=TOKEN_DEFAULT,
            TELEGRAM_API_URL=NOBODY,
        )

    def set(self, **settings: str) -> None:
        for name, value in settings.items():
            self._monkeypatch.setenv(name, value)

    async def __call__(self, command: str, *arguments: str) -> tuple[int, str, str]:
        stdout, stderr = io.StringIO(), io.StringIO()
        code = await asyncio.to_thread(run, command, arguments, stdout, stderr=stderr)
        return code, stdout.getvalue(), stderr.getvalue()


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(tmp_path, monkeypatch)


@pytest.fixture
def running(tmp_path: Path) -> Callable[[], Any]:
    """`async with running() as desk`: a program that has the database and its lock, at the real time."""

    @asynccontextmanager
    async def begin() -> AsyncIterator[Desk]:
        async with open_desk(tmp_path) as desk:
            desk.now_ms = real_now_ms()
            yield desk

    return begin


def code_in(text: str) -> str:
    found = re.search(r"^Code: (inv-\w+)$", text, re.MULTILINE)
    assert found, text
    return found[1]


async def find(desk: Desk, code: str) -> Invite | None:
    async def job(unit: Unit) -> Invite | None:
        return await invites.find_usable(unit, code)

    return await desk.run(job)


async def add_office(desk: Desk, name: str) -> int:
    async def job(unit: Unit) -> int:
        return organisations.add(unit, name=name, zone="Asia/Jakarta", areas=("batu",))

    return await desk.run(job)


def of_check(text: str, name: str) -> dict[str, Any]:
    found = next(each for each in json.loads(text)["checks"] if each["name"] == name)
    assert isinstance(found, dict)
    return found


# -- invite -----------------------------------------------------------------------------------------------------


async def test_the_first_invitation_makes_the_office_it_is_for(shell: Shell, running: Any) -> None:
    code, text, _errors = await shell(
        "invite", "--role", "admin", "--office", "Dinas Sosial Kota Batu", "--areas", "batu, junrejo"
    )

    async with running() as desk:
        found = await find(desk, code_in(text))

        async def job(unit: Unit) -> tuple[str, tuple[str, ...]]:
            (record,) = await organisations.list_all(unit)
            return record.office.zone, record.areas

        assert await desk.run(job) == ("Asia/Jakarta", ("batu", "junrejo"))
    assert code == 0
    assert found is not None
    assert (found.grant.role, found.place) == (Role.ADMIN, "Dinas Sosial Kota Batu")


async def test_an_invitation_without_any_office_makes_one_for_every_area_and_says_so(
    shell: Shell, running: Any
) -> None:
    code, text, _errors = await shell("invite", "--role", "worker")

    async with running() as desk:
        assert await find(desk, code_in(text)) is not None

        async def job(unit: Unit) -> bool:
            (record,) = await organisations.list_all(unit)
            return set(record.areas) == {area.key for area in unit.facts.areas}

        assert await desk.run(job)
    assert code == 0
    assert text.startswith("A new office was made: Kantor Teman Mandiri")


async def test_an_invitation_is_made_beside_the_running_program_which_goes_on(
    shell: Shell, running: Any
) -> None:
    async with running() as desk:
        office = await add_office(desk, "Dinas Sosial Kota Batu")

        code, text, errors = await shell("invite", "--role", "worker")
        found = await find(desk, code_in(text))
        await add_office(desk, "Kantor berikutnya")

    assert (code, errors) == (0, "")
    assert found is not None
    assert found.grant.organisation_id == office


async def test_the_link_carries_the_bot_s_own_name(shell: Shell) -> None:
    async with BotApi.running() as api:
        shell.set(TELEGRAM_API_URL=api.url)
        _code, text, _errors = await shell("invite", "--role", "worker")
        username = next(call for call in api.calls if call.method == "getMe") and api.world.bot["username"]

    assert f"https://t.me/{username}?start={code_in(text)}" in text.splitlines()


async def test_without_an_answer_from_telegram_the_words_to_type_are_there_and_no_token(shell: Shell) -> None:
    code, text, errors = await shell("invite", "--role", "worker")

    assert code == 0
    assert "t.me" not in text
    assert f"/start {code_in(text)}" in text
    assert TOKEN_DEFAULT not in text + errors
    assert TOKEN_DEFAULT.partition(":")[2] not in text + errors


async def test_with_several_offices_one_has_to_be_named(shell: Shell, running: Any) -> None:
    async with running() as desk:
        first = await add_office(desk, "Kantor satu")
        second = await add_office(desk, "Kantor dua")

    refused = await shell("invite", "--role", "worker")
    by_number = await shell("invite", "--role", "worker", "--organisation", str(second))
    by_name = await shell("invite", "--role", "worker", "--office", "kantor SATU")
    unknown = await shell("invite", "--role", "worker", "--organisation", "7")

    async with running() as desk:
        places = [await find(desk, code_in(each[1])) for each in (by_number, by_name)]
        assert [place and place.grant.organisation_id for place in places] == [second, first]
    assert (refused[0], refused[1]) == (2, "")
    assert f"{first} Kantor satu; {second} Kantor dua" in refused[2]
    assert unknown[0] == 2


async def test_an_unknown_area_makes_nothing(shell: Shell, running: Any) -> None:
    code, text, errors = await shell("invite", "--role", "admin", "--office", "X", "--areas", "batu,atlantis")

    async with running() as desk:

        async def job(unit: Unit) -> int:
            return len(await organisations.list_all(unit))

        assert await desk.run(job) == 0
    assert (code, text) == (2, "")
    assert "atlantis" in errors
    assert "junrejo" in errors


@pytest.mark.parametrize(
    "arguments", [(), ("--role", "queen"), ("--role", "member"), ("--role", "worker", "--zone", "Mars/Base")]
)
async def test_an_invitation_asked_for_wrongly_is_not_made(
    shell: Shell, tmp_path: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    code, text, _errors = await shell("invite", *arguments)

    assert (code, text) == (2, "")
    assert "usage" in capsys.readouterr().err
    assert not (tmp_path / "teman.db").exists()


async def test_in_the_demo_the_moved_clock_counts(shell: Shell, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.delenv("TELEGRAM_TOKEN")
    a_week_ms = 7 * 86_400_000
    async with open_desk(tmp_path) as desk:
        await add_office(desk, "Kantor contoh")

        async def move(unit: Unit) -> None:
            unit.write("INSERT INTO meta (name, value) VALUES ('clock_offset_ms', $1)", str(a_week_ms))

        await desk.run(move)
        _code, text, _errors = await shell("invite", "--role", "worker")
        desk.now_ms = real_now_ms() + a_week_ms

        assert await find(desk, code_in(text)) is not None


async def test_wrong_settings_are_all_named_and_nothing_is_begun(shell: Shell, tmp_path: Path) -> None:
    shell.set(SECRET_KEYS="short", PORT="x", TELEGRAM_TOKEN="abc")

    for command in (("invite", "--role", "worker"), ("check",), ("keys", "rotate"), ("outbox", "release")):
        code, text, errors = await shell(*command)

        assert (code, text) == (2, "")
        assert [line.split()[0] for line in errors.splitlines()] == ["TELEGRAM_TOKEN", "SECRET_KEYS", "PORT"]
    assert not list(tmp_path.iterdir())


# -- check ------------------------------------------------------------------------------------------------------


async def test_a_healthy_running_program_has_no_fault(shell: Shell, running: Any) -> None:
    async with running() as desk:
        await desk.person("Siti")

        code, text, errors = await shell("check", "--json")
        plain = await shell("check", "--all")
        await desk.person("Lilis")

    found = json.loads(text)
    assert (code, errors) == (0, "")
    assert found["ok"] is True
    assert {each["name"] for each in found["checks"]} == {
        "criteria",
        "schema",
        "structure",
        "audit",
        "inbox",
        "outbox",
        "keys",
        "sealed",
    }
    assert of_check(text, "keys")["counts"] == {"persons": 1, "missing": 0, "locked": 0}
    assert of_check(text, "sealed")["counts"]["opened"] == 2
    assert plain[0] == 0
    assert all(line.startswith("ok: ") for line in plain[1].splitlines()[:-1])
    assert plain[1].splitlines()[-1] == "no faults"


async def test_the_check_changes_nothing(shell: Shell, running: Any, tmp_path: Path) -> None:
    async with running() as desk:
        await desk.person("Siti")
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.db")}

    await shell("check", "--all")

    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.db")} == before


async def test_without_a_database_the_check_finds_a_fault_and_makes_none(
    shell: Shell, tmp_path: Path
) -> None:
    code, text, _errors = await shell("check")

    assert code == 1
    assert "FAULT: there is no database" in text
    assert not list(tmp_path.iterdir())


def plant(folder: Path, *statements: str) -> None:
    """What somebody did to the file by hand, or a bug."""
    connection = sqlite3.connect(folder / "teman.db")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


EVENT = (
    "INSERT INTO inbox (id, channel, key_hash, received_ms, day, state, tries)"
    " VALUES ({id}, 'telegram', x'0{id}', {at}, 0, '{state}', 1)"
)


def event(number: int, state: str, hours_ago: float) -> str:
    return EVENT.format(id=number, state=state, at=real_now_ms() - int(hours_ago * 3_600_000))


def message(number: int, state: str, due_hours_ago: float) -> str:
    due = real_now_ms() - int(due_hours_ago * 3_600_000)
    return (
        "INSERT INTO outbox (id, account_id, person_id, channel, kind, lane, state, due_ms, made_ms)"
        f" SELECT {number}, id, person_id, channel, 'answer', 1, '{state}', {due}, {due} FROM accounts LIMIT 1"
    )


@pytest.mark.parametrize(
    "name, statements, counts",
    [
        ("audit", lambda: ["DROP TRIGGER audit_no_update"], {"missing_triggers": 1}),
        (
            "audit",
            lambda: ["DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"],
            {"missing_triggers": 2},
        ),
        ("inbox", lambda: [event(1, "new", 1)], {"new": 1}),
        ("inbox", lambda: [event(1, "failed", 1), event(2, "failed", 90)], {"failed": 2}),
        ("inbox", lambda: [event(1, "quarantined", 23)], {"quarantined": 1}),
        ("outbox", lambda: [message(1, "queued", 1)], {"queued": 1}),
        ("outbox", lambda: [message(1, "retry", 2), message(2, "queued", -2)], {"queued": 1, "retry": 1}),
        ("outbox", lambda: [message(1, "sending", 2)], {"sending": 1}),
        ("structure", lambda: ["UPDATE accounts SET person_id = 7"], {"dangling": 1}),
        ("sealed", lambda: ["UPDATE persons SET details = zeroblob(60)"], {"broken": 1, "opened": 1}),
        ("sealed", lambda: ["UPDATE persons SET details = (SELECT address FROM accounts)"], {"broken": 1}),
        (
            "keys",
            lambda: ["INSERT INTO persons (id, created_ms) VALUES (9, 1)"],
            {"persons": 2, "missing": 1},
        ),
        ("schema", lambda: ["DELETE FROM schema_version"], {"version": 0}),
        ("schema", lambda: ["UPDATE schema_version SET number = 900"], {"version": 900}),
    ],
)
async def test_the_check_finds_what_is_broken_and_says_what_to_do(
    shell: Shell,
    running: Any,
    tmp_path: Path,
    name: str,
    statements: Callable[[], list[str]],
    counts: dict[str, int],
) -> None:
    async with running() as desk:
        await desk.person("Siti")
    plant(tmp_path, *statements())

    code, text, _errors = await shell("check", "--json")
    _code, plain, _errors = await shell("check")

    found = of_check(text, name)
    assert code == 1
    assert json.loads(text)["ok"] is False
    assert found["fault"] is True
    assert found["remedy"]
    assert counts.items() <= found["counts"].items()
    assert [each["name"] for each in json.loads(text)["checks"] if each["fault"]] == [name]
    assert f"FAULT: {found['text']}. {found['remedy']}" in plain.splitlines()


@pytest.mark.parametrize(
    "name, statements",
    [
        ("inbox", lambda: [event(1, "failed", 25), event(2, "quarantined", 30)]),
        ("outbox", lambda: [message(1, "held", 100)]),
    ],
)
async def test_what_is_only_worth_knowing_is_a_note(
    shell: Shell, running: Any, tmp_path: Path, name: str, statements: Callable[[], list[str]]
) -> None:
    async with running() as desk:
        await desk.person("Siti")
    plant(tmp_path, *statements())

    code, text, _errors = await shell("check")

    assert code == 0
    assert [line.partition(":")[0] for line in text.splitlines()].count("note") == 1
    assert of_check((await shell("check", "--json"))[1], name)["remedy"]


async def test_messages_for_later_are_no_fault(shell: Shell, running: Any, tmp_path: Path) -> None:
    async with running() as desk:
        await desk.person("Siti")
    plant(
        tmp_path,
        message(1, "queued", -12),
        message(2, "pull", 500),
        message(3, "sent", 500),
        event(9, "new", 0),
    )

    code, text, _errors = await shell("check", "--json")

    assert code == 0
    assert of_check(text, "outbox")["counts"] == {"pull": 1, "queued": 1}
    assert of_check(text, "inbox")["counts"]["new"] == 1


async def test_a_damaged_file_is_a_fault_and_not_a_crash(shell: Shell, running: Any, tmp_path: Path) -> None:
    async with running() as desk:
        for number in range(200):
            await desk.person(f"Siti {number}")
    path = tmp_path / "teman.db"
    whole = bytearray(path.read_bytes())
    # All but the first pages (the schema) overwritten, as a dying disk does.
    whole[16_384:] = b"\xa5" * (len(whole) - 16_384)
    path.write_bytes(whole)

    code, text, _errors = await shell("check")

    assert code == 1
    assert re.search(r"^FAULT: the database (is damaged|cannot be read)", text, re.MULTILINE)


async def test_a_file_that_is_no_database_is_told_and_not_a_crash(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "teman.db").write_text("resep kue kering\n" * 1000)

    code, text, _errors = await shell("check")

    assert code == 1
    assert "FAULT: the database cannot be read" in text
    assert (tmp_path / "teman.db").read_text().startswith("resep")


async def test_a_lost_key_store_is_a_fault(shell: Shell, running: Any, tmp_path: Path) -> None:
    async with running() as desk:
        await desk.person("Siti")
    for path in tmp_path.glob("keys.db*"):
        path.unlink()

    code, text, _errors = await shell("check")

    assert code == 1
    assert "FAULT: there is no key store" in text
    assert not list(tmp_path.glob("keys.db"))


async def test_a_key_store_of_another_ring_is_a_fault(shell: Shell, running: Any) -> None:
    async with running() as desk:
        await desk.person("Siti")
    shell.set(SECRET_KEYS=NEW_KEY)

    code, text, _errors = await shell("check", "--json")

    assert code == 1
    assert of_check(text, "keys")["fault"] is True
    assert "SECRET_KEYS" in of_check(text, "keys")["remedy"]
    assert of_check(text, "structure")["fault"] is False


# -- keys -------------------------------------------------------------------------------------------------------


async def test_a_new_key_is_printed_alone_and_needs_no_setting(shell: Shell, monkeypatch: Any) -> None:
    monkeypatch.delenv("SECRET_KEYS")

    named = await shell("keys", "new", "k2026")
    first, second = await shell("keys", "new"), await shell("keys", "new")

    name, _colon, secret = named[1].strip().partition(":")
    assert (named[0], name, len(base64.b64decode(secret))) == (0, "k2026", 32)
    assert named[1].count("\n") == 1
    assert re.fullmatch(r"k\d{8}-\w{4}", first[1].partition(":")[0])
    assert first[1].partition(":")[2] != second[1].partition(":")[2]
    shell.set(SECRET_KEYS=f"{first[1].strip()},{named[1].strip()}")
    assert (await shell("keys", "rotate"))[0] == 2  # the settings are right; there is no key store yet


@pytest.mark.parametrize("arguments", [(), ("old",), ("new", "a b"), ("new", "x" * 33), ("rotate", "name")])
async def test_keys_asked_for_wrongly_do_nothing(
    shell: Shell, tmp_path: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    code, text, _errors = await shell("keys", *arguments)

    assert (code, text) == (2, "")
    assert "usage" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def ring_keys(folder: Path) -> dict[str, int]:
    connection = sqlite3.connect(folder / "keys.db")
    found = dict(connection.execute("SELECT key_id, count(*) FROM data_keys GROUP BY key_id").fetchall())
    connection.close()
    return found


async def test_rotation_wraps_every_key_beside_the_running_program(
    shell: Shell, running: Any, tmp_path: Path
) -> None:
    async with running() as desk:
        for number in range(20):
            await desk.person(f"Siti {number}")
        keys = sum(ring_keys(tmp_path).values())
        shell.set(SECRET_KEYS=f"{NEW_KEY},{KEY}")

        code, text, _errors = await shell("keys", "rotate")
        again = await shell("keys", "rotate")
        checked = await shell("check", "--all")

    assert (code, checked[0]) == (0, 0)
    assert ring_keys(tmp_path) == {"new": keys} == {"new": 21}
    assert text.startswith("21 data keys were wrapped anew; all are under 'new' now.")
    assert "Keep 'test' for 72 hours" in text
    assert again[1].startswith("0 data keys")
    shell.set(SECRET_KEYS=NEW_KEY)
    assert (await shell("check", "--all"))[0] == 0


async def test_rotation_goes_on_where_it_was_interrupted(shell: Shell, running: Any, tmp_path: Path) -> None:
    async with running() as desk:
        for number in range(5):
            await desk.person(f"Siti {number}")
    ring = (RingKey("new", bytes(32)), *RING)
    vault = Vault(KeyStore(engine_beside(f"sqlite:///{tmp_path / 'keys.db'}")), ring)
    await vault.start()
    await vault.rewrap(2)  # and then the power went
    await vault.stop()
    half = ring_keys(tmp_path)
    shell.set(SECRET_KEYS=f"{NEW_KEY},{KEY}")
    checked = await shell("check", "--all")

    code, text, _errors = await shell("keys", "rotate")

    assert half == {"new": 2, "test": 4}
    assert checked[0] == 0
    assert (code, text.split()[0]) == (0, "4")
    assert ring_keys(tmp_path) == {"new": 6}


async def test_rotation_without_the_old_key_stops_and_says_so(
    shell: Shell, running: Any, tmp_path: Path
) -> None:
    async with running() as desk:
        await desk.person("Siti")
    shell.set(SECRET_KEYS=NEW_KEY)

    code, text, errors = await shell("keys", "rotate")

    assert (code, text) == (1, "")
    assert "'test'" in errors
    assert ring_keys(tmp_path) == {"test": 2}


# -- outbox -----------------------------------------------------------------------------------------------------


async def test_held_messages_are_released_and_counted(shell: Shell, running: Any) -> None:
    async with running() as desk:
        actor = await desk.person("Siti")

        async def hold(unit: Unit) -> None:
            for _message in range(3):
                row = Queued(
                    id=unit.new_id(),
                    account_id=actor.account_id,
                    person_id=actor.person_id,
                    channel="simulator",
                    kind="answer",
                    lane=1,
                    due_ms=unit.now_ms,
                    body=b"{}",
                    made_ms=unit.now_ms,
                )
                outbox.add(unit, row, state="held")

        async def states(unit: Unit) -> dict[str, int]:
            return await outbox.count_states(unit)

        await desk.run(hold)
        released = await shell("outbox", "release")
        again = await shell("outbox", "release")

        assert {name: n for name, n in (await desk.run(states)).items() if n} == {"queued": 3}
    assert released[0] == 0
    assert released[1].startswith("3 messages were released")
    assert again[:2] == (0, "Nothing is held.\n")


async def test_releasing_makes_no_database(shell: Shell, tmp_path: Path) -> None:
    code, text, errors = await shell("outbox", "release")

    assert (code, text) == (2, "")
    assert "no database" in errors
    assert not list(tmp_path.glob("*.db"))


# -- bench ------------------------------------------------------------------------------------------------------


async def test_bench_hands_its_arguments_to_the_benchmark(shell: Shell) -> None:
    code, text, _errors = await shell("bench", "--help")

    assert code == 0
    assert "tests.bench" in text
    assert sys.executable not in text


async def test_broken_criteria_files_are_named_in_the_error() -> None:
    fault = Fault(file="a.toml", where="file", problem="it is broken", remedy="Mend it")

    assert "a.toml" in explain(CriteriaError([fault]))


# -- PostgreSQL -------------------------------------------------------------------------------------------------


@pytest.mark.postgres
async def test_the_same_commands_work_beside_a_program_on_postgresql(
    shell: Shell, tmp_path: Path, postgres_url: str
) -> None:
    shell.set(DATABASE_URL=postgres_url)
    async with open_desk(tmp_path, postgres_url) as desk:
        desk.now_ms = real_now_ms()
        await desk.person("Siti")

        healthy = await shell("check", "--all")
        invited = await shell("invite", "--role", "worker")
        released = await shell("outbox", "release")
        found = await find(desk, code_in(invited[1]))

        async def drop(unit: Unit) -> None:
            unit.write("DROP TRIGGER audit_no_change ON audit")

        await desk.run(drop)
        broken = await shell("check")

    assert (healthy[0], invited[0], released[0], broken[0]) == (0, 0, 0, 1), healthy[1]
    assert found is not None
    assert "FAULT: audit rows could be changed or deleted; missing: audit_no_change" in broken[1]


@pytest.mark.postgres
async def test_an_empty_postgresql_database_is_told_and_then_made(shell: Shell, postgres_url: str) -> None:
    shell.set(DATABASE_URL=postgres_url)

    before = await shell("check")
    invited = await shell("invite", "--role", "admin", "--office", "Dinas Sosial Kota Batu")
    after = await shell("check")

    assert (before[0], invited[0], after[0]) == (1, 0, 0)
    assert "FAULT: the database has schema 0" in before[1]
