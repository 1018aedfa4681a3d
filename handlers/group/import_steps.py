"""The opening of a group's book, agreed to by two officers: members, savings, funds and the cash count in one go.

The difference between the box and the old book goes to Selisih kas; "belum tahu" is a reason, and nothing is blocked.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from conversation.text import Text, _
from db import groups, ledger, members, sheets
from db.approvals import Approval
from db.unit import Unit
from domain.accounts import CREDIT, DEBIT, MONEY, Account, SavingKind
from domain.ledger import Draft, EntryKind, Line, count_difference, opening, shown_code, transfer
from domain.money import Rupiah
from domain.opening import Opening
from domain.records import dataclass
from domain.refusals import Changed
from handlers.second.telling import tell

KIND = "import"

# What the group itself may have had, beside its members' savings.
FUNDS = (Account.SOSIAL, Account.CADANGAN, Account.HIBAH)


@dataclass(frozen=True, kw_only=True, slots=True)
class Begun:
    """What a book begins with. funds: the group's own. bank: what of all the money lies in the bank.

    counted: in the box, on that day. reason: of a difference.
    """

    day: date
    members: tuple[Opening, ...]
    funds: tuple[tuple[Account, Rupiah], ...]
    bank: Rupiah
    counted: Rupiah
    reason: str = ""

    @property
    def savings(self) -> Rupiah:
        """What all members have together."""
        return Rupiah(sum(each.total for each in self.members))

    @property
    def booked(self) -> Rupiah:
        """What should lie in the box."""
        return Rupiah(self.savings + sum(amount for _fund, amount in self.funds) - self.bank)

    @property
    def difference(self) -> int:
        """How much more the box holds; below zero if it holds less."""
        return self.counted - self.booked


def body_of(begun: Begun) -> dict[str, Any]:
    """What is agreed to, as JSON can hold it."""
    return {
        "day": begun.day.isoformat(),
        "members": [
            [each.name, each.called, {kind.value: int(amount) for kind, amount in each.amounts}]
            for each in begun.members
        ],
        "funds": {fund.value: int(amount) for fund, amount in begun.funds},
        "bank": int(begun.bank),
        "counted": int(begun.counted),
        "reason": begun.reason,
    }


def begun_of(body: Mapping[str, Any]) -> Begun:
    """The same again."""
    return Begun(
        day=date.fromisoformat(body["day"]),
        members=tuple(
            Opening(
                name=name,
                called=called,
                amounts=tuple((SavingKind(kind), Rupiah(amount)) for kind, amount in amounts.items()),
            )
            for name, called, amounts in body["members"]
        ),
        funds=tuple((Account(fund), Rupiah(amount)) for fund, amount in body["funds"].items()),
        bank=Rupiah(body["bank"]),
        counted=Rupiah(body["counted"]),
        reason=body["reason"],
    )


def in_words(begun: Begun) -> Text:
    """What the second officer reads."""
    text = _(
        "Isi buku awal: {n} anggota, simpanan {savings}. Uang di kotak {counted}.",
        n=len(begun.members),
        savings=begun.savings,
        counted=begun.counted,
    )
    if begun.funds:
        funds = Rupiah(sum(amount for _fund, amount in begun.funds))
        text = _("{text} Dana kelompok {funds}.", text=text, funds=funds)
    if begun.bank:
        text = _("{text} Di bank {bank}.", text=text, bank=begun.bank)
    if begun.difference:
        text = _("{text}\n{line}", text=text, line=difference_line(begun))
    return text


def details(approval: Approval) -> tuple[Text, ...]:
    """Each member with her savings: the second officer agrees to every one of them, not to their sum."""
    return tuple(
        _("{name}: {amount}.", name=each.name, amount=each.total) for each in begun_of(approval.body).members
    )


def difference_line(begun: Begun) -> Text:
    """How far box and book are apart, without blame."""
    amount = Rupiah(abs(begun.difference))
    if begun.difference > 0:
        return _("Di kotak lebih {amount} dari catatan.", amount=amount)
    return _("Di kotak kurang {amount} dari catatan.", amount=amount)


async def carry_out(unit: Unit, approval: Approval) -> Text:
    """Members and openings are written; who has a phone reads her own. Raises Changed if the book is not empty."""
    group_id, begun = approval.group_id, begun_of(approval.body)
    if (await ledger.head(unit, group_id)).number:
        raise Changed
    await groups.get_open(unit, group_id)
    numbers = await write_members(unit, group_id, begun)
    drafts = drafts_of(begun, numbers, by=approval.by, second=approval.second)
    await ledger.post_many(unit, group_id, [(f"impor/{n}", draft) for n, draft in enumerate(drafts)])
    sheets.use(unit, group_id)
    code = await ledger.publish_head(unit, group_id, meeting=None) if drafts else ""
    await _tell_members(unit, group_id, begun, numbers)
    if not code:
        return _("Buku awal sudah diisi.")
    return _("Buku awal sudah diisi. Angka cek: {code}. Tulis di buku, ya.", code=shown_code(code))


async def write_members(unit: Unit, group_id: int, begun: Begun) -> list[int]:
    """Their numbers, in the order of the list; who is in the book already keeps hers. Raises GroupFull."""
    known: dict[str, int] = {}
    for each in await members.list_members(unit, group_id):
        for name in (each.name, each.shown):
            known.setdefault(name.casefold(), each.number)
    fresh = [
        members.NewMember(name=each.name, called=each.called)
        for each in begun.members
        if each.name.casefold() not in known
    ]
    made = iter(await members.add_many(unit, group_id, fresh, joined_day=begun.day) if fresh else [])
    return [known.get(each.name.casefold()) or next(made) for each in begun.members]


def drafts_of(begun: Begun, numbers: Sequence[int], *, by: int, second: int | None) -> list[Draft]:
    """All entries of the opening: each member's savings, the funds, what lies in the bank, and the difference."""
    found = [
        opening(
            day=begun.day, by=by, second=second, member=number, amounts={k: int(v) for k, v in each.amounts}
        )
        for each, number in zip(begun.members, numbers, strict=True)
        if each.total
    ]
    found += [_fund(begun.day, fund, amount, by, second) for fund, amount in begun.funds if amount]
    if begun.bank:
        bank = transfer(
            day=begun.day, by=by, second=second, source=Account.KAS, target=Account.BANK, amount=begun.bank
        )
        found.append(bank)
    if begun.difference:
        found.append(
            count_difference(
                day=begun.day,
                by=by,
                second=second,
                booked=begun.booked,
                counted=begun.counted,
                note=begun.reason,
            )
        )
    return found


def _fund(day: date, fund: Account, amount: Rupiah, by: int, second: int | None) -> Draft:
    assert fund in FUNDS, "only these are the group's own"
    lines = (Line(MONEY[0], DEBIT, Rupiah(amount)), Line(fund, CREDIT, Rupiah(amount)))
    return Draft(kind=EntryKind.OPENING, day=day, lines=lines, by=by, second=second)


async def _tell_members(unit: Unit, group_id: int, begun: Begun, numbers: Sequence[int]) -> None:
    group = await groups.get(unit, group_id)
    phones = {each.number for each in await members.list_members(unit, group_id) if each.has_phone}
    told = [
        (
            number,
            _(
                "Buku awal {group}: simpanan Ibu {amount}. Ketik TABUNGAN untuk melihat.",
                group=group.name,
                amount=each.total,
            ),
        )
        for each, number in zip(begun.members, numbers, strict=True)
        if number in phones
    ]
    await tell(unit, group_id, told)
