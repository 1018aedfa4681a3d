"""A file is what its bytes are, never what it is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.files import (
    FILE_BYTES_MAX,
    RETRY_AFTER_S,
    FileFault,
    FileKind,
    SentFile,
    Wanted,
    fault_of,
    kind_of,
    next_try_s,
    unpacked,
)

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.mark.parametrize(
    "content, kind",
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", FileKind.JPEG),
        (b"\x89PNG\r\n\x1a\n\x00\x00", FileKind.PNG),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", FileKind.WEBP),
        (PDF, FileKind.PDF),
        (b"OggS\x00\x02", FileKind.OGG),
        (b"ID3\x04\x00", FileKind.MP3),
        (b"\xff\xfb\x90\x00", FileKind.MP3),
        (b"\x00\x00\x00\x20ftypM4A \x00", FileKind.M4A),
    ],
)
def test_what_may_be_kept_is_known_by_its_bytes(content: bytes, kind: FileKind) -> None:
    assert kind_of(content) is kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",  # a program for Windows
        b"\x7fELF\x02",
        b"PK\x03\x04",  # zip, apk, docx
        b"#!/bin/sh\n",
        b"<html><script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'>",
        b"GIF89a",
        b"BM\x00\x00",
        b"II*\x00",
        b"RIFF\x10\x00\x00\x00AVI LIST",
        b"\x00\x00\x00\x20ftypheic",
        b"\x00\x00\x00\x20ftypmp42",
        b"%PDF-1.4 without an end",
        PDF + b"PK\x03\x04" + b"\x00" * 5_000,  # a PDF with an archive behind it
        b"\n" + PDF,
        b"{\\rtf1",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # Office with macros
    ],
)
def test_what_is_never_kept_is_no_kind_whatever_it_is_called(content: bytes) -> None:
    assert kind_of(content) is None
    assert all(fault_of(content, wanted) is FileFault.WRONG_KIND for wanted in Wanted)


def test_a_file_of_another_sort_than_asked_for_is_not_kept() -> None:
    assert fault_of(PDF, Wanted.PAPER) is None
    assert fault_of(PDF, Wanted.PHOTO) is FileFault.WRONG_KIND
    assert fault_of(b"OggS", Wanted.VOICE) is None
    assert fault_of(b"OggS", Wanted.PAPER) is FileFault.WRONG_KIND
    assert fault_of(b"\xff\xd8\xff", Wanted.VOICE) is FileFault.WRONG_KIND


def test_a_file_that_is_too_large_is_not_kept() -> None:
    assert fault_of(b"OggS" + bytes(FILE_BYTES_MAX), Wanted.VOICE) is FileFault.TOO_LARGE
    assert fault_of(b"OggS" + bytes(FILE_BYTES_MAX - 4), Wanted.VOICE) is None


@given(st.text(min_size=1), st.integers(min_value=0))
def test_a_file_travels_through_a_talk(reference: str, size: int) -> None:
    sent = SentFile(reference=reference, size_bytes=size)
    assert unpacked(sent.packed()) == sent


@pytest.mark.parametrize("word", ["", ":", "5:", "x:ref", "-1:ref", "ref", "²:ref"])
def test_what_is_no_file_is_refused(word: str) -> None:
    with pytest.raises(ValueError):
        unpacked(word)


def test_fetching_is_tried_for_hours_and_not_for_ever() -> None:
    pauses = [next_try_s(tries) for tries in range(1, len(RETRY_AFTER_S) + 2)]
    assert pauses == [*RETRY_AFTER_S, None]
    assert sum(RETRY_AFTER_S) > 4 * 3600


@given(st.binary())
def test_no_bytes_break_the_look(content: bytes) -> None:
    assert kind_of(content) in {None, *FileKind}
