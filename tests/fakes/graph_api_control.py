"""The fake Graph API as a program, driven over HTTP under /control/:

curl localhost:8082/control/say -d address=620000000101 -d text=halo
curl localhost:8082/control/tap -d address=620000000101 -d label=Ya    (the newest message with that choice)
curl 'localhost:8082/control/messages?address=620000000101'
curl localhost:8082/control/read -d address=620000000101 | unreachable | stop | fail -d what=messages -d code=131056
curl localhost:8082/control/stats
What people do is delivered at once, signed, to the address given with --webhook.
"""

import argparse
import asyncio
import json
from collections.abc import Awaitable, Mapping
from dataclasses import asdict
from typing import Any

import httpx

from tests.fakes.graph_api import APP_SECRET, TOKEN_DEFAULT, VERIFY_TOKEN, GraphApi, Hook
from tests.fakes.graph_api_world import NUMBER_ID
from tests.fakes.http_server import Answer, Request


class Control:
    """The /control/ routes of a server."""

    def __init__(self, api: GraphApi) -> None:
        self._api = api

    def handle(self, request: Request) -> Answer | Awaitable[Answer]:
        verb = request.path.removeprefix("/control/")
        act = getattr(self, f"_{verb}", None)
        if act is None:
            return _json({"error": f"no such verb: {verb}"}, 404)
        try:
            found = act(request.fields())
        except (KeyError, LookupError, ValueError) as error:
            return _json({"error": f"{type(error).__name__}: {error}"}, 400)
        return self._delivered(found) if self._api.webhook is not None else _json(found)

    async def _delivered(self, found: Any) -> Answer:
        return _json({"answer": found, "webhook": await self._api.deliver()})

    def _say(self, fields: dict[str, Any]) -> Any:
        return self._api.user_says(str(fields["address"]), str(fields["text"]))

    def _tap(self, fields: dict[str, Any]) -> Any:
        address, label = str(fields["address"]), str(fields["label"])
        messages = self._api.world.person(address).messages
        having = [each.wamid for each in messages if label in dict(each.choices)]
        if not having:
            raise LookupError(f"no message with a choice {label!r}")
        return self._api.taps(address, having[-1], label)

    def _read(self, fields: dict[str, Any]) -> Any:
        return self._api.reads(str(fields["address"]))

    def _unreachable(self, fields: dict[str, Any]) -> Any:
        return self._api.is_unreachable(str(fields["address"]))

    def _stop(self, fields: dict[str, Any]) -> Any:
        return self._api.stops_news(str(fields["address"]), value=str(fields.get("value", "stop")))

    def _fail(self, fields: dict[str, Any]) -> Any:
        details: dict[str, Any] = {
            name: int(fields[name]) for name in ("status", "times", "retry_after") if name in fields
        }
        code = int(fields.get("code", 131000))
        self._api.fail_next(str(fields["what"]), code, fault=str(fields.get("fault", "answer")), **details)
        return {"ok": True}

    def _messages(self, fields: dict[str, Any]) -> Any:
        return [asdict(each) for each in self._api.world.person(str(fields["address"])).messages]

    def _stats(self, fields: dict[str, Any]) -> Any:
        api = self._api
        return {
            "accepted": len(api.accepted),
            "untold": len(api.world.told),
            "refused_by_limits": api.limits.refused if api.limits else 0,
            "first_s": api.accepted[0].at_s if api.accepted else None,
            "last_s": api.accepted[-1].at_s if api.accepted else None,
        }


def _json(value: Any, status: int = 200) -> Answer:
    return Answer(status, json.dumps(value, ensure_ascii=False).encode() + b"\n")


def hook_of(url: str, client: httpx.AsyncClient) -> Hook:
    """Calls this address as Meta does."""

    async def call(headers: Mapping[str, str], body: bytes) -> int:
        try:
            return (await client.post(url, content=body, headers=dict(headers))).status_code
        except httpx.HTTPError:
            return 0

    return call


async def serve(arguments: argparse.Namespace) -> None:
    api = GraphApi(token=arguments.token, port=arguments.port, rate_limits=arguments.rate_limit)
    api.world.all_have_written = arguments.all_have_written
    api.extra_routes["/control/"] = Control(api).handle
    await api.http.start()
    async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
        if arguments.webhook:
            api.webhook = hook_of(arguments.webhook, client)
        print(
            f"WHATSAPP_API_URL={api.url} WHATSAPP_TOKEN={arguments.token} WHATSAPP_PHONE_NUMBER_ID={NUMBER_ID}"
            f" WHATSAPP_APP_SECRET={APP_SECRET} WHATSAPP_VERIFY_TOKEN={VERIFY_TOKEN}",
            flush=True,
        )
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(description="A fake Graph API server")
    parser.add_argument("--port", type=int, default=8082)
    parser.add_argument("--token", default=TOKEN_DEFAULT)
    parser.add_argument("--webhook", default="", help="for example http://127.0.0.1:8080/whatsapp")
    parser.add_argument(
        "--rate-limit", action="store_true", help="80/s in and out, 1 in 6 s to one woman: real refusals"
    )
    parser.add_argument("--all-have-written", action="store_true", help="nobody's window is closed")
    try:
        asyncio.run(serve(parser.parse_args()))
    except KeyboardInterrupt:
        pass
