"""How do people head the columns of a table of classes, and what do they call the kinds of classes there?

The law: no word stands for two things. What is not here is asked about (domain/course_table.py), never guessed.
"""

from collections.abc import Mapping
from enum import StrEnum

from domain.courses import Kind, Topic


class Column(StrEnum):
    """What stands in a column."""

    TITLE = "title"
    SORT = "sort"
    PLACE = "place"
    WHEN = "when"
    HOUR = "hour"
    FIRST = "first"
    TIMES = "times"
    CAPACITY = "capacity"
    BRING = "bring"
    CHILDREN = "children"
    FARE = "fare"
    AREAS = "areas"
    IGNORED = "ignored"


HEADINGS: Mapping[Column, frozenset[str]] = {
    Column.TITLE: frozenset(
        {"nama kelas", "nama", "kelas", "judul", "nama pelatihan", "nama kegiatan", "kegiatan"}
    ),
    Column.SORT: frozenset(
        {"jenis", "keterampilan", "bidang", "jenis kelas", "jenis pelatihan", "jenis keterampilan"}
    ),
    Column.PLACE: frozenset(
        {"tempat", "lokasi", "tempat kelas", "tempat pelatihan", "tempat pelaksanaan", "lokasi kegiatan"}
    ),
    Column.WHEN: frozenset(
        {"jadwal", "hari", "waktu", "hari dan jam", "kapan", "hari tanggal", "hari tgl", "waktu pelaksanaan"}
    ),
    Column.HOUR: frozenset({"jam", "pukul", "jam mulai"}),
    Column.FIRST: frozenset({"mulai", "tanggal", "tanggal mulai", "mulai tanggal"}),
    Column.TIMES: frozenset(
        {"berapa kali", "kali", "banyak pertemuan", "pertemuan", "jumlah pertemuan", "jml pertemuan"}
    ),
    Column.CAPACITY: frozenset(
        {
            "banyak orang",
            "orang",
            "peserta",
            "jumlah peserta",
            "jml peserta",
            "jumlah orang",
            "kapasitas",
            "kuota",
            "paling banyak",
        }
    ),
    Column.BRING: frozenset({"bawa", "yang dibawa", "bawaan", "perlu bawa"}),
    Column.CHILDREN: frozenset({"anak", "soal anak", "boleh bawa anak"}),
    Column.FARE: frozenset({"ongkos", "soal ongkos", "transport"}),
    Column.AREAS: frozenset({"wilayah", "untuk wilayah", "kecamatan", "desa", "untuk"}),
    Column.IGNORED: frozenset({"no", "nomor", "keterangan", "ket", "catatan", "pelatih", "instruktur"}),
}
SORTS: Mapping[str, tuple[Kind, Topic]] = {
    "tata rias": (Kind.SKILL, Topic.MAKE_UP),
    "rias": (Kind.SKILL, Topic.MAKE_UP),
    "menjahit": (Kind.SKILL, Topic.SEWING),
    "jahit": (Kind.SKILL, Topic.SEWING),
    "tata busana": (Kind.SKILL, Topic.SEWING),
    "memasak": (Kind.SKILL, Topic.COOKING),
    "masak": (Kind.SKILL, Topic.COOKING),
    "olah pangan": (Kind.SKILL, Topic.COOKING),
    "tata boga": (Kind.SKILL, Topic.COOKING),
    "membatik": (Kind.SKILL, Topic.BATIK),
    "batik": (Kind.SKILL, Topic.BATIK),
    "kue kering": (Kind.SKILL, Topic.COOKIES),
    "kue": (Kind.SKILL, Topic.COOKIES),
    "tenun": (Kind.SKILL, Topic.WEAVING),
    "menenun": (Kind.SKILL, Topic.WEAVING),
    "bunga kertas": (Kind.SKILL, Topic.PAPER_FLOWERS),
    "pernik": (Kind.SKILL, Topic.TRINKETS),
    "pernik cinderamata": (Kind.SKILL, Topic.TRINKETS),
    "usaha": (Kind.BUSINESS, Topic.SELLING),
    "bimbingan usaha": (Kind.BUSINESS, Topic.SELLING),
    "bimbingan motivasi": (Kind.MOTIVATION, Topic.OTHER),
    "bimbingan sosial": (Kind.SOCIAL, Topic.OTHER),
    "bimtek": (Kind.BIMTEK, Topic.OTHER),
    "keterampilan lain": (Kind.SKILL, Topic.OTHER),
    "lain": (Kind.SKILL, Topic.OTHER),
    "lainnya": (Kind.SKILL, Topic.OTHER),
}
