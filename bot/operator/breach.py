"""`python -m bot breach`: the register of breaches, the letters, the list of those affected, and telling them.

UU 27/2022 PDP, art. 46: within 3x24 hours, in writing, to the women and to the agency: which data, when and how, what
is done. Only a phone known to be a woman's own gets the notice; everybody else is told by a person, face to face.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TextIO

from bot.operator.breach_letter import letter
from bot.operator.opening import Beside, CommandError, in_words, is_missing, opened
from bot.settings import Settings
from db import breaches, organisations
from db.breaches import IN_PERSON, SLICE, Affected, Breach, Details
from db.unit import Unit
from domain.hygiene import tidy_text
from domain.refusals import NotAllowed
from domain.zones import WIB, ZONES, get_zone, local_time
from handlers.breach_words import PART_CHARS_MAX

MINUTE = "%Y-%m-%d %H:%M"


def parse(arguments: Sequence[str]) -> Namespace:
    """What was asked for. Raises SystemExit after telling what is wrong."""
    parser = ArgumentParser(prog="python -m bot breach", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    _parse_add(actions.add_parser("add", help="write it down and list whose data it was"))
    actions.add_parser("list", help="the register")
    for action, help_ in (
        ("letter", "the drafts of the letters, in Indonesian"),
        ("people", "whose data it was, and how each is told"),
        ("tell", "let the running program tell those whose phone is their own"),
        ("agency", "the agency has got its letter"),
        ("close", "everybody has been told"),
        ("visited", "somebody was told face to face"),
    ):
        each = actions.add_parser(action, help=help_)
        each.add_argument("code", metavar="CODE")
        if action == "visited":
            each.add_argument("who", metavar="WHO", help="the request's code or the number in `people`")
    return parser.parse_args(list(arguments))


def _parse_add(parser: ArgumentParser) -> None:
    for name, help_ in (
        ("what", "which data, in plain Indonesian: nama dan nomor HP"),
        ("how", "how it came: laptop petugas hilang"),
        ("handling", "what is done about it: kunci sudah diganti"),
    ):
        parser.add_argument(f"--{name}", required=True, metavar="WORDS", help=help_)
    parser.add_argument(
        "--found", required=True, metavar="TIME", help="when you learned of it: 2026-02-03 14:30"
    )
    parser.add_argument("--since", required=True, metavar="TIME", help="from when on the data could be read")
    parser.add_argument("--until", default="", metavar="TIME", help="until when; `--found` if not given")
    parser.add_argument("--zone", default=WIB, choices=tuple(ZONES), help="of these times")
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--everybody", action="store_true", help="everybody's data")
    whose.add_argument(
        "--office", type=int, default=0, metavar="ID", help="of everybody known to this office"
    )
    whose.add_argument(
        "--reader",
        type=int,
        default=0,
        metavar="PERSON",
        help="of everybody whose data this account read then",
    )


async def breach(asked: Namespace, settings: Settings, stdout: TextIO) -> int:
    """Do what was asked. Raises CommandError."""
    if is_missing(settings.database_url):
        raise CommandError(f"there is no database at {in_words(settings.database_url)}")
    async with opened(settings) as beside:
        try:
            if asked.action == "add":
                await _add(beside, asked, stdout)
            elif asked.action == "list":
                await _list(beside, stdout)
            else:
                await _ACTIONS[asked.action](beside, asked, stdout)
        except NotAllowed as fault:
            raise CommandError("there is no breach of that code; see: python -m bot breach list") from fault
    return 0


async def _add(beside: Beside, asked: Namespace, stdout: TextIO) -> None:
    details = Details(**{name: _words(name, getattr(asked, name)) for name in ("what", "how", "handling")})
    found, since = _moment("--found", asked.found, asked.zone), _moment("--since", asked.since, asked.zone)
    until = _moment("--until", asked.until, asked.zone) if asked.until else found
    if not since <= until:
        raise CommandError("--since must not be after --until")
    scope = breaches.EVERYBODY if asked.everybody else breaches.OFFICE if asked.office else breaches.READER

    async def job(unit: Unit) -> Breach:
        offices = {each.row_id for each in await organisations.list_all(unit)}
        if asked.office and asked.office not in offices:
            raise CommandError(
                f"there is no office {asked.office}; known: {', '.join(map(str, sorted(offices)))}"
            )
        return await breaches.add(
            unit,
            details=details,
            found_ms=found,
            from_ms=since,
            until_ms=until,
            scope=scope,
            organisation_id=asked.office,
            reader_id=asked.reader,
        )

    made = await beside.run(job)
    while not await beside.run(lambda unit: breaches.list_next(unit, made.code)):
        pass
    await _show(beside, await beside.run(lambda unit: breaches.get(unit, made.code)), stdout)
    stdout.write(
        f"Now: python -m bot breach letter {made.code}, then people, then tell. Before you tell anybody, ask a"
        " specialist on violence against women whether the notice itself can harm.\n"
    )


def _words(name: str, words: str) -> str:
    tidy = " ".join(tidy_text(words).split()).rstrip(".")
    if not 1 <= len(tidy) <= PART_CHARS_MAX:
        raise CommandError(f"--{name} needs 1 to {PART_CHARS_MAX} characters: she reads it on a small screen")
    return tidy


def _moment(name: str, text: str, zone: str) -> int:
    try:
        local = datetime.strptime(text, MINUTE).replace(tzinfo=get_zone(zone).clock)
    except ValueError as fault:
        raise CommandError(f"{name} is {text!r}; write it like 2026-02-03 14:30") from fault
    return round(local.timestamp() * 1000)


async def _list(beside: Beside, stdout: TextIO) -> None:
    found = await beside.run(breaches.list_all)
    for each in found:
        await _show(beside, each, stdout)
    if not found:
        stdout.write("The register is empty.\n")


async def _show(beside: Beside, each: Breach, stdout: TextIO) -> None:
    progress = await beside.run(lambda unit: breaches.count_progress(unit, each.id))
    agency = f"told {_shown(each.agency_ms)}" if each.agency_ms else "NOT TOLD"
    stdout.write(
        f"{each.code}: {each.details.what}; {each.details.how}. Found {_shown(each.found_ms)},"
        f" to be told until {_shown(each.due_ms)}.\n"
        f"  in chat: {progress.chat_told} told, {progress.chat_left} left; face to face: {progress.person_told} told,"
        f" {progress.person_left} left; the agency: {agency}; {'closed' if each.closed_ms else 'open'}\n"
    )


def _shown(at_ms: int) -> str:
    return f"{local_time(datetime.fromtimestamp(at_ms / 1000, UTC), WIB):{MINUTE}} WIB"


async def _letter(beside: Beside, asked: Namespace, stdout: TextIO) -> None:
    found = await beside.run(lambda unit: breaches.get(unit, asked.code))
    progress = await beside.run(lambda unit: breaches.count_progress(unit, found.id))
    count = progress.chat_told + progress.chat_left + progress.person_told + progress.person_left
    stdout.write(letter(found, count, beside.facts.bot_name))


async def _people(beside: Beside, asked: Namespace, stdout: TextIO) -> None:
    found = await beside.run(lambda unit: breaches.get(unit, asked.code))
    after = 0

    async def next_rows(unit: Unit) -> list[Affected]:
        return await breaches.list_people(unit, found.id, after)

    while rows := await beside.run(next_rows):
        for row in rows:
            way = "face to face" if row.way == IN_PERSON else "in chat"
            told = f"told {_shown(row.told_ms)}" if row.told_ms else "not told"
            where = f"request {row.code}, {row.office}" if row.code else "no request: tell her when she comes"
            stdout.write(f"{row.person_id}\t{way}\t{told}\t{where}\n")
        after = rows[-1].person_id
        if len(rows) < SLICE:
            break


async def _tell(beside: Beside, asked: Namespace, stdout: TextIO) -> None:
    async def job(unit: Unit) -> Breach:
        found = await breaches.get(unit, asked.code)
        breaches.begin_telling(unit, found.id)
        return found

    found = await beside.run(job)
    progress = await beside.run(lambda unit: breaches.count_progress(unit, found.id))
    stdout.write(
        f"The running program tells {progress.chat_left} women in chat, within their hours. {progress.person_left} have"
        f" to be told face to face: python -m bot breach people {found.code}\n"
    )


async def _visited(beside: Beside, asked: Namespace, stdout: TextIO) -> None:
    async def job(unit: Unit) -> None:
        found = await breaches.get(unit, asked.code)
        person_id = await breaches.find_person(unit, found.id, asked.who)
        if person_id is None:
            raise CommandError(f"nobody of this breach has the request or number {asked.who}")
        breaches.note_told(unit, found.id, person_id)

    await beside.run(job)
    stdout.write("Written down.\n")


async def _agency(beside: Beside, asked: Namespace, stdout: TextIO) -> None:
    async def job(unit: Unit) -> None:
        breaches.note_agency(unit, (await breaches.get(unit, asked.code)).id)

    await beside.run(job)
    stdout.write("Written down.\n")


async def _close(beside: Beside, asked: Namespace, stdout: TextIO) -> None:
    async def job(unit: Unit) -> None:
        found = await breaches.get(unit, asked.code)
        left = await breaches.count_progress(unit, found.id)
        if left.chat_left or left.person_left or not found.agency_ms:
            raise CommandError(
                f"not everybody has been told: {left.chat_left} in chat, {left.person_left} face to face,"
                f" the agency: {'yes' if found.agency_ms else 'no'}"
            )
        breaches.close(unit, found.id)

    await beside.run(job)
    stdout.write("Closed. The entry stays in the register.\n")


_ACTIONS = {
    "letter": _letter,
    "people": _people,
    "tell": _tell,
    "visited": _visited,
    "agency": _agency,
    "close": _close,
}
