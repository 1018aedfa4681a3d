"""Two people write to each other through the program: opening their line, sending things, and all that a phone holds."""

import base64
import json
from typing import Any

from db import matter_messages, matters
from db.unit import Unit
from domain.matters import Matter, Message
from tests.cloud_phones import CloudPhones
from tests.handlers.contact.letters import write
from tests.phones import SimulatorPhones, TelegramPhones
from tests.world import World

KINDS = {"image": "photo", "audio": "voice"}


async def rest(world: World) -> None:
    """Files are fetched, and all is sent."""
    await world.rest()
    await world.app.media.settle()
    await world.rest()


async def _begin(world: World) -> None:
    """A few seconds later; on one way the program has been started anew meanwhile."""
    if world.restarts:
        await world.restart()
    world.next_message()


async def says(world: World, who: str, text: str) -> None:
    await _begin(world)
    await world.phones.write(who, text)
    await rest(world)


async def taps(world: World, who: str, label: str) -> None:
    """The newest button of that label; its number where the choices stand in the text."""
    await _begin(world)
    for bubble in reversed(world.phones.screen(who)):
        if label in dict(bubble.buttons):
            await world.phones.tap(who, bubble, label)
            return await rest(world)
    raise AssertionError(f"no [{label}] on the phone of {who}")


async def quotes(world: World, who: str, quoted: str, text: str) -> None:
    """She answers the newest message in which these words stand."""
    await _begin(world)
    bubble = [each for each in world.phones.screen(who) if quoted in each.text][-1]
    await world.phones.reply(who, bubble, text)
    await rest(world)


async def sends(
    world: World, who: str, content: bytes, mime: str, *, name: str = "berkas", caption: str = ""
) -> None:
    """A file, as an app sends it."""
    await _begin(world)
    phones = world.phones
    if isinstance(phones, TelegramPhones):
        kind = KINDS.get(mime.partition("/")[0], "document")
        fields: dict[str, Any] = {"file_name": name, "mime_type": mime}
        if kind == "voice":
            fields["duration"] = 1
        phones._api.sends_file(phones._chat(who), kind, content, caption=caption, **fields)
        await phones._taken()
    elif isinstance(phones, CloudPhones):
        await phones.send_file(who, content, mime, name=name, caption=caption)
    else:
        assert isinstance(phones, SimulatorPhones)
        data = base64.b64encode(content).decode()
        await phones._act(who, {"file": {"name": name, "mime": mime, "data": data, "caption": caption}})
    await rest(world)


async def open_line(
    world: World, *, her: str = "Wati", staff: str = "Rina", text: str = "bu saya mau tanya"
) -> Matter:
    """She has written, was answered, and has begun to write again: both write, and it goes through at once."""
    matter = await write(world, her, text, holder=staff)
    await says(world, staff, "pesan warga")
    await says(world, staff, "1")
    await says(world, staff, "selamat siang, ada apa bu")
    await taps(world, staff, "Kirim")
    await taps(world, her, "Balas")
    return matter


async def messages_of(world: World, matter_id: int) -> list[Message]:
    """What was written in the matter, in order."""

    async def job(unit: Unit) -> list[Message]:
        matter = await matters.find(unit, matter_id)
        assert matter is not None
        found = [await matter_messages.find_one(unit, matter_id, n + 1) for n in range(matter.messages)]
        return [each for each in found if each is not None]

    return await world.run(job)


def all_of(world: World, owner: str) -> bytes:
    """Everything that the program ever sent to this phone: words, buttons, references, files and what they are called."""
    phones = world.phones
    if isinstance(phones, TelegramPhones):
        chat = phones._chat(owner)
        calls = [
            json.dumps(each.fields, default=_shown) for each in phones._api.calls if _is_to(each.fields, chat)
        ]
        room = phones._api.world.room(chat)
        files = [each.document for each in room.messages.values() if each.document and each.mine]
        contents = [phones._api.world.files[each] for each in files]
        names = [phones._api.world.file_names.get(each, "") for each in files]
        return b"\n".join([*(each.encode() for each in [*calls, *names]), *contents])
    if isinstance(phones, CloudPhones):
        return phones.everything(owner)
    assert isinstance(phones, SimulatorPhones)
    chats = phones._simulator.chats
    parts = []
    for message in chats.list_messages(phones.address(owner)):
        if not message.mine:
            parts.append(json.dumps(message.shown(), ensure_ascii=False, default=str).encode())
            path = chats.find_file(message.file.ref) if message.file is not None else None
            parts.append(b"" if path is None else path.read_bytes())
    return b"\n".join(parts)


def _is_to(fields: dict[str, Any], chat: int) -> bool:
    return str(fields.get("chat_id")) == str(chat)


def _shown(value: object) -> str:
    content = getattr(value, "content", b"")
    return f"{getattr(value, 'name', '')} {content!r}"


def heard(world: World, owner: str) -> list[str]:
    """What stands on this phone, oldest first."""
    return [bubble.text for bubble in world.phones.screen(owner)]
