"""What was written comes back after a crash; a torn line and a full disk harm nothing else."""

import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.base import Button, Layout
from bot.channels.simulator.journal import Full, Journal
from bot.channels.simulator.records import Event, File, Message, Phone

PHONE = Phone(name="siti", title="Siti", number="+620000000001")
MESSAGE = Message(
    id=5,
    phone="siti",
    mine=False,
    at_ms=9,
    text="Halo 😀\n\u2028",
    buttons=(Button(label="Ya", payload="y", hint="h"),),
    layout=Layout.LIST,
    file=File(ref="a" * 32, name="kue.png", mime="image/png", size_bytes=3),
)
EVENT = Event(id=6, phone="siti", ref="r", body={"kind": "text", "text": "\ud800"})


def test_every_kind_of_record_comes_back_as_it_was(tmp_path: Path) -> None:
    Journal(tmp_path).append("mark", PHONE, MESSAGE, EVENT)
    assert list(Journal(tmp_path).load()) == ["mark", PHONE, MESSAGE, EVENT]


@pytest.mark.parametrize("cut", [1, 2, 30])
def test_a_torn_last_line_is_ignored(tmp_path: Path, cut: int) -> None:
    journal = Journal(tmp_path)
    journal.append(PHONE, MESSAGE)
    path = tmp_path / "phones.jsonl"
    path.write_bytes(path.read_bytes()[:-cut] if cut > 1 else path.read_bytes() + b'{"kind": "mes')
    again = Journal(tmp_path)
    assert list(again.load()) == ([PHONE] if cut > 1 else [PHONE, MESSAGE])
    assert again.torn


def test_rewriting_leaves_only_what_is_asked(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(PHONE, replace(PHONE, title="Bu Siti"))
    journal.rewrite([replace(PHONE, title="Bu Siti")])
    assert list(Journal(tmp_path).load()) == [replace(PHONE, title="Bu Siti")]


def test_files_are_kept_under_names_nobody_guesses(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    ref = journal.keep_file(b"kue")
    found = journal.find_file(ref)
    assert found is not None
    assert found.read_bytes() == b"kue"
    journal.drop_file(ref)
    assert journal.find_file(ref) is None


@contextmanager
def full_disk(bytes_left: int) -> Iterator[None]:
    """The operating system takes so many bytes of any file and then refuses, as a full disk does."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_full_disk_leaves_what_was_written_and_takes_more_later(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(PHONE)
    before = (tmp_path / "phones.jsonl").read_bytes()
    with full_disk(len(before) + 20), pytest.raises(OSError, match="File too large"):
        journal.append(MESSAGE)
    assert (tmp_path / "phones.jsonl").read_bytes() == before
    journal.append(EVENT)
    assert list(Journal(tmp_path).load()) == [PHONE, EVENT]


@pytest.mark.parametrize("ref", ["", "..", "../phones.jsonl", "a" * 32, "A" * 32])
def test_no_other_file_can_be_asked_for(tmp_path: Path, ref: str) -> None:
    journal = Journal(tmp_path)
    journal.append(PHONE)
    assert journal.find_file(ref) is None


def test_the_folder_does_not_fill_the_disk(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for _ in range(40):
        journal.keep_file(bytes(5 * 1024 * 1024))
    for fuller in (journal, Journal(tmp_path)):
        with pytest.raises(Full):
            fuller.keep_file(b"x")


def test_nobody_else_on_the_computer_reads_the_chats(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "simulator")
    journal.append(PHONE)
    assert stat.S_IMODE((tmp_path / "simulator").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "simulator" / "phones.jsonl").stat().st_mode) == 0o600
