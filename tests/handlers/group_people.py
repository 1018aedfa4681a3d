"""Women of the group Mentari of whom only its book knows, and the code of its meeting."""

from db import members
from db.members import Member
from db.unit import Unit
from handlers.group.code import make_code
from tests.world import MENTARI, SINCE, World

CONSENT = """Ini kelompok Mentari, Desa Contoh. /
            Saya Teman Mandiri, program pencatat. Saya tidak memegang uang. Bukunya milik kelompok. /
            Kelompok Mentari mau mencatat simpanan dan pinjaman Ibu. ... Boleh dicatat? [Boleh] [Tidak]"""
PUSHED = "mau masuk buku kelompok Mentari. [Lihat]"


async def code_of(world: World, phone: str) -> str:
    """The code of the meeting, made by the owner of that phone."""

    async def job(unit: Unit) -> str:
        unit.actor = await world.actor(unit, phone)
        return (await make_code(unit, world.groups[MENTARI])).code

    return await world.run(job)


async def write_in(world: World, *names: str) -> None:
    """Women of whom only the book knows."""

    async def job(unit: Unit) -> None:
        entries = [members.NewMember(name=name) for name in names]
        await members.add_many(unit, world.groups[MENTARI], entries, joined_day=SINCE)

    await world.run(job)


async def book(world: World) -> list[Member]:
    return await world.run(lambda unit: members.list_members(unit, world.groups[MENTARI]))
