"""The fake server keeps the limits Telegram documents, fails as told, and knows what was really accepted."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.fakes.bot_api import BotApi
from tests.fakes.bot_api_control import Control
from tests.fakes.bot_api_faults import Fault, RateLimits


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi.running(rate_limits=False) as server:
        yield server


@pytest.fixture
async def ask() -> AsyncIterator:
    """Calls a method; the status and the answer."""
    async with httpx.AsyncClient(trust_env=False, timeout=10) as client:

        async def call(api: BotApi, method: str, **fields):
            answer = await client.post(f"{api.url}/bot{api.token}/{method}", json=fields)
            return answer.status_code, answer.json()

        yield call


ONE_BUTTON = {"inline_keyboard": [[{"text": "Ya", "callback_data": "x"}]]}


@pytest.mark.parametrize(
    "method, fields, wanted",
    [
        ("sendMessage", {"text": "a" * 4096}, 200),
        ("sendMessage", {"text": "a" * 4097}, 400),
        ("sendMessage", {"text": "😀" * 2049}, 400),
        ("sendMessage", {"text": "<b>" + "a" * 4096 + "</b>", "parse_mode": "HTML"}, 200),
        ("sendMessage", {"text": " \n "}, 400),
        ("sendMessage", {"text": "a", "reply_markup": ONE_BUTTON}, 200),
        ("sendMessage", {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "Ya"}]]}}, 400),
        (
            "sendMessage",
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "Ya", "callback_data": "é" * 33}]]}},
            400,
        ),
        ("editMessageText", {"text": "a", "message_id": 99}, 400),
        ("deleteMessage", {"message_id": 99}, 400),
        ("answerCallbackQuery", {"callback_query_id": "99"}, 400),
        ("getFile", {"file_id": "99"}, 400),
        ("readMinds", {}, 404),
    ],
)
async def test_documented_limits_are_kept(api, ask, method, fields, wanted):
    status, answer = await ask(api, method, chat_id=7, **fields)
    assert status == wanted
    assert answer["ok"] is (wanted == 200)


async def test_an_edit_that_changes_nothing_and_a_second_answer_to_a_tap_are_refused(api, ask):
    _, sent = await ask(api, "sendMessage", chat_id=7, text="Halo", reply_markup=ONE_BUTTON)
    edit = {
        "chat_id": 7,
        "message_id": sent["result"]["message_id"],
        "text": "Halo",
        "reply_markup": ONE_BUTTON,
    }
    status, answer = await ask(api, "editMessageText", **edit)
    assert (status, "message is not modified" in answer["description"]) == (400, True)
    tap = api.taps(7, sent["result"]["message_id"], "Ya")
    assert [(await ask(api, "answerCallbackQuery", callback_query_id=tap))[0] for _ in range(2)] == [200, 400]
    with pytest.raises(LookupError):
        api.taps(7, sent["result"]["message_id"], "Tidak")


async def test_a_wrong_token_is_unauthorized(api, ask):
    api.token = "1:x"
    assert (await ask(api, "getMe"))[0] == 401


async def test_too_much_to_one_chat_to_a_group_or_in_all_brings_429_and_is_counted():
    now = [0.0]
    limits = RateLimits(lambda: now[0])

    def send(chat: int) -> int | None:
        return limits.retry_after("sendMessage", chat)

    assert [send(7), send(7)] == [None, 1]
    now[0] = 1.0
    assert send(7) is None
    for second in range(20):
        now[0] = 10.0 + second
        assert send(-41) is None
    now[0] = 31.0
    assert send(-41) == 39
    now[0] = 100.0
    assert [send(chat) for chat in range(100, 130)] == [None] * 30
    assert send(130) == 1
    assert limits.refused == 3
    now[0] = 100.99
    assert send(131) == 1  # a flood closes the whole bot until its end
    now[0] = 101.0
    assert send(131) is None


async def test_chance_repeats_itself_with_the_same_seed(api, ask):
    met = []
    for _ in range(2):
        api.faults.met.clear()
        api.fail_at_random(5, {Fault(status=500): 0.3, Fault(status=429): 0.2}, ("sendMessage",))
        met.append([(await ask(api, "sendMessage", chat_id=7, text="Halo"))[0] for _ in range(30)])
    assert met[0] == met[1]
    assert {200, 429, 500} == set(met[0])


async def test_updates_are_delivered_until_confirmed_and_filtered_by_kind(api, ask):
    first = api.user_says(7, "satu")
    api.user_says(7, "dua")
    for offset, count in [(0, 2), (0, 2), (first + 1, 1), (first + 2, 0)]:
        _, answer = await ask(api, "getUpdates", offset=offset)
        assert len(answer["result"]) == count
    await ask(api, "getUpdates", allowed_updates=json.dumps(["message"]))
    api.blocks(7)
    assert api.waiting() == []


async def test_a_long_poll_is_answered_when_something_arrives(api, ask):
    poll = asyncio.create_task(ask(api, "getUpdates", timeout=30))
    await api.until(lambda: bool(api.calls_of("getUpdates")))
    api.user_says(7, "halo")
    _, answer = await poll
    assert answer["result"][0]["message"]["text"] == "halo"


async def test_a_chat_can_be_driven_over_http(api, ask):
    api.extra_routes["/control/"] = Control(api).handle
    async with httpx.AsyncClient(trust_env=False, base_url=f"{api.url}/control") as curl:
        assert (await curl.post("/say", data={"chat": "7", "text": "halo"})).json() == {"update_id": 100_000}
        await ask(api, "sendMessage", chat_id=7, text="Mulai?", reply_markup=ONE_BUTTON)
        (message,) = (await curl.get("/messages", params={"chat": 7, "wait_s": 5})).json()
        assert (message["text"], message["labels"]) == ("Mulai?", ["Ya"])
        assert (await curl.post("/tap", data={"chat": "7", "label": "Ya"})).status_code == 200
        assert (await curl.post("/tap", data={"chat": "7", "label": "Tidak"})).status_code == 400
        await curl.post("/fail", data={"method": "sendMessage", "status": "429", "retry_after": "3"})
        assert (await ask(api, "sendMessage", chat_id=7, text="Halo"))[0] == 429
        await curl.post("/block", data={"chat": "7"})
        assert (await ask(api, "sendMessage", chat_id=7, text="Halo"))[0] == 403
        assert (await curl.get("/stats")).json()["accepted"] == 1
        assert (await curl.post("/dance")).status_code == 404


def test_it_says_how_it_is_run_alone():
    shown = subprocess.run(
        [sys.executable, "-m", "tests.fakes.bot_api", "--help"], capture_output=True, text=True, check=True
    )
    assert "--rate-limit" in shown.stdout
