"""The doors over HTTP, as the page and other programs use them: answers, refusals, and nothing lost."""

import asyncio
import base64
import json
from pathlib import Path

import httpx
import pytest

from bot.channels.simulator.limits import BODY_BYTES_MAX
from tests.bot.channels.simulator.harness import Served, doors


async def test_the_page_brings_everything_itself(tmp_path: Path) -> None:
    async with doors(tmp_path) as sim:
        page = await sim.client.get("/")
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert page.headers["content-security-policy"].startswith("default-src 'self';")
        assert "Simulator – data contoh" in page.text
        script = await sim.client.get("/sim/static/app.js")
        assert script.headers["content-type"].startswith(("text/javascript", "application/javascript"))
        for path in ("/sim/static/nothing.js", "/sim/static/..%2Fweb.py", "/sim/static/%2e%2e"):
            assert (await sim.client.get(path)).status_code == 404


async def test_a_phone_is_made_once_and_its_role_is_passed_on(tmp_path: Path) -> None:
    async with doors(tmp_path) as sim:
        made = await sim.post("/sim/phones", {"name": "Bu Yuyun", "role": "bendahara", "look": "whatsapp"})
        again = await sim.post("/sim/phones", {"name": "bu-yuyun", "role": "admin"})
        assert (made.status_code, again.status_code) == (201, 200)
        assert made.json() == again.json()
        assert made.json()["name"] == "bu-yuyun"
        assert made.json()["look"] == "whatsapp"
        assert sim.bot.roles == {"bu-yuyun": "treasurer"}
        listed = (await sim.client.get("/sim/phones")).json()["phones"]
        assert [phone["name"] for phone in listed] == ["siti", "lilis", "petugas", "bu-yuyun"]


@pytest.mark.parametrize(
    "body",
    [{}, {"name": ""}, {"name": "😀"}, {"name": "a" * 41}, {"name": 5}, {"name": "Ani", "role": "queen"},
     {"name": "Ani", "look": "fax"}, {"name": "Ani", "zone": "Mars"}, {"name": "Ani", "role": 5}, [], "x", None],
)  # fmt: skip
async def test_a_wrong_phone_is_refused_in_one_sentence(tmp_path: Path, body: object) -> None:
    async with doors(tmp_path) as sim:
        refused = await sim.post("/sim/phones", body)
        assert refused.status_code == 400
        assert refused.json()["error"].endswith(".")
        assert sim.bot.roles == {}


async def test_a_chat_is_read_from_where_one_left_off(tmp_path: Path) -> None:
    async with doors(tmp_path) as sim:
        said = await sim.say("siti", text="halo")
        assert said.status_code == 202
        mine, answer = await sim.messages("siti")
        assert mine["id"] == said.json()["id"]
        assert (mine["from"], mine["text"], mine["state"]) == ("me", "halo", "read")
        assert answer["from"] == "bot"
        assert await sim.messages("siti", after=mine["id"]) == [answer]
        assert await sim.messages("siti", after=answer["id"]) == []


async def test_a_tapped_question_shows_it_was_answered(tmp_path: Path) -> None:
    async with doors(tmp_path) as sim:
        await sim.say("siti", text="tombol")
        shown = (await sim.messages("siti"))[-1]
        assert [button["label"] for button in shown["buttons"]] == [
            "Sendiri",
            "Bersama",
            "Saya dibantu orang",
        ]
        await sim.say("siti", button="Bersama")
        assert (await sim.texts("siti"))[1:] == [
            "bot: Pertanyaan ini sudah dijawab.",
            "bot: Pilihan Ibu: shared",
        ]
        missing = await sim.say("siti", button="Bersama")
        assert missing.status_code == 404
        assert missing.json()["visible"] == []


async def test_the_look_decides_what_the_bot_may_do(tmp_path: Path) -> None:
    async with doors(tmp_path) as sim:
        changed = await sim.post("/sim/phones/siti/look", {"look": "whatsapp"})
        assert changed.json()["look"] == "whatsapp"
        await sim.say("siti", text="daftar")
        assert (await sim.messages("siti"))[-1]["layout"] == "list"
        await sim.say("siti", button="Samarinda")
        assert (await sim.texts("siti"))[-2:] == ["me: Samarinda", "bot: Pilihan Ibu: area-Samarinda"]
        assert (await sim.post("/sim/phones/siti/look", {"look": "fax"})).status_code == 400


async def test_a_broken_limit_is_listed_for_the_page(tmp_path: Path) -> None:
    async with doors(tmp_path) as sim:
        await sim.say("siti", text="panjang")
        assert [error.loggable for error in sim.bot.errors] == ["telegram: text 4097 > 4096"]
        problems = (await sim.client.get("/sim/phones")).json()["problems"]
        assert [problem["phone"] for problem in problems] == ["siti"]


async def test_a_file_is_shown_but_a_foreign_page_in_it_never_runs(tmp_path: Path) -> None:
    async with doors(tmp_path) as sim:
        await sim.say("siti", text="gambar")
        picture = (await sim.messages("siti"))[-1]["file"]
        shown = await sim.client.get(f"/sim/files/{picture['ref']}/kue.png")
        assert shown.headers["content-type"] == "image/png"
        assert shown.content.startswith(b"\x89PNG")
        evil = base64.b64encode(b"<script>alert(1)</script>").decode()
        for mime in ("text/html", "image/svg+xml"):
            await sim.say("siti", file={"name": "x.html", "mime": mime, "data": evil})
            kept = (await sim.messages("siti"))[-2]["file"]
            saved = await sim.client.get(f"/sim/files/{kept['ref']}/x.html")
            assert saved.headers["content-type"] == "application/octet-stream"
            assert saved.headers["content-disposition"].startswith("attachment")
            assert saved.headers["content-security-policy"].startswith("sandbox")
        assert (await sim.client.get(f"/sim/files/{'0' * 32}/x")).status_code == 404


async def test_nothing_is_lost_while_the_program_cannot_store(tmp_path: Path) -> None:
    async with doors(tmp_path) as sim:
        sim.bot.broken = True
        away = await sim.say("siti", text="setor", ref="m1")
        assert (away.status_code, away.json()) == (
            503,
            {"error": "Program belum bisa menyimpan pesan ini. Coba lagi sebentar."},
        )
        sim.bot.broken = False
        assert (await sim.say("siti", text="setor", ref="m1")).status_code == 202
        assert (await sim.say("siti", text="setor", ref="m1")).status_code == 202
        assert await sim.texts("siti") == ["me: setor", "bot: Ibu menulis: setor"]


async def test_a_restart_shows_the_same_chats(tmp_path: Path) -> None:
    async with doors(tmp_path) as sim:
        await sim.say("siti", text="tombol")
        before = await sim.messages("siti")
    async with doors(tmp_path) as sim:
        assert await sim.messages("siti") == before
        await sim.say("siti", button="own")
        assert (await sim.texts("siti"))[-1] == "bot: Pilihan Ibu: own"


async def test_the_clock_moves_only_over_demo_data(tmp_path: Path) -> None:
    async with doors(tmp_path) as sim:
        before = (await sim.client.get("/sim/clock")).json()
        after = (await sim.post("/sim/clock", {"forward_s": 86_400})).json()
        assert before["allowed"]
        assert 86_400_000 <= after["now_ms"] - before["now_ms"] < 86_460_000
        for wrong in (0, -5, 1.5, "60", True, None, 400 * 86_400):
            assert (await sim.post("/sim/clock", {"forward_s": wrong})).status_code == 400
    async with doors(tmp_path, clock_allowed=False) as sim:
        refused = await sim.post("/sim/clock", {"forward_s": 60})
        assert refused.status_code == 403
        assert "data contoh" in refused.json()["error"]


async def test_bad_requests_get_one_clear_sentence(tmp_path: Path) -> None:
    async with doors(tmp_path) as sim:
        unknown = [
            await sim.post("/sim/phones/nobody/messages", {"text": "a"}),
            await sim.post("/sim/phones/nobody/look", {"look": "telegram"}),
            await sim.client.get("/sim/phones/nobody/messages"),
        ]
        path = "/sim/phones/siti/messages"
        wrong = [
            await sim.client.post(path, content=b"{"),
            await sim.client.post(path, content=b"\xff\xfe"),
            await sim.client.post(path, content=b"[" * 100_000),
            await sim.client.post(path, content=b"[1]"),
            await sim.post(path, {"text": ""}),
            await sim.client.get(path, params={"after": "x"}),
            await sim.client.get(path, params={"after": "9" * 50}),
        ]
        huge = await sim.client.post(path, content=b" " * (BODY_BYTES_MAX + 1))
        assert [answer.status_code for answer in (*unknown, *wrong, huge)] == [404] * 3 + [400] * 7 + [413]
        assert all(answer.json()["error"].endswith(".") for answer in (*unknown, *wrong, huge))
        assert await sim.messages("siti") == []


async def test_another_site_cannot_write_even_where_the_guard_is_off(tmp_path: Path) -> None:
    async with doors(tmp_path) as sim:
        path = "/sim/phones/siti/messages"
        refused = await sim.post(path, {"text": "a"}, origin="http://evil.example")
        assert refused.status_code == 403
        assert (await sim.post(path, {"text": "a"}, origin="http://127.0.0.1:8080")).status_code == 202


async def test_another_computer_sees_nothing(tmp_path: Path) -> None:
    async with doors(tmp_path, client="192.168.0.9") as sim:
        assert (await sim.client.get("/sim/phones")).status_code == 403


async def test_everything_that_happens_is_told_live(tmp_path: Path) -> None:
    """Over a real socket: a stream has no end, so the client without one cannot read it."""
    served = Served(tmp_path)
    async with asyncio.timeout(20), httpx.AsyncClient(base_url=served.url, trust_env=False) as client:
        heard: list[tuple[str, str]] = []
        async with client.stream("GET", "/sim/events") as stream:
            lines = stream.aiter_lines()
            assert await _next_event(lines, heard) == ("reset", {})
            await client.post("/sim/phones/siti/messages", json={"text": "tombol"})
            kinds = [(await _next_event(lines, heard))[0] for _ in range(5)]
            assert kinds == ["message", "message", "message", "typing", "message"]
            await client.post("/sim/phones/siti/messages", json={"button": "Bersama"})
            toast = await _next_event(lines, heard, until="toast")
            assert toast[1]["text"] == "Sudah dicatat"
        await client.post("/sim/clock", json={"forward_s": 60})
        async with client.stream("GET", "/sim/events", headers={"Last-Event-ID": heard[-1][0]}) as stream:
            await _next_event(stream.aiter_lines(), heard, until="clock")
            assert "reset" not in [kind for _, kind in heard[1:]]
            await asyncio.to_thread(served.stop)


async def _next_event(lines, heard: list[tuple[str, str]], until: str = "") -> tuple[str, dict]:
    kind = id_ = ""
    async for line in lines:
        field, _, value = line.partition(": ")
        if field == "id":
            id_ = value
        elif field == "event":
            kind = value
        elif field == "data":
            heard.append((id_, kind))
            if kind == until or not until:
                return kind, json.loads(value)
    raise AssertionError("the stream ended")
