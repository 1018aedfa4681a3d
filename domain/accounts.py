"""Which accounts does a group's book have, and which side of each is the usual one?

The chart is the smallest that carries the sixteen books of a cooperative (domain.md 3.4; UU 25/1992 art. 41: own
capital is simpanan pokok, simpanan wajib, dana cadangan and hibah). Nothing is ever added to it by a group.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from domain.records import dataclass

DEBIT, CREDIT = 1, -1


class Account(StrEnum):
    """One account. The value stands in the chain and never changes."""

    KAS = "kas"
    BANK = "bank"
    DOMPET = "dompet_digital"
    PIUTANG = "piutang_anggota"
    SELISIH = "selisih_kas"
    INVENTARIS = "inventaris"
    SUKARELA = "simpanan_sukarela"
    KHUSUS = "simpanan_khusus"
    SOSIAL = "dana_sosial"
    DANA_PENGURUS = "dana_pengurus"
    DANA_PENDIDIKAN = "dana_pendidikan"
    ARISAN = "titipan_arisan"
    POKOK = "simpanan_pokok"
    WAJIB = "simpanan_wajib"
    CADANGAN = "dana_cadangan"
    HIBAH = "hibah"
    SHU = "shu_tahun_berjalan"
    PENDAPATAN_JASA = "pendapatan_jasa"
    PENDAPATAN_DENDA = "pendapatan_denda"
    PENDAPATAN_ADMINISTRASI = "pendapatan_administrasi"
    PENDAPATAN_LAIN = "pendapatan_lain"
    BIAYA_RAPAT = "biaya_rapat"
    BIAYA_ATK = "biaya_atk"
    BIAYA_TRANSPORT = "biaya_transport"
    BIAYA_LAIN = "biaya_lain"

    @property
    def nature(self) -> "Nature":
        """What kind of account it is."""
        return _FACTS[self].nature

    @property
    def normal_side(self) -> int:
        """The side on which it grows: DEBIT or CREDIT."""
        return DEBIT if self.nature in (Nature.ASSET, Nature.EXPENSE) else CREDIT

    @property
    def per_member(self) -> bool:
        """Whether every line on it names a member."""
        return _FACTS[self].per_member

    @property
    def may_go_below_zero(self) -> bool:
        """Whether its balance may turn to the other side; money, savings, funds and loans never do."""
        return not _FACTS[self].floor


class Nature(StrEnum):
    """Where an account stands in the balance sheet or the statement of income."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Facts:
    """What is true of an account. per_member: each member has one. floor: it never falls below nothing."""

    nature: Nature
    per_member: bool = False
    floor: bool = False


_MONEY = _Facts(nature=Nature.ASSET, floor=True)
_INCOME = _Facts(nature=Nature.INCOME)
_EXPENSE = _Facts(nature=Nature.EXPENSE)
_EQUITY = _Facts(nature=Nature.EQUITY)
_DEPOSIT = _Facts(nature=Nature.LIABILITY, per_member=True, floor=True)
_FUND = _Facts(nature=Nature.LIABILITY, floor=True)
_SHARE = _Facts(nature=Nature.EQUITY, per_member=True, floor=True)

_FACTS: Mapping[Account, _Facts] = MappingProxyType(
    {
        Account.KAS: _MONEY,
        Account.BANK: _MONEY,
        Account.DOMPET: _MONEY,
        Account.PIUTANG: _Facts(nature=Nature.ASSET, per_member=True, floor=True),
        Account.SELISIH: _Facts(nature=Nature.ASSET),
        Account.INVENTARIS: _MONEY,
        Account.SUKARELA: _DEPOSIT,
        Account.KHUSUS: _DEPOSIT,
        Account.SOSIAL: _FUND,
        Account.DANA_PENGURUS: _FUND,
        Account.DANA_PENDIDIKAN: _FUND,
        Account.ARISAN: _DEPOSIT,
        Account.POKOK: _SHARE,
        Account.WAJIB: _SHARE,
        Account.CADANGAN: _EQUITY,
        Account.HIBAH: _EQUITY,
        Account.SHU: _EQUITY,
        Account.PENDAPATAN_JASA: _INCOME,
        Account.PENDAPATAN_DENDA: _INCOME,
        Account.PENDAPATAN_ADMINISTRASI: _INCOME,
        Account.PENDAPATAN_LAIN: _INCOME,
        Account.BIAYA_RAPAT: _EXPENSE,
        Account.BIAYA_ATK: _EXPENSE,
        Account.BIAYA_TRANSPORT: _EXPENSE,
        Account.BIAYA_LAIN: _EXPENSE,
    }
)

MONEY = (Account.KAS, Account.BANK, Account.DOMPET)
COSTS = (Account.BIAYA_RAPAT, Account.BIAYA_ATK, Account.BIAYA_TRANSPORT, Account.BIAYA_LAIN)
INCOMES = (
    Account.PENDAPATAN_JASA,
    Account.PENDAPATAN_DENDA,
    Account.PENDAPATAN_ADMINISTRASI,
    Account.PENDAPATAN_LAIN,
)
# Set aside by the group for something, and spent by its officers for that: never anybody's own.
FUNDS = (Account.SOSIAL, Account.DANA_PENGURUS, Account.DANA_PENDIDIKAN)
# What members pay in at a meeting. Dana sosial belongs to the group: its lines name no member, its entries do.
SAVINGS = (
    Account.POKOK,
    Account.WAJIB,
    Account.SUKARELA,
    Account.KHUSUS,
    Account.SOSIAL,
    Account.ARISAN,
)
OWN_SAVINGS = tuple(account for account in SAVINGS if account.per_member)

# domain.md 3.2: taken out only when she leaves the group.
ONLY_ON_LEAVING = (Account.POKOK, Account.WAJIB)


class SavingKind(StrEnum):
    """What a member pays in, as the group calls it."""

    POKOK = "pokok"
    WAJIB = "wajib"
    SUKARELA = "sukarela"
    KHUSUS = "khusus"
    SOSIAL = "sosial"
    ARISAN = "arisan"


_OF_KIND: Mapping[SavingKind, Account] = MappingProxyType(
    {
        SavingKind.POKOK: Account.POKOK,
        SavingKind.WAJIB: Account.WAJIB,
        SavingKind.SUKARELA: Account.SUKARELA,
        SavingKind.KHUSUS: Account.KHUSUS,
        SavingKind.SOSIAL: Account.SOSIAL,
        SavingKind.ARISAN: Account.ARISAN,
    }
)


def account_of(kind: SavingKind) -> Account:
    """The account on which a saving of this kind is kept."""
    return _OF_KIND[kind]


def kind_of(account: Account) -> SavingKind | None:
    """The kind of saving that is kept on this account; None where no savings are kept."""
    return next((kind for kind, kept_on in _OF_KIND.items() if kept_on is account), None)
