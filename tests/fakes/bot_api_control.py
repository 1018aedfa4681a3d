"""The fake Bot API as a program, driven over HTTP under /control/:

curl localhost:8081/control/say -d chat=7 -d text=halo
curl localhost:8081/control/tap -d chat=7 -d label=Ya            (the newest message with that button)
curl 'localhost:8081/control/messages?chat=7&after=0&wait_s=5'   (waits for one newer than `after`)
curl localhost:8081/control/contact -d chat=7 | block | unblock | fail -d method=sendMessage -d status=429
curl localhost:8081/control/stats
"""

import argparse
import asyncio
import json
import resource
from collections.abc import Awaitable
from dataclasses import asdict
from typing import Any

from tests.fakes.bot_api import TOKEN_DEFAULT, BotApi
from tests.fakes.http_server import Answer, Request

CHECK_EVERY_S = 0.02


class Control:
    """The /control/ routes of a server."""

    def __init__(self, api: BotApi) -> None:
        self._api = api

    def handle(self, request: Request) -> Answer | Awaitable[Answer]:
        verb = request.path.removeprefix("/control/")
        if verb == "messages":
            return self._messages(request.fields())
        act = getattr(self, f"_{verb}", None)
        if act is None:
            return _json({"error": f"no such verb: {verb}"}, 404)
        try:
            return _json(act(request.fields()))
        except (KeyError, LookupError, ValueError) as error:
            return _json({"error": f"{type(error).__name__}: {error}"}, 400)

    def _say(self, fields: dict[str, Any]) -> Any:
        return {"update_id": self._api.user_says(int(fields["chat"]), str(fields["text"]))}

    def _tap(self, fields: dict[str, Any]) -> Any:
        chat, label = int(fields["chat"]), str(fields["label"])
        messages = self._api.world.room(chat).messages
        having = [number for number, message in messages.items() if label in message.labels()]
        wanted = int(fields["message_id"]) if "message_id" in fields else max(having, default=0)
        if wanted not in messages:
            raise LookupError(f"no message with a button {label!r}")
        return {"tap": self._api.taps(chat, wanted, label)}

    def _contact(self, fields: dict[str, Any]) -> Any:
        return {"update_id": self._api.sends_contact(int(fields["chat"]), own=fields.get("own") != "false")}

    def _block(self, fields: dict[str, Any]) -> Any:
        return {"update_id": self._api.blocks(int(fields["chat"]))}

    def _unblock(self, fields: dict[str, Any]) -> Any:
        return {"update_id": self._api.unblocks(int(fields["chat"]))}

    def _fail(self, fields: dict[str, Any]) -> Any:
        details: dict[str, Any] = {
            name: int(fields[name]) for name in ("status", "times", "retry_after") if name in fields
        }
        if "delay_s" in fields:
            details["delay_s"] = float(fields["delay_s"])
        self._api.fail_next(str(fields["method"]), fault=str(fields.get("fault", "answer")), **details)
        return {"ok": True}

    def _stats(self, fields: dict[str, Any]) -> Any:
        api = self._api
        return {
            "accepted": len(api.accepted),
            "waiting_updates": len(api.world.updates),
            "taps_open": len(api.world.open_taps),
            "refused_by_limits": api.limits.refused if api.limits else 0,
            "first_s": api.accepted[0].at_s if api.accepted else None,
            "last_s": api.accepted[-1].at_s if api.accepted else None,
            "cpu_s": resource.getrusage(resource.RUSAGE_SELF).ru_utime,
        }

    async def _messages(self, fields: dict[str, Any]) -> Answer:
        """The bot's messages of a chat as they stand now, newer than `after`."""
        chat, after = int(fields["chat"]), int(fields.get("after", 0))
        loop = asyncio.get_running_loop()
        until = loop.time() + float(fields.get("wait_s", 0))
        while True:
            found = [
                asdict(message) | {"labels": message.labels()}
                for message in self._api.world.room(chat).messages.values()
                if message.mine and message.message_id > after
            ]
            if found or loop.time() >= until:
                return _json(found)
            await asyncio.sleep(CHECK_EVERY_S)


def _json(value: Any, status: int = 200) -> Answer:
    return Answer(status, json.dumps(value, ensure_ascii=False).encode() + b"\n")


async def serve(arguments: argparse.Namespace) -> None:
    api = BotApi(
        token=arguments.token,
        port=arguments.port,
        rate_limits=arguments.rate_limit,
        prints=not arguments.quiet,
    )
    api.extra_routes["/control/"] = Control(api).handle
    await api.start()
    print(f"Bot API at {api.url}; TELEGRAM_API_URL={api.url} TELEGRAM_TOKEN={arguments.token}", flush=True)
    await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(description="A fake Telegram Bot API server")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=TOKEN_DEFAULT)
    parser.add_argument(
        "--rate-limit", action="store_true", help="30/s, 1/s a chat, 20/min a group: real 429s"
    )
    parser.add_argument("--quiet", action="store_true", help="do not print what is accepted")
    try:
        asyncio.run(serve(parser.parse_args()))
    except KeyboardInterrupt:
        pass
