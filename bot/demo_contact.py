"""The demo's second office, to which one refers: a UPTD PPA with a worker and a supervisor, and a woman who wrote.

Written once the program is up, after the rest of the demo, and never twice. Everybody is invented and marked so.
A phone of the simulator with one of its roles (bot/demo_people.py: UPTD_ROLES), or with the name and the role of one
of its staff, sits at her desk; other phones do not work there. What it knows of matters it loads when it writes: the
first answer needs only the office's name.
"""

from bot.demo import add_people
from db import meta, organisations, people
from db.people import Actor
from db.unit import Unit
from domain.records import dataclass
from domain.roles import Role, RoleGrant
from domain.zones import WITA

FILLED = "demo_contact_filled"
OFFICE = "UPTD PPA Samarinda (contoh)"
AREA = "samarinda"


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoStaff:
    """Somebody who works there; the simulator's phone of that name and role is hers."""

    name: str
    role: Role


STAFF = (DemoStaff(name="Mira", role=Role.WORKER), DemoStaff(name="Hana", role=Role.SUPERVISOR))
WOMAN = "Rusmini (contoh)"
WORDS = "Selamat pagi, Bu. Saya mau tanya, bisa ikut kelompok usaha di sini?"

# The answers that each demo office keeps ready: topic, title, words.
READY = (
    (
        "",
        "Sudah dibaca",
        "Terima kasih, Ibu. Pesan Ibu sudah saya baca. Saya cari tahu dulu, lalu saya kabari.",
    ),
    ("", "Boleh datang", "Ibu boleh datang ke kantor di hari kerja. Bawa KTP kalau ada."),
    (
        "bantuan",
        "Syarat bantuan",
        "Ibu bisa lihat syaratnya di menu. Pilih Syarat bantuan. Kalau bingung, tanya saya lagi.",
    ),
)


async def fill_contact(unit: Unit) -> None:
    """Write it, unless it is there or this is no demo of ours."""
    if not await meta.read(unit, meta.DEMO_SEEDED) or await meta.read(unit, FILLED):
        return
    meta.store(unit, FILLED, "1")
    office = await get_office(unit)
    # A phone may have brought somebody more by now; the first is one of STAFF.
    worker, *_others = await people.list_role_holders(unit, office, [Role.WORKER])
    await _write(unit, office, worker)
    await _refer_there(unit, office)
    await _keep_ready(unit, worker)
    unit.told.clear()


async def find_staff(unit: Unit, name: str, role: Role, *, by_role: bool = False) -> int | None:
    """The one of its staff who is called like the phone, in that role, and has none yet; None for anybody else.

    by_role: else any of them in that role who has no phone.
    """
    named = any(each.name.lower() == name and each.role is role for each in STAFF)
    if not (named or by_role):
        return None
    holders = await people.list_role_holders(unit, await get_office(unit), [role])
    known = await people.list_persons(unit, holders)
    free = [each for each in holders if await people.find_account_of(unit, each) is None]
    for person_id in free:
        if known[person_id].name.split()[0].lower() == name:
            return person_id
    return free[0] if by_role and free else None


async def get_office(unit: Unit) -> int:
    """The office, made with its staff where it is not there yet."""
    for each in await organisations.list_all(unit):
        if each.demo and each.office.name == OFFICE:
            return each.row_id
    row_id = organisations.add(unit, name=OFFICE, zone=WITA, areas=(), demo=True)
    for person_id, staff in zip(await add_people(unit, len(STAFF)), STAFF, strict=True):
        people.begin_details(unit, person_id, name=f"{staff.name} (contoh)")
        organisations.enrol(unit, person_id, woman=True, zone=WITA)
        people.grant_role(
            unit,
            role_id=unit.new_id(),
            person_id=person_id,
            grant=RoleGrant(staff.role, organisation_id=row_id),
            now_ms=unit.now_ms,
        )
    return row_id


async def _refer_there(unit: Unit, office: int) -> None:
    """The other demo offices refer to it, and to a place that does not work with this program."""
    from db import partners
    from domain.matters import PartnerKind

    for each in await organisations.list_all(unit):
        if each.demo and each.row_id != office:
            await partners.add(
                unit, each.row_id, kind=PartnerKind.UPTD_PPA, name=OFFICE, partner_organisation=office
            )
            await partners.add(unit, each.row_id, kind=PartnerKind.LK3, name="LK3 (contoh)")


async def _keep_ready(unit: Unit, worker: int) -> None:
    """What women often ask is answered with one tap."""
    from db import canned

    unit.actor = _as(worker, staff=True)
    for each in await organisations.list_all(unit):
        if each.demo:
            for topic, title, body in READY:
                await canned.add(unit, organisation_id=each.row_id, topic=topic, title=title, body=body)
    del unit.actor


async def _write(unit: Unit, office: int, worker: int) -> None:
    """A woman's first message; its holder has not answered yet."""
    from db import matters
    from domain.matters import MessageKind

    (woman,) = await add_people(unit, 1)
    people.begin_details(unit, woman, name=WOMAN, salutation="Ibu")
    people.set_area(unit, woman, AREA, WITA)
    unit.actor = _as(woman)
    await matters.write(
        unit,
        person_id=woman,
        organisation_id=office,
        chosen=matters.Chosen(holder_id=worker),
        kind=MessageKind.TEXT,
        text=WORDS,
    )
    del unit.actor


def _as(person_id: int, *, staff: bool = False) -> Actor:
    """Somebody with no chat who acts."""
    return Actor(
        account_id=0, person_id=person_id, channel="", phone="own", language="id", zone=WITA, staff=staff
    )
