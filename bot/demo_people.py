"""Whom the demo is filled with: offices and groups of the five source documents, and invented people.

Offices, places, ages and schooling are those of the documents; every person is invented, and marked so in the records.
"""

from domain.accounts import SavingKind
from domain.group_rules import KindRule
from domain.loan_rules import LoanRules, Method
from domain.money import Rupiah
from domain.records import dataclass
from domain.roles import Role
from domain.year_rules import YearRules
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
    """A savings group with its members. kinds, loans, year: what its meeting decided on."""

    name: str
    place: str
    area: str
    zone: str
    members: tuple[DemoMember, ...]
    kinds: tuple[KindRule, ...] = (KindRule(kind=SavingKind.WAJIB), KindRule(kind=SavingKind.SUKARELA))
    loans: LoanRules | None = None
    year: YearRules | None = None


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
    # She chooses between the two; what the group takes and how it shares is invented, as its meeting would decide.
    loans=LoanRules(
        methods=(Method.FLAT, Method.DECLINING),
        rate=200,
        months_max=10,
        most=Rupiah(500_000),
        cash_keep=Rupiah(100_000),
    ),
    year=YearRules(cadangan=40, jasa_simpanan=30, jasa_pinjaman=10, pengurus=10, pendidikan=5, sosial=5),
)

# The phones that are there from the start: title, and role as the simulator names it.
PHONES = (("Siti", "member"), ("Lilis", "treasurer"), ("Petugas", "worker"))

# What the simulator calls the roles in the office to which the others refer (bot/demo_contact.py).
UPTD_ROLES = {"uptd_worker": Role.WORKER, "uptd_supervisor": Role.SUPERVISOR}

# How the person behind a phone is called, where its name is no name of a person.
PHONE_NAMES = {"petugas": "Ratna (contoh)"}
