"""How a talk is called in a list; the conversations themselves do not know each other."""

from conversation.text import Text, _
from handlers.names import (
    HELP,
    INFO,
    OFFICE,
    PERSON_TALK,
    QUEUE,
    RECHECK,
    REQUEST,
    SCHEDULE,
    SCREENING,
    SIT_BESIDE,
)

TITLES: dict[str, Text] = {
    SCREENING: _("Cari bantuan"),
    INFO: _("Syarat bantuan"),
    PERSON_TALK: _("Bicara dengan petugas"),
    RECHECK: _("Minta periksa lagi"),
    HELP: _("Cara memakai"),
    QUEUE: _("Antrean"),  # staff
    REQUEST: _("Satu permintaan"),  # staff
    OFFICE: _("Kantor"),  # staff
    SIT_BESIDE: _("Dampingi warga"),  # staff
    SCHEDULE: _("Kelas dan jadwal"),
}


def title_of(name: str) -> Text:
    """The title of the talk called `name`."""
    return TITLES.get(name, _("Obrolan tadi"))
