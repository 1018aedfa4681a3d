"""Setor: one member's saving, written down by whoever keeps the book, in a meeting or between two."""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _
from db import groups, ledger, meetings, members, permits
from db.unit import Unit
from domain.accounts import SavingKind
from domain.ledger import saving
from domain.money import Rupiah, Spelled
from domain.permits import Action, holders
from domain.zones import local_date
from handlers.group.which import choose_group
from handlers.meeting.kinds import kind_choices
from handlers.meeting.questions import UsualAmount
from handlers.meeting.scene import find_scene
from handlers.names import SAVE
from handlers.savings.slips import tell_saving


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """What was written. balance: all her savings now, without dana sosial."""

    number: int
    balance: Rupiah


@conversation(
    SAVE,
    title=_("Setor"),
    words=("setoran", "catat setoran"),
    roles=holders(Action.WRITE_BOOK),
    money=True,
)
async def record_saving(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return
    scene = await chat.look(find_scene, group.id)
    woman = await chat.choose(_("Siapa yang menabung?"), scene.women_choices())
    number = int(woman.key[1:])
    kind = scene.kinds[0]
    if len(scene.kinds) > 1:
        chosen = await chat.choose(_("Simpanan apa?"), kind_choices(scene.kinds))
        kind = scene.kind(SavingKind(chosen.key))
    name = scene.names[number]
    amount = await chat.ask(
        _("{name}, {kind}: berapa?", name=name, kind=kind.label),
        UsualAmount(usual=kind.usual, said_back=True),
    )
    assert isinstance(amount, Rupiah), "nothing else is offered"
    if amount > scene.ask_again_over and not await chat.confirm(
        _("{amount} itu besar. Benar sebesar itu?", amount=Spelled(amount))
    ):
        return await chat.say(_("Baik, tidak dicatat."))
    asked = _("{name}, {kind}, {amount}. Benar?", name=name, kind=kind.label, amount=Spelled(amount))
    if not await chat.confirm(asked):
        return await chat.say(_("Baik, tidak dicatat."))
    moment = await chat.now()
    key = f"{scene.me}/{int(moment.timestamp() * 1000)}"
    receipt = await chat.run(post_saving, group.id, number, kind.key, int(amount), key)
    await chat.say(
        _(
            "Sudah dicatat. No. {number}. Jumlah simpanan {name}: {balance}.",
            number=f"{receipt.number:04d}",
            name=name,
            balance=receipt.balance,
        )
    )


async def post_saving(unit: Unit, group_id: int, member: int, kind: str, amount: int, key: str) -> Receipt:
    """The entry's number and what she has saved now; she gets a receipt. Dated today, or the open meeting's day.

    Raises NotAllowed, and what db.ledger.post raises.
    """
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    group = await groups.get_open(unit, group_id)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    her = await members.get_member(unit, group_id, member)
    day, number = local_date(unit.now, group.zone), None
    meeting = await meetings.find_open(unit, group_id)
    if meeting is not None:
        day, number = (await meetings.lock_open(unit, group_id, meeting.number)).day, meeting.number
        meetings.count_again(unit, group_id, number)
    draft = saving(day=day, by=me, member=member, kind=SavingKind(kind), amount=amount, meeting=number)
    posted = await ledger.post(unit, group_id, draft, key=f"saving/{key}")
    balances = await ledger.member_balances(unit, group_id, member)
    unit.audit("write", "book", group_id, her.person_id, "saving")
    await tell_saving(unit, group_id, posted.number)
    return Receipt(
        number=posted.number,
        balance=Rupiah(
            sum(amount for account, amount in balances.items() if account.value.startswith("simpanan"))
        ),
    )
