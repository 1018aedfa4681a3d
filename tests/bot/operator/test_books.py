"""A group's book out of the database and in again, by the operator, beside a running program; nothing half imported."""

import json
from pathlib import Path

import pytest

from db import groups
from db.unit import Unit
from tests.book_year import open_year
from tests.bot.shell import Program, Shell, code_in, find
from tests.db.loan_world import ask, lend


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "out" / "mentari.json"


@pytest.fixture
async def mentari(running: Program, file: Path) -> int:
    file.parent.mkdir()
    async with running() as desk:
        return (await open_year(desk)).id


async def test_a_book_goes_out_and_comes_in_and_is_whole(shell: Shell, mentari: int, file: Path) -> None:
    code, text, _errors = await shell("books", "export", str(file), "--group", "Mentari")
    assert code == 0
    assert "It holds names" in text
    assert file.stat().st_mode & 0o077 == 0
    code, text, _errors = await shell("books", "import", str(file))
    assert code == 0
    assert "Invite its officers" in text
    _code, text, _errors = await shell("books", "list")
    assert text.count("Mentari") == 2
    code, _text, _errors = await shell("check")
    assert code == 0


async def test_a_changed_amount_is_found_and_nothing_is_imported(
    shell: Shell, running: Program, mentari: int, file: Path
) -> None:
    await shell("books", "export", str(file), "--group", str(mentari))
    book = json.loads(file.read_text())
    for line in (book["lines"][0], book["lines"][1]):
        line["amount"] += 1_000
    file.write_text(json.dumps(book))
    code, _text, errors = await shell("books", "import", str(file))
    assert code == 2
    assert "does not verify" in errors
    async with running() as desk:
        assert len(await desk.run(groups.list_all)) == 1


async def test_loans_that_do_not_agree_with_the_book_are_not_imported(
    shell: Shell, running: Program, file: Path
) -> None:
    file.parent.mkdir()
    async with running() as desk:
        book = await open_year(desk)
        await lend(book, amount=50_000)
        await ask(book, member=4, amount=5_000, months=1)
    await shell("books", "export", str(file), "--group", "Mentari")
    whole = file.read_text()
    for was, now in (('"months": 5', '"months": 4'), ('"running"', '"settled"')):
        file.write_text(whole.replace(was, now))
        code, _text, errors = await shell("books", "import", str(file))
        assert code == 2
        assert "do not agree with the book (group" in errors
    file.write_text(whole)
    assert (await shell("books", "import", str(file)))[0] == 0
    assert (await shell("check"))[0] == 0


async def test_what_is_asked_wrongly_is_said(shell: Shell, mentari: int, file: Path) -> None:
    code, _text, errors = await shell("books", "export", str(file), "--group", "Melati")
    assert code == 2
    assert "known: Mentari" in errors
    file.write_text("no json")
    for arguments in (
        ("export", str(file), "--group", "Mentari"),
        ("import", str(file)),
        ("import", "nowhere"),
    ):
        code, _text, errors = await shell("books", *arguments)
        assert (code, bool(errors)) == (2, True)
    assert (await shell("books", "export"))[0] == 2


async def test_the_auditors_file_holds_no_name(shell: Shell, mentari: int, tmp_path: Path) -> None:
    file = tmp_path / "out" / "mentari.beancount"
    assert (await shell("books", "export", str(file), "--group", "Mentari", "--format", "beancount"))[0] == 0
    assert "Siti" not in file.read_text()
    assert "Anggota-003" in file.read_text()


async def test_an_officer_is_invited_into_a_group_that_has_none(
    shell: Shell, running: Program, mentari: int
) -> None:
    code, text, _errors = await shell("invite", "--role", "chair", "--group", "mentari")
    assert code == 0
    async with running() as desk:
        found = await find(desk, code_in(text))
    assert found is not None
    assert (found.grant.role.value, found.grant.group_id) == ("chair", mentari)
    for wrong in (
        ("--role", "chair"),
        ("--role", "worker", "--group", "Mentari"),
        ("--role", "chair", "--group", "x"),
    ):
        assert (await shell("invite", *wrong))[0] == 2


async def test_a_file_that_is_too_deep_is_no_book(shell: Shell, mentari: int, file: Path) -> None:
    file.write_text('{"a":' * 100_000)
    code, _text, errors = await shell("books", "import", str(file))
    assert (code, "Traceback" in errors) == (2, False)


async def test_what_somebody_practises_is_no_book_to_take_away(
    shell: Shell, running: Program, mentari: int, file: Path
) -> None:
    async def practise(unit: Unit) -> None:
        unit.write("UPDATE groups SET practice_of = 1 WHERE id = $1", mentari)

    async with running() as desk:
        await desk.run(practise)
    assert (await shell("books", "export", str(file), "--group", "Mentari"))[0] == 2
    assert "Mentari" not in (await shell("books", "list"))[1]
    assert not file.exists()
