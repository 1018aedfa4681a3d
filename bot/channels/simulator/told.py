"""What does the platform tell the program about the program's own messages?

As WhatsApp does: delivered once the phone is on, read once she looks, each once, under the program's own number of the
message. Telegram tells nothing: there a message is sent, and that is all anybody knows.
"""

from dataclasses import replace

from bot.channels.base import IncomingKind
from bot.channels.simulator.chats import Chats
from bot.channels.simulator.platforms import Look
from bot.channels.simulator.records import Event, Message, Phone, Record

SENT, DELIVERED, READ = "sent", "delivered", "read"
_RANK = {SENT: 0, DELIVERED: 1, READ: 2}


def state_of_new(phone: Phone) -> str:
    """How a message of the program's arrives: on a phone that is off it waits with the platform."""
    return SENT if phone.off else DELIVERED


def tell_new(chats: Chats, phone: Phone, message: Message) -> list[Record]:
    """What the program is owed for a message that has just come."""
    return [_event(chats, phone, message)] if message.state == DELIVERED and _tells(phone, message) else []


def rise(chats: Chats, phone: Phone, state: str, now_ms: int, *, up_to: int | None = None) -> list[Record]:
    """The program's messages on this phone have come so far (those up to that number), and what it is owed for that."""
    records: list[Record] = []
    for message in chats.list_messages(phone.name):
        behind = not message.mine and _RANK.get(message.state, 0) < _RANK[state]
        if not behind or message.deleted or (up_to is not None and message.id > up_to):
            continue
        risen = replace(message, state=state)
        records.append(risen)
        if _tells(phone, message):
            records.insert(0, _event(chats, phone, risen, now_ms))
    return records


def _tells(phone: Phone, message: Message) -> bool:
    return phone.look is Look.WHATSAPP and bool(message.outbox)


def _event(chats: Chats, phone: Phone, message: Message, at_ms: int = 0) -> Event:
    number = chats.next_id()
    body = {
        "id": number,
        "phone": phone.name,
        "look": phone.look.value,
        "at_ms": at_ms or message.at_ms,
        "kind": IncomingKind.STATUS.value,
        "status": message.state,
        "outbox": message.outbox,
    }
    return Event(id=number, phone=phone.name, body=body)
