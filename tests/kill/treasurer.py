"""The treasurer of a small group writes its meeting down: a list, a slip put right, the box counted, closed.

She answers each question once, when it has reached her phone, and repeats nothing; the group hears nothing else of her.
"""

import random
from dataclasses import dataclass
from datetime import date

from db import group_rules, groups, members, people
from db.unit import Unit
from db.vault import person as owner_of
from domain.accounts import SavingKind
from domain.group_rules import KindRule, Rhythm, Rules
from domain.money import Rupiah
from domain.roles import Role, RoleGrant
from domain.zones import WIB
from handlers import house
from tests.fakes.bot_api import BotApi
from tests.kill.woman import MENU, Heard, Quirks, Woman

CHAT = 1
WOMEN = ("Tati", "Yuyun", "Siti Aminah", "Siti Rohmah", "Imas", "Nani")
LIST = "tati 10\nyuyun 10 + 5\nsiti a 10\nsiti r 10\nlilis 10\nimas blm"
SLIP = "eh salah, tati 20 bukan 10"
TOO_EARLY = house.SENT_TOO_EARLY.message
SLIP_LABELS = ("Benar", "Ada yang beda")

# A question by a button under it; in brackets what she taps, else she types it.
ANSWERS = {
    "Tanggal lain": LIST,
    "Bukan": "[Ya]",
    "Sudah semua": "[Sudah semua]",
    "Ada biaya": "[Tidak ada]",
    "Tulis jumlah": "[Belum setor]",
    "Catat selisih": "[Catat selisih]",
    "Tutup rapat": "[Tutup rapat]",
    "Mau": "[Tidak]",
    "Ya": "[Ya]",
}


async def a_group(unit: Unit) -> None:
    """A group with its treasurer, who has a phone, and six women who stand only in its book."""
    person_id, account_id = unit.new_id(), unit.new_id()
    await unit.vault.have([owner_of(person_id)], create=True)
    people.add_person(unit, person_id, unit.now_ms)
    people.add_account(
        unit,
        account_id=account_id,
        person_id=person_id,
        channel="hasty",
        address=str(CHAT),
        now_ms=unit.now_ms,
    )
    people.set_phone(unit, account_id, "own")
    group_id = groups.add(unit, name="Mentari", place="Desa Contoh", zone=WIB)
    grant = RoleGrant(Role.TREASURER, group_id=group_id)
    people.grant_role(unit, role_id=unit.new_id(), person_id=person_id, grant=grant, now_ms=unit.now_ms)
    since = date(2020, 1, 3)
    rules = Rules(
        kinds=(
            KindRule(kind=SavingKind.WAJIB, amount=Rupiah(10_000)),
            KindRule(kind=SavingKind.SUKARELA),
        ),
        rhythm=Rhythm.MONTHLY,
        meeting_day=since,
        from_day=since,
        decided_day=since,
    )
    await group_rules.add(unit, group_id, rules, by=0)
    entries = [members.NewMember(name="Lilis", person_id=person_id)]
    entries += [members.NewMember(name=name) for name in WOMEN]
    await members.add_many(unit, group_id, entries, joined_day=since)


def who_keeps_the_book(api: BotApi, chat: int, chance: random.Random, quirks: Quirks) -> "Treasurer":
    """Her, with her phone."""
    return Treasurer(api, chat, chance, {}, quirks)


@dataclass
class Treasurer(Woman):
    """closes: she has said that the meeting is over. corrected: she has noticed her slip. typed: her last words."""

    closes: bool = False
    corrected: bool = False
    typed: str = ""

    def begins(self) -> None:
        self._types("rapat")

    def hears(self, message: Heard) -> None:
        """A message has reached her phone; what the program tells her as a member of the group she only reads."""
        known = any(message.asks_the_same(before) for before in self.heard)
        self.heard.append(message)
        if message.text.startswith(TOO_EARLY) and self.waits:
            # It does not know that she had the question: a kill came in between. What she typed did not count; buttons
            # are never too early, so where she would type she goes round by them and comes back to it a little later.
            if self.typed == SLIP:
                self.corrected = False
            if "Masih ada setoran" in message.labels:
                self._taps(message, "Masih ada setoran")
                return
            known = False
        if known or message.labels == SLIP_LABELS:
            return
        self.waits = False
        self.at_menu = MENU in message.labels
        self.done = self.closes and (self.at_menu or not message.labels)
        if not self.done:
            self._answer(message)

    def _answer(self, message: Heard) -> None:
        if "Masih ada setoran" in message.labels:
            self.typed = "kas 60rb" if self.corrected else SLIP
            self._types(self.typed)
            self.corrected = True
            return
        label = next((label for label in ANSWERS if label in message.labels), None)
        if label is None:
            self.puzzled = message.text
            return
        self.closes |= label == "Tutup rapat"
        self._say(message, ANSWERS[label])
