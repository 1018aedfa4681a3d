"""What she does on a phone: the bubble, the event the program is handed, and what an app would not let her do."""

import base64
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Button, Incoming, IncomingKind, Layout, Outgoing
from bot.channels.simulator.channel import Simulator
from bot.channels.simulator.gestures import Refused, act
from bot.channels.simulator.platforms import Look
from bot.channels.simulator.records import Message


class Room:
    """One phone and what the program was handed."""

    def __init__(self, folder: Path) -> None:
        self.simulator = Simulator(folder, lambda: 1_000_000)
        self.simulator.add_phone("Siti", role="member")

    def do(self, **body: Any) -> int:
        phone = self.simulator.chats.find_phone("siti")
        assert phone is not None
        return act(self.simulator, phone, body)

    def refusal(self, **body: Any) -> Refused:
        with pytest.raises(Refused) as refused:
            self.do(**body)
        return refused.value

    def look(self, look: Look) -> None:
        phone = self.simulator.chats.find_phone("siti")
        assert phone is not None
        self.simulator.change_look(phone, look)

    @property
    def events(self) -> list[Incoming]:
        return [self.simulator.decode(b"", event.body) for event in self.simulator.chats.list_owed("siti")]

    @property
    def bubbles(self) -> list[Message]:
        return self.simulator.chats.list_messages("siti")

    async def asks(self, *labels: str, layout: Layout = Layout.BUTTONS) -> str:
        """The bot asks; the payloads are the labels in small letters with a number."""
        buttons = tuple(
            Button(label=label, payload=f"{label.lower()}-{len(self.bubbles)}") for label in labels
        )
        sent = await self.simulator.send(
            Outgoing(
                outbox_id="1",
                chat="siti",
                text="Pilih satu",
                buttons=buttons,
                layout=layout,
                list_button="Buka",
            )
        )
        return sent.message_ref


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_a_text_becomes_a_bubble_and_an_event_with_the_same_number(room: Room) -> None:
    number = room.do(text="Assalamualaikum")
    (event,), (bubble,) = room.events, room.bubbles
    assert (event.kind, event.text, event.message_ref) == (IncomingKind.TEXT, "Assalamualaikum", str(number))
    assert (bubble.id, bubble.text, bubble.state, bubble.mine) == (number, "Assalamualaikum", "sent", True)


def test_a_long_text_is_several_messages_on_telegram_and_one_on_whatsapp(room: Room) -> None:
    last = room.do(text="a" * 5000)
    assert [len(event.text) for event in room.events] == [4096, 904]
    assert room.bubbles[-1].id == last
    room.look(Look.WHATSAPP)
    room.do(text="b" * 5000)
    assert len(room.events[-1].text) == 5000


def test_a_letter_of_two_units_is_never_cut_in_half(room: Room) -> None:
    room.do(text="a" + "😀" * 2100)
    assert "".join(event.text for event in room.events) == "a" + "😀" * 2100
    assert "\ud83d" not in room.events[0].text


def test_half_a_letter_becomes_a_question_mark_not_a_crash(room: Room) -> None:
    room.do(text="a\ud800b")
    assert room.events[0].text == "a\ufffdb"


async def test_a_tap_on_telegram_leaves_no_bubble_and_wants_an_answer(room: Room) -> None:
    ref = await room.asks("Ya", "Tidak")
    number = room.do(button="Ya")
    (event,) = room.events
    assert (event.kind, event.tap, event.message_ref, event.text) == (IncomingKind.TAP, "ya-0", ref, "")
    assert event.tap_ref == str(number)
    assert [bubble.mine for bubble in room.bubbles] == [False]


async def test_a_tap_on_whatsapp_is_a_message_that_quotes_the_question(room: Room) -> None:
    room.look(Look.WHATSAPP)
    room.do(text="halo")
    ref = await room.asks("Batu", "Nagrak", layout=Layout.LIST)
    room.do(button="nagrak")
    event, bubble = room.events[-1], room.bubbles[-1]
    assert (event.tap, event.text, event.message_ref, event.tap_ref) == ("nagrak-1", "Nagrak", ref, "")
    assert (bubble.text, bubble.quote) == ("Nagrak", "Pilih satu")


async def test_a_row_whose_label_was_cut_is_found_by_the_whole_label(room: Room) -> None:
    room.look(Look.WHATSAPP)
    row = Button(label="Bicara dengan petugas…", payload="p1", hint="Bicara dengan petugas perempuan")
    other = Button(label="Boleh", payload="b1", hint="Bicara dengan siapa saja")
    await room.simulator.send(
        Outgoing(
            outbox_id="1",
            chat="siti",
            text="Pilih satu",
            buttons=(row, other),
            layout=Layout.LIST,
            list_button="Buka",
        )
    )
    room.do(button="bicara dengan petugas perempuan")
    assert room.events[-1].tap == "p1"
    assert room.refusal(button="Bicara dengan siapa saja").status == 404


async def test_an_old_button_is_tapped_by_its_payload_a_label_means_the_newest(room: Room) -> None:
    await room.asks("Ya")
    await room.asks("Ya")
    room.do(button="Ya")
    room.do(button="ya-0")
    room.do(button="Ya", message=room.bubbles[0].id)
    assert [event.tap for event in room.events] == ["ya-1", "ya-0", "ya-0"]


async def test_a_button_that_is_not_there_is_refused_with_those_that_are(room: Room) -> None:
    await room.asks("Ya", "Tidak")
    refused = room.refusal(button="Mungkin")
    assert refused.status == 404
    assert refused.more == {"visible": ["Ya", "Tidak"]}
    assert room.events == []


@pytest.mark.parametrize(
    "mime, kind",
    [
        ("image/png", IncomingKind.PHOTO),
        ("audio/webm;codecs=opus", IncomingKind.VOICE),
        ("application/pdf", IncomingKind.DOCUMENT),
    ],
)
async def test_a_file_is_known_by_its_type_and_can_be_fetched(
    room: Room, mime: str, kind: IncomingKind
) -> None:
    data = base64.b64encode(b"isi").decode()
    room.do(file={"name": "kue", "mime": mime, "data": data, "caption": "ini"})
    (event,) = room.events
    assert (event.kind, event.text) == (kind, "ini")
    assert event.media is not None
    assert (event.media.name, event.media.size_bytes) == ("kue", 3)
    assert await room.simulator.fetch(event.media, 100) == b"isi"


@pytest.mark.parametrize(
    "change, status",
    [
        ({"data": "###"}, 400),
        ({"data": ""}, 400),
        ({"data": 5}, 400),
        ({"mime": "text/html\r\nx: y"}, 400),
        ({"mime": "png"}, 400),
        ({"name": ""}, 400),
        ({"data": "A" * (7 * 1024 * 1024)}, 413),
        ({"data": base64.b64encode(bytes(5 * 1024 * 1024 + 1)).decode()}, 413),
    ],
)
def test_a_wrong_file_is_refused(room: Room, change: dict[str, Any], status: int) -> None:
    assert room.refusal(file={"name": "kue", "mime": "image/png", "data": "aXNp", **change}).status == status
    assert room.bubbles == []


def test_a_file_of_exactly_five_megabytes_fits(room: Room) -> None:
    room.do(
        file={"name": "kue", "mime": "image/png", "data": base64.b64encode(bytes(5 * 1024 * 1024)).decode()}
    )
    assert len(room.events) == 1


def test_a_voice_note_must_be_sound(room: Room) -> None:
    assert room.refusal(voice={"name": "s", "mime": "image/png", "data": "aXNp"}).status == 400
    room.do(voice={"name": "s", "mime": "audio/ogg", "data": "aXNp"})
    assert room.events[0].kind is IncomingKind.VOICE


def test_her_own_number_and_another_one_are_told_apart(room: Room) -> None:
    room.do(contact=True)
    room.do(contact="other")
    own, other = room.events
    assert (own.contact_is_own, own.contact_phone) == (True, "+620000000001")
    assert (other.contact_is_own, other.contact_phone) == (False, "+620999999999")


def test_a_sticker_and_a_place_arrive_as_what_they_are(room: Room) -> None:
    room.do(sticker="👍")
    room.do(location=True)
    assert [event.kind for event in room.events] == [IncomingKind.STICKER, IncomingKind.LOCATION]


def test_an_edit_changes_her_bubble_and_is_not_a_new_text(room: Room) -> None:
    number = room.do(text="25")
    room.do(edit={"id": number, "text": "250"})
    event = room.events[-1]
    assert (event.kind, event.text, event.message_ref) == (IncomingKind.EDITED, "250", str(number))
    assert (room.bubbles[0].text, room.bubbles[0].edited) == ("250", True)


async def test_she_edits_only_her_own_words_and_only_on_telegram(room: Room) -> None:
    ref = await room.asks("Ya")
    assert room.refusal(edit={"id": ref, "text": "x"}).status == 404
    assert room.refusal(edit={"id": 999, "text": "x"}).status == 404
    assert room.refusal(edit="x").status == 400
    number = room.do(text="25")
    room.look(Look.WHATSAPP)
    assert room.refusal(edit={"id": number, "text": "250"}).status == 409


@pytest.mark.parametrize("look", Look)
@pytest.mark.parametrize(
    "sent",
    (
        {"text": "ya bu"},
        {"sticker": "♥"},
        {"voice": {"name": "a.ogg", "mime": "audio/ogg", "data": "AAAA"}},
        {"file": {"name": "a.pdf", "mime": "application/pdf", "data": "AAAA"}},
    ),
    ids=("text", "sticker", "voice", "file"),
)
async def test_what_answers_a_message_says_which_and_shows_it_above(
    room: Room, look: Look, sent: dict[str, Any]
) -> None:
    room.look(look)
    await room.asks("Ya")
    asked = room.bubbles[-1]
    room.do(**sent, reply_to=str(asked.id))
    assert room.events[-1].reply_to_ref == str(asked.id)
    assert room.bubbles[-1].quote == asked.text
    room.do(text="lain lagi")
    assert (room.events[-1].reply_to_ref, room.bubbles[-1].quote) == ("", "")


async def test_she_answers_only_what_stands_on_her_phone_and_only_with_a_message(room: Room) -> None:
    await room.asks("Ya")
    asked = str(room.bubbles[-1].id)
    assert room.refusal(text="ya", reply_to="999").status == 404
    assert room.refusal(button="Ya", reply_to=asked).status == 400
    assert room.refusal(location=True, reply_to=asked).status == 400
    await room.simulator.delete("siti", [asked])
    assert room.refusal(text="ya", reply_to=asked).status == 404
    assert room.events == []


def test_who_blocks_the_bot_cannot_write_until_she_unblocks(room: Room) -> None:
    room.do(block=True)
    assert room.refusal(text="halo").status == 409
    assert room.refusal(block=True).status == 409
    room.do(block=False)
    room.do(text="halo")
    assert [event.kind for event in room.events] == [
        IncomingKind.BLOCKED,
        IncomingKind.UNBLOCKED,
        IncomingKind.TEXT,
    ]


def test_the_same_mark_twice_counts_once(room: Room) -> None:
    first = room.do(text="setor 25rb", ref="abc")
    assert room.do(text="setor 25rb", ref="abc") == first
    assert len(room.events) == len(room.bubbles) == 1


def test_a_program_that_is_away_for_long_is_not_buried(room: Room) -> None:
    for _ in range(100):
        room.do(text="halo")
    assert room.refusal(text="halo").status == 503
    assert len(room.bubbles) == 100


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"dance": True},
        {"text": "a", "sticker": "b"},
        {"text": ""},
        {"text": "  \n"},
        {"text": 5},
        {"text": None},
        {"text": "a", "ref": 5},
        {"text": "a", "ref": "r" * 65},
        {"button": ""},
        {"contact": "mine"},
        {"block": "yes"},
        {"location": False},
        {"file": "x"},
    ],
)
def test_a_request_that_makes_no_sense_leaves_nothing(room: Room, body: dict[str, Any]) -> None:
    assert room.refusal(**body).status == 400
    assert room.events == []
    assert room.bubbles == []
