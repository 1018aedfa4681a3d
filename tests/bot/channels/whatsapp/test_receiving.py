"""Only what Meta signed is believed; only what is stored is acknowledged; what comes again is stored once."""

import hashlib
import hmac
import random

import pytest

from bot.channels.whatsapp.receiving import CHALLENGE_CHARS_MAX, Webhook
from tests.bot.channels.whatsapp.conftest import SITI
from tests.fakes.graph_api import APP_SECRET, VERIFY_TOKEN, GraphApi
from tests.fakes.graph_api_world import NUMBER_ID


@pytest.fixture
def webhook():
    return Webhook(
        app_secret=APP_SECRET, verify_token=VERIFY_TOKEN, phone_number_id=NUMBER_ID, seen=lambda _events: None
    )


def genuine(webhook: Webhook, signature: str, body: bytes, name: str = "X-Hub-Signature-256") -> bool:
    signed = webhook.begin({name: signature})
    if signed is None:
        return False
    for start in range(0, len(body), 7):
        signed.add(body[start : start + 7])
    return signed.is_genuine


def signature(body: bytes, secret: str = APP_SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


async def call(api: GraphApi, body: bytes) -> int:
    """Meta calls with this body."""
    assert api.webhook is not None
    return await api.webhook(api.signed(body), body)


BODIES = [b'{"a":"b"}', b'{"a":"caf\\u00e9 \\ud83c\\udf55"}', "tidak diloloskan é".encode(), b""]


@pytest.mark.parametrize("body", BODIES)
def test_the_raw_bytes_are_what_is_signed(webhook, body):
    assert genuine(webhook, signature(body), body)
    assert genuine(webhook, signature(body), body, "x-hub-signature-256")
    assert genuine(webhook, "sha256=" + signature(body)[7:].upper(), body)
    assert not genuine(webhook, signature(body), body + b" ")
    assert not genuine(webhook, signature(body, "another"), body)


def test_what_meta_escapes_is_not_what_we_would_write(webhook):
    """To parse and write it again would be other bytes."""
    escaped, ours = b'{"a":"https:\\/\\/x \\u00e9"}', '{"a":"https://x é"}'.encode()
    assert genuine(webhook, signature(escaped), escaped)
    assert not genuine(webhook, signature(escaped), ours)


@pytest.mark.parametrize(
    "given",
    ["", "sha256=", "sha256=zz", "sha1=" + "a" * 40, "a" * 64, "sha256=" + "a" * 63, "sha256=" + "a" * 65,
     "sha256=" + "é" * 64, "sha256=" + "\u0661" * 64, "\udcff"],
)  # fmt: skip
def test_what_can_be_no_signature_needs_no_body(webhook, given):
    assert webhook.begin({"X-Hub-Signature-256": given}) is None


def test_without_a_secret_nobody_is_believed():
    webhook = Webhook(app_secret="", verify_token="", phone_number_id=NUMBER_ID, seen=lambda _events: None)
    assert not genuine(webhook, signature(b"{}", ""), b"{}")
    assert webhook.challenge({"hub.mode": "subscribe", "hub.verify_token": "", "hub.challenge": "7"}) is None


@pytest.mark.parametrize(
    "params, answer",
    [
        ({}, "1158201444"),
        ({"hub.mode": "unsubscribe"}, None),
        ({"hub.verify_token": "wrong"}, None),
        ({"hub.verify_token": "falsch-ü"}, None),
        ({"hub.challenge": "x" * (CHALLENGE_CHARS_MAX + 1)}, None),
    ],
)
def test_only_who_knows_the_word_gets_its_challenge_back(webhook, params, answer):
    asked = {
        "hub.mode": "subscribe",
        "hub.verify_token": VERIFY_TOKEN,
        "hub.challenge": "1158201444",
    } | params
    assert webhook.challenge(asked) == answer
    assert webhook.challenge({}) is None


async def test_what_is_stored_is_acknowledged(api, whatsapp, inbox):
    api.user_says(SITI, "halo")
    assert await api.deliver() == [200]
    assert len(inbox.stored) == 1


async def test_what_is_not_stored_comes_again(api, whatsapp, inbox):
    inbox.broken = 1
    api.user_says(SITI, "halo")
    assert await api.deliver() == [503]
    assert await api.deliver() == [200]
    assert len(inbox.stored) == 1


async def test_nothing_is_stored_of_a_call_that_brings_nothing(api, whatsapp, inbox):
    body = b'{"object":"whatsapp_business_account","entry":[]}'
    assert await whatsapp.take(body, inbox) == 200
    assert inbox.batches == []


async def test_what_comes_for_seven_days_in_any_order_is_stored_once(api: GraphApi, whatsapp, inbox):
    for number in range(30):
        api.user_says(SITI, str(number))
    calls = []
    while api.world.told:
        calls.append(api.body(most=random.Random(number).randint(1, 4)))
    chance = random.Random(11)
    for _day in range(7):
        chance.shuffle(calls)
        for body in calls:
            assert await call(api, body) == 200
    texts = [whatsapp.decode(event.body).text for event in inbox.stored.values()]
    assert sorted(texts, key=int) == [str(number) for number in range(30)]


async def test_what_is_malformed_and_yet_signed_is_kept_to_be_laid_aside(api, whatsapp, inbox):
    assert await api.webhook(api.signed(b"{"), b"{") == 200
    assert [event.body for event in inbox.stored.values()] == [b"{"]


async def test_nothing_of_hers_is_logged(api, whatsapp, inbox, caplog):
    caplog.set_level("DEBUG")
    inbox.broken = 1
    api.user_says(SITI, "rahasia")
    await api.deliver()
    body = api.body(most=1).replace(NUMBER_ID.encode(), b"999")
    await call(api, body)
    assert "comes again" not in caplog.text
    assert SITI not in caplog.text
    assert "rahasia" not in caplog.text
    assert "are not ours" in caplog.text


async def test_only_messages_of_people_count_against_the_rate(api, channel, inbox):
    counted: list[int] = []
    whatsapp = channel(came=counted.append)
    for number in range(3):
        api.user_says(SITI, str(number))
    api.stops_news(SITI)
    assert await whatsapp.take(api.body(most=4), inbox) == 200
    assert (counted, len(inbox.stored)) == ([3], 4)
