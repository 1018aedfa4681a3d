"""A greeting, thanks, "gratis kan?": answered kindly in every state, never called a misunderstanding."""

from conversation.text import Text, _
from domain.reading.signals import Signal

ASIDES: dict[Signal, Text] = {
    Signal.SALAM: _("Salam, Bu."),
    Signal.TERIMA_KASIH: _("Sama-sama, Bu."),
    Signal.GRATIS_KAN: _("Ini gratis, Bu. Kami tidak pernah minta uang, PIN bank, atau kode OTP."),
}


def aside_for(signal: Signal | None) -> Text | None:
    """The kind answer, or None if it was none of these."""
    return ASIDES.get(signal) if signal is not None else None
