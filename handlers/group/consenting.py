"""A member's yes to the group's book: the group asks, not the office; typed by herself or spoken to a witness."""

from conversation.chat import Chat
from conversation.text import _
from db import consents, groups
from db.unit import Unit
from domain.purposes import Answer, Controller, Purpose, Side
from handlers.purpose_words import VERSIONS, question, question_text
from handlers.questions import YesNo


async def ask_consent(chat: Chat, controller: Controller) -> bool:
    """Only a clear yes is one (UU 27/2022 PDP, art. 20-22)."""
    return await chat.ask(
        question(Purpose.SAVINGS, controller),
        YesNo(explicit=True, is_weighty=True, labels=(_("Boleh"), _("Tidak"))),
    )


async def keep_answer(unit: Unit, group_id: int, given: bool) -> None:
    """What the actor herself has answered to the group, unless that is what she has said before."""
    person_id = unit.actor.person_id
    before = await consents.find_current(unit, person_id, Purpose.SAVINGS, None, group_id)
    if before is not None and before.is_given == given:
        return
    controller = await controller_of(unit, group_id)
    consents.answer(
        unit,
        person_id,
        Purpose.SAVINGS,
        controller,
        version=VERSIONS[Purpose.SAVINGS],
        text=question_text(Purpose.SAVINGS, controller),
        given=Answer.YES.value if given else Answer.NO.value,
    )


async def keep_spoken(unit: Unit, group_id: int, person_id: int, witness_id: int) -> None:
    """Her spoken yes, after the words were read to her. witness_id: the person who heard it and holds no office."""
    controller = await controller_of(unit, group_id)
    consents.record(
        unit,
        person_id=person_id,
        organisation_id=None,
        group_id=group_id,
        purpose=Purpose.SAVINGS.value,
        version=VERSIONS[Purpose.SAVINGS],
        text=question_text(Purpose.SAVINGS, controller),
        answer=consents.YES,
        manner=consents.SPOKEN,
        helper_id=witness_id,
    )


async def controller_of(unit: Unit, group_id: int) -> Controller:
    """The group as the one that answers for its book."""
    return Controller(side=Side.GROUP, id=group_id, name=(await groups.get(unit, group_id)).name)
