"""Who hears of a difference, in which words, and when the clock says it again. Nobody is blamed in any of them."""

from collections.abc import Iterable

from conversation.text import Text, _
from db import disputes, groups, members
from db.data_readers import list_selves
from db.disputes import Answered, Dispute, matter_of
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.disputes import Reply, told_ms
from domain.permits import Action, holders
from domain.refusals import NotAllowed
from domain.roles import Role
from handlers.names import DISPUTES, SETTLE
from handlers.savings.own import get_mine
from handlers.savings.words import answer_line, gentle_of, lines

SETTLED, STILL, SUPERVISOR, COMPANION = "settled", "still", "supervisor", "companion"

SETTLED_LABEL = _("Sudah beres")
STILL_LABEL = _("Masih beda")
SUPERVISOR_LABEL = _("Minta pengawas")
COMPANION_LABEL = _("Minta pendamping")

# Officers told of one matter: a group has one treasurer and one chair.
OFFICERS_MAX = 4


async def list_officers(unit: Unit, dispute: Dispute) -> list[int]:
    """Treasurer and chair; the secretary where both are missing. Never herself: another one answers."""
    found = await _holders(unit, dispute, (Role.TREASURER, Role.CHAIR))
    return found or await _holders(unit, dispute, (Role.SECRETARY,))


async def list_supervisors(unit: Unit, dispute: Dispute) -> list[int]:
    """The pengawas of the group, but not herself."""
    return await _holders(unit, dispute, (Role.GROUP_SUPERVISOR,))


async def has_supervisor(unit: Unit, group_id: int, *, but: int) -> bool:
    """Whether the group has a pengawas besides this person."""
    return any(each != but for each in await groups.list_holders(unit, group_id, Role.GROUP_SUPERVISOR))


async def _holders(unit: Unit, dispute: Dispute, roles: Iterable[Role]) -> list[int]:
    assert set(roles) <= holders(Action.ANSWER_DISPUTE), "only those who may answer are told"
    found = [each for role in roles for each in await groups.list_holders(unit, dispute.group_id, role)]
    hers = {dispute.told_id, dispute.person_id, *await list_selves(unit, dispute.told_id)}
    return [each for each in dict.fromkeys(found) if each not in hers][:OFFICERS_MAX]


async def name_of(unit: Unit, dispute: Dispute) -> str:
    """How the book calls her."""
    return (await members.get_member(unit, dispute.group_id, dispute.member)).shown


async def get_hers(unit: Unit, group_id: int, number: int, dispute_id: int) -> Dispute:
    """That matter, if this record in the book is hers and it is this record's. Raises NotAllowed."""
    await get_mine(unit, group_id, number)
    dispute = await disputes.get(unit, dispute_id)
    if (dispute.group_id, dispute.member) != (group_id, number):
        raise NotAllowed
    return dispute


async def tell_officers(
    unit: Unit, dispute: Dispute, text: Text, *, everybody: bool = False, closed: bool = False
) -> None:
    """Treasurer and chair hear it; everybody: the pengawas too, where she was asked to join. closed: nothing to do."""
    told = await list_officers(unit, dispute)
    if everybody and dispute.supervised:
        told += [each for each in await list_supervisors(unit, dispute) if each not in told]
    _tell(unit, dispute, told, text, closed=closed)


def _tell(unit: Unit, dispute: Dispute, told: Iterable[int], text: Text, *, closed: bool = False) -> None:
    if dispute.practice:
        return
    button = PushButton(label=_("Lihat"), talk=DISPUTES, args=(dispute.group_id, dispute.id))
    for person_id in told:
        unit.tell(
            person_id,
            text,
            MessageClass.RELAY.value,
            buttons=() if closed else (button,),
            matter=matter_of(dispute.id),
        )


async def tell_raised(unit: Unit, dispute: Dispute) -> None:
    """A difference was sent: exactly the words she saw, and until when."""
    text = lines(
        [
            _("Ada yang mau dicek bersama, nomor {code}.", code=dispute.code),
            gentle_of(await name_of(unit, dispute), dispute),
            _("Mohon dijawab paling lambat {day}.", day=dispute.answer_by),
        ]
    )
    await tell_officers(unit, dispute, text)


async def tell_supervisors(unit: Unit, dispute: Dispute) -> None:
    """The pengawas is asked to join, the officers hear that."""
    name = await name_of(unit, dispute)
    asked = lines(
        [
            _("{name} minta pengawas ikut mengecek, nomor {code}.", name=name, code=dispute.code),
            gentle_of(name, dispute),
        ]
    )
    supervisors = await list_supervisors(unit, dispute)
    officers = [each for each in await list_officers(unit, dispute) if each not in supervisors]
    _tell(unit, dispute, [*supervisors, *officers], asked)


def tell_answer(unit: Unit, dispute: Dispute, answered: Answered) -> None:
    """She hears what was found, and says whether it is settled."""
    found = [_("Soal nomor {code} sudah dicek, Bu.", code=dispute.code), answer_line(answered)]
    if answered.reply is Reply.CORRECTED:
        found = [
            _(
                "Soal nomor {code} sudah dibetulkan, Bu. Lihat catatan No. {number}.",
                code=dispute.code,
                number=answered.entry,
            )
        ]
    _tell_her(
        unit,
        dispute,
        lines([*found, _("Sudah beres, atau masih beda?")]),
        ((SETTLED_LABEL, SETTLED), (STILL_LABEL, STILL)),
    )


def _tell_her(unit: Unit, dispute: Dispute, text: Text, buttons: Iterable[tuple[Text, str]]) -> None:
    if dispute.practice:
        return
    unit.tell(
        dispute.told_id,
        text,
        MessageClass.RELAY.value,
        buttons=tuple(
            PushButton(label=label, talk=SETTLE, args=(dispute.group_id, dispute.member, dispute.id, said))
            for label, said in buttons
        ),
        matter=matter_of(dispute.id),
    )


# -- the clock --------------------------------------------------------------------------------------------------


async def remind(unit: Unit) -> None:
    """Officers hear once, the day before, of what still waits; she hears on the day that she may ask further."""
    for dispute in await disputes.take_due(unit):
        if dispute.next_ms < told_ms(dispute.answer_by, dispute.zone):
            text = _(
                "Nomor {code} dari {name} masih menunggu. Mohon dijawab paling lambat {day}.",
                code=dispute.code,
                name=await name_of(unit, dispute),
                day=dispute.answer_by,
            )
            await tell_officers(unit, dispute, text, everybody=True)
        else:
            await _tell_late(unit, dispute)


async def _tell_late(unit: Unit, dispute: Dispute) -> None:
    """The day has come without an answer."""
    joins = not dispute.supervised and await list_supervisors(unit, dispute)
    asked = _("Ibu boleh minta pendamping ikut mengecek.")
    buttons = [(COMPANION_LABEL, COMPANION)]
    if joins:
        asked = _("Ibu boleh minta pengawas atau pendamping ikut mengecek.")
        buttons.insert(0, (SUPERVISOR_LABEL, SUPERVISOR))
    text = lines([_("Maaf, Bu. Soal nomor {code} belum dijawab.", code=dispute.code), asked])
    _tell_her(unit, dispute, text, buttons)
