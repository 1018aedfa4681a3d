"""What one request came to: surely taken, surely not, or nobody knows; and nothing of it stands in an error."""

import gzip
import traceback
import tracemalloc
from typing import Any

import pytest

from bot.channels.base import SendError
from bot.channels.whatsapp.errors import Verdict
from bot.channels.whatsapp.graph import Failed, Graph, Timeouts, Upload, refusal
from tests.fakes.bot_api_faults import KINDS
from tests.fakes.graph_api_world import ACCOUNT_ID, NUMBER_ID
from tests.fakes.http_server import Answer

SITI = "620000000101"
TEXT = {
    "messaging_product": "whatsapp",
    "recipient_type": "individual",
    "to": SITI,
    "type": "text",
    "text": {"body": "Rahasia sekali"},
}
PATH = f"{NUMBER_ID}/messages"
TAKEN_OR_NOT = {"hang", "hang_after_accept", "reset_before_accept", "reset_after_accept", "half_response"}

META = "https://graph.facebook.com/v26.0"


@pytest.fixture
async def graph(api):
    made = Graph(url=api.url, token=api.token, timeouts=Timeouts(read_s=0.2))
    yield made
    await made.close()


async def failed(graph: Graph, body: Any = TEXT) -> Failed:
    with pytest.raises(Failed) as caught:
        await graph.post(PATH, body)
    shown = "".join(traceback.format_exception(caught.value))
    assert "Rahasia" not in shown
    assert "EAA-DEMO" not in shown
    assert SITI not in caught.value.error.loggable
    return caught.value


@pytest.mark.parametrize("fault", sorted(TAKEN_OR_NOT))
async def test_without_a_whole_answer_nobody_knows_whether_it_was_taken(api, graph, fault):
    api.fail_next("messages", fault=fault)
    error = (await failed(graph)).error
    assert (error.retryable, error.uncertain) == (True, True)
    assert len(api.accepted) == ("after" in fault or fault == "half_response")


async def test_a_success_that_cannot_be_read_is_uncertain(api, graph):
    api.fail_next("messages", fault="garbage")
    error = (await failed(graph)).error
    assert (error.retryable, error.uncertain, len(api.accepted)) == (True, True, 1)


async def test_a_slow_answer_is_an_answer(api, graph):
    api.fail_next("messages", fault="slow", delay_s=0.01)
    assert (await graph.post(PATH, TEXT))["messages"]


def test_every_fault_of_the_server_is_tried_here():
    assert set(KINDS) == TAKEN_OR_NOT | {"answer", "garbage", "slow"}


async def test_where_nobody_listens_it_is_surely_not_taken(api):
    port = api.http.port
    await api.http.stop()
    graph = Graph(url=f"http://127.0.0.1:{port}/v26.0", token="t")
    error = (await failed(graph)).error
    assert (error.retryable, error.uncertain) == (True, False)
    await graph.close()
    await api.http.start()


@pytest.mark.parametrize(
    "status, retryable, uncertain, whole",
    [
        (500, True, True, False),
        (502, True, True, False),
        (302, True, True, False),
        (408, True, True, False),
        (400, False, False, False),
        (413, False, False, False),
        (401, True, False, True),
        (404, True, False, True),
        (429, True, False, True),
    ],
)
async def test_what_does_not_speak_as_meta_does_is_judged_by_its_status(
    api, graph, status, retryable, uncertain, whole
):
    api.fail_next("messages", -1, status=status)
    error = (await failed(graph)).error
    assert (error.retryable, error.uncertain, error.whole_channel) == (retryable, uncertain, whole)


@pytest.mark.parametrize(
    "details, wait_s",
    [({"retry_after": 17}, 17.0), ({"minutes": 2}, 120.0), ({"retry_after": 999_999}, 3600.0), ({}, None)],
)
async def test_the_platform_says_how_long_to_wait(api, graph, details, wait_s):
    api.fail_next("messages", 130429, status=429, **details)
    assert (await failed(graph)).error.retry_after_s == wait_s


@pytest.mark.parametrize("told", ["0", "-1", "soon", "Mon, 23 Nov 2026 05:00:00 GMT", "\u0661", "9" * 5000])
@pytest.mark.parametrize("answer", [{"error": {"code": 130429}}, None])
def test_what_is_no_time_to_wait_leaves_it_to_us(told, answer):
    error = refusal(429, answer, {"Retry-After": told}).error
    assert error.retry_after_s == (3600.0 if told[0] == "9" else None)
    assert (error.retryable, error.whole_channel) == (True, True)


async def test_a_wrong_token_stops_everything_and_says_the_remedy(api):
    graph = Graph(url=api.url, token="EAA-DEMO-another")
    found = await failed(graph)
    assert (found.verdict, found.error.whole_channel) == (Verdict.TOKEN, True)
    assert "WHATSAPP_TOKEN" in found.error.loggable
    await graph.close()


async def test_numbers_and_quotations_of_an_error_are_not_passed_on(api, graph):
    api.fail_next("messages", 100, description=f"Param to '{SITI}' \"Rahasia\" of 620000000101 is wrong")
    assert (await failed(graph)).error.loggable == "100 our_fault param to ... ... of ... is wrong"


# -- files ----------------------------------------------------------------------------------------------------------


async def test_a_file_is_handed_in_with_the_product_first(api, graph):
    upload = Upload(content=b"%PDF-1", mime="application/pdf", name="buku kas.pdf")
    answer = await graph.hand_in(f"{NUMBER_ID}/media", {"messaging_product": "whatsapp"}, upload)
    file = api.world.files[answer["id"]]
    assert (file.content, file.mime) == (b"%PDF-1", "application/pdf")
    assert [*api.calls[-1].body] == ["messaging_product", "file"]


async def test_the_token_is_never_shown_to_an_address_where_others_listen(api):
    graph = Graph(url="https://127.0.0.1:1/v26.0", token="t")
    with pytest.raises(Failed) as caught:
        await graph.fetch(f"{api.http.url}/bytes/x", 100)
    assert (caught.value.error.retryable, len(api.calls)) == (False, 0)
    await graph.close()


@pytest.mark.parametrize(
    ("url", "address", "may"),
    [
        (META, "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&hash=x", True),
        (META, "https://scontent-cgk1-1.xx.fbcdn.net/v/t61?x=1", True),
        (META, "https://graph.facebook.com/v26.0/1", True),
        (META, "http://lookaside.fbsbx.com/1", False),
        (META, "https://lookaside.fbsbx.com:8443/1", False),
        (META, "https://lookaside.fbsbx.com.example.org/1", False),
        (META, "https://notfbsbx.com/1", False),
        (META, "https://example.org/?x=.fbsbx.com", False),
        (META, "https://example.org#.fbsbx.com", False),
        (META, "https://example.org\\@lookaside.fbsbx.com/1", False),
        (META, "https://lookaside.fbsbx.com@example.org/1", False),
        (META, "https://x:y@lookaside.fbsbx.com/1", False),
        (META, "https://lookaside.fbsbx.com\t.example.org/1", False),
        (META, "https://169.254.169.254/latest/meta-data", False),
        (META, "https://127.0.0.1/1", False),
        (META, "https://[::1]/1", False),
        (META, "https://[fbsbx.com/1", False),
        (META, "https://lookaside.fbsbx.com:x/1", False),
        (META, "file:///etc/passwd", False),
        (META, "//lookaside.fbsbx.com/1", False),
        (META, "", False),
        ("http://gateway.example.org:8080/v26.0", "http://gateway.example.org:8080/files/1", True),
        ("http://gateway.example.org:8080/v26.0", "http://gateway.example.org:6379/1", False),
        ("http://gateway.example.org:8080/v26.0", "http://127.0.0.1:8080/1", False),
        ("http://127.0.0.1:4004/v26.0", "http://localhost:4005/media/1", True),
        ("http://127.0.0.1:4004/v26.0", "http://192.0.2.7:4004/media/1", False),
        ("https://127.0.0.1:4004/v26.0", "http://127.0.0.1:4004/media/1", False),
    ],
)
def test_bytes_are_fetched_only_where_meta_lays_them(url, address, may):
    assert Graph(url=url, token="t")._may_see_token(address) is may


async def test_where_it_is_sent_elsewhere_it_does_not_go(api, graph):
    """A redirect would carry the token to whoever is named in it."""
    asked = []

    def elsewhere(request):
        asked.append(request.path)
        return Answer(302, b"", headers={"Location": "/elsewhere"})

    api.extra_routes = {"/bytes": elsewhere, "/elsewhere": elsewhere}
    with pytest.raises(Failed):
        await graph.fetch(f"{api.http.url}/bytes/x", 100)
    assert asked == ["/bytes/x"]


async def test_a_file_that_is_packed_very_small_fills_no_memory(api, graph):
    bomb = gzip.compress(b"0" * 20_000_000)
    headers = {"Content-Encoding": "gzip"}
    api.extra_routes = {"/bytes": lambda _request: Answer(200, bomb, headers=headers)}
    tracemalloc.start()
    with pytest.raises(Failed):
        await graph.fetch(f"{api.http.url}/bytes/x", 100_000)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


async def test_bytes_beyond_what_was_asked_for_are_not_read(api, graph):
    file_id = api.sends_file(SITI, "image", b"x" * 1000, "image/jpeg")
    told = await graph.get(file_id)
    with pytest.raises(Failed) as caught:
        await graph.fetch(told["url"], 999)
    assert caught.value.error.loggable == "file too large"
    assert await graph.fetch(told["url"], 1000) == b"x" * 1000


# -- what operators do ----------------------------------------------------------------------------------------------


async def test_templates_are_handed_in_listed_page_by_page_and_taken_away(api, graph):
    path = f"{ACCOUNT_ID}/message_templates"
    for number in "abc":
        body = {
            "name": f"kabar_{number}",
            "language": "id",
            "category": "UTILITY",
            "parameter_format": "NAMED",
            "components": [{"type": "BODY", "text": "Ada kabar dari {{kantor}}."}],
        }
        assert (await graph.post(path, body))["status"] == "PENDING"
    first = await graph.get(path, {"limit": "2"})
    rest = await graph.get(path, {"limit": "2", "after": first["paging"]["cursors"]["after"]})
    assert [row["name"] for row in first["data"] + rest["data"]] == ["kabar_a", "kabar_b", "kabar_c"]
    assert ("next" in first["paging"], "next" in rest["paging"]) == (True, False)
    assert await graph.delete(path, {"name": "kabar_a"}) == {"success": True}
    with pytest.raises(Failed) as caught:
        await graph.post(path, body)
    assert (caught.value.code, caught.value.subcode) == (100, 2388024)


async def test_closing_twice_is_nothing(graph):
    await graph.close()
    await graph.close()


def test_an_error_is_one_that_delivery_knows():
    assert isinstance(Failed(SendError("x")).error, SendError)
