"""What stands on the group's page, for whom, and in which section: all of it two taps away, nothing of it twice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from conversation.questions import Choice
from conversation.text import Text, _
from domain.permits import Action
from handlers.names import (
    AGREE,
    AKHIR_TAHUN,
    ANNOUNCEMENTS,
    ARISAN,
    BOOKS,
    CHECK_CODE,
    CLOSE_MONTH,
    CORRECT,
    COST,
    COURSES,
    DISPUTES,
    GROUP_CHAT,
    GROUP_MONEY,
    GROUP_RULES,
    GROUP_TEXT,
    IMPORT,
    LOANS,
    MEETING,
    MEETING_CODE,
    MEMBERS,
    NOTE_DOWN,
    ON_ITS_WAY,
    PAY_OUT,
    PERIKSA_TAHUN,
    PRACTICE,
    READ_ALOUD,
    REOPEN,
    SAVE,
    SAVINGS,
    SHARE_OUT,
    SIGNING_PIN,
    SOCIAL_HELP,
    SUGGEST,
    TUTUP_TAHUN,
)

# So many rows a page holds on every platform, "Selesai" among them.
ROWS_MAX = 10

# Where all does not fit on one page: everything is two taps away at most.
WAITING = Choice("waiting", _("Yang menunggu Ibu"), words=("menunggu",))
OUT = Choice("out", _("Uang keluar"), words=("keluar",))
NOTES = Choice("notes", _("Catatan lain"), words=("lain", "lainnya", "yang lain"))
PLACES = Choice("places", _("Pengaturan"), words=("atur",))
YEAR = Choice("year", _("Buku dan tahun"), words=("tahun",))
SECTIONS = {each.key: each for each in (OUT, NOTES, PLACES, YEAR)}

# What an invented group cannot have: members with phones of their own, and a chat in which they talk.
NOT_IN_PRACTICE = frozenset({IMPORT, MEETING_CODE, GROUP_CHAT, SIGNING_PIN, SUGGEST, ANNOUNCEMENTS})


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """A conversation, what it is called here, and what one must be allowed for it.

    section: behind which row it stands where all does not fit on one page. asks: it finds the group itself.
    """

    name: str
    label: Text
    action: Action
    words: tuple[str, ...] = ()
    section: str = ""
    asks: bool = False


# In the order in which they are needed most; a section stands where its first door would.
DOORS = (
    Door(name=MEETING, label=_("Rapat"), action=Action.WRITE_BOOK),
    Door(name=SAVE, label=_("Catat setoran"), action=Action.WRITE_BOOK, words=("setor",)),
    Door(name=SAVINGS, label=_("Simpanan saya"), action=Action.SEE_TOTALS, words=("simpanan",)),
    Door(name=LOANS, label=_("Pinjaman"), action=Action.SEE_TOTALS, words=("pinjam", "cicilan")),
    Door(
        name=PAY_OUT,
        label=_("Simpanan diambil"),
        action=Action.WRITE_BOOK,
        words=("tarik", "ambil"),
        section=OUT.key,
    ),
    Door(
        name=COST,
        label=_("Catat biaya"),
        action=Action.WRITE_BOOK,
        words=("biaya", "belanja"),
        section=OUT.key,
    ),
    Door(
        name=SOCIAL_HELP,
        label=_("Bantuan dana sosial"),
        action=Action.WRITE_BOOK,
        words=("santunan",),
        section=OUT.key,
    ),
    Door(
        name=SHARE_OUT,
        label=_("Bagikan simpanan"),
        action=Action.WRITE_BOOK,
        words=("bagikan", "bagi"),
        section=OUT.key,
    ),
    Door(
        name=ON_ITS_WAY,
        label=_("Uang yang menunggu"),
        action=Action.WRITE_BOOK,
        words=("menunggu",),
        section=OUT.key,
    ),
    Door(
        name=CORRECT,
        label=_("Betulkan catatan"),
        action=Action.WRITE_BOOK,
        words=("betulkan",),
        section=NOTES.key,
    ),
    Door(
        name=NOTE_DOWN,
        label=_("Tempel daftar"),
        action=Action.WRITE_BOOK,
        words=("catat", "daftar"),
        section=NOTES.key,
        asks=True,
    ),
    Door(
        name=READ_ALOUD,
        label=_("Bacakan catatan"),
        action=Action.WRITE_BOOK,
        words=("bacakan",),
        section=NOTES.key,
    ),
    Door(name=ARISAN, label=_("Arisan"), action=Action.SEE_TOTALS, section=NOTES.key),
    Door(
        name=REOPEN,
        label=_("Buka rapat lagi"),
        action=Action.WRITE_BOOK,
        words=("buka lagi", "buka"),
        section=NOTES.key,
    ),
    Door(
        name=ANNOUNCEMENTS,
        label=_("Pengumuman"),
        action=Action.ANNOUNCE_TO_GROUP,
        words=("kabari",),
        section=NOTES.key,
    ),
    Door(
        name=GROUP_TEXT,
        label=_("Teks untuk grup"),
        action=Action.WRITE_BOOK,
        words=("teks", "grup wa"),
        section=NOTES.key,
    ),
    Door(
        name=DISPUTES,
        label=_("Yang beda"),
        action=Action.ANSWER_DISPUTE,
        words=("keberatan", "beda"),
        section=NOTES.key,
    ),
    Door(
        name=AGREE,
        label=_("Dicek berdua"),
        action=Action.AGREE,
        words=("setujui",),
        section=NOTES.key,
        asks=True,
    ),
    Door(
        name=MEMBERS,
        label=_("Anggota"),
        action=Action.KEEP_MEMBERS,
        section=PLACES.key,
    ),
    Door(
        name=MEETING_CODE,
        label=_("Kode rapat"),
        action=Action.KEEP_MEMBERS,
        words=("kode",),
        section=PLACES.key,
    ),
    Door(
        name=GROUP_RULES,
        label=_("Aturan kelompok"),
        action=Action.SEE_TOTALS,
        words=("aturan",),
        section=PLACES.key,
    ),
    Door(
        name=SIGNING_PIN,
        label=_("Angka tanda saya"),
        action=Action.AGREE,
        words=("tanda",),
        section=PLACES.key,
        asks=True,
    ),
    Door(
        name=COURSES,
        label=_("Kelas kelompok"),
        action=Action.KEEP_GROUP_COURSES,
        words=("kelas",),
        section=PLACES.key,
    ),
    Door(
        name=GROUP_CHAT,
        label=_("Grup Telegram"),
        action=Action.WRITE_BOOK,
        words=("grup", "telegram"),
        section=PLACES.key,
    ),
    Door(
        name=SUGGEST,
        label=_("Kartu ajakan"),
        action=Action.SUGGEST_FROM_GROUP,
        words=("ajak warga", "kartu"),
        section=PLACES.key,
        asks=True,
    ),
    Door(name=PRACTICE, label=_("Latihan"), action=Action.WRITE_BOOK, section=PLACES.key, asks=True),
    Door(
        name=GROUP_MONEY,
        label=_("Uang kelompok"),
        action=Action.SEE_TOTALS,
        words=("uang",),
        section=YEAR.key,
    ),
    Door(
        name=BOOKS,
        label=_("Buku dan kertas"),
        action=Action.READ_BOOK,
        words=("buku", "kertas"),
        section=YEAR.key,
    ),
    Door(name=CHECK_CODE, label=_("Angka cek"), action=Action.SEE_TOTALS, words=("cek",), section=YEAR.key),
    Door(
        name=CLOSE_MONTH,
        label=_("Tutup bulan"),
        action=Action.WRITE_BOOK,
        words=("bulan",),
        section=YEAR.key,
    ),
    Door(
        name=TUTUP_TAHUN,
        label=_("Tutup tahun"),
        action=Action.WRITE_BOOK,
        words=("tutup buku",),
        section=YEAR.key,
    ),
    Door(
        name=PERIKSA_TAHUN,
        label=_("Periksa tahun"),
        action=Action.CHECK_YEAR,
        words=("periksa",),
        section=YEAR.key,
    ),
    Door(
        name=AKHIR_TAHUN,
        label=_("Akhir tahun"),
        action=Action.SEE_TOTALS,
        words=("tahun", "hasil"),
        section=YEAR.key,
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Its rows, without "Selesai", and what stands behind those that are sections."""

    rows: tuple[Choice, ...]
    behind: dict[str, list[Choice]]


def page_of(allowed: Collection[Action], waiting: Sequence[Choice], *, is_open: bool, practice: bool) -> Page:
    """What she may do here; in sections where all of it does not fit on one page.

    waiting: what waits for her, which stands first. is_open: False while the group is a draft.
    """
    left_out = NOT_IN_PRACTICE if practice else frozenset()
    waiting = [each for each in waiting if each.key not in left_out]
    here = {each.key for each in waiting}
    doors = [
        door
        for door in DOORS
        if door.action in allowed and door.name not in here | left_out and (is_open or not _books(door))
    ]
    if len(waiting) + len(doors) < ROWS_MAX:
        return Page(rows=(*waiting, *map(_row, doors)), behind={})
    behind = {key: [_row(door) for door in doors if door.section == key] for key in SECTIONS}
    behind = {key: rows for key, rows in behind.items() if len(rows) > 1}
    rows = {each.key: each for each in (_place(door, behind) for door in doors)}.values()
    if len(waiting) + len(rows) < ROWS_MAX:
        return Page(rows=(*waiting, *rows), behind=behind)
    return Page(rows=(WAITING, *rows), behind={**behind, WAITING.key: waiting})


def _place(door: Door, behind: Collection[str]) -> Choice:
    return SECTIONS[door.section] if door.section in behind else _row(door)


def _row(door: Door) -> Choice:
    return Choice(door.name, door.label, words=door.words)


def _books(door: Door) -> bool:
    return door.action.value.startswith("savings.") or door.name in (
        MEETING_CODE,
        SIGNING_PIN,
        AGREE,
        SUGGEST,
    )
