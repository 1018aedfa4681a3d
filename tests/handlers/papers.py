"""The files a phone was sent, in order, on whichever channel the chat is played."""

from tests.cloud_phones import CloudPhones
from tests.phones import SimulatorPhones, TelegramPhones
from tests.world import World


def files_of(world: World, owner: str) -> list[bytes]:
    """The bytes of every file the program sent to this phone."""
    phones = world.phones
    if isinstance(phones, TelegramPhones):
        room = phones._api.world.room(phones._chat(owner))
        return [
            phones._api.world.files[each.document]
            for each in room.messages.values()
            if each.document and each.mine
        ]
    if isinstance(phones, CloudPhones):
        return phones.files(owner)
    assert isinstance(phones, SimulatorPhones)
    chats = phones._simulator.chats
    found = []
    for message in chats.list_messages(phones.address(owner)):
        path = chats.find_file(message.file.ref) if message.file is not None and not message.mine else None
        if path is not None:
            found.append(path.read_bytes())
    return found
