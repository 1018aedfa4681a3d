"""A greeting, thanks, "gratis kan?": answered kindly in every state, never called a misunderstanding."""

from conversation.text import Text, _
from domain.reading.signals import Signal

WAALAIKUMSALAM = _("Waalaikumsalam, Bu.")

ASIDES: dict[Signal, Text] = {
    Signal.SALAM: _("Salam, Bu."),
    Signal.TERIMA_KASIH: _("Sama-sama, Bu."),
    Signal.GRATIS_KAN: _("Ini gratis, Bu. Kami tidak pernah minta uang, PIN bank, atau kode OTP."),
}

# How a Muslim greeting begins, however it is spelled: it has an answer of its own.
MUSLIM_GREETINGS = ("ass", "asal", "aslm", "askum")


def aside_for(signal: Signal | None, text: str) -> Text | None:
    """The kind answer, or None if it was none of these."""
    if signal is Signal.SALAM and text.lower().lstrip().startswith(MUSLIM_GREETINGS):
        return WAALAIKUMSALAM
    return ASIDES.get(signal) if signal is not None else None
