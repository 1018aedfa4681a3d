"""A Graph API server over real HTTP: for tests with verbs, by hand with curl, in a process of its own for benchmarks.

    async with GraphApi.running() as api:
        api.user_says("620000000101", "halo")
        await api.deliver()                       # signed as Meta signs, to `api.webhook`
        api.fail_next("messages", code=131056)
        assert [each.text for each in api.accepted] == ["Halo, Bu."]

`accepted` is the truth about what was taken, also where the client was told otherwise or nothing.
`python -m tests.fakes.graph_api --help` runs it alone.
"""

import asyncio
import hashlib
import hmac
import json
import re
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from tests.fakes.bot_api_faults import HALF, Fault, Faults
from tests.fakes.graph_api_limits import Limits
from tests.fakes.graph_api_people import People
from tests.fakes.graph_api_rules import MIMES, Refused, check, shown
from tests.fakes.graph_api_world import (
    ACCOUNT_ID,
    NUMBER_ID,
    PLACE_LIVES_S,
    WINDOW_S,
    Accepted,
    Message,
    Object,
    Template,
    World,
)
from tests.fakes.http_server import Answer, HttpServer, Request, Upload
from tests.fakes.meta_schema import faults

TOKEN_DEFAULT = "EAA-DEMO-TOKEN-OF-THE-FAKE-GRAPH-SERVER-000000000000"
APP_SECRET = "demo-app-secret"
VERIFY_TOKEN = "demo-verify-token"
REQUESTS_KEPT_MAX = 10_000
GATEWAY_PAGE = b"<html><body><h1>502 Bad Gateway</h1></body></html>"

Hook = Callable[[Mapping[str, str], bytes], Awaitable[int]]


@dataclass(frozen=True)
class GraphFault(Fault):
    """As bot_api_faults.Fault, with Meta's error code; code -1: an answer that is not Meta's."""

    code: int = 131000
    subcode: int = 0
    minutes: int = 0  # in X-Business-Use-Case-Usage


@dataclass(frozen=True)
class Call:
    """A request as it came, also one that met a fault. what: messages, media, file, bytes, templates."""

    what: str
    method: str
    path: str
    body: Any
    headers: Mapping[str, str]
    at_s: float


class GraphApi(People):
    """The server. Verbs for people are in graph_api_people.py, the rules in graph_api_rules.py."""

    def __init__(
        self,
        *,
        token: str = TOKEN_DEFAULT,
        port: int = 0,
        rate_limits: bool = False,
        late_refusals: bool = False,
        statuses: bool = True,
    ) -> None:
        super().__init__(World())
        self.token = token
        self.http = HttpServer(self._handle, port=port)
        self.calls: deque[Call] = deque(maxlen=REQUESTS_KEPT_MAX)
        self.faults = Faults()
        self.limits = Limits(self.world.monotonic) if rate_limits else None
        self.webhook: Hook | None = None
        self.extra_routes: dict[str, Any] = {}
        self._late_refusals = late_refusals
        self._statuses = statuses
        self._stirred = asyncio.Event()

    @classmethod
    @asynccontextmanager
    async def running(cls, **options: Any) -> AsyncIterator["GraphApi"]:
        """The server, listening on a free port until the block ends."""
        server = cls(**options)
        await server.http.start()
        try:
            yield server
        finally:
            await server.http.stop()

    @property
    def url(self) -> str:
        """What WHATSAPP_API_URL is set to."""
        return f"{self.http.url}/v26.0"

    # The oracle

    @property
    def accepted(self) -> list[Accepted]:
        """Every message of the program that was really taken, in order."""
        return self.world.accepted

    def accepted_by(self, address: str) -> list[Accepted]:
        wanted = self.world.person(address).address
        return [each for each in self.world.accepted if each.person == wanted]

    def sent(self) -> list[Object]:
        """The bodies of every message that was asked for, also of those that failed."""
        return [call.body for call in self.calls if call.what == "messages" and "type" in call.body]

    async def until(self, condition: Callable[[], bool], *, most_s: float = 10) -> None:
        """Waits for something to have happened here: looks again after every request."""
        async with asyncio.timeout(most_s):
            while not condition():
                self._stirred.clear()
                await self._stirred.wait()

    # Faults

    def fail_next(
        self, what: str, code: int = 131000, *, fault: str = "answer", times: int = 1, **details: Any
    ) -> None:
        """The next requests of that sort ("*": any) meet this; details as in GraphFault."""
        status = details.pop("status", 400)
        self.faults.script(what, GraphFault(kind=fault, code=code, status=status, **details), times)

    # What the program is told

    def body(self, *, most: int = 1) -> bytes:
        """The next so many things that happened, in one call as Meta makes it; they count as delivered."""
        entries: list[Object] = []
        for _ in range(min(most, len(self.world.told))):
            field, value = self.world.told.popleft()
            entries.append(
                {
                    "id": ACCOUNT_ID,
                    "time": int(self.world.now()),
                    "changes": [{"value": value, "field": field}],
                }
            )
        told = {"object": "whatsapp_business_account", "entry": entries}
        assert not (wrong := faults("call", told)), wrong
        return written(told)

    def signed(self, body: bytes) -> dict[str, str]:
        """The headers of a call with this body."""
        signature = hmac.new(APP_SECRET.encode(), body, hashlib.sha256).hexdigest()
        return {
            "Content-Type": "application/json",
            "User-Agent": "facebookexternalua",
            "X-Hub-Signature-256": f"sha256={signature}",
        }

    async def deliver(self, *, batch: int = 1) -> list[int]:
        """Everything that happened goes to `webhook`, so many in one call; the answers. Not 200: it comes again."""
        assert self.webhook is not None, "nobody listens"
        answers = []
        while self.world.told:
            waiting = list(self.world.told)
            body = self.body(most=batch)
            answers.append(await self.webhook(self.signed(body), body))
            if answers[-1] != 200:
                self.world.told = deque(waiting)
                break
        self._stirred.set()
        return answers

    # HTTP

    def _handle(self, request: Request) -> Answer | Awaitable[Answer]:
        for prefix, route in self.extra_routes.items():
            if request.path.startswith(prefix):
                return route(request)
        self._stirred.set()
        what, rest = _what(request)
        body = _body(request)
        self.calls.append(
            Call(what, request.method, request.path, body, request.headers, self.world.monotonic())
        )
        fault = self.faults.take(what)
        if fault is not None:
            assert isinstance(fault, GraphFault)
            return self._faulty(fault, lambda: self._perform(request, what, rest, body))
        return self._perform(request, what, rest, body)

    def _perform(self, request: Request, what: str, rest: list[str], body: Any) -> Answer:
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return error_answer(401, 190, "Invalid OAuth access token")
        try:
            done = self._do(request, what, rest, body)
        except Refused as refused:
            done = error_answer(refused.status, refused.code, refused.details, refused.subcode)
        self._stirred.set()
        return done if isinstance(done, Answer) else Answer(body=json.dumps(done).encode())

    def _do(self, request: Request, what: str, rest: list[str], body: Any) -> Answer | Object:
        if what == "messages":
            return self._messages(rest[0], body)
        if what == "media":
            return self._hand_in(rest[0], body)
        if what == "bytes":
            return self._bytes(rest[-1])
        if what == "templates":
            return self._templates(request, rest[0], body)
        return self._file(request, rest[0])

    def _messages(self, number: str, body: Any) -> Object:
        if number != NUMBER_ID:
            raise Refused(100, "Object does not exist or may not be seen", subcode=33)
        if not isinstance(body, dict):
            raise Refused(100, "the body is no JSON object")
        if "status" in body:
            return self._mark(body)
        kind = check(self.world, body)
        if not_published := faults("message", body):
            raise Refused(100, f"not as Meta publishes it: {not_published[0]}")
        person = self.world.people.get(str(body.get("to") or body.get("recipient")))
        if person is None and "recipient" in body:
            raise Refused(100, "Object does not exist or may not be seen", subcode=33)
        person = person or self.world.person(str(body["to"]))
        if self.limits is not None:
            self.limits.take(person.address)
        text, choices, file_id = shown(body)
        opaque = str(body.get("biz_opaque_callback_data", ""))
        message = Message(
            self.world.new_wamid(), True, kind, text, choices, file_id, opaque, self.world.now()
        )
        refusal = self._refusal(person, body)
        if refusal is not None and not self._late_refusals:
            raise refusal
        self.world.add_message(person, message)
        self.world.accepted.append(
            Accepted(person.address, message.wamid, kind, text, opaque, self.world.monotonic(), body)
        )
        self._tell_of(person, message, refusal, "utility" if kind == "template" else "service")
        contact = {"input": body.get("to") or body["recipient"], "wa_id": person.number}
        return {
            "messaging_product": "whatsapp",
            "contacts": [{name: value for name, value in contact.items() if value}],
            "messages": [{"id": message.wamid, "message_status": "accepted"}],
        }

    def _refusal(self, person: Any, body: Object) -> Refused | None:
        if not person.reachable:
            return Refused(131026, "Message undeliverable")
        if body["type"] != "template":
            closed = self.world.now() - person.last_in_s > WINDOW_S
            return (
                Refused(131047, "More than 24 hours have passed since she last replied") if closed else None
            )
        template = self.world.templates[body["template"]["name"], body["template"]["language"]["code"]]
        if person.stopped and template.category == "MARKETING":
            return Refused(131050, "The user has stopped marketing messages")
        return None

    def _tell_of(self, person: Any, message: Message, refusal: Refused | None, category: str) -> None:
        if refusal is not None:
            errors = [{"code": refusal.code, "title": "x", "error_data": {"details": refusal.details}}]
            self.world.tell_status(person, message, "failed", errors=errors)
        elif self._statuses:
            pricing = {"billable": True, "pricing_model": "PMP", "type": "regular", "category": category}
            for status in ("sent", "delivered"):
                self.world.tell_status(person, message, status, pricing=pricing)

    def _mark(self, body: Object) -> Object:
        if not_published := faults("mark", body):
            raise Refused(100, f"not as Meta publishes it: {not_published[0]}")
        found = self.world.message(str(body.get("message_id")))
        if body.get("status") != "read" or found is None or found[1].mine:
            raise Refused(100, "no message of a person with this id", subcode=33)
        found[1].blue = True
        if "typing_indicator" in body:
            if body["typing_indicator"] != {"type": "text"}:
                raise Refused(100, "typing_indicator")
            self.world.typing.append(found[0].address)
        return {"success": True}

    def _hand_in(self, number: str, fields: Any) -> Object:
        file = fields.get("file") if isinstance(fields, dict) else None
        if (
            number != NUMBER_ID
            or not isinstance(file, Upload)
            or fields.get("messaging_product") != "whatsapp"
        ):
            raise Refused(100, "messaging_product and a file are required")
        mime = str(fields.get("type") or file.mime)
        kind = next((kind for kind, (_most, mimes) in MIMES.items() if mime.partition(";")[0] in mimes), "")
        if not kind or not file.content:
            raise Refused(131053, f"{mime} is not supported")
        return {"id": self.world.add_file(file.content, mime)}

    def _file(self, request: Request, file_id: str) -> Object:
        file = self.world.find_file(file_id)
        if file is None or request.query.get("phone_number_id", NUMBER_ID) != NUMBER_ID:
            raise Refused(100, "Object does not exist or may not be seen", subcode=33)
        if request.method == "DELETE":
            del self.world.files[file_id]
            return {"success": True}
        file.place = f"place{self.world.new_number()}"
        file.place_until_s = self.world.now() + PLACE_LIVES_S
        return {
            "messaging_product": "whatsapp",
            "url": f"{self.http.url}/bytes/{file.place}",
            "mime_type": file.mime,
            "sha256": file.sha256,
            "file_size": len(file.content),
            "id": file_id,
        }

    def _bytes(self, place: str) -> Answer:
        for file in self.world.files.values():
            if file.place == place and file.place_until_s > self.world.now():
                return Answer(body=file.content, mime=file.mime)
        return Answer(404, b"", "text/plain")

    def _templates(self, request: Request, account: str, body: Any) -> Object:
        if account != ACCOUNT_ID:
            raise Refused(100, "Object does not exist or may not be seen", subcode=33)
        if request.method == "DELETE":
            names = [key for key in self.world.templates if key[0] == request.query.get("name")]
            if not names:
                raise Refused(100, "no such template", status=404)
            for key in names:
                del self.world.templates[key]
            return {"success": True}
        if request.method == "GET":
            return _page([_listed(each) for each in self.world.templates.values()], request.query)
        return self._add_template(body)

    def _add_template(self, body: Any) -> Object:
        name, language = str(body.get("name", "")), str(body.get("language", ""))
        if not re.fullmatch(r"[a-z0-9_]{1,512}", name) or not language:
            raise Refused(100, "name is lower case, digits and underscores; language is required")
        if body.get("category") not in ("MARKETING", "UTILITY", "AUTHENTICATION"):
            raise Refused(100, "category")
        if (name, language) in self.world.templates:
            raise Refused(100, "there is content in this language already", subcode=2388024)
        components = body.get("components") or []
        text = next((str(each["text"]) for each in components if each.get("type") == "BODY"), "")
        if not text or len(text) > 1024:
            raise Refused(100, "a body of 1 to 1024 characters is required", subcode=2388040)
        params = tuple(dict.fromkeys(re.findall(r"\{\{(\w+)\}\}", text)))
        named = body.get("parameter_format", "POSITIONAL") == "NAMED"
        if params and (not named or not all(re.fullmatch(r"[a-z_]+", each) for each in params)):
            raise Refused(100, "parameters are not named", subcode=2388299)
        template = Template(self.world.new_id(), name, language, body["category"], components, params=params)
        self.world.templates[name, language] = template
        return {"id": template.id, "status": "PENDING", "category": template.category}

    async def _faulty(self, fault: GraphFault, perform: Callable[[], Answer]) -> Answer:
        if fault.kind == "hang":
            await asyncio.Event().wait()
        if fault.kind == "reset_before_accept":
            return Answer(reset=True)
        if fault.kind == "answer":
            return fault_answer(fault)
        answer = perform()
        if fault.kind == "hang_after_accept":
            await asyncio.Event().wait()
        if fault.kind == "slow":
            await asyncio.sleep(fault.delay_s)
            return answer
        if fault.kind == "half_response":
            return Answer(answer.status, answer.body, cut_at=min(HALF, len(answer.body) // 2))
        if fault.kind == "garbage":
            return Answer(200, fault.body, "text/html")
        return Answer(reset=True)


def written(value: Any) -> bytes:
    """JSON as Meta writes and signs it: everything but ASCII, and the slash, escaped."""
    return json.dumps(value, separators=(",", ":")).replace("/", "\\/").encode("ascii")


def error_answer(status: int, code: int, details: str, subcode: int = 0) -> Answer:
    """Meta's envelope of an error."""
    error: Object = {
        "message": f"(#{code}) {details}",
        "type": "OAuthException",
        "code": code,
        "error_data": {"messaging_product": "whatsapp", "details": details},
        "fbtrace_id": "ADemoTrace",
    }
    if subcode:
        error["error_subcode"] = subcode
    return Answer(status, json.dumps({"error": error}).encode())


def fault_answer(fault: GraphFault) -> Answer:
    """The answer of a fault that a test asked for."""
    if fault.html or fault.code < 0:
        return Answer(fault.status, GATEWAY_PAGE, "text/html", headers=_told_to_wait(fault))
    answer = error_answer(fault.status, fault.code, fault.description or "as the test wants", fault.subcode)
    return Answer(answer.status, answer.body, headers=_told_to_wait(fault))


def _told_to_wait(fault: GraphFault) -> dict[str, str]:
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    if fault.minutes:
        usage = {ACCOUNT_ID: [{"type": "whatsapp", "estimated_time_to_regain_access": fault.minutes}]}
        headers["X-Business-Use-Case-Usage"] = json.dumps(usage)
    return headers


def _what(request: Request) -> tuple[str, list[str]]:
    """Which sort of request it is, and the parts of its path behind the version."""
    parts = request.path.strip("/").split("/")
    if parts[0] == "bytes":
        return "bytes", parts
    rest = parts[1:] if re.fullmatch(r"v\d+\.\d+", parts[0]) else parts
    if len(rest) == 2:
        return {"messages": "messages", "media": "media", "message_templates": "templates"}.get(
            rest[1], "unknown"
        ), rest
    return "file", rest or [""]


def _body(request: Request) -> Any:
    try:
        if request.headers.get("content-type", "").startswith("multipart/"):
            return request.fields()
        return json.loads(request.body) if request.body else None
    except ValueError:
        return None


def _listed(template: Template) -> Object:
    return {
        "id": template.id,
        "name": template.name,
        "language": template.language,
        "status": template.state,
        "category": template.category,
        "components": template.components,
    }


def _page(rows: list[Object], query: Mapping[str, str]) -> Object:
    """Meta's pages: `next` only where another one follows."""
    rows = [row for row in rows if query.get("name") in (None, row["name"])]
    start, most = int(query.get("after") or 0), int(query.get("limit") or 25)
    page: Object = {"data": rows[start : start + most]}
    paging: Object = {"cursors": {"before": str(start), "after": str(start + most)}}
    if len(rows) > start + most:
        paging["next"] = f"next?after={start + most}"
    return page | {"paging": paging}


if __name__ == "__main__":
    from tests.fakes.graph_api_control import main

    main()
