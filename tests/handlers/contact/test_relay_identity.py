"""Neither side's telephone, account, place or hidden words reach the other side, whatever is sent (reliability.md T13).

Every sort of message in both directions, on each channel; afterwards all that the other phone holds is searched, also
inside files, and all requests that carried it there.
"""

import re
import zlib
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from db import people as persons
from db.unit import Unit
from db.vault import person as owner_of
from tests.cloud_phones import CloudPhones
from tests.handlers.contact.letters import add_woman, add_worker
from tests.handlers.contact.relayed import all_of, open_line, quotes, rest, says, sends, taps
from tests.phones import SimulatorPhones, TelegramPhones
from tests.traced_files import m4a, mp3, ogg, pdf, photo
from tests.world import Way, World

HIDDEN = "KENARITERSEMBUNYI"
"""In every file: camera, artist, maker, file name."""
SURNAME = "Kenarimarga"

Sending = Callable[[World, str], Awaitable[None]]


def _file(make: Callable[[str], bytes], mime: str, name: str = HIDDEN) -> Sending:
    async def send(world: World, who: str) -> None:
        await sends(world, who, make(HIDDEN), mime, name=name, caption="keterangan")

    return send


def _thing(thing: str) -> Sending:
    async def send(world: World, who: str) -> None:
        await world.phones.send(who, thing)
        await rest(world)

    return send


def _raw(content: dict[str, Any]) -> Sending:
    """A message of Telegram as it comes; on the simulator only its words."""

    async def send(world: World, who: str) -> None:
        if isinstance(world.phones, TelegramPhones):
            world.phones._api.user_sends(world.phones._chat(who), content)
            await world.phones._taken()
            await rest(world)
        else:
            await says(world, who, str(content.get("text", "halo")))

    return send


async def _edited(world: World, who: str) -> None:
    await says(world, who, "biasa saja")
    # WhatsApp does not tell that something was changed; what a worker typed is taken off her screen at once.
    if world.way is Way.TELEGRAM or (who == "Wati" and world.way is not Way.WHATSAPP):
        await world.phones.change(who, "lain lagi")
        await rest(world)


async def _quoted(world: World, who: str) -> None:
    """The newest message of ours that stands for one of the other side."""
    words = "bu saya mau tanya" if who == "Rina" else "selamat siang"
    await quotes(world, who, words, "soal ini")


async def _forwarded_photo(world: World, who: str) -> None:
    """With a mention under it, passed on from somebody."""
    if not isinstance(world.phones, TelegramPhones):
        return await sends(world, who, photo(HIDDEN), "image/jpeg", name=HIDDEN, caption="tanya Bu Itu")
    api = world.phones._api
    api.world.files["forwarded"] = photo(HIDDEN)
    size = {"file_id": "forwarded", "file_unique_id": "forwarded", "file_size": 4, "width": 90, "height": 90}
    api.user_sends(
        world.phones._chat(who),
        {
            "photo": [size],
            "caption": "tanya Bu Itu",
            "caption_entities": [{"type": "text_mention", "offset": 6, "length": 6, "user": PERSON}],
            "forward_origin": {"type": "user", "sender_user": PERSON, "date": 1},
        },
    )
    await world.phones._taken()
    await rest(world)


PERSON = {"id": 77_000_111, "is_bot": False, "first_name": HIDDEN, "username": HIDDEN}
EVERYTHING: dict[str, Sending] = {
    "words": lambda world, who: says(world, who, "biasa saja"),
    "edit": _edited,
    "quote": _quoted,
    "photo": _file(photo, "image/jpeg"),
    "forwarded photo": _forwarded_photo,
    "photo as a file": _file(lambda words: photo(words, kind="PNG"), "image/png"),
    "voice": _file(ogg, "audio/ogg"),
    "music": _file(mp3, "audio/mpeg"),
    "recording": _file(m4a, "audio/mp4"),
    "paper": _file(pdf, "application/pdf"),
    "program": _file(lambda words: b"MZ" + words.encode(), "application/octet-stream"),
    "sticker": _thing("stiker"),
    "own number": _thing("nomor saya"),
    "place": _thing("lokasi"),
    "forwarded": _raw(
        {"text": "diteruskan", "forward_origin": {"type": "user", "sender_user": PERSON, "date": 1}}
    ),
    "by way of a bot": _raw({"text": "lewat bot", "via_bot": PERSON}),
    "mention": _raw(
        {
            "text": "tanya Bu Itu",
            "entities": [{"type": "text_mention", "offset": 6, "length": 6, "user": PERSON}],
        }
    ),
    "somebody's card": _raw(
        {"contact": {"phone_number": "+6200847362519", "first_name": HIDDEN, "user_id": 77_000_111}}
    ),
    "venue": _raw(
        {
            "venue": {"location": {"latitude": -6.5, "longitude": 107.4}, "title": HIDDEN, "address": HIDDEN},
            "location": {"latitude": -6.5, "longitude": 107.4},
        }
    ),
    "quote of another chat": _raw(
        {
            "text": "ini",
            "external_reply": {"origin": {"type": "user", "sender_user": PERSON, "date": 1}},
            "quote": {"text": HIDDEN, "position": 0},
        }
    ),
}


@pytest.fixture(autouse=True)
async def people(world: World) -> None:
    await add_worker(world, "Rina")
    await add_woman(world, "Wati")
    for name in ("Rina", "Wati"):

        async def known(unit: Unit, name: str = name) -> None:
            person_id = (await world.actor(unit, name)).person_id
            await unit.vault.have([owner_of(person_id)])
            surname = SURNAME if name == "Wati" else ""
            await persons.set_details(unit, person_id, name=f"{name} {surname}".strip(), salutation=name)

        await world.run(known)


def traces_of(world: World, who: str) -> dict[str, bytes]:
    """What must not reach the other side."""
    found = {"hidden": HIDDEN.encode(), "hidden as numbers": HIDDEN.encode().hex().encode()}
    phones = world.phones
    if isinstance(phones, TelegramPhones):
        found["account"] = str(phones._chat(who)).encode()
        found["its name"] = f"Demo {phones._chat(who)}".encode()
    elif isinstance(phones, CloudPhones):
        found["account"] = phones.address(who).encode()
    else:
        assert isinstance(phones, SimulatorPhones)
        phone = phones._simulator.chats.find_phone(phones.address(who))
        assert phone is not None
        found["number"] = phone.number.encode()
    if who == "Wati":
        found["surname"] = SURNAME.encode()
    return found | {"somebody's number": b"00847362519", "place": b"107.4", "their account": b"77000111"}


def opened(content: bytes) -> bytes:
    """With what is packed in it."""
    parts = [content]
    for stream in re.finditer(rb"stream\r?\n", content):
        try:
            parts.append(zlib.decompressobj().decompress(content[stream.end() :]))
        except zlib.error:
            continue
    return b"\n".join(parts)


@pytest.mark.parametrize("sent", EVERYTHING)
async def test_nothing_of_her_telephone_reaches_the_worker(world: World, sent: str) -> None:
    await open_line(world)
    await EVERYTHING[sent](world, "Wati")
    await says(world, "Wati", "penutup")
    for _minute in range(3):
        await world.pass_time(61)
        await rest(world)
    held = opened(all_of(world, "Rina"))
    assert b"penutup" in held, "nothing came over at all"
    assert {name for name, trace in traces_of(world, "Wati").items() if trace in held} == set()


@pytest.mark.parametrize("sent", EVERYTHING)
async def test_nothing_of_the_workers_telephone_reaches_her(world: World, sent: str) -> None:
    await open_line(world)
    await says(world, "Rina", "pesan warga")
    await says(world, "Rina", "1")
    await says(world, "Rina", "1")
    await EVERYTHING[sent](world, "Rina")
    await rest(world)
    held = opened(all_of(world, "Wati"))
    assert b"selamat siang" in held
    assert {name for name, trace in traces_of(world, "Rina").items() if trace in held} == set()


async def test_the_search_finds_what_is_there(world: World) -> None:
    await open_line(world)
    await says(world, "Wati", f"saya tulis sendiri {HIDDEN}")
    await taps(world, "Rina", "Buka pesan")
    assert HIDDEN.encode() in opened(all_of(world, "Rina"))
    assert HIDDEN.encode() in opened(photo(HIDDEN))
    assert HIDDEN.encode() in opened(pdf(HIDDEN))
