"""Only this computer gets in, and only through a page of ours."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.channels.simulator import loopback_only
from bot.channels.simulator.guard import same_origin


async def open_door(request: Request) -> PlainTextResponse:
    return PlainTextResponse("in")


async def knock(method: str = "GET", client: str = "127.0.0.1", **headers: str) -> int:
    app = loopback_only(Starlette(routes=[Route("/", open_door, methods=["GET", "POST"])]))
    transport = httpx.ASGITransport(app=app, client=(client, 4000))
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as spoken:
        return (await spoken.request(method, "/", headers=names)).status_code


@pytest.mark.parametrize("client", ["127.0.0.1", "127.4.4.4", "::1", "::ffff:127.0.0.1"])
async def test_this_computer_gets_in(client: str) -> None:
    assert await knock(client=client) == 200


@pytest.mark.parametrize(
    "client", ["192.168.1.5", "10.0.0.1", "::ffff:10.0.0.1", "2001:db8::1", "testclient", ""]
)
async def test_another_computer_does_not(client: str) -> None:
    assert await knock(client=client) == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "LOCALHOST:8080", "[::1]:8080"])
async def test_our_own_names_are_right(host: str) -> None:
    assert await knock(host=host) == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8080", "[", "0"]
)
async def test_a_foreign_name_that_points_here_is_refused(host: str) -> None:
    assert await knock(host=host) == 403


@pytest.mark.parametrize("header", ["forwarded", "x_forwarded_for", "x_real_ip", "via"])
async def test_behind_a_proxy_nobody_counts_as_local(header: str) -> None:
    assert await knock(**{header: "127.0.0.1"}) == 403


async def test_another_site_cannot_post() -> None:
    assert await knock("POST") == 200
    assert await knock("POST", origin="http://127.0.0.1:8080") == 200
    assert await knock("POST", origin="http://evil.example") == 403
    assert await knock("POST", origin="http://127.0.0.1:9999") == 403
    assert await knock("POST", origin="null") == 403
    assert await knock("POST", sec_fetch_site="cross-site") == 403
    assert await knock("POST", sec_fetch_site="same-origin") == 200


async def test_a_websocket_is_closed_and_a_start_passes() -> None:
    heard: list[str] = []

    async def app(scope, receive, send) -> None:
        heard.append(scope["type"])

    async def send(message) -> None:
        heard.append(message["type"])

    await loopback_only(app)({"type": "websocket", "headers": []}, None, send)
    await loopback_only(app)({"type": "lifespan"}, None, send)
    assert heard == ["websocket.close", "lifespan"]


def test_a_program_without_an_origin_is_no_other_site() -> None:
    assert same_origin({"headers": [(b"host", b"127.0.0.1:8080")]})
