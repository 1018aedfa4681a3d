"""Whom the demo is filled with: offices and groups of the five source documents, and invented people.

Offices, places, ages and schooling are those of the documents; every person is invented, and marked so in the records.
"""

from collections.abc import Mapping

from domain.accounts import SavingKind
from domain.criteria import Value
from domain.group_rules import KindRule
from domain.money import Rupiah
from domain.records import dataclass
from domain.requests import Contact
from domain.zones import WIB, WITA

# Registration is open around the day of the first start, so that the demo is never out of date.
OPENED_DAYS_AGO = 14
CLOSES_IN_DAYS = 45

# The groups have met every month since then.
GROUPS_SINCE_DAYS = 400


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoOffice:
    """An office. open_sets: the criteria sets one may register for now; of the others nothing is known."""

    name: str
    zone: str
    areas: tuple[str, ...]
    open_sets: tuple[str, ...] = ()


OFFICES = (
    DemoOffice(
        name="Dinas Sosial Provinsi Kalimantan Timur",
        zone=WITA,
        areas=(
            "samarinda",
            "kutai_kartanegara",
            "balikpapan",
            "bontang",
            "kutai_timur",
            "kutai_barat",
            "mahakam_ulu",
            "berau",
            "paser",
            "penajam_paser_utara",
        ),
        open_sets=("kaltim-uep-2023",),
    ),
    DemoOffice(
        name="Dinas Sosial Kota Batu",
        zone=WIB,
        areas=("junrejo", "batu", "bumiaji"),
        open_sets=("kota-batu-wrse",),
    ),
    DemoOffice(name="Dinas Sosial P3A Purwakarta", zone=WIB, areas=("purwakarta",)),
    DemoOffice(name="UPTD PPS Griya Wanita Mandiri", zone=WIB, areas=()),
    DemoOffice(name="Dinas Sosial Kabupaten Kupang", zone=WITA, areas=("kupang",)),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoMember:
    """A member of a group. age: whole years. education: the school level reached."""

    name: str
    offices: tuple[str, ...] = ()
    age: int = 0
    education: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoGroup:
    """A savings group with its members. kinds: the savings its meeting decided on."""

    name: str
    place: str
    area: str
    zone: str
    members: tuple[DemoMember, ...]
    kinds: tuple[KindRule, ...] = (KindRule(kind=SavingKind.WAJIB), KindRule(kind=SavingKind.SUKARELA))


MENTARI = DemoGroup(
    name="Mentari",
    place="Desa Nagrak, Kecamatan Darangdan, Purwakarta",
    area="purwakarta",
    zone=WIB,
    members=(
        DemoMember(name="Siti Aminah"),
        DemoMember(name="Siti Rohmah"),
        DemoMember(name="Yuyun"),
        DemoMember(name="Neneng"),
        DemoMember(name="Imas"),
        DemoMember(name="Euis"),
        DemoMember(name="Lilis", offices=("treasurer",)),
        DemoMember(name="Tati"),
        DemoMember(name="Cucu", offices=("chair",)),
        DemoMember(name="Rina"),
        DemoMember(name="Nani"),
        DemoMember(name="Ai Kurnia"),
        DemoMember(name="Entin", offices=("secretary",)),
        DemoMember(name="Kokom", offices=("group_supervisor",)),
        DemoMember(name="Dedeh"),
        DemoMember(name="Popon"),
        DemoMember(name="Juju"),
        DemoMember(name="Mimin"),
        DemoMember(name="Hasanah"),
        DemoMember(name="Sukaesih"),
        DemoMember(name="Ulfah"),
        DemoMember(name="Engkar"),
        DemoMember(name="Karsih"),
        DemoMember(name="Maryam"),
        DemoMember(name="Wawat"),
    ),
    kinds=(
        KindRule(kind=SavingKind.WAJIB, amount=Rupiah(10_000)),
        KindRule(kind=SavingKind.SUKARELA),
        KindRule(kind=SavingKind.SOSIAL, amount=Rupiah(2_000)),
        KindRule(kind=SavingKind.POKOK, amount=Rupiah(50_000)),
    ),
)

# Two tables of the source: ages 20-24: 3, 25-29: 9, 30-34: 7, 35-39: 4, 40-44: 2; schooling SD 8, SMP 12, SMA 5.
_RINDU = (
    ("Yohana", 20, "smp"),
    ("Maria", 22, "sma"),
    ("Adriana", 24, "smp"),
    ("Marselina", 25, "sma"),
    ("Yuliana", 25, "smp"),
    ("Dorkas", 26, "smp"),
    ("Fransina", 26, "sd"),
    ("Margarita", 27, "sma"),
    ("Ester", 27, "smp"),
    ("Naomi", 28, "smp"),
    ("Ribka", 28, "sma"),
    ("Selfina", 29, "smp"),
    ("Yublina", 30, "smp"),
    ("Orpa", 30, "sd"),
    ("Rahel", 31, "smp"),
    ("Agustina", 32, "sma"),
    ("Marta", 32, "smp"),
    ("Debora", 33, "sd"),
    ("Ferderika", 34, "smp"),
    ("Salomina", 35, "sd"),
    ("Welmince", 36, "smp"),
    ("Yakoba", 37, "sd"),
    ("Katarina", 39, "sd"),
    ("Paulina", 41, "sd"),
    ("Antonia", 44, "sd"),
)

RINDU_SEJAHTERA = DemoGroup(
    name="Rindu Sejahtera",
    place="Desa Penfui Timur, Kecamatan Kupang Tengah, Kabupaten Kupang",
    area="kupang",
    zone=WITA,
    members=tuple(DemoMember(name=name, age=age, education=education) for name, age, education in _RINDU),
)

GROUPS = (MENTARI, RINDU_SEJAHTERA)


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Somebody in an office's queue. answers: by criterion id; none: she asked for a person and nothing else."""

    name: str
    area: str
    contact: Contact
    answers: Mapping[str, Value]
    wants_person: bool = False


_CHAT = Contact(way="chat", from_min=None, to_min=None)
_MORNING_CALL = Contact(way="phone", from_min=480, to_min=660)
_VISIT = Contact(way="visit", from_min=None, to_min=None)

QUEUE = (
    Waiting(
        name="Sulastri (contoh)",
        area="junrejo",
        contact=_CHAT,
        answers={
            "usia": 43,
            "status_keluarga": "suami_meninggal",
            "pencari_nafkah": "saya",
            "penghasilan_cukup": "tidak_cukup",
            "tanggungan": 4,
            "pendidikan": "sd",
            "pekerjaan": "buruh_tani",
            "minat_pelatihan": ["kue_kering", "memasak"],
        },
    ),
    Waiting(
        name="Wiwik (contoh)",
        area="bumiaji",
        contact=_VISIT,
        answers={
            "usia": 36,
            "status_keluarga": "unknown",
            "pencari_nafkah": "berdua",
            "penghasilan_cukup": "kadang_cukup",
        },
    ),
    Waiting(name="Endang (contoh)", area="batu", contact=_MORNING_CALL, answers={}, wants_person=True),
    Waiting(
        name="Norhayati (contoh)",
        area="samarinda",
        contact=_CHAT,
        answers={
            "usia": 29,
            "pencari_nafkah": "saya",
            "penghasilan_cukup": "tidak_cukup",
            "data_terpadu": "unknown",
            "penerima_pkh": "tidak",
            "penerima_kube": "tidak",
            "punya_usaha": "belum",
            "kemauan": "mau",
            "keterampilan": ["menjahit"],
        },
    ),
    Waiting(
        name="Jumiati (contoh)",
        area="kutai_kartanegara",
        contact=_MORNING_CALL,
        answers={
            "usia": 52,
            "pencari_nafkah": "saya",
            "penghasilan_cukup": "tidak_cukup",
            "data_terpadu": "ya",
            "penerima_pkh": "ya",
            "penerima_kube": "tidak",
            "kemauan": "mau",
            "keterampilan": ["warung", "memasak_kue"],
        },
    ),
)

# The phones that are there from the start: title, and role as the simulator names it.
PHONES = (("Siti", "member"), ("Lilis", "treasurer"), ("Petugas", "worker"))

# How the person behind a phone is called, where its name is no name of a person.
PHONE_NAMES = {"petugas": "Ratna (contoh)"}
