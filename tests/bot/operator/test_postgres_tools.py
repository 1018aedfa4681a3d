"""pg_dump gets the password in a file that is gone afterwards; what it complains of is told without it."""

from pathlib import Path

import pytest

from bot.operator.opening import CommandError
from bot.operator.postgres_tools import dump, load

# Writes down how it was called, what the password file said, and ends as it is told.
FAKE = """#!/bin/sh
echo "$@" >> "{folder}/called"
case "$1" in --dbname=*) file="${{1##*passfile=}}"; cat "$file" >> "{folder}/called"; ls -l "$file" >> "{folder}/called";; esac
for argument in "$@"; do case "$argument" in --file=*) echo dump > "${{argument#--file=}}";; esac; done
echo "it does not answer" >&2
exit {code}
"""


def fake_tools(folder: Path, monkeypatch: pytest.MonkeyPatch, *, code: int = 0) -> None:
    for tool in ("pg_dump", "pg_restore"):
        (folder / tool).write_text(FAKE.format(folder=folder, code=code))
        (folder / tool).chmod(0o700)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


URL = "postgresql://teman:ge%3Aheim@db.example.org:5432/teman?sslmode=require"


async def test_the_password_is_in_no_argument_and_its_file_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_tools(tmp_path, monkeypatch)

    await dump(URL, tmp_path / "to" / "teman.dump")

    called = (tmp_path / "called").read_text().splitlines()
    assert called[0].startswith(
        "--dbname=postgresql://teman@db.example.org:5432/teman?sslmode=require&passfile="
    )
    assert "heim" not in called[0]
    assert called[1] == "*:*:*:*:ge\\:heim"
    assert called[2].startswith("-rw-------")
    assert not Path(called[0].split("passfile=")[1].split()[0]).exists()
    assert (tmp_path / "to" / "teman.dump").read_text() == "dump\n"
    assert (tmp_path / "to" / "teman.dump").stat().st_mode & 0o777 == 0o600


async def test_a_dump_that_fails_leaves_no_file_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_tools(tmp_path, monkeypatch, code=1)

    with pytest.raises(CommandError, match="pg_dump has failed: it does not answer") as caught:
        await dump(URL, tmp_path / "to" / "teman.dump")
    assert "heim" not in str(caught.value)
    assert list((tmp_path / "to").iterdir()) == []
    with pytest.raises(CommandError, match="pg_restore has failed"):
        await load(URL, tmp_path / "called")
