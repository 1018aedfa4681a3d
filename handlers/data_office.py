"""Which office is her request about her data for? The one that keeps something of hers, else the one of her area."""

from conversation.chat import Chat
from conversation.text import _
from db import controllers
from db.unit import Unit
from domain.purposes import Controller, Side
from handlers.screening_steps import ask_area


async def choose_office(chat: Chat) -> Controller | None:
    """Her office; asked for by the place she lives in where none is known. None, and said so, where there is none."""
    office = await chat.look(find_own_office)
    if office is None:
        office = await chat.look(find_office_of, (await ask_area(chat)).key)
    if office is None:
        await chat.say(_("Maaf, Bu. Di daerah itu belum ada petugas kami."))
        await chat.say(_("Ibu bisa bertanya ke kantor desa atau Dinas Sosial setempat."))
    return office


async def find_own_office(unit: Unit) -> Controller | None:
    """The office she dealt with last."""
    found = await controllers.list_of(unit, unit.actor.person_id)
    return next((each for each in found if each.side is Side.OFFICE), None)


async def find_office_of(unit: Unit, area: str) -> Controller | None:
    """The office that serves the area."""
    return await controllers.find_for_area(unit, area)
