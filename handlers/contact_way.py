"""How a worker may reach her: by chat, by phone in hours that are safe for her, or not at all because she comes."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import _
from db.requests import Contact
from handlers.phone_number import ask_phone_number

CHAT = Choice("chat", _("Chat saja"), words=("chat", "wa", "pesan", "tulis"))
PHONE = Choice("phone", _("Telepon"), words=("telpon", "tlp", "telp", "ditelepon"))
VISIT = Choice("visit", _("Saya datang sendiri"), words=("datang", "ke kantor", "datang sendiri"))

# Stretches of the day in her own words; minutes from midnight.
MORNING = Choice("480-660", _("Pagi, 08.00-11.00"), words=("pagi",))
NOON = Choice("660-840", _("Siang, 11.00-14.00"), words=("siang",))
AFTERNOON = Choice("840-960", _("Sore, 14.00-16.00"), words=("sore",))


async def ask_contact(
    chat: Chat, *, sensitive: bool = False, ways: tuple[Choice, ...] = (CHAT, PHONE, VISIT)
) -> Contact:
    """The way and, for a phone call, when it is safe for her. sensitive: nothing of it is left on any screen."""
    asked = _("Petugas boleh menghubungi Ibu lewat apa?")
    way = await chat.choose(asked, ways, sensitive=sensitive)
    if way.key != PHONE.key:
        return Contact(way=way.key, from_min=None, to_min=None)
    asked = _("Jam berapa yang aman untuk ditelepon?")
    hours = await chat.choose(asked, (MORNING, NOON, AFTERNOON), sensitive=sensitive)
    start, _dash, end = hours.key.partition("-")
    return Contact(way=way.key, from_min=int(start), to_min=int(end), phone=await ask_phone_number(chat))
