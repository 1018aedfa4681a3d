"""Nothing is acknowledged that is not stored: the offset follows the intake, a webhook answers after it."""

import asyncio
import json
import logging
import random

import pytest

from bot.channels.base import IncomingKind, Undecodable
from bot.channels.telegram import Timeouts, TokenRefused
from bot.channels.telegram.receiving import BACKOFF_MAX_S, Backoff

CHAT = 7
SECRET = "rahasia-yang-panjang"


def offsets(api):
    return [int(fields.get("offset", 0)) for fields in api.calls_of("getUpdates")]


async def test_updates_are_stored_as_they_came_and_acknowledged_after(api, telegram, inbox, receiving):
    first = api.user_says(CHAT, "halo")
    api.user_says(8, "apa kabar")
    waiting = api.waiting()
    async with receiving(telegram, inbox):
        events = await inbox.holds(2)
        await api.until(lambda: len(offsets(api)) == 2)
        tap_id = api.user_says(CHAT, "lagi")
        await inbox.holds(3)
        await api.until(lambda: len(offsets(api)) == 3)
    assert offsets(api) == [0, first + 2, tap_id + 1]
    assert [json.loads(event.body) for event in events] == waiting
    assert [(event.key, event.chat) for event in events] == [
        (f"1000000001:{first}", "7"),
        (f"1000000001:{first + 1}", "8"),
    ]


async def test_polling_asks_for_what_it_reads_and_waits_long(api, telegram, inbox, receiving):
    async with receiving(telegram, inbox):
        await api.until(lambda: len(offsets(api)) == 1)
    (fields,) = api.calls_of("getUpdates")
    assert json.loads(fields["allowed_updates"]) == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]
    assert (fields["timeout"], fields["limit"]) == ("5", "100")


async def test_what_could_not_be_stored_is_asked_for_again(api, telegram, inbox, naps, caplog, receiving):
    inbox.broken = 3
    number = api.user_says(CHAT, "halo")
    async with receiving(telegram, inbox):
        await inbox.holds(1)
        await api.until(lambda: len(offsets(api)) == 5)
    assert offsets(api) == [0, 0, 0, 0, number + 1]
    assert [len(batch) for batch in inbox.refused] == [1, 1, 1]
    assert naps.taken == [0.5, 1.0, 2.0]
    assert "halo" not in caplog.text


class Stuck:
    """An intake whose database is away until `back` is set; what is with it waits to be stored."""

    def __init__(self, inbox):
        self.inbox = inbox
        self.waiting = []
        self.back = asyncio.Event()

    async def __call__(self, events):
        self.waiting.append([event.key.partition(":")[2] for event in events])
        await self.back.wait()
        await self.inbox(events)


async def test_while_nothing_can_be_stored_what_comes_is_seen_and_nothing_is_acknowledged(
    api, channel, inbox, receiving
):
    stuck = Stuck(inbox)
    first = api.user_says(CHAT, "halo")
    async with receiving(channel(timeouts=Timeouts(poll_s=5, peek_s=0.05)), stuck):
        await api.until(lambda: len(offsets(api)) >= 3)
        second = api.user_says(8, "tolong")
        seen = len(offsets(api))
        await api.until(lambda: len(offsets(api)) >= seen + 3)
        assert stuck.waiting == [[str(first)], [str(second)]]
        assert set(offsets(api)) == {0}
        assert inbox.stored == {}
        stuck.back.set()
        await inbox.holds(2)
        await api.until(lambda: offsets(api)[-1] == second + 1)
    assert stuck.waiting == [[str(first)], [str(second)]]


async def test_a_crash_while_nothing_could_be_stored_brings_everything_again(api, channel, inbox, receiving):
    stuck = Stuck(inbox)
    api.user_says(CHAT, "halo")
    async with receiving(channel(timeouts=Timeouts(poll_s=5, peek_s=0.05)), stuck):
        await api.until(lambda: len(offsets(api)) >= 2)
        api.user_says(8, "tolong")
        seen = len(offsets(api))
        await api.until(lambda: len(offsets(api)) >= seen + 2)
    assert inbox.stored == {}
    async with receiving(channel(), inbox):
        assert len(await inbox.holds(2)) == 2


async def test_a_crash_before_the_acknowledgement_brings_the_update_again(api, channel, inbox, receiving):
    api.user_says(CHAT, "halo")
    inbox.broken = 1
    async with receiving(channel(), inbox):
        await api.until(lambda: len(inbox.refused) == 1)
    async with receiving(channel(), inbox):
        await inbox.holds(1)
    assert len(inbox.stored) == 1


BAD_ENTRIES = [
    b"null",
    b"7",
    b'"halo"',
    b"[]",
    b"{}",
    b'{"update_id":"x"}',
    b'{"update_id":true}',
    b'{"message":{"text":"halo"}}',
    b'{"update_id":5,"message":' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    b'{"update_id":6,"message":{"date":' + b"9" * 5_000 + b"}}",
    b'{"update_id":7,"message":{"chat":{"id":NaN}}}',
    b'{"update_id":99999999999999999999999,"message":{}}',
]


@pytest.mark.parametrize("bad", BAD_ENTRIES)
async def test_a_bad_entry_is_stored_and_blocks_nobody(api, telegram, inbox, bad, receiving):
    api.user_says(CHAT, "sebelum")
    api.sends_raw(bad)
    api.user_says(CHAT, "sesudah")
    async with receiving(telegram, inbox):
        events = await inbox.holds(3)
        await api.until(lambda: not api.world.updates)
        api.user_says(CHAT, "kemudian")
        await inbox.holds(4)
    texts, undecodable = [], 0
    for event in events:
        try:
            texts.append(telegram.decode(event.body, event.event).text)
        except Undecodable:
            undecodable += 1
    assert (texts, undecodable) == (["sebelum", "sesudah"], 1)


async def test_bad_entries_alone_are_acknowledged_once_an_offset_is_known(api, telegram, inbox, receiving):
    api.user_says(CHAT, "halo")
    async with receiving(telegram, inbox):
        await inbox.holds(1)
        await api.until(lambda: offsets(api)[-1] > 0)
        for bad in (b"null", b"{}", b"[]"):
            api.sends_raw(bad)
        await inbox.holds(4)
        await api.until(lambda: not api.world.updates)
        api.user_says(CHAT, "lagi")
        await inbox.holds(5)


async def test_only_bad_entries_at_the_very_start_are_waited_out_not_spun_on(
    api, telegram, inbox, naps, receiving
):
    api.sends_raw(b"null")
    async with receiving(telegram, inbox):
        await inbox.holds(1)
        await api.until(lambda: len(offsets(api)) == 4)
        assert naps.taken[:3] == [0.5, 1.0, 2.0]
        api.user_says(CHAT, "halo")
        await inbox.holds(2)
        await api.until(lambda: not api.world.updates)


async def test_repeats_disorder_and_new_numbering_lose_nothing(api, telegram, inbox, receiving):
    for number in range(6):
        api.user_says(CHAT, f"pesan {number}")
    api.repeats_last(times=2)
    api.shuffles(seed=3)
    async with receiving(telegram, inbox):
        await inbox.holds(6)
        api.jumps_to(12)
        api.user_says(CHAT, "minggu depan")
        api.user_says(CHAT, "lagi")
        events = await inbox.holds(8)
        await api.until(lambda: not api.world.updates)
    said = {telegram.decode(event.body).text for event in events}
    assert said == {f"pesan {number}" for number in range(6)} | {"minggu depan", "lagi"}


@pytest.mark.parametrize(
    "fault, least_s",
    [
        ({"status": 429, "retry_after": 7}, 7.0),
        ({"status": 429}, 5.0),
        ({"status": 500}, 0.5),
        ({"status": 502, "html": True}, 0.5),
        ({"status": 403, "html": True}, 0.5),
        ({"status": 404, "html": True}, 0.5),
        ({"fault": "reset_before_accept"}, 0.5),
        ({"fault": "half_response"}, 0.5),
        ({"fault": "garbage"}, 0.5),
        ({"fault": "garbage", "body": b'{"ok":true,"result":{}}'}, 0.5),
    ],
)
async def test_after_a_failure_the_same_is_asked_again_a_little_later(
    api, telegram, inbox, naps, fault, least_s, receiving
):
    api.user_says(CHAT, "halo")
    api.fail_next("getUpdates", **fault)
    async with receiving(telegram, inbox):
        await inbox.holds(1)
    assert naps.taken[0] >= least_s
    assert offsets(api)[:2] == [0, 0]


async def test_a_poll_that_hangs_is_given_up(api, channel, inbox, receiving):
    telegram = channel(timeouts=Timeouts(poll_s=0.1, poll_grace_s=0.1))
    api.user_says(CHAT, "halo")
    api.fail_next("getUpdates", fault="hang")
    async with receiving(telegram, inbox):
        await inbox.holds(1)


async def test_a_second_poller_is_reported_with_its_remedy(api, telegram, channel, inbox, caplog, receiving):
    async with receiving(telegram, inbox), receiving(channel(), inbox):
        await api.until(lambda: len(offsets(api)) >= 4)
        api.user_says(CHAT, "halo")
        await inbox.holds(1)
    assert "409 conflict: terminated by other getupdates" in caplog.text
    assert "stop the other program that polls" in caplog.text


async def test_a_refused_token_ends_the_polling_with_its_remedy(api, channel, inbox):
    async with asyncio.timeout(10):
        with pytest.raises(TokenRefused, match="BotFather") as caught:
            await channel(token="1:wrong").run(inbox)
    assert "wrong" not in str(caught.value)


async def test_a_token_revoked_while_polling_ends_it_too(api, telegram, inbox, receiving):
    async with receiving(telegram, inbox) as task:
        await api.until(lambda: len(offsets(api)) == 1)
        api.fail_next("getUpdates", status=401, times=2)
        api.user_says(CHAT, "halo")
        await inbox.holds(1)
        async with asyncio.timeout(10):
            with pytest.raises(TokenRefused):
                await task


async def test_a_webhook_left_over_is_taken_away_and_nothing_it_held_is_lost(api, telegram, inbox, receiving):
    api.world.webhook_url = "https://lama.example/telegram"
    api.user_says(CHAT, "halo")
    async with receiving(telegram, inbox):
        await inbox.holds(1)
    assert api.calls_of("deleteWebhook") == [{"drop_pending_updates": "false"}]


async def test_a_start_without_a_network_goes_on_when_it_is_back(api, telegram, inbox, naps, receiving):
    await api.stop()
    async with receiving(telegram, inbox):
        await naps.have_been(3)
        await api.start()
        api.user_says(CHAT, "halo")
        await inbox.holds(1)
    assert naps.taken[:3] == [0.5, 1.0, 2.0]


async def test_a_server_that_does_not_wait_is_not_asked_without_a_pause(api, channel, inbox, naps, receiving):
    telegram = channel(timeouts=Timeouts(poll_s=0.4))  # asks for 0 whole seconds
    async with receiving(telegram, inbox):
        await api.until(lambda: len(offsets(api)) == 4)
    assert naps.taken[:3] == [0.4, 0.4, 0.4]


async def test_the_time_of_the_last_answer_is_known(api, channel, inbox, receiving):
    telegram = channel(monotonic=lambda: 41.0)
    assert telegram.polled_at is None
    api.user_says(CHAT, "halo")
    async with receiving(telegram, inbox):
        await inbox.holds(1)
    assert telegram.polled_at == 41.0


async def test_the_commands_are_shown_and_a_server_that_refuses_them_stops_nothing(
    api, channel, inbox, receiving
):
    commands = (("menu", "Buka menu"), ("batal", "Berhenti"))
    for refuse in (False, True):
        if refuse:
            api.fail_next("setMyCommands", status=400)
        async with receiving(channel(commands=commands), inbox):
            api.user_says(CHAT, "halo")
            await inbox.holds(1 + refuse)
        assert [command["command"] for command in api.world.commands] == ["menu", "batal"]


def test_pauses_double_to_a_limit_and_chance_takes_at_most_half():
    steady, lucky = Backoff(lambda: 0.0), Backoff(lambda: 1.0)
    assert [steady.next_s() for _ in range(4)] == [0.5, 1.0, 2.0, 4.0]
    assert [lucky.next_s() for _ in range(3)] == [0.25, 0.5, 1.0]
    wild = Backoff(random.Random(1).random)
    assert all(0 < wild.next_s() <= BACKOFF_MAX_S for _ in range(2_000))
    steady.reset()
    assert steady.next_s() == 0.5


# Webhook


def webhook(channel):
    return channel(mode="webhook", webhook_secret=SECRET, public_url="https://teman.example/")


async def call(telegram, inbox, body, secret=SECRET, name="X-Telegram-Bot-Api-Secret-Token"):
    return await telegram.webhook({"Content-Type": "application/json", name: secret}, body, inbox)


async def test_telegram_is_told_where_to_call_and_run_returns(api, channel, inbox):
    await webhook(channel).run(inbox)
    (fields,) = api.calls_of("setWebhook")
    assert (fields["url"], fields["secret_token"]) == ("https://teman.example/telegram", SECRET)
    assert json.loads(fields["allowed_updates"]) == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]
    assert api.calls_of("getUpdates") == []


async def test_setting_the_webhook_is_tried_again_until_it_is_set(api, channel, inbox, naps):
    api.fail_next("setWebhook", status=502, html=True)
    api.fail_next("setWebhook", status=429, retry_after=9)
    await webhook(channel).run(inbox)
    assert api.world.webhook_url == "https://teman.example/telegram"
    assert naps.taken == [0.5, 9.0]


async def test_a_webhook_telegram_refuses_for_good_is_reported(api, channel, inbox, caplog):
    await channel(mode="webhook", webhook_secret=SECRET, public_url="http://teman.example").run(inbox)
    assert "setWebhook refused: 400" in caplog.text


@pytest.mark.parametrize("name", ["X-Telegram-Bot-Api-Secret-Token", "x-telegram-bot-api-secret-token"])
async def test_a_genuine_call_is_stored_and_then_answered_with_200(channel, inbox, name):
    body = b'{"update_id":3, "message":{"message_id":1,"chat":{"id":7,"type":"private"},"text":"halo"}}'
    telegram = webhook(channel)
    assert await call(telegram, inbox, body, name=name) == 200
    (event,) = inbox.stored.values()
    assert (event.key, event.chat, event.body) == ("1000000001:3", "7", body)
    assert telegram.decode(event.body, event.event).kind is IncomingKind.TEXT


@pytest.mark.parametrize("secret", ["", "salah", SECRET + "x", SECRET[:-1], "é", "\udc80"])
async def test_a_call_with_a_wrong_secret_is_refused_unread(channel, inbox, secret):
    assert await call(webhook(channel), inbox, b"{" * 2_000_000, secret) == 401
    assert inbox.batches == []


async def test_without_a_secret_of_our_own_every_call_is_refused(channel, inbox):
    assert await call(channel(), inbox, b'{"update_id":3}', "") == 401
    assert await channel().webhook({}, b'{"update_id":3}', inbox) == 401


async def test_a_call_that_cannot_be_stored_is_not_acknowledged(channel, inbox, caplog):
    telegram, body = webhook(channel), b'{"update_id":3}'
    inbox.broken = 1
    assert await call(telegram, inbox, body) == 503
    assert await call(telegram, inbox, body) == 200
    assert len(inbox.stored) == 1


async def test_a_call_too_large_is_refused(channel, inbox):
    telegram = webhook(channel)
    assert await call(telegram, inbox, b" " * 1_000_001) == 413
    assert await call(telegram, inbox, b" " * 1_000_000) == 200


@pytest.mark.parametrize(
    "body", [b"", b"halo", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000]
)
async def test_a_call_that_is_no_object_is_stored_for_quarantine(channel, inbox, body):
    telegram = webhook(channel)
    assert await call(telegram, inbox, body) == 200
    (event,) = inbox.stored.values()
    assert event.body == body
    with pytest.raises(Undecodable):
        telegram.decode(event.body, event.event)


async def test_neither_token_nor_secret_nor_text_is_logged_while_receiving(
    api, channel, inbox, caplog, receiving
):
    caplog.set_level(logging.DEBUG)
    said = "Pesan Ibu Demo"
    telegram = channel(timeouts=Timeouts(poll_s=1))
    inbox.broken = 1
    for fault in ({"status": 409}, {"status": 500}, {"fault": "garbage"}, {"fault": "half_response"}):
        api.fail_next("getUpdates", **fault)
        api.fail_next("deleteWebhook", **fault)
    api.user_says(CHAT, said)
    async with receiving(telegram, inbox):
        await inbox.holds(1)
    api.fail_next("setWebhook", status=500)
    hooked = webhook(channel)
    await hooked.run(inbox)
    inbox.broken = 1
    await call(hooked, inbox, said.encode())
    assert len(caplog.records) > 5
    for hidden in (api.token.partition(":")[2], SECRET, said):
        assert hidden.lower() not in caplog.text.lower()
