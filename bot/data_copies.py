"""Her copy of all that is kept of her: a paper to read, and a file that another program can take over.

Only to her own phone, or to that of an officer of the office who hands it over (UU 27/2022 PDP, art. 7 and 13).
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.contact_copies import contact_of
from bot.loan_copies import beside_of
from bot.news_copies import news_of
from bot.paper_pdf import draw
from bot.recipes import JSON_MIME, PDF_MIME, PaperRefused, Receiver, Recipe
from bot.render import render
from bot.training_copies import training_of
from db import organisations, own_data, people
from db.data_readers import Reading
from db.data_requests import DataRequest
from db.own_data import Account, Case, Given, Membership, OwnData
from db.own_savings import OwnSavings
from db.unit import Unit
from domain.facts import Facts
from domain.permits import Action, is_allowed
from domain.zones import local_time
from handlers.copy_words import introduction, sections_of, title

FORMAT = "teman-mandiri/data/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """What a copy is made of. office: whose data it is limited to, "" for all of it."""

    kept: OwnData
    office: str
    language: str
    facts: Facts
    now: datetime


async def _read(unit: Unit, receiver: Receiver, args: tuple[int, ...]) -> Copy:
    """All that is kept of her, or by that office. Raises PaperRefused."""
    person_id, organisation_id = args
    if person_id != receiver.person_id:
        grants = await people.list_roles(unit, receiver.person_id)
        needed = (Action.HANDLE_DATA, Action.READ_ANSWERS)
        if not all(is_allowed(grants, each, organisation_id=organisation_id) for each in needed):
            raise PaperRefused
    try:
        kept = await own_data.collect(unit, person_id, organisation_id=organisation_id or None)
    except KeyError as gone:
        raise PaperRefused from gone
    record = await organisations.find(unit, organisation_id) if organisation_id else None
    office = "" if record is None else record.office.name
    return Copy(kept=kept, office=office, language=receiver.language, facts=unit.facts, now=unit.now)


def _pdf(copy: Copy) -> bytes:
    """The copy to read."""
    kept, language = copy.kept, copy.language
    made = local_time(copy.now, kept.zone)
    return draw(
        title=render(title(kept), language),
        introduction=[render(each, language) for each in introduction(copy.office, made)],
        sections=[
            (render(each.heading, language), [render(line, language) for line in each.lines])
            for each in sections_of(kept, copy.facts)
        ],
    )


def _json(copy: Copy) -> bytes:
    """The copy another program can take over (UU 27/2022 PDP, art. 13). Every field is named here: nothing slips in."""
    kept = copy.kept
    body = {
        "format": FORMAT,
        "made_at": _iso(copy.now),
        "office": copy.office or None,
        "person": _person(kept),
        "accounts": [_account(each) for each in kept.accounts],
        "roles": [_role(each) for each in kept.memberships],
        "requests": [_case(each) for each in kept.cases],
        "consents": [_consent(each) for each in kept.consents],
        "data_requests": [_data_request(each) for each in kept.data_requests],
        "readers": [_reading(each) for each in kept.readings],
        "savings": [_savings(each) for each in kept.savings],
        "training": training_of(kept.training),
        "contact": contact_of(kept.matters),
        "announcements": news_of(kept.announcements),
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode("utf-8", "replace")


COPY_PDF = Recipe(name="salinan-data.pdf", mime=PDF_MIME, read=_read, make=_pdf)
COPY_JSON = Recipe(name="salinan-data.json", mime=JSON_MIME, read=_read, make=_json)


def _person(kept: OwnData) -> dict[str, Any]:
    return {
        "name": kept.name,
        "salutation": kept.salutation,
        "area": kept.area,
        "zone": kept.zone,
        "since": _at(kept.since_ms),
        "may_write": kept.may_write,
        "safe_minutes": list(kept.safe_hours) if kept.safe_hours else None,
        "written_openly": kept.is_open,
        "named_on_the_phone": kept.named,
        "paused": kept.paused,
    }


def _account(account: Account) -> dict[str, Any]:
    return {
        "channel": account.channel,
        "address": account.address,
        "phone": account.phone,
        "language": account.language,
        "since": _at(account.made_ms),
    }


def _role(membership: Membership) -> dict[str, Any]:
    return {
        "role": membership.role,
        "place": membership.place,
        "since": _at(membership.since_ms),
        "until": None if membership.until_ms is None else _at(membership.until_ms),
    }


def _consent(given: Given) -> dict[str, Any]:
    """Not who read it aloud to her: that is another person."""
    consent = given.consent
    return {
        "purpose": consent.purpose,
        "asked_by": given.place,
        "version": consent.version,
        "text": consent.text,
        "answer": consent.answer,
        "manner": consent.manner,
        "at": _at(consent.at_ms),
    }


def _data_request(request: DataRequest) -> dict[str, Any]:
    return {
        "code": request.code,
        "kind": request.kind.value,
        "state": request.state.value,
        "purpose": request.purpose,
        "ground": request.ground,
        "words": request.words,
        "answer": request.answer,
        "made": _at(request.made_ms),
        "due": _at(request.due_ms),
        "closed": None if request.closed_ms is None else _at(request.closed_ms),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "what": reading.what,
        "role": reading.role,
        "place": reading.place,
        "times": reading.times,
        "last": _at(reading.last_ms),
    }


def _savings(savings: OwnSavings) -> dict[str, Any]:
    """Not who brought money for her: that is another woman."""
    return {
        "group": savings.group,
        "place": savings.place,
        "member": savings.number,
        "since": savings.since.isoformat(),
        "left": None if savings.left is None else savings.left.isoformat(),
        "target": savings.target,
        "balances": {account.value: amount for account, amount in savings.balances},
        "entries": [
            {
                "number": each.number,
                "day": each.day.isoformat(),
                "account": each.account.value,
                "amount": each.amount,
                "reverses": each.reverses,
            }
            for each in savings.entries
        ],
        "slips": [{"meeting": meeting, "answer": answer.value} for meeting, answer in savings.slips],
        "differences": [
            {
                "code": each.code,
                "what": each.difference.what.value,
                "amount": each.difference.amount,
                "words": each.difference.words,
                "state": each.state.value,
            }
            for each in savings.disputes
        ],
        **beside_of(savings.beside),
    }


def _case(case: Case) -> dict[str, Any]:
    return {
        "code": case.code,
        "office": case.office,
        "kind": case.kind,
        "state": case.state,
        "wants_person": case.wants_person,
        "helped": case.helped,
        "contact": case.contact or None,
        "made": _at(case.made_ms),
        "screenings": [
            {
                "criteria": each.result.set_id,
                "version": each.result.set_version,
                "overall": each.result.overall,
                "answers": dict(each.result.answers),
                "levels": dict(each.result.levels),
                "made": _at(each.made_ms),
            }
            for each in case.screenings
        ],
        "history": [
            {
                "state": each.state,
                "reason": each.reason,
                "sk_number": each.sk_number,
                "sk_date": each.sk_date,
                "asked": each.asked,
                "at": _at(each.at_ms),
            }
            for each in case.steps
        ],
    }


def _at(milliseconds: int) -> str:
    return _iso(datetime.fromtimestamp(milliseconds / 1000, UTC))


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
