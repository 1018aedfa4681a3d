"""What the caller should do with a reading: the four words every reader answers with."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """How sure a reading is.

    ACCEPT: clear; keep it and show it back. CONFIRM: a value is there, ask "Maksud Ibu ...?" first.
    ASK: it cannot be guessed, ask again. REJECT: the message is about something else.
    """

    ACCEPT = "accept"
    CONFIRM = "confirm"
    ASK = "ask"
    REJECT = "reject"
