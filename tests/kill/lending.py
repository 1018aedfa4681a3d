"""A group lends: who the three are, and what each of them says in every act of a loan's life, from asking to year's end.

Each answers a question when it has reached her phone, and repeats nothing. What was given up on its way (a message of
which nobody knows whether it arrived) she goes and looks for, as a woman would who wonders.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from db import group_rules, groups, ledger, loans, members, people
from db.unit import Unit
from db.vault import person as owner_of
from domain import ledger as book
from domain.accounts import SavingKind
from domain.group_rules import KindRule, Rhythm, Rules
from domain.loan_rules import LoanRules, Method
from domain.money import Rupiah
from domain.roles import Role, RoleGrant
from domain.year_rules import YearRules
from domain.zones import WIB
from handlers import house
from tests.fakes.bot_api import BotApi
from tests.kill.woman import MENU, Heard, Quirks, Woman

LILIS, CUCU, SITI = PHONES = (1, 2, 3)
NAMES = {LILIS: "Lilis", CUCU: "Cucu", SITI: "Siti"}
OFFICES = {LILIS: Role.TREASURER, CUCU: Role.CHAIR, SITI: Role.MEMBER}
WITHOUT_PHONE = ("Yuyun", "Imas")
SINCE = date(2025, 1, 3)
TOO_EARLY = house.SENT_TOO_EARLY.message

RULES = Rules(
    kinds=(KindRule(kind=SavingKind.WAJIB, amount=Rupiah(10_000)), KindRule(kind=SavingKind.SUKARELA)),
    rhythm=Rhythm.MONTHLY,
    meeting_day=SINCE,
    from_day=SINCE,
    decided_day=SINCE,
    loans=LoanRules(methods=(Method.FLAT, Method.DECLINING), rate=200, months_max=10, most=Rupiah(500_000)),
    year=YearRules(cadangan=40, jasa_simpanan=30, jasa_pinjaman=10, pengurus=10, pendidikan=5, sosial=5),
)


def at(year: int, month: int, day: int) -> datetime:
    """Half past ten in their village, when the clock looks."""
    return datetime(year, month, day, 3, 30, tzinfo=UTC)


BEGAN = at(2026, 1, 3)


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one of them does in an act.

    begins: what she types first. says: her answers by words of the message or by a button in brackets, the first that
    fits; in brackets what she taps. until: she is through when she has read this. wonders: what she types when nothing
    comes.
    """

    says: Mapping[str, str] = field(default_factory=dict)
    until: str = ""
    begins: str = ""
    wonders: str = ""


@dataclass(frozen=True, kw_only=True)
class Act:
    """moment: when it begins. looks: the clock has something to tell. parts: by phone.

    over: what counts one when it is done, whoever has heard of it.
    """

    name: str
    moment: datetime
    parts: Mapping[int, Part]
    over: str
    looks: bool = False


_AGREES = {"[Lihat dan jawab]": "[Lihat dan jawab]", "[Cukup]": "[Cukup]", "Ibu setuju?": "[Ya]"}
_BY_PHONE = {"menjawab di mana?": "[Di HP-nya]"}

ACTS = (
    Act(
        name="she borrows",
        moment=at(2026, 2, 3),
        over="SELECT count(*) FROM loans WHERE state = 'running'",
        parts={
            SITI: Part(
                begins="pinjam",
                says={
                    "Uangnya untuk apa": "tepung dan wajan",
                    "mau pinjam berapa?": "500rb",
                    "Mau dicicil berapa bulan?": "5",
                    "Mau cara yang mana": "[Jasa menurun]",
                    "Itu bayaran tiap bulan": "[Ya]",
                    "Benar?": "[Ya]",
                    "sudah disetujui": "[Sudah saya terima]",
                    "sudah Ibu terima?": "[Sudah]",
                },
                until="Cicilan pertama",
                wonders="sudah terima",
            ),
            LILIS: Part(
                says={
                    "[Lihat]": "[Lihat]",
                    "Bagaimana, Bu?": "[Setuju]",
                    "Ibu setuju?": "[Ya]",
                    **_BY_PHONE,
                },
                until="sudah menerima",
                wonders="putuskan",
            ),
            CUCU: Part(says=_AGREES, until="sudah menerima", wonders="setujui"),
        },
    ),
    Act(
        name="she pays",
        moment=at(2026, 3, 3),
        over="SELECT count(*) FROM loan_entries WHERE entry > 6",
        parts={
            LILIS: Part(
                begins="cicil",
                says={"Siapa yang membayar": "[Siti]", "berapa?": "[Rp110.000]", "Benar?": "[Ya]"},
                until="Cicilan berikutnya",
            ),
            SITI: Part(until="Cicilan pinjaman: Rp110.000"),
        },
    ),
    Act(
        name="she is asked and names her day",
        moment=at(2026, 4, 6),
        over="SELECT count(*) FROM loan_reminders WHERE promised_day <> ''",
        looks=True,
        parts={
            SITI: Part(
                says={"belum tercatat": "[Tanggal lain]", "bayar tanggal berapa?": "20 april"},
                until="Sebelum itu saya tidak bertanya lagi",
                wonders="cicilan",
            ),
            LILIS: Part(until="Kabar dari Siti"),
        },
    ),
    Act(
        name="she pays at the meeting",
        moment=at(2026, 4, 20),
        over="SELECT count(*) FROM meetings WHERE state = 'closed'",
        looks=True,
        parts={
            LILIS: Part(
                begins="rapat",
                says={
                    "[Tanggal lain]": "siti cicilan 108rb\nyuyun 10rb\nimas 10rb\ncucu 10rb\nlilis 10rb",
                    "[Belum setor]": "[Belum setor]",
                    "[Sudah semua]": "[Sudah semua]",
                    "[Tidak ada]": "[Tidak ada]",
                    "Benar?": "[Ya]",
                    "[Masih ada setoran]": "kas 758rb",
                    "[Tutup rapat]": "[Tutup rapat]",
                    "[Mau]": "[Tidak]",
                },
                until="Rapat ditutup",
            ),
            SITI: Part(until="Rapat Mentari"),
            CUCU: Part(until="Rapat Mentari"),
        },
    ),
    Act(
        name="they agree on other months",
        moment=at(2026, 5, 6),
        over="SELECT count(*) FROM loan_plans WHERE revision = 2",
        looks=True,
        parts={
            SITI: Part(
                says={
                    "belum tercatat": "[Bicara bendahara]",
                    "[Atur lagi]": "[Atur lagi]",
                    "Cicilan pertamanya kapan?": "[Bulan depan]",
                    "Mau dibayar berapa bulan?": "6",
                    "Mau diatur begini?": "[Ya]",
                },
                until="Pengurus setuju",
                wonders="cicilan",
            ),
            LILIS: Part(
                says={
                    "[Lihat]": "[Lihat]",
                    "[Usul yang lain]": "[Setuju]",
                    "Ibu setuju?": "[Ya]",
                    **_BY_PHONE,
                },
                until="Cucu setuju",
                wonders="atur lagi",
            ),
            CUCU: Part(says=_AGREES, until="sudah diatur lagi", wonders="setujui"),
        },
    ),
    Act(
        name="she pays all that is left",
        moment=at(2026, 6, 3),
        over="SELECT count(*) FROM loans WHERE state = 'settled'",
        looks=True,
        parts={
            LILIS: Part(
                begins="cicil",
                says={"Siapa yang membayar": "[Siti]", "berapa?": "[Lunas", "Benar?": "[Ya]"},
                until="sudah lunas",
            ),
            SITI: Part(until="Pinjaman Ibu sudah lunas"),
        },
    ),
    Act(
        name="the year is closed",
        moment=at(2027, 1, 5),
        over="SELECT count(*) FROM year_ends",
        looks=True,
        parts={
            LILIS: Part(
                begins="tutup tahun",
                says={
                    "[Cukup]": "[Cukup]",
                    "[Tidak usah]": "[Tidak usah]",
                    "Jadi ditutup?": "[Ya]",
                    **_BY_PHONE,
                },
                until="Cucu setuju",
            ),
            CUCU: Part(says=_AGREES, until="sudah ditutup. Angka cek", wonders="setujui"),
            SITI: Part(until="sudah ditutup"),
        },
    ),
)


@dataclass
class Borrowing(Woman):
    """One of the three, through all acts. wondering: she has asked what is going on."""

    part: Part = field(default_factory=Part)
    wondering: bool = False
    _said: bool = False
    _since: int = 0

    def plays(self, part: Part) -> None:
        """Another act begins."""
        self.part = part
        self._since = len(self.heard)
        self.done = not part.until
        self.waits = self.wondering = self.at_menu = self._said = False

    @property
    def heard_now(self) -> list[Heard]:
        """What she has heard in this act."""
        return self.heard[self._since :]

    def begins(self) -> None:
        if self.part.begins:
            self._types(self.part.begins)

    def wonders(self) -> None:
        """Nothing comes. Where no question is open, her "halo" brings the menu, and she looks for it herself."""
        self.wondering = True
        self._types("halo")

    def hears(self, message: Heard) -> None:
        """A message has reached her phone."""
        again = message.text.startswith(TOO_EARLY) and self._said
        known = any(message.asks_the_same(before) for before in self.heard_now) and not again
        self.heard.append(message)
        self.done |= self.part.until in message.text
        if known:
            return
        self._said = False
        self.at_menu = MENU in message.labels
        shown = message.text + "".join(f" [{label}]" for label in message.labels)
        answer = next((answer for words, answer in self.part.says.items() if words in shown), None)
        if answer is not None:
            self._answers(message, answer)
        elif self.wondering and self.at_menu and self.part.wonders:
            self.wondering = False
            self._types(self.part.wonders)

    def _answers(self, message: Heard, answer: str) -> None:
        self._said = True
        if answer.startswith("["):
            wanted = answer[1:].removesuffix("]")
            label = next((each for each in message.labels if each.startswith(wanted)), None)
            if label is None:
                self.puzzled = message.text
                return
            self._taps(message, label)
        else:
            self._types(answer)


def who_borrows(api: BotApi, chance: random.Random, quirks: Quirks) -> dict[int, Borrowing]:
    """The three with their phones."""
    return {chat: Borrowing(api, chat, chance, {}, quirks) for chat in PHONES}


async def a_lending_group(unit: Unit) -> None:
    """Lilis, Cucu and Siti on phones of their own, two who stand only in the book, and what they had saved."""
    group_id = groups.add(unit, name="Mentari", place="Desa Contoh", zone=WIB)
    await group_rules.add(unit, group_id, RULES, by=0)
    entries = [await _with_phone(unit, group_id, chat) for chat in PHONES]
    entries += [members.NewMember(name=name) for name in WITHOUT_PHONE]
    numbers = await members.add_many(unit, group_id, entries, joined_day=SINCE)
    drafts = [
        book.opening(
            day=BEGAN.date(),
            by=numbers[0],
            member=number,
            amounts={SavingKind.WAJIB: 100_000, SavingKind.SUKARELA: 100_000},
        )
        for number in numbers
    ]
    await ledger.post_many(unit, group_id, [(f"awal/{n}", draft) for n, draft in enumerate(drafts)])


async def a_loan_that_runs(unit: Unit) -> None:
    """The same group, and Siti has had Rp500.000 for a while; nothing of it is paid back."""
    await a_lending_group(unit)
    (row,) = await unit.fetch("SELECT id FROM groups")
    group_id, day = row["id"], BEGAN.date()
    assert RULES.loans is not None, "the group lends"
    asked = await loans.ask(
        unit,
        group_id,
        member=SITI,
        asked_by=SITI,
        amount=500_000,
        months=5,
        purpose="tepung",
        terms=RULES.loans.terms(Method.DECLINING),
    )
    loan = await loans.approve(unit, asked, by=LILIS, second=CUCU)
    draft = book.loan_out(day=day, by=LILIS, second=CUCU, member=SITI, amount=500_000)
    entry = await ledger.post(unit, group_id, draft, key="pinjaman")
    await loans.start(unit, loan, entry=entry.number, day=day, by=LILIS, second=CUCU)


async def _with_phone(unit: Unit, group_id: int, chat: int) -> members.NewMember:
    person_id, account_id = unit.new_id(), unit.new_id()
    await unit.vault.have([owner_of(person_id)], create=True)
    people.add_person(unit, person_id, unit.now_ms)
    people.add_account(
        unit,
        account_id=account_id,
        person_id=person_id,
        channel="hasty",
        address=str(chat),
        now_ms=unit.now_ms,
    )
    people.set_phone(unit, account_id, "own")
    await people.set_details(unit, person_id, name=NAMES[chat])
    grant = RoleGrant(OFFICES[chat], group_id=group_id)
    people.grant_role(unit, role_id=unit.new_id(), person_id=person_id, grant=grant, now_ms=unit.now_ms)
    return members.NewMember(name=NAMES[chat], person_id=person_id)
