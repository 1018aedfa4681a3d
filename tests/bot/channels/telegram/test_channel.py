"""What the channel says it can do holds on the server, and it refuses what is no token."""

import pytest

from bot.channels.base import Button, Channel, Edit, Outgoing
from bot.channels.telegram import Telegram


def test_it_is_a_channel(telegram):
    checked: Channel = telegram
    assert checked.name == "telegram"


@pytest.mark.parametrize("chat, deletes_hers", [("7", True), ("-41", False), ("-1000000000041", False)])
def test_her_messages_can_be_deleted_in_private_only(telegram, chat, deletes_hers):
    assert telegram.abilities(chat).deletes_hers is deletes_hers


@pytest.mark.parametrize("chat", ["7", "-41"])
async def test_what_it_promises_the_server_takes(api, telegram, chat):
    able = telegram.abilities(chat)
    buttons = tuple(
        Button(label="W" * able.button_label_max, payload=f"{number:x<{able.payload_bytes_max}}")
        for number in range(able.buttons_max)
    )
    sent = await telegram.send(
        Outgoing(outbox_id="o", chat=chat, text="a" * able.text_with_buttons_max, buttons=buttons)
    )
    await telegram.send(
        Outgoing(outbox_id="o", chat=chat, text="b" * able.caption_max, document=b"x", document_name="x.txt")
    )
    edit = Edit(message_ref=sent.message_ref, text="c" * able.text_max)
    await telegram.send(Outgoing(outbox_id="o", chat=chat, edits=(edit,)))
    await telegram.send(Outgoing(outbox_id="o", chat=chat, deletes=(sent.message_ref,)))
    assert [message.method for message in api.accepted] == ["sendMessage", "sendDocument"]
    assert int(sent.message_ref) not in api.world.room(int(chat)).messages


async def test_a_whole_exchange_from_her_message_to_her_tap(api, telegram, inbox, receiving):
    api.user_says(7, "halo")
    async with receiving(telegram, inbox):
        (event,) = await inbox.holds(1)
        hers = telegram.decode(event.body)
        sent = await telegram.send(
            Outgoing(
                outbox_id="o", chat=hers.chat, text="Mulai?", buttons=(Button(label="Ya", payload="k1"),)
            )
        )
        api.taps(7, int(sent.message_ref), "Ya")
        tap = telegram.decode((await inbox.holds(2))[1].body)
    assert (tap.tap, tap.message_ref, tap.chat) == ("k1", sent.message_ref, hers.chat)
    await telegram.send(Outgoing(outbox_id="o", chat=tap.chat, text="Baik.", tap_ref=tap.tap_ref))
    assert (api.world.open_taps, api.accepted[-1].text) == (set(), "Baik.")


@pytest.mark.parametrize("token", ["", "abc", "123456", "123456:", ":abc", "abc:def"])
def test_what_is_no_token_is_refused_without_being_shown(token):
    with pytest.raises(ValueError) as caught:
        Telegram(token=token)
    assert "BotFather" in str(caught.value)
    assert "def" not in str(caught.value)


async def test_the_address_may_end_with_a_slash(api, channel):
    sent = await channel(api_url=api.url + "/").send(Outgoing(outbox_id="o", chat="7", text="Halo"))
    assert sent.message_ref == "1"
