"""Papers: files that are made when they are sent, from numbers alone, so that nothing personal lies in the outbox.

Whether the paper may still go there is asked again at that moment: only to her own phone, or to an officer's.
"""

import asyncio
import json
import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.channels.base import Outgoing, SendError
from bot.outgoing import unpack
from bot.paper_pdf import draw
from bot.render import render
from db import own_data, people
from db.data_readers import Reading
from db.data_requests import DataRequest
from db.outbox import Queued
from db.own_data import Account, Case, Given, Membership, OwnData
from db.unit import Unit
from db.writer import Writer
from domain.facts import Facts
from domain.permits import Action, is_allowed
from domain.zones import local_time
from handlers.copy_words import introduction, sections_of, title

log = logging.getLogger(__name__)

FORMAT = "teman-mandiri/data/1"

PDF, JSON = "copy.pdf", "copy.json"
NAMES = {PDF: "salinan-data.pdf", JSON: "salinan-data.json"}
MIMES = {PDF: "application/pdf", JSON: "application/json"}


class PaperRefused(Exception):
    """The paper may not go to this chat any more: the phone is shared, the role has ended, she was erased."""


class Papers:
    """`make` gives the message its file."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    async def ready(self, row: Queued) -> Outgoing | SendError:
        """The message of this row as it goes to the channel, or why it does not."""
        try:
            outgoing = unpack(row.body, row.id)
        except Exception as fault:
            log.exception("a message that cannot be read: outbox=%d", row.id)
            return SendError(f"unreadable: {type(fault).__name__}")
        if not outgoing.recipe:
            return outgoing
        try:
            return await self.make(row, outgoing)
        except PaperRefused:
            return SendError("its paper may not go out any more")
        except Exception as fault:  # nothing was sent: it may be tried again
            log.exception("a paper cannot be made: outbox=%d", row.id)
            return SendError(f"paper: {type(fault).__name__}", retryable=True)

    async def make(self, row: Queued, outgoing: Outgoing) -> Outgoing:
        """The same message with its document and without its recipe. Raises PaperRefused."""
        person_id, organisation_id = outgoing.recipe_args

        async def read(unit: Unit) -> tuple[OwnData, str, str, Facts, datetime]:
            language = await _check(unit, row, person_id, organisation_id)
            try:
                kept = await own_data.collect(unit, person_id, organisation_id=organisation_id or None)
            except KeyError as gone:
                raise PaperRefused from gone
            office = next((each.office for each in kept.cases), "") if organisation_id else ""
            return kept, office, language, unit.facts, unit.now

        kept, office, language, facts, now = await self._writer.run(read)
        make = _json if outgoing.recipe == JSON else _pdf
        document = await asyncio.to_thread(make, kept, office, language, facts, now)
        return replace(
            outgoing,
            recipe="",
            recipe_args=(),
            document=document,
            document_name=NAMES[outgoing.recipe],
            document_mime=MIMES[outgoing.recipe],
        )


async def _check(unit: Unit, row: Queued, person_id: int, organisation_id: int) -> str:
    """The receiver's language. Raises PaperRefused."""
    receiver = await people.get_receiver(unit, row.account_id, row.person_id)
    if receiver["phone"] != "own":
        raise PaperRefused
    if person_id != row.person_id:
        grants = await people.list_roles(unit, row.person_id)
        needed = (Action.HANDLE_DATA, Action.READ_ANSWERS)
        if not all(is_allowed(grants, each, organisation_id=organisation_id) for each in needed):
            raise PaperRefused
    return str(receiver["language"])


def _pdf(kept: OwnData, office: str, language: str, facts: Facts, now: datetime) -> bytes:
    """The copy to read."""
    made = local_time(now, kept.zone)
    return draw(
        title=render(title(kept), language),
        introduction=[render(each, language) for each in introduction(office, made)],
        sections=[
            (render(each.heading, language), [render(line, language) for line in each.lines])
            for each in sections_of(kept, facts)
        ],
    )


def _json(kept: OwnData, office: str, _language: str, _facts: Facts, now: datetime) -> bytes:
    """The copy another program can take over (UU 27/2022 PDP, art. 13). Every field is named here: nothing slips in."""
    body = {
        "format": FORMAT,
        "made_at": _iso(now),
        "office": office or None,
        "person": _person(kept),
        "accounts": [_account(each) for each in kept.accounts],
        "roles": [_role(each) for each in kept.memberships],
        "requests": [_case(each) for each in kept.cases],
        "consents": [_consent(each) for each in kept.consents],
        "data_requests": [_data_request(each) for each in kept.data_requests],
        "readers": [_reading(each) for each in kept.readings],
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode("utf-8", "replace")


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
