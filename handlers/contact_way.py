"""How a worker may reach her: by chat, by phone in hours that are safe for her, or not at all because she comes."""

import re

from conversation.chat import Chat
from conversation.questions import Choice, Reading, Said, Suggested, Unclear
from conversation.text import Text, _
from db.requests import Contact
from domain.records import dataclass
from handlers.phone_number import ask_phone_number
from handlers.questions import OneOf

CHAT = Choice("chat", _("Chat saja"), words=("chat", "wa", "pesan", "tulis"))
PHONE = Choice("phone", _("Telepon"), words=("telpon", "tlp", "telp", "ditelepon"))
VISIT = Choice("visit", _("Saya datang sendiri"), words=("datang", "ke kantor", "datang sendiri"))

# Stretches of the day in her own words; minutes from midnight.
MORNING = Choice("480-660", _("Pagi, 08.00-11.00"), words=("pagi",))
NOON = Choice("660-840", _("Siang, 11.00-14.00"), words=("siang",))
AFTERNOON = Choice("840-960", _("Sore, 14.00-16.00"), words=("sore",))

# Nobody calls before it: a smaller hour is one of the afternoon.
FIRST_HOUR = 8
_HOURS = re.compile(r"\b\d{1,2}(?![\d.,:])")


@dataclass(frozen=True, kw_only=True)
class SafeHours(OneOf):
    """One of the stretches; an hour of her own ("jam 9") is asked about, because a stretch is more than that hour."""

    def read(self, said: Said) -> Reading:
        """A stretch that she names is taken; one in which her hours lie is shown first."""
        reading = super().read(said)
        if not isinstance(reading, Unclear) or not said.text:
            return reading
        minutes = _minutes_of(said.text)
        for choice in reversed(self.of):  # 11.00 begins the second stretch
            start, _dash, end = choice.key.partition("-")
            if minutes and all(int(start) <= minute <= int(end) for minute in minutes):
                assert isinstance(choice.label, Text), "the stretches are ours"
                return Suggested(choice.key, _("Maksud Ibu {amount}?", amount=choice.label))
        return reading


def _minutes_of(text: str) -> list[int]:
    """The hours she names, in minutes from midnight; empty if it is no time."""
    from domain.reading.action import Action
    from domain.reading.times import read_time

    found = read_time(text)
    if found.time is not None:
        hour, _colon, minute = found.time.partition(":")
        return [int(hour) * 60 + int(minute)]
    if found.action is not Action.ASK:
        return []
    hours = [int(each) for each in _HOURS.findall(text)]
    return [60 * (hour if hour >= FIRST_HOUR else hour + 12) for hour in hours]


async def ask_contact(
    chat: Chat, *, sensitive: bool = False, ways: tuple[Choice, ...] = (CHAT, PHONE, VISIT)
) -> Contact:
    """The way and, for a phone call, when it is safe for her. sensitive: nothing of it is left on any screen."""
    asked = _("Petugas boleh menghubungi Ibu lewat apa?")
    way = await chat.choose(asked, ways, sensitive=sensitive)
    if way.key != PHONE.key:
        return Contact(way=way.key, from_min=None, to_min=None)
    asked = _("Jam berapa yang aman untuk ditelepon?")
    hours = await chat.ask(asked, SafeHours(of=(MORNING, NOON, AFTERNOON), sensitive=sensitive))
    start, _dash, end = hours.key.partition("-")
    return Contact(way=way.key, from_min=int(start), to_min=int(end), phone=await ask_phone_number(chat))
