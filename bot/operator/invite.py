"""`python -m bot invite`: a one-use code for somebody of an office, or of a group; the first one makes the office.

What it gives needs no second admin: whoever can run it is the second person. So the first admins come from here.
"""

import asyncio
import json
import re
import urllib.error
import urllib.request
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TextIO

from bot.operator.opening import CommandError, opened
from bot.settings import Settings
from db import groups, invites, organisations
from db.organisations import OfficeRecord
from db.unit import Unit
from domain.permits import OFFICERS
from domain.roles import OF_ORGANISATION, Role
from domain.zones import WIB, ZONES

ASK_NAME_S = 5.0
USERNAME = re.compile(r"[A-Za-z0-9_]{3,64}")
OFFICE_CHARS_MAX = 80
ROLES = sorted(role.value for role in OF_ORGANISATION | OFFICERS)


def parse(arguments: Sequence[str]) -> Namespace:
    """What was asked for. Raises SystemExit after telling what is wrong."""
    parser = ArgumentParser(prog="python -m bot invite", description=__doc__)
    parser.add_argument("--role", required=True, choices=ROLES, metavar="ROLE", help=", ".join(ROLES))
    parser.add_argument("--office", default="", metavar="NAME", help="a new office, or one of that name")
    parser.add_argument(
        "--areas", default="", metavar="A,B", help="of a new office: keys of criteria/areas.toml"
    )
    parser.add_argument(
        "--zone", default=WIB, choices=tuple(ZONES), help=f"of a new office; {WIB} if not given"
    )
    parser.add_argument("--organisation", type=int, default=0, metavar="ID", help="an office that is there")
    parser.add_argument(
        "--group", default="", metavar="NAME", help="for an officer of a group: its name or number"
    )
    asked = parser.parse_args(list(arguments))
    if (Role(asked.role) in OFFICERS) != bool(asked.group):
        parser.error("an officer of a group is invited with --group, and nobody else is")
    return asked


async def invite(asked: Namespace, settings: Settings, stdout: TextIO) -> int:
    """Make the invitation and print it. Raises CommandError."""
    async with opened(settings) as beside:

        async def make(unit: Unit) -> tuple[str, str, str]:
            return await _make(unit, asked)

        code, office, note = await beside.run(make)
    username = await find_username(settings)
    lines = [note] if note else []
    lines.append(f"An invitation for one {asked.role} of {office}. It works once, within 24 hours.")
    if username:
        lines.append(f"https://t.me/{username}?start={code}")
    elif settings.telegram_token:
        lines.append(
            "Telegram could not be asked for the bot's name, so there is no link; the words below do the same."
        )
    lines += [f"Code: {code}", f"To type in the chat: /start {code}"]
    stdout.write("\n".join(lines) + "\n")
    return 0


async def _make(unit: Unit, asked: Namespace) -> tuple[str, str, str]:
    """The code, the office's name, and a note where the office was not named."""
    role = Role(asked.role)
    if asked.group:
        return await _make_of_group(unit, asked.group, role)
    row_id, name, note = await _find_office(unit, asked)
    code = invites.make(unit, role, organisation_id=row_id)
    unit.audit("invite", "organisation", row_id, 0, f"{role.value} by the operator")
    return code, name, note


async def _make_of_group(unit: Unit, wanted: str, role: Role) -> tuple[str, str, str]:
    """The code and the group's name: for a group whose officers are gone, or whose book was imported."""
    known = [each for each in await groups.list_all(unit) if not each.practice_of]
    fitting = [each for each in known if wanted.strip().lower() in (str(each.id), each.name.lower())]
    if len(fitting) != 1:
        listed = "; ".join(f"{each.id} {each.name}, {each.place}" for each in known) or "none"
        raise CommandError(f"name one group by --group. Groups: {listed}")
    code = invites.make(unit, role, group_id=fitting[0].id)
    unit.audit("invite", "group", fitting[0].id, 0, f"{role.value} by the operator")
    return code, fitting[0].name, ""


async def _find_office(unit: Unit, asked: Namespace) -> tuple[int, str, str]:
    offices = await organisations.list_all(unit)
    if asked.organisation:
        found = next((each for each in offices if each.row_id == asked.organisation), None)
        if found is None:
            raise CommandError(f"there is no office {asked.organisation}. {_listed(offices)}")
        return found.row_id, found.office.name, ""
    if asked.office:
        named = next(
            (each for each in offices if each.office.name.lower() == asked.office.strip().lower()), None
        )
        if named is not None:
            return named.row_id, named.office.name, ""
        return _make_office(unit, asked.office, _areas(unit, asked.areas), asked.zone)
    if len(offices) == 1 or (offices and unit.facts.demo):
        note = "" if len(offices) == 1 else f"The first of the demo's offices was taken. {_listed(offices)}"
        return offices[0].row_id, offices[0].office.name, note
    if offices:
        raise CommandError(f"say which office: --organisation ID or --office NAME. {_listed(offices)}")
    return _make_office(unit, f"Kantor {unit.facts.bot_name}", _areas(unit, asked.areas), asked.zone)


def _make_office(unit: Unit, name: str, areas: list[str], zone: str) -> tuple[int, str, str]:
    name = " ".join(name.split())
    if not 1 <= len(name) <= OFFICE_CHARS_MAX:
        raise CommandError(f"an office's name has 1 to {OFFICE_CHARS_MAX} characters")
    row_id = organisations.add(unit, name=name, zone=zone, areas=areas)
    unit.audit("write", "organisation", row_id, 0, "made by the operator")
    note = f"A new office was made: {name}, number {row_id}, zone {zone}, for {', '.join(areas)}."
    return row_id, name, note


def _areas(unit: Unit, asked: str) -> list[str]:
    """The areas by key; without any the office serves them all, until a more local one is made."""
    known = [area.key for area in unit.facts.areas]
    wanted = [key.strip() for key in asked.split(",") if key.strip()]
    unknown = [key for key in wanted if key not in known]
    if unknown:
        raise CommandError(f"unknown areas: {', '.join(unknown)}. Known: {', '.join(known)}")
    return wanted or known


def _listed(offices: Sequence[OfficeRecord]) -> str:
    if not offices:
        return 'There is no office yet. Make one: --office "NAME" --areas A,B --zone ZONE'
    return "Offices: " + "; ".join(f"{each.row_id} {each.office.name}" for each in offices)


async def find_username(settings: Settings) -> str:
    """The bot's name at Telegram; "" without a token, or if Telegram does not answer."""
    if not settings.telegram_token:
        return ""
    return await asyncio.to_thread(_ask_username, settings.telegram_api_url, settings.telegram_token)


def _ask_username(api_url: str, token: str) -> str:
    try:
        # The settings allow http and https only.
        with urllib.request.urlopen(f"{api_url}/bot{token}/getMe", timeout=ASK_NAME_S) as answer:  # noqa: S310
            name = json.loads(answer.read(100_000))["result"]["username"]
    except (OSError, ValueError, KeyError, TypeError, urllib.error.URLError):
        return ""  # and nothing is told of the error: its text may hold the token
    return name if isinstance(name, str) and USERNAME.fullmatch(name) else ""
