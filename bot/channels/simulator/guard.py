"""Who may open the simulator? Only this computer, and only a page that came from here.

A web page elsewhere can make a browser send requests to 127.0.0.1, or point its own name at it (DNS
rebinding), so the address, the Host and the Origin are all looked at. Behind a proxy everybody looks
local: refused too.
"""

import ipaddress
from collections.abc import Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

ASGIApp = Callable[..., Any]
FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"via")
REFUSAL = b'{"error": "Simulator hanya bisa dibuka dari komputer ini sendiri."}'


def loopback_only(app: ASGIApp) -> ASGIApp:
    """The application, closed to everybody but this computer; 403 otherwise."""

    async def guarded(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan" or (scope["type"] == "http" and _is_ours(scope)):
            await app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(REFUSAL)).encode())]
        await send({"type": "http.response.start", "status": 403, "headers": headers})
        await send({"type": "http.response.body", "body": REFUSAL})

    return guarded


def same_origin(scope: MutableMapping[str, Any]) -> bool:
    """True unless a browser says that another site sends this request."""
    headers = _headers(scope)
    if headers.get(b"sec-fetch-site", b"none") not in (b"none", b"same-origin"):
        return False
    origin = headers.get(b"origin")
    if origin is None:
        return True
    return (
        urlsplit(origin.decode("latin-1")).netloc.lower()
        == headers.get(b"host", b"").decode("latin-1").lower()
    )


def _is_ours(scope: dict[str, Any]) -> bool:
    headers = _headers(scope)
    client = scope.get("client")
    local = client is not None and _is_loopback(client[0]) and not any(name in headers for name in FORWARDED)
    host = _host(headers.get(b"host", b"").decode("latin-1"))
    here = host == "localhost" or _is_loopback(host)
    return local and here and (scope["method"] in ("GET", "HEAD") or same_origin(scope))


def _headers(scope: MutableMapping[str, Any]) -> dict[bytes, bytes]:
    return {name.lower(): value for name, value in scope["headers"]}


def _host(header: str) -> str:
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _is_loopback(address: str) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None)
    return (mapped or parsed).is_loopback
