"""What the channel says it can do holds on the server; a whole exchange goes from her message to her tap."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.channels.base import Button, Channel, Layout, Outgoing, SendError
from tests.bot.channels.whatsapp.conftest import SITI

ROOT = Path(__file__).parents[4]


def test_it_is_a_channel(whatsapp):
    checked: Channel = whatsapp
    assert checked.name == "whatsapp"


async def test_what_it_promises_the_server_takes(api, whatsapp):
    able = whatsapp.abilities(SITI)
    for count, layout, width in (
        (able.buttons_max, Layout.BUTTONS, able.button_label_max),
        (able.list_rows_max, Layout.LIST, able.list_label_max),
    ):
        buttons = tuple(
            Button(
                label=f"{number}" + "W" * (width - 1),
                payload=f"{number:x<{able.payload_bytes_max}}",
                hint="h" * able.list_hint_max,
            )
            for number in range(count)
        )
        await whatsapp.send(
            Outgoing(
                outbox_id="o",
                chat=SITI,
                text="a" * able.text_with_buttons_max,
                buttons=buttons,
                layout=layout,
                list_button="P" * able.list_button_max,
            )
        )
    await whatsapp.send(Outgoing(outbox_id="o", chat=SITI, text="a" * able.text_max))
    await whatsapp.send(
        Outgoing(
            outbox_id="o",
            chat=SITI,
            text="b" * able.caption_max,
            document=b"x",
            document_name="x.txt",
            document_mime="text/plain",
        )
    )
    kinds = [each.kind for each in api.accepted]
    assert kinds == ["interactive", "interactive", "text", "document"]
    assert [able.edits, able.deletes_hers, able.deletes_ours, able.taps_are_answered] == [False] * 4


async def test_a_whole_exchange_from_her_message_to_her_tap(api, whatsapp, inbox):
    api.user_says(SITI, "halo 🌸")
    await api.deliver()
    (event,) = inbox.stored.values()
    hers = whatsapp.decode(event.body)
    assert hers.text == "halo 🌸"
    buttons = (Button(label="Ya", payload="k1"),)
    sent = await whatsapp.send(Outgoing(outbox_id="o", chat=hers.chat, text="Mulai?", buttons=buttons))
    api.taps(SITI, sent.message_ref, "Ya")
    await api.deliver()
    tap = whatsapp.decode([*inbox.stored.values()][1].body)
    assert (tap.tap, tap.message_ref, tap.chat) == ("k1", sent.message_ref, SITI)


async def test_somebody_whose_number_nobody_sees_is_answered_too(api, whatsapp, inbox):
    api.world.add_person("", user_id="ID.1349120865530274")
    api.user_says("ID.1349120865530274", "halo")
    await api.deliver()
    (event,) = inbox.stored.values()
    hers = whatsapp.decode(event.body)
    await whatsapp.send(Outgoing(outbox_id="o", chat=hers.chat, text="Halo, Bu."))
    assert [(each.person, each.text) for each in api.accepted] == [("ID.1349120865530274", "Halo, Bu.")]


async def test_nothing_can_be_taken_back(whatsapp):
    with pytest.raises(SendError) as caught:
        await whatsapp.delete(SITI, ["a"])
    assert not caught.value.retryable


async def test_it_polls_nothing(whatsapp, inbox):
    await whatsapp.run(inbox)
    assert inbox.batches == []


def test_a_program_without_a_token_of_whatsapp_loads_nothing_of_it():
    look = "import sys, bot.app, bot.web, bot.run; print([m for m in sys.modules if 'aiohttp' in m or 'channels.whatsapp' in m])"
    shown = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True, cwd=ROOT)
    assert shown.stdout.strip() == "[]"


def test_the_channel_loads_no_other_channels_library():
    look = "import sys, bot.channels.whatsapp; print([m for m in ('httpx', 'telegram') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True, cwd=ROOT)
    assert shown.stdout.strip() == "[]"
