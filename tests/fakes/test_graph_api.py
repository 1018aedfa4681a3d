"""The fake server keeps the limits Meta documents, fails and signs as Meta does, and knows what was really accepted."""

import hashlib
import hmac
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.fakes.graph_api import APP_SECRET, GraphApi, written
from tests.fakes.graph_api_control import Control, hook_of
from tests.fakes.graph_api_limits import Limits
from tests.fakes.graph_api_rules import Refused, check
from tests.fakes.graph_api_world import NUMBER_ID, WINDOW_S

SITI = "620000000101"
FRAME = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": SITI}


@pytest.fixture
async def api() -> AsyncIterator[GraphApi]:
    async with GraphApi.running() as server:
        server.user_says(SITI, "halo")
        server.world.told.clear()
        yield server


@pytest.fixture
async def ask(api: GraphApi) -> AsyncIterator[Any]:
    """Sends a message; the status and the answer."""
    headers = {"Authorization": f"Bearer {api.token}"}
    async with httpx.AsyncClient(trust_env=False, timeout=10, headers=headers) as client:

        async def call(**body: Any) -> tuple[int, Any]:
            answer = await client.post(f"{api.url}/{NUMBER_ID}/messages", json={**FRAME, **body})
            return answer.status_code, answer.json()

        yield call


def text(body: str) -> dict[str, Any]:
    return {"type": "text", "text": {"body": body}}


def buttons(*titles: str, text: str = "x", ids: tuple[str, ...] = ()) -> dict[str, Any]:
    keys = [
        {"type": "reply", "reply": {"id": ids[number] if ids else str(number), "title": title}}
        for number, title in enumerate(titles)
    ]
    interactive = {"type": "button", "body": {"text": text}, "action": {"buttons": keys}}
    return {"type": "interactive", "interactive": interactive}


def rows(*titles: str, button: str = "Pilih", sections: int = 1, hint: str = "x") -> dict[str, Any]:
    each = [{"id": str(number), "title": title, "description": hint} for number, title in enumerate(titles)]
    parts = [{"rows": each}] + [{"rows": each, "title": "x"}] * (sections - 1)
    interactive = {"type": "list", "body": {"text": "x"}, "action": {"button": button, "sections": parts}}
    return {"type": "interactive", "interactive": interactive}


@pytest.mark.parametrize(
    "body, code",
    [
        (text("a" * 4096), 0),
        (text("a" * 4097), 131009),
        (text(" \n"), 131008),
        ({"type": "text", "text": {"body": "a", "parse_mode": "x"}}, 100),
        ({**text("a"), "of_ours": 1}, 100),
        ({**text("a"), "recipient_type": "group"}, 100),
        ({**text("a"), "to": "Siti"}, 131009),
        ({**text("a"), "biz_opaque_callback_data": "x" * 513}, 100),
        ({"type": "poll", "poll": {}}, 131051),
        (buttons("Ya", "Tidak"), 0),
        (buttons("a", "b", "c", "d"), 131009),
        (buttons("a" * 21), 131009),
        (buttons("a", "a"), 131009),
        (buttons("a", "b", ids=("x", "x")), 131009),
        (buttons("a", text="x" * 1025), 131009),
        (buttons(), 131009),
        (rows(*"abcdefghij"), 0),
        (rows(*"abcdefghijk"), 131009),
        (rows("a" * 25), 131009),
        (rows("a", hint="x" * 73), 131009),
        (rows("a", button="x" * 21), 131009),
        (rows("a", sections=2), 131008),
        ({"type": "image", "image": {"id": "7"}}, 100),
        ({"type": "template", "template": {"name": "x", "language": {"code": "id", "policy": "deterministic"}}}, 132001),
    ],
)  # fmt: skip
async def test_documented_limits_are_kept(api, ask, body, code):
    status, answer = await ask(**body)
    assert (status == 200) is (code == 0)
    assert answer.get("error", {"code": 0})["code"] == code
    assert len(api.accepted) == (code == 0)


async def test_a_message_is_answered_with_its_number_and_its_statuses_name_ours(api, ask):
    _status, answer = await ask(**text("Halo"), biz_opaque_callback_data="17")
    (message,) = answer["messages"]
    assert message["id"] == api.accepted[0].wamid
    told = [value["statuses"][0] for _field, value in api.world.told]
    assert [(each["status"], each["biz_opaque_callback_data"]) for each in told] == [
        ("sent", "17"),
        ("delivered", "17"),
    ]


async def test_after_a_day_of_silence_only_templates_pass(api, ask):
    now = api.world.now()
    api.world.now = lambda: now + WINDOW_S + 1
    status, answer = await ask(**text("Halo"))
    assert (status, answer["error"]["code"]) == (400, 131047)
    assert answer["error"]["error_data"]["details"]


async def test_who_blocked_the_number_or_has_no_whatsapp_is_not_reached(api, ask):
    api.is_unreachable(SITI)
    assert (await ask(**text("Halo")))[1]["error"]["code"] == 131026


async def test_a_wrong_token_or_number_is_refused(api, ask):
    api.token = "another"
    status, answer = await ask(**text("Halo"))
    assert (status, answer["error"]["code"]) == (401, 190)


def test_templates_take_exactly_their_values():
    api = GraphApi()
    body = {"name": "kabar", "language": "id", "category": "UTILITY", "parameter_format": "NAMED"}
    components = [{"type": "BODY", "text": "Ada kabar dari {{kantor}} untuk {{nama}}."}]
    api._add_template({**body, "components": components})
    api.decides_on_template("kabar", "id", "APPROVED")

    def code(**values: str) -> int:
        parameters = [
            {"type": "text", "parameter_name": name, "text": value} for name, value in values.items()
        ]
        template = {
            "name": "kabar",
            "language": {"code": "id", "policy": "deterministic"},
            "components": [{"type": "body", "parameters": parameters}],
        }
        try:
            check(api.world, {**FRAME, "type": "template", "template": template})
        except Refused as refused:
            return refused.code
        return 0

    assert code(kantor="Dinsos", nama="Siti") == 0
    assert code(kantor="Dinsos") == 132000
    assert code(kantor="Dinsos", nama="Siti\nRina") == 132018
    api.decides_on_template("kabar", "id", "PAUSED")
    assert code(kantor="Dinsos", nama="Siti") == 132015
    assert [field for field, _value in api.world.told] == ["message_template_status_update"] * 2


def test_too_much_in_all_or_to_one_woman_is_refused_and_counted():
    now = [0.0]
    limits = Limits(lambda: now[0])

    def code(address: str) -> int:
        try:
            limits.take(address)
        except Refused as refused:
            return refused.code
        return 0

    assert [code("siti") for _ in range(46)] == [0] * 45 + [131056]
    now[0] = 6.0
    assert [code("siti") for _ in range(2)] == [0, 131056]
    now[0] = 100.0
    limits.came(30)
    assert [code(str(number)) for number in range(51)] == [0] * 50 + [130429]
    now[0] = 101.0
    assert code("51") == 0
    assert limits.refused == 3


def test_a_call_is_signed_over_its_escaped_bytes():
    api = GraphApi()
    api.user_says(SITI, "é 🌸 https://x")
    body = api.body()
    assert body.isascii()
    assert b"\\u00e9 \\ud83c\\udf38 https:\\/\\/x" in body
    wanted = hmac.new(APP_SECRET.encode(), body, hashlib.sha256).hexdigest()
    assert api.signed(body)["X-Hub-Signature-256"] == f"sha256={wanted}"
    assert written({"a": "é"}) == b'{"a":"\\u00e9"}'


async def test_what_was_not_taken_comes_again_in_its_order(api):
    taken: list[bytes] = []

    async def call(_headers: Any, body: bytes) -> int:
        taken.append(body)
        return 200 if len(taken) > 1 else 503

    api.webhook = call
    for number in range(3):
        api.user_says(SITI, str(number))
    assert await api.deliver(batch=2) == [503]
    assert await api.deliver(batch=2) == [200, 200]
    assert taken[0] == taken[1]
    entries = [entry for body in taken[1:] for entry in json.loads(body)["entry"]]
    assert [entry["changes"][0]["value"]["messages"][0]["text"]["body"] for entry in entries] == [
        "0",
        "1",
        "2",
    ]


async def test_somebody_who_changes_her_number_is_the_same_person(api):
    person = api.world.add_person("620000000301", user_id="ID.1")
    api.changes_number("ID.1", "620000000302", user_id="ID.2")
    assert api.world.person("620000000302") is api.world.person("ID.2") is person
    (_field, value) = api.world.told.popleft()
    assert "contacts" not in value
    assert value["messages"][0]["system"]["previous_user_id"] == "ID.1"


async def test_a_chat_can_be_driven_over_http(api, ask):
    api.extra_routes["/control/"] = Control(api).handle
    async with httpx.AsyncClient(trust_env=False, base_url=f"{api.http.url}/control") as curl:
        assert (await curl.post("/say", data={"address": SITI, "text": "halo"})).status_code == 200
        await ask(**buttons("Ya"))
        messages = (await curl.get("/messages", params={"address": SITI})).json()
        assert messages[-1]["choices"] == [["Ya", "0"]]
        assert (await curl.post("/tap", data={"address": SITI, "label": "Ya"})).status_code == 200
        assert (await curl.post("/tap", data={"address": SITI, "label": "Tidak"})).status_code == 400
        await curl.post("/fail", data={"what": "messages", "code": "131056"})
        assert (await ask(**text("Halo")))[1]["error"]["code"] == 131056
        for verb in ("read", "stop", "unreachable"):
            assert (await curl.post(f"/{verb}", data={"address": SITI})).status_code == 200
        assert (await curl.get("/stats")).json()["accepted"] == 1
        assert (await curl.post("/dance")).status_code == 404
        assert await hook_of("http://127.0.0.1:1/", curl)({}, b"{}") == 0


def test_it_says_how_it_is_run_alone():
    shown = subprocess.run(
        [sys.executable, "-m", "tests.fakes.graph_api", "--help"], capture_output=True, text=True, check=True
    )
    assert "--webhook" in shown.stdout
