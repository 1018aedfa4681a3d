"""What she is asked who says that money has arrived, and what that money is."""

from conversation.text import Text, _
from db.unit import Unit
from domain.accounts import Account, kind_of
from domain.payouts import Kind, Payout
from handlers.meeting.kinds import NAMES
from handlers.second.telling import name_of

COSTS: dict[Account, Text] = {
    Account.BIAYA_RAPAT: _("Biaya rapat"),
    Account.BIAYA_ATK: _("Alat tulis"),
    Account.BIAYA_TRANSPORT: _("Transport"),
    Account.BIAYA_LAIN: _("Biaya lain"),
    Account.DANA_PENGURUS: _("Dana pengurus"),
    Account.DANA_PENDIDIKAN: _("Dana pendidikan"),
}


async def question_for(unit: Unit, payout: Payout) -> Text:
    """What she who says so is asked."""
    name = await name_of(unit, payout.group_id, payout.member)
    values = {"amount": payout.amount, "what": what_for(payout), "name": name}
    if payout.witness is not None:
        return _("{name} menerima {amount}, {what}. Ibu melihat uangnya diserahkan?", **values)
    if payout.kind is Kind.LOAN:
        return _(
            "Bu {name}, pinjaman {amount} sudah disetujui. Uangnya sudah Ibu terima?",
            name=name,
            amount=payout.amount,
        )
    return _("Bu {name}, ini {amount} untuk Ibu: {what}. Uangnya sudah Ibu terima?", **values)


def what_for(payout: Payout) -> Text:
    """What the money is, in a few words."""
    if payout.kind is Kind.LOAN:
        return _("pinjaman")
    if payout.account is None:
        return _("semua simpanan, karena keluar")
    if payout.kind is Kind.COST:
        return _("{what} ({note})", what=COSTS[payout.account], note=payout.note)
    if payout.account is Account.SOSIAL:  # why she was helped is nobody's business
        return _("bantuan dana sosial")
    kind = kind_of(payout.account)
    assert kind is not None, "only savings are withdrawn"
    return NAMES[kind]
