"""How are templates handed in to Meta, and what has it decided? Management calls of the Graph API, for an operator.

Source: Meta, "Business Management API", WhatsApp Business Account > message_templates (named parameters, examples).
"""

from collections.abc import Mapping
from typing import Any

from bot.channels.whatsapp.graph import Graph
from domain.records import dataclass
from domain.templates import Category, Template, TemplateState, read_category, read_state

PAGE = 100
PAGES_MAX = 60
"""An account may hold 6,000 templates."""

_CATEGORY_IS_OPEN = frozenset({TemplateState.REJECTED, TemplateState.PAUSED})
"""The category of any other template that is there stays as Meta has filed it; a change that names it is refused.
Source: Template management, "Edit templates".
"""

_FIELDS = "id,name,language,status,category,rejected_reason,components"


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What Meta says of one template. state, category: None where it uses a word that we do not know.

    text: its words as they are approved, "" where it does not show them.
    """

    name: str
    language: str
    channel_id: str
    state: TemplateState | None
    category: Category | None
    reason: str = ""
    text: str = ""
    buttons: tuple[str, ...] = ()


class Approval:
    """The templates of one WhatsApp Business account."""

    def __init__(self, graph: Graph, business_id: str) -> None:
        self._graph = graph
        self._account = business_id

    async def submit(self, template: Template) -> Told:
        """Hand it in; one that Meta has already (state: as it stands there) is changed. Raises graph.Failed."""
        body: dict[str, Any] = {"components": _components(template)}
        if not template.channel_id or template.state in _CATEGORY_IS_OPEN:
            body["category"] = template.asked_category.value.upper()
        if template.channel_id:
            await self._graph.post(template.channel_id, body)
            return _told(template, {"id": template.channel_id, "status": "PENDING"})
        body |= {"name": template.name, "language": template.language, "parameter_format": "NAMED"}
        return _told(template, await self._graph.post(f"{self._account}/message_templates", body))

    async def list_all(self) -> list[Told]:
        """Every template of the account. Raises graph.Failed."""
        found: list[Told] = []
        params = {"fields": _FIELDS, "limit": str(PAGE)}
        for _page in range(PAGES_MAX):
            answer = await self._graph.get(f"{self._account}/message_templates", params)
            found += [_listed(row) for row in answer.get("data", ()) if isinstance(row, dict)]
            after = _after(answer.get("paging"))
            if not after:
                break
            params = {**params, "after": after}
        return found


async def find_accounts(graph: Graph, token: str) -> list[str]:
    """The ids of the WhatsApp Business accounts that this token may manage. Raises graph.Failed."""
    answer = await graph.get("debug_token", {"input_token": token})
    data = answer.get("data")
    scopes = data.get("granular_scopes", ()) if isinstance(data, dict) else ()
    return [
        str(target)
        for scope in scopes
        if isinstance(scope, dict) and scope.get("scope") == "whatsapp_business_management"
        for target in scope.get("target_ids", ())
    ]


def _after(paging: Any) -> str:
    """Where the next page begins, "" if this was the last."""
    if not isinstance(paging, dict) or not paging.get("next"):
        return ""
    cursors = paging.get("cursors")
    return str(cursors.get("after", "")) if isinstance(cursors, dict) else ""


def _components(template: Template) -> list[dict[str, Any]]:
    body: dict[str, Any] = {"type": "BODY", "text": template.text}
    if template.examples:
        named = [{"param_name": name, "example": example} for name, example in template.examples]
        body["example"] = {"body_text_named_params": named}
    if not template.buttons:
        return [body]
    buttons = [{"type": "QUICK_REPLY", "text": label} for label in template.buttons]
    return [body, {"type": "BUTTONS", "buttons": buttons}]


def _told(template: Template, answer: Mapping[str, Any]) -> Told:
    return Told(
        name=template.name,
        language=template.language,
        channel_id=str(answer.get("id", "")),
        state=read_state(str(answer.get("status", ""))) or TemplateState.PENDING,
        category=read_category(str(answer.get("category", ""))),
    )


def _listed(row: Mapping[str, Any]) -> Told:
    components = [each for each in row.get("components", ()) if isinstance(each, dict)]
    text = next((str(each.get("text", "")) for each in components if each.get("type") == "BODY"), "")
    buttons = next((each.get("buttons", ()) for each in components if each.get("type") == "BUTTONS"), ())
    reason = str(row.get("rejected_reason", ""))
    return Told(
        name=str(row.get("name", "")),
        language=str(row.get("language", "")),
        channel_id=str(row.get("id", "")),
        state=read_state(str(row.get("status", ""))),
        category=read_category(str(row.get("category", ""))),
        reason="" if reason.upper() == "NONE" else reason,
        text=text,
        buttons=tuple(str(each.get("text", "")) for each in buttons if isinstance(each, dict)),
    )
