"""The export holds no name unless asked for, nothing of talks with a person, and nothing a spreadsheet would run."""

import csv
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.operator.export import FORMULA
from db.people import Actor
from db.unit import Unit
from domain.roles import Role
from tests.bot.shell import Program, Shell, add_office
from tests.db.course_world import course_of, join, weeks
from tests.db.desk import Desk
from tests.db.forgetting import rows
from tests.db.office_world import World


def sheet(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


async def asked(desk: Desk, who: Actor, office: int, code: str, kind: str = "screening") -> None:
    async def job(unit: Unit) -> None:
        request_id = unit.new_id()
        unit.write(
            "INSERT INTO requests (id, code, person_id, organisation_id, kind, state, overall, made_ms, changed_ms)"
            " VALUES ($1, $2, $3, $4, $5, 'menunggu', 'perlu_cek', 1770091200000, 1770091200000)",
            request_id,
            code,
            who.person_id,
            office,
            kind,
        )
        unit.write(
            "INSERT INTO decisions (id, request_id, person_id, by_person, state, detail, at_ms)"
            " VALUES ($1, $2, $3, 5, 'diperiksa', $4, 1770091200000)",
            unit.new_id(),
            request_id,
            who.person_id,
            b"sealed",
        )
        unit.write(
            "INSERT INTO consents (id, person_id, organisation_id, purpose, version, text, answer, manner, at_ms)"
            " VALUES ($1, $2, $3, 'screening', '1', 'Boleh?', 'yes', 'typed', 1770091200000)",
            unit.new_id(),
            who.person_id,
            office,
        )

    await desk.run(job)


async def test_requests_decisions_and_consents_without_names(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        office = await add_office(desk, "=Kantor Contoh")
        siti = await desk.person("Siti (demo)")
        await asked(desk, siti, office, "ABC234")
        await asked(desk, siti, office, "PRS234", kind="person")
        code, text, errors = await shell("export", str(tmp_path / "out"))

    assert (code, errors) == (0, "")
    assert "requests.csv: 1 rows" in text
    (request,) = sheet(tmp_path / "out", "requests")
    assert request == {
        "code": "ABC234",
        "person_id": str(siti.person_id),
        "office": "'=Kantor Contoh",
        "kind": "screening",
        "state": "menunggu",
        "overall": "perlu_cek",
        "area": "",
        "made": "2026-02-03 04:00:00",
        "changed": "2026-02-03 04:00:00",
    }
    assert [each["code"] for each in sheet(tmp_path / "out", "decisions")] == ["ABC234"]
    assert len(sheet(tmp_path / "out", "consents")) == 2
    files = list((tmp_path / "out").iterdir())
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert not any(b"Siti" in path.read_bytes() for path in files)


async def test_names_only_when_asked_for_and_each_is_noted(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        office, other = await add_office(desk, "Kantor Contoh"), await add_office(desk, "Kantor Lain")
        siti, yuyun = await desk.person("Siti (demo)"), await desk.person("Yuyun (demo)")
        await asked(desk, siti, office, "ABC234")
        await asked(desk, yuyun, other, "DEF234")
        code, _text, _errors = await shell(
            "export", str(tmp_path / "out"), "--names", "--office", str(office)
        )
        audit = await rows(desk, "SELECT person_id, reason FROM audit WHERE action = 'read'")

    assert code == 0
    assert [each["name"] for each in sheet(tmp_path / "out", "requests")] == ["Siti (demo)"]
    assert [(row["person_id"], row["reason"]) for row in audit] == [
        (siti.person_id, "export by the operator")
    ]


async def test_nothing_is_written_over_and_no_office_is_made_up(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    async with running():
        for arguments, said in (
            (("full",), "is not an empty folder"),
            (("new", "--office", "7"), "no office 7"),
        ):
            code, _text, errors = await shell("export", str(tmp_path / arguments[0]), *arguments[1:])
            assert code == 2
            assert said in errors
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "text", ["=1+1", "+62", "-1", "@a", "|x", "%x", "\tx", "\rx", " =1", "\ufeff=1", "\x00=1"]
)
def test_what_a_spreadsheet_would_run_is_recognised(text: str) -> None:
    assert FORMULA.match(text)
    assert not FORMULA.match("Siti = 1")


async def test_courses_are_taken_along_without_anybody_s_name(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        world = World(desk)
        world.office = await world.add_office("Kantor Contoh", "samarinda")
        next_week = datetime.now(UTC).date() + timedelta(weeks=1)
        worker = await world.staff(Role.WORKER)
        course = await course_of(world, worker, days=weeks(2, next_week), title="=Kue kering")
        siti = await world.woman("Siti Kenari")
        await join(world, course, siti)
        code, text, _errors = await shell("export", str(tmp_path / "out"), "--names")

    assert code == 0
    assert "places.csv: 1 rows" in text
    (row,) = sheet(tmp_path / "out", "courses")
    assert (row["code"], row["title"], row["sessions"], row["places"]) == (
        course.code,
        "'=Kue kering",
        "2",
        "1",
    )
    (place,) = sheet(tmp_path / "out", "places")
    assert (place["code"], place["person_id"], place["state"]) == (course.code, str(siti.person_id), "joined")
    assert not any(b"Kenari" in path.read_bytes() for path in (tmp_path / "out").iterdir())
