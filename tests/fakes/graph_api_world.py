"""What Meta knows in the fake: people and their phones, files, templates, and what is still to be told to the program.

It is also the oracle: `accepted` holds every message that was really taken, whatever the client was told.
"""

import base64
import hashlib
import itertools
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Object = dict[str, Any]

NUMBER_ID = "100000000000001"
ACCOUNT_ID = "200000000000001"
DISPLAY_NUMBER = "620000000001"  # nobody's: no Indonesian number begins like this
WINDOW_S = 24 * 3600
FILE_LIVES_S = 30 * 86_400
FILE_OF_HERS_LIVES_S = 7 * 86_400
PLACE_LIVES_S = 5 * 60


@dataclass
class Person:
    """Whoever has WhatsApp. number: "" where she hides it. user_id: "" where Meta does not tell it yet."""

    number: str
    user_id: str = ""
    name: str = "Demo"
    last_in_s: float = 0.0
    reachable: bool = True
    stopped: bool = False
    messages: list["Message"] = field(default_factory=list)

    @property
    def address(self) -> str:
        return self.user_id or self.number


@dataclass
class Message:
    """One message in a chat. mine: the program's. choices: (label, payload). blue: she sees that hers was read."""

    wamid: str
    mine: bool
    kind: str
    text: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    file_id: str = ""
    opaque: str = ""
    at_s: float = 0.0
    blue: bool = False
    status: str = ""


@dataclass(frozen=True)
class Accepted:
    """A message of the program that was really taken. at_s: the server's monotonic time. body: as it was sent."""

    person: str
    wamid: str
    kind: str
    text: str
    opaque: str
    at_s: float
    body: Object


@dataclass
class File:
    """hers: it came from a person. place: the last part of the address where its bytes lie for a while."""

    content: bytes
    mime: str
    until_s: float
    hers: bool = False
    place: str = ""
    place_until_s: float = 0.0

    @property
    def sha256(self) -> str:
        return base64.b64encode(hashlib.sha256(self.content).digest()).decode()


@dataclass
class Template:
    """state: PENDING, APPROVED, REJECTED, PAUSED or DISABLED. params: the names in its body."""

    id: str
    name: str
    language: str
    category: str
    components: list[Object]
    state: str = "PENDING"
    params: tuple[str, ...] = ()


class World:
    """The state behind the methods; `now` is wall clock, `monotonic` for rates and the oracle."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self.now = now
        self.monotonic: Callable[[], float] = time.monotonic
        self.people: dict[str, Person] = {}
        self.accepted: list[Accepted] = []
        self.files: dict[str, File] = {}
        self.templates: dict[tuple[str, str], Template] = {}
        self.typing: list[str] = []
        self.all_have_written = False  # whoever is new here has written just now
        self.told: deque[tuple[str, Object]] = deque()  # (field, value), not yet delivered
        self._numbers = itertools.count(1)
        self._by_wamid: dict[str, tuple[Person, Message]] = {}

    def new_number(self) -> int:
        return next(self._numbers)

    def new_wamid(self) -> str:
        return "wamid." + base64.b64encode(f"DEMO{self.new_number():016}".encode()).decode()

    def new_id(self) -> str:
        return str(300_000_000_000_000 + self.new_number())

    def add_person(self, number: str, *, user_id: str = "", name: str = "Demo") -> Person:
        """Somebody with WhatsApp; found afterwards by her number and by her user id."""
        person = Person(number, user_id, name, self.now() if self.all_have_written else 0.0)
        for address in (number, user_id):
            if address:
                self.people[address] = person
        return person

    def person(self, address: str) -> Person:
        """Whoever has this number or user id; made when first spoken of by a number."""
        found = self.people.get(address)
        return found if found is not None else self.add_person(address)

    def add_message(self, person: Person, message: Message) -> None:
        person.messages.append(message)
        self._by_wamid[message.wamid] = person, message

    def message(self, wamid: str) -> tuple[Person, Message] | None:
        """Whose it is, and the message."""
        return self._by_wamid.get(wamid)

    def add_file(self, content: bytes, mime: str, *, hers: bool = False) -> str:
        file_id = self.new_id()
        lives_s = FILE_OF_HERS_LIVES_S if hers else FILE_LIVES_S
        self.files[file_id] = File(content, mime, self.now() + lives_s, hers)
        return file_id

    def find_file(self, file_id: str) -> File | None:
        file = self.files.get(file_id)
        return file if file is not None and file.until_s > self.now() else None

    def tell(self, field: str, **content: Any) -> None:
        """Something happened that the program is told of with the next delivery."""
        metadata = {"display_phone_number": DISPLAY_NUMBER, "phone_number_id": NUMBER_ID}
        self.told.append((field, {"messaging_product": "whatsapp", "metadata": metadata, **content}))

    def tell_status(self, person: Person, message: Message, status: str, **more: Any) -> None:
        """What became of a message of the program."""
        message.status = status
        told: Object = {"id": message.wamid, "status": status, "timestamp": str(int(self.now()))}
        if person.number:
            told["recipient_id"] = person.number
        if person.user_id:
            told["recipient_user_id"] = person.user_id
        if message.opaque:
            told["biz_opaque_callback_data"] = message.opaque
        self.tell("messages", statuses=[told | more])
