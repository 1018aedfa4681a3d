"""What a page may see of a phone and of a message."""

from bot.channels.base import Button, Layout
from bot.channels.simulator.platforms import Look
from bot.channels.simulator.records import Message, Phone


def test_a_phone_is_shown_with_words_for_its_role_and_zone() -> None:
    phone = Phone(name="siti", title="Siti", number="+620000000001", role="worker", zone="Asia/Makassar")
    shown = phone.shown()
    assert (shown["role_label"], shown["zone_label"], shown["look"]) == ("petugas sosial", "WITA", "telegram")


def test_a_message_is_shown_from_the_phone_s_side() -> None:
    shown = Message(
        id=1, phone="siti", mine=False, at_ms=2, text="Benar?", buttons=(Button(label="Ya", payload="y"),)
    ).shown()
    assert shown["from"] == "bot"
    assert shown["buttons"] == ({"label": "Ya", "payload": "y", "hint": ""},)
    assert (shown["layout"], shown["file"], shown["deleted"]) == ("none", None, False)
    assert "mine" not in shown


def test_a_record_comes_back_from_its_row_with_its_types() -> None:
    row = {"name": "siti", "title": "Siti", "number": "+62", "role": "", "look": "whatsapp"}
    phone = Phone.read({**row, "zone": "Asia/Jakarta", "blocked": False})
    assert phone.look is Look.WHATSAPP
    assert Message(id=1, phone="siti", mine=True, at_ms=0).layout is Layout.NONE
