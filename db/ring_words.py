"""What is she told while nobody has answered her call? The truth about duty, and whom she can call without us.

Three times at most, each time in other words: who reads the same twice feels alone with a machine.
"""

from datetime import datetime

from conversation.text import Text, _
from domain.organisations import EMERGENCY_NUMBERS
from domain.safety import TOLD_MAX

NUMBERS = {each.key: each.number for each in EMERGENCY_NUMBERS}


# Whom she can call without us, in every one of these sentences.
_LINES = {
    "police": NUMBERS["police"],
    "sapa": NUMBERS["sapa_phone"],
    "whatsapp": NUMBERS["sapa_whatsapp"],
    "healing": NUMBERS["healing"],
}


def still_waiting(next_at: datetime | None, *, on_duty: bool, told: int = 0) -> Text:
    """What is true while nobody has answered, and whom she can call without us. told: how often she has heard it."""
    if told >= TOLD_MAX:
        return _still_waiting_for_hours(next_at, on_duty=on_duty)
    if told:
        return _still_waiting_again(next_at, on_duty=on_duty)
    if on_duty:
        return _(
            "Petugas belum menjawab, Bu. Sudah saya panggil lagi. Kalau bahaya: telepon {police} atau {sapa}."
            " Bisa juga WhatsApp {whatsapp}. Kalau terasa terlalu berat: {healing}, lalu tekan 8.",
            **_LINES,
        )
    if next_at is None:
        return _(
            "Petugas belum menjawab, Bu. Sekarang tidak ada yang jaga. Kalau bahaya: telepon {police} atau {sapa}."
            " Bisa juga WhatsApp {whatsapp}. Kalau terasa terlalu berat: {healing}, lalu tekan 8.",
            **_LINES,
        )
    return _(
        "Petugas belum menjawab, Bu. Petugas jaga ada lagi {at}. Kalau bahaya: telepon {police} atau {sapa}."
        " Bisa juga WhatsApp {whatsapp}. Kalau terasa terlalu berat: {healing}, lalu tekan 8.",
        at=next_at,
        **_LINES,
    )


def _still_waiting_again(next_at: datetime | None, *, on_duty: bool) -> Text:
    """The same for the second time."""
    if on_duty or next_at is None:
        return _(
            "Maaf, Bu, petugas masih belum menjawab. Kalau bahaya, jangan menunggu: telepon {police} atau {sapa}."
            " Bisa juga WhatsApp {whatsapp}. Kalau terasa terlalu berat: {healing}, lalu tekan 8.",
            **_LINES,
        )
    return _(
        "Maaf, Bu, petugas masih belum menjawab. Saya panggil lagi {at}. Kalau bahaya, jangan menunggu:"
        " telepon {police} atau {sapa}. Bisa juga WhatsApp {whatsapp}."
        " Kalau terasa terlalu berat: {healing}, lalu tekan 8.",
        at=next_at,
        **_LINES,
    )


def _still_waiting_for_hours(next_at: datetime | None, *, on_duty: bool) -> Text:
    """The truth once more, by day, and no promise with it."""
    if on_duty:
        return _(
            "Maaf, Bu. Sampai sekarang petugas belum menjawab. Petugas jaga saya panggil lagi."
            " Kalau bahaya, jangan menunggu: telepon {police} atau {sapa}. Bisa juga WhatsApp {whatsapp}."
            " Kalau terasa terlalu berat: {healing}, lalu tekan 8.",
            **_LINES,
        )
    if next_at is None:
        return _(
            "Maaf, Bu. Sampai sekarang petugas belum menjawab. Sekarang juga belum ada yang jaga."
            " Kalau bahaya, jangan menunggu: telepon {police} atau {sapa}. Bisa juga WhatsApp {whatsapp}."
            " Kalau terasa terlalu berat: {healing}, lalu tekan 8.",
            **_LINES,
        )
    return _(
        "Maaf, Bu. Sampai sekarang petugas belum menjawab. Petugas jaga ada lagi {at}."
        " Kalau bahaya, jangan menunggu: telepon {police} atau {sapa}. Bisa juga WhatsApp {whatsapp}."
        " Kalau terasa terlalu berat: {healing}, lalu tekan 8.",
        at=next_at,
        **_LINES,
    )
