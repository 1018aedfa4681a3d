"""Which files may be kept, by what they are and never by what they are called; how long fetching one is tried.

A file is known by its first bytes. Photos, scanned papers (as PDF), voice notes and a group's table of savings (XLSX,
read once and then taken away) are all we ever ask for; what a program could run is never kept.
"""

from enum import StrEnum

from domain.records import dataclass

# The longest voice note and the largest photo of a phone are far below; Telegram gives out 20 MB at most.
FILE_BYTES_MAX = 10_000_000

# A file that cannot be fetched is tried again after these pauses, then she is asked to send it once more: 5 hours.
RETRY_AFTER_S = (10, 60, 300, 900, 3_600, 3_600, 7_200)

# Where a PDF must have said that it ends: what hangs behind is something else.
_PDF_TAIL_BYTES = 1_024


class FileKind(StrEnum):
    """What a kept file is."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    PDF = "application/pdf"
    OGG = "audio/ogg"
    MP3 = "audio/mpeg"
    M4A = "audio/mp4"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


IMAGES = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.WEBP})
PAPERS = IMAGES | {FileKind.PDF}
VOICES = frozenset({FileKind.OGG, FileKind.MP3, FileKind.M4A})


class Wanted(StrEnum):
    """What the question asked for."""

    PHOTO = "photo"
    PAPER = "paper"
    VOICE = "voice"
    SHEET = "sheet"
    COURSES = "courses"  # a table, too; of an office's or group's classes


ACCEPTED = {
    Wanted.PHOTO: IMAGES,
    Wanted.PAPER: PAPERS,
    Wanted.VOICE: VOICES,
    Wanted.SHEET: frozenset({FileKind.XLSX}),
    Wanted.COURSES: frozenset({FileKind.XLSX}),
}


class FileFault(StrEnum):
    """Why a file is not kept."""

    TOO_LARGE = "too_large"
    WRONG_KIND = "wrong_kind"
    BROKEN = "broken"
    NOT_FETCHED = "not_fetched"


@dataclass(frozen=True, kw_only=True, slots=True)
class SentFile:
    """A file she sent and the channel still has. size_bytes: as the channel says, 0 if it does not."""

    reference: str
    size_bytes: int = 0

    def packed(self) -> str:
        """In one word, as it travels through a talk."""
        return f"{self.size_bytes}:{self.reference}"


def unpacked(word: str) -> SentFile:
    """The file of that word. Raises ValueError."""
    size, colon, reference = word.partition(":")
    if not (colon and reference and size.isascii() and size.isdecimal()):
        raise ValueError("no file")
    return SentFile(reference=reference, size_bytes=int(size))


def kind_of(content: bytes) -> FileKind | None:
    """What the bytes are; None for whatever we never keep."""
    if content.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return FileKind.WEBP
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-_PDF_TAIL_BYTES:]:
        return FileKind.PDF
    if content.startswith(b"OggS"):
        return FileKind.OGG
    if content.startswith(b"ID3") or content[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"):
        return FileKind.MP3
    if content[4:11] == b"ftypM4A":
        return FileKind.M4A
    # The names of a ZIP's parts stand in it uncompressed. What the parts hold is bot/sheets.py's question.
    if content.startswith(b"PK\x03\x04") and b"xl/workbook.xml" in content:
        return FileKind.XLSX
    return None


def fault_of(content: bytes, wanted: Wanted) -> FileFault | None:
    """Why these bytes are not kept; None if they may be."""
    if len(content) > FILE_BYTES_MAX:
        return FileFault.TOO_LARGE
    return None if kind_of(content) in ACCEPTED[wanted] else FileFault.WRONG_KIND


def next_try_s(tries: int) -> int | None:
    """How long to wait after so many tries in vain; None: no more."""
    return RETRY_AFTER_S[tries - 1] if tries <= len(RETRY_AFTER_S) else None
