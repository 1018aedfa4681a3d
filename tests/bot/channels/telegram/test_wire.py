"""Each way a request can fail has its verdict: surely not taken, perhaps taken, never again, wait, moved, gone."""

import asyncio

import httpx
import pytest

from bot.channels.telegram.wire import (
    RETRY_AFTER_DEFAULT_S,
    RETRY_AFTER_MAX_S,
    Failed,
    Timeouts,
    Wire,
    refusal,
    transport_failure,
)


@pytest.mark.parametrize(
    "cause, uncertain",
    [
        (httpx.ConnectError("refused"), False),
        (httpx.ConnectTimeout("slow"), False),
        (httpx.PoolTimeout("full"), False),
        (httpx.ProxyError("no"), False),
        (httpx.ReadTimeout("slow"), True),
        (httpx.WriteTimeout("slow"), True),
        (httpx.ReadError("reset"), True),
        (httpx.WriteError("reset"), True),
        (httpx.RemoteProtocolError("half"), True),
        (TimeoutError(), True),
        (RuntimeError("?"), True),
        (None, True),
    ],
)
def test_without_an_answer_only_a_missing_connection_is_certain(cause, uncertain):
    error = transport_failure(cause).error
    assert (error.retryable, error.uncertain) == (True, uncertain)


def verdict(code, description="", html=False, **parameters):
    answer = None if html else {"ok": False, "description": description, "parameters": parameters}
    error = refusal(code, answer).error
    flags = {
        name: getattr(error, name)
        for name in ("retryable", "uncertain", "retry_after_s", "whole_channel", "unreachable", "moved_to")
    }
    return {name: value for name, value in flags.items() if value}


WAIT = {"retryable": True, "whole_channel": True}
PERHAPS = {"retryable": True, "uncertain": True}


@pytest.mark.parametrize(
    "found, wanted",
    [
        (verdict(400, "Bad Request: message text is empty"), {}),
        (verdict(400, "Bad Request: chat not found"), {"unreachable": True}),
        (verdict(400, "Bad Request: PEER_ID_INVALID"), {"unreachable": True}),
        (verdict(400, "Bad Request: not enough rights to send text messages"), {"unreachable": True}),
        (verdict(400, "upgraded", migrate_to_chat_id=-100123), {"retryable": True, "moved_to": "-100123"}),
        (verdict(403, "Forbidden: bot was blocked by the user"), {"unreachable": True}),
        (verdict(403, "Forbidden: user is deactivated"), {"unreachable": True}),
        (verdict(429, "Too Many Requests", retry_after=3), WAIT | {"retry_after_s": 3.0}),
        (verdict(429, "Too Many Requests"), WAIT | {"retry_after_s": RETRY_AFTER_DEFAULT_S}),
        (verdict(429, "Too Many Requests", retry_after=0), WAIT | {"retry_after_s": RETRY_AFTER_DEFAULT_S}),
        (verdict(429, "Too Many Requests", retry_after="x"), WAIT | {"retry_after_s": RETRY_AFTER_DEFAULT_S}),
        (verdict(429, "Too Many Requests", retry_after=10**9), WAIT | {"retry_after_s": RETRY_AFTER_MAX_S}),
        (verdict(429, html=True), WAIT | {"retry_after_s": RETRY_AFTER_DEFAULT_S}),
        (verdict(401, "Unauthorized"), WAIT | {"retry_after_s": 60.0}),
        (verdict(404, "Not Found"), WAIT | {"retry_after_s": 60.0}),
        (verdict(409, "Conflict"), {"retryable": True}),
        (verdict(413, "Request Entity Too Large"), {}),
        (verdict(413, html=True), {}),
        (verdict(500, "Internal Server Error"), PERHAPS),
        (verdict(502, html=True), PERHAPS),
        (verdict(504, html=True), PERHAPS),
        (verdict(302, html=True), PERHAPS),
        # A gateway's own "403": it says nothing about her.
        (verdict(403, html=True), PERHAPS),
        (verdict(400, html=True), PERHAPS),
    ],
)
def test_an_answer_has_its_verdict(found, wanted):
    assert found == wanted


@pytest.mark.parametrize("answer", [{}, {"description": None}, {"parameters": 7}, {"parameters": [1]}])
def test_an_answer_with_odd_members_still_has_a_verdict(answer):
    assert not refusal(400, answer).error.retryable


def test_what_is_logged_of_an_answer_holds_no_number_no_quotation_and_no_token():
    said = (
        'Bad Request: bad button "ibu Siti" at https://x/bot123456:ABC-def/y for +6281200000000 in 7000000001'
    )
    loggable = refusal(400, {"description": said}).error.loggable
    assert loggable == "400 bad request: bad button ... at ... for ... in ..."
    assert len(refusal(400, {"description": "x " * 5_000}).error.loggable) < 200


@pytest.mark.parametrize(
    "payload", [b"", b"<html>", b"[]", b"7", b"{}", b'{"ok":true}', b"[" * 100_000, b"\xff"]
)
def test_a_success_that_cannot_be_read_may_have_been_taken(payload):
    with pytest.raises(Failed, match="not readable") as caught:
        Wire.parse_json_payload(payload)
    assert caught.value.error.uncertain
    assert caught.value.__context__ is None  # the parser's error would show the answer


def test_a_refusal_that_comes_with_status_200_is_a_refusal():
    with pytest.raises(Failed, match="400") as caught:
        Wire.parse_json_payload(b'{"ok":false,"error_code":400,"description":"Bad Request: no"}')
    assert caught.value.refused


async def test_with_every_connection_taken_a_request_is_surely_not_sent(api):
    wire = Wire(connections=1, read_s=5, timeouts=Timeouts(pool_s=0.05), proxies=False)
    api.fail_next("getMe", fault="hang")
    url = f"{api.url}/bot{api.token}/getMe"
    first = asyncio.create_task(wire.call(url, {}, read_s=5))
    await api.until(lambda: bool(api.calls_of("getMe")))
    with pytest.raises(Failed) as caught:
        await wire.call(url, {}, read_s=5)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    await wire.shutdown()
    assert (caught.value.error.retryable, caught.value.error.uncertain) == (True, False)
    assert len(api.calls_of("getMe")) == 1


async def test_a_closed_channel_and_an_address_that_is_none_show_no_token(api):
    wire = Wire(connections=1, read_s=5, timeouts=Timeouts(), proxies=False)
    for url in ("http://[/bot1:SECRET/getMe", "nothing://x/bot1:SECRET/getMe"):
        with pytest.raises(Failed) as caught:
            await wire.call(url, {}, read_s=5)
        assert "SECRET" not in repr(caught.value) + caught.value.error.loggable
        assert (caught.value.__cause__, caught.value.__context__) == (None, None)
    await wire.shutdown()
    with pytest.raises(Failed):
        await wire.call(f"{api.url}/bot{api.token}/getMe", {}, read_s=5)
