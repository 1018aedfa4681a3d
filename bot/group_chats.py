"""Somebody has put the bot into a chat of several: may it stay? Only where an officer has asked for it just before."""

from bot.channels.base import Incoming
from conversation.text import Text, _
from db import group_chats, people
from db.people import Actor
from db.unit import Unit
from handlers import house


async def greet(unit: Unit, channel: str, incoming: Incoming, actor: Actor) -> tuple[Text, bool]:
    """What is said there, and whether the bot stays. actor: the chat's own account."""
    inviter = people.address_hash(unit, channel, incoming.sender)
    group = await group_chats.link(unit, inviter, actor.account_id)
    if not group:
        return house.NOT_INVITED, False
    if await group_chats.gets_news(unit, actor.account_id):
        return _(
            "Halo, Ibu-ibu. Angka cek rapat {group} dan kabar kantor saya kirim ke sini.", group=group
        ), True
    return _(
        "Halo, Ibu-ibu. Sesudah rapat, jumlah dan angka cek kelompok {group} saya kirim ke sini.", group=group
    ), True
