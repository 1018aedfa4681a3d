"""What ends when she takes a consent back, at once and in the same transaction (UU 27/2022 PDP, art. 9 and 40).

Nothing else of hers changes: each consent stands alone, and she may give it again at any time.
"""

from db import (
    consents,
    course_evaluations,
    course_tasks,
    course_turns,
    data_requests,
    moods,
    outcomes,
    requests,
    skills,
)
from db.push_buttons import close_matter
from db.queue_pings import matter_of
from db.rechecks import add_decision, answer_matter_of
from db.requests import CONTACT_PLACE, Contact
from db.screenings import open_inside
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.purposes import Controller, Purpose
from domain.requests import Kind as CaseKind
from domain.requests import State as CaseState
from domain.requests import ends_with_consent
from domain.rights import Kind, State


async def withdraw(
    unit: Unit, person_id: int, purpose: Purpose, controller: Controller, *, version: str, text: str
) -> str:
    """Her consent to this is taken back and what rests on it ends; the number under which that is recorded.

    text: the words she had agreed to.
    """
    consents.answer(
        unit, person_id, purpose, controller, version=version, text=text, given=consents.WITHDRAWN
    )
    if purpose is Purpose.SCREENING:
        await _end_screenings(unit, person_id, controller.id)
    elif purpose is Purpose.CONTACT:
        _forget_contact(unit, person_id, controller.id)
    elif purpose is Purpose.TRAINING:
        await _end_training(unit, person_id, controller)
    opened = await data_requests.open_one(
        unit, person_id, Kind.WITHDRAWAL, controller, purpose=purpose.value, state=State.DONE
    )
    return opened.code


async def _end_screenings(unit: Unit, person_id: int, organisation_id: int) -> None:
    """Answers on which nothing final was decided are looked at no more; a wish for a person is kept without them."""
    rows = await unit.fetch(
        "SELECT id, kind, state, wants_person, contact FROM requests WHERE person_id = $1 AND organisation_id = $2"
        " ORDER BY id",
        person_id,
        organisation_id,
    )
    ending = [row for row in rows if ends_with_consent(CaseKind(row["kind"]), CaseState(row["state"]))]
    await unit.vault.have([owner_of(person_id)])
    for row in ending:
        unit.write(
            "UPDATE requests SET state = 'izin_dicabut', contact = NULL, changed_ms = $2 WHERE id = $1",
            row["id"],
            unit.now_ms,
        )
        add_decision(unit, row["id"], person_id, by=person_id, state=CaseState.IZIN_DICABUT, detail={})
        unit.audit("write", "request", row["id"], person_id, "consent withdrawn")
        close_matter(unit, matter_of(row["id"]))
        close_matter(unit, answer_matter_of(row["id"]))
        if row["wants_person"]:
            contact = open_inside(unit, person_id, cell(CONTACT_PLACE, row["id"]), row["contact"])
            await requests.submit(
                unit,
                person_id=person_id,
                organisation_id=organisation_id,
                kind=CaseKind.PERSON.value,
                wants_person=True,
                contact=Contact(**contact) if contact else None,
            )


async def _end_training(unit: Unit, person_id: int, controller: Controller) -> None:
    """She is in no course of theirs any more, and what she said of them and how she felt there is gone.

    What she can and wants to learn goes with the last yes.
    """
    await course_turns.end_with_consent(
        unit, person_id, organisation_id=controller.organisation_id, group_id=controller.group_id
    )
    await course_evaluations.forget(
        unit, person_id, organisation_id=controller.organisation_id, group_id=controller.group_id
    )
    if controller.organisation_id is not None:
        await outcomes.forget(unit, person_id, controller.organisation_id)
        await moods.forget(unit, person_id, controller.organisation_id)
        course_tasks.drop_felt(unit, person_id, controller.organisation_id)
    others = await consents.list_current(unit, person_id)
    if not any(key[0] == Purpose.TRAINING.value and each.is_given for key, each in others.items()):
        skills.forget(unit, person_id)


def _forget_contact(unit: Unit, person_id: int, organisation_id: int) -> None:
    """Her number and hours are there for nobody of the office any more."""
    unit.write(
        "UPDATE requests SET contact = NULL, changed_ms = $3 WHERE person_id = $1 AND organisation_id = $2"
        " AND contact IS NOT NULL",
        person_id,
        organisation_id,
        unit.now_ms,
    )
    unit.write(
        "UPDATE matters SET contact = NULL WHERE person_id = $1 AND organisation_id = $2 AND contact IS NOT NULL",
        person_id,
        organisation_id,
    )
    unit.audit("write", "request", 0, person_id, "contact forgotten")
