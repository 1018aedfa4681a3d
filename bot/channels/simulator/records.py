"""What the platform remembers: phones, the messages on them, and the events it owes the program.

Each record can be written as one JSON object and read back; `shown` is what pages and programs see.
"""

from dataclasses import asdict, field
from typing import Any, Self

from bot.channels.base import Button, Layout
from bot.channels.simulator.platforms import Look
from domain.records import dataclass

ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
ROLES = {
    "": "",
    "member": "anggota",
    "treasurer": "bendahara",
    "chair": "ketua",
    "secretary": "sekretaris",
    "group_supervisor": "pengawas",
    "helper": "kader",
    "companion": "pendamping",
    "trainer": "pelatih",
    "worker": "petugas sosial",
    "supervisor": "kepala petugas",
    "admin": "admin",
    # Of the office to which the demo's others refer (bot/demo_contact.py).
    "uptd_worker": "petugas UPTD PPA",
    "uptd_supervisor": "kepala UPTD PPA",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Phone:
    """name: its address. title: how the page calls it. number: made up, can never be dialled (+62 0 ...).

    blocked: she has blocked the bot. off: switched off, or out of reach. gone: her account is deleted, of which the
    platform tells only when somebody writes to it.
    """

    name: str
    title: str
    number: str
    role: str = ""
    look: Look = Look.TELEGRAM
    zone: str = "Asia/Jakarta"
    blocked: bool = False
    off: bool = False
    gone: bool = False

    def shown(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "look": self.look.value,
            "role_label": ROLES.get(self.role, self.role),
            "zone_label": ZONES.get(self.zone, ""),
        }

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        return cls(**{**row, "look": Look(row["look"])})


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A file on the platform; ref is unguessable and names it in /sim/files/."""

    ref: str
    name: str
    mime: str
    size_bytes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One bubble. mine: she wrote it. ref: the page's own mark of it. quote: what a tap answered.

    outbox: the program's own number of a message of its own, echoed when the platform tells what became of it.
    deleted: only a trace of it is shown. cleared: not even that, the whole chat was cleared.
    """

    id: int
    phone: str
    mine: bool
    at_ms: int
    text: str = ""
    kind: str = "text"
    buttons: tuple[Button, ...] = ()
    layout: Layout = Layout.NONE
    list_button: str = ""
    file: File | None = None
    state: str = "sent"
    edited: bool = False
    deleted: bool = False
    cleared: bool = False
    ref: str = ""
    quote: str = ""
    ask_contact: bool = False
    protected: bool = False
    outbox: str = ""
    template: bool = False  # sent as a template that the platform has approved

    def shown(self) -> dict[str, Any]:
        row = asdict(self)
        del row["mine"]
        return {**row, "from": "me" if self.mine else "bot", "layout": self.layout.value}

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        buttons = tuple(Button(**button) for button in row["buttons"])
        file = File(**row["file"]) if row["file"] else None
        return cls(**{**row, "buttons": buttons, "layout": Layout(row["layout"]), "file": file})


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """What she did, owed to the program until its intake has committed it. body: what decode() reads."""

    id: int
    phone: str
    ref: str = ""
    body: dict[str, Any] = field(default_factory=dict)
    delivered: bool = False

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        return cls(**row)


Record = Phone | Message | Event
