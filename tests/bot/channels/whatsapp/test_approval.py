"""Templates go to Meta in its own form and come back page by page; a changed one is changed and not handed in twice."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.channels.whatsapp.approval import Approval, find_accounts
from bot.channels.whatsapp.graph import Failed, Graph
from domain.templates import Category, Template, TemplateState
from tests.fakes.graph_api import TOKEN_DEFAULT, GraphApi
from tests.fakes.graph_api_world import ACCOUNT_ID
from tests.fakes.http_server import Answer, Request

NEWS = Template(
    name="kabar_menunggu",
    language="id",
    category=Category.UTILITY,
    asked_category=Category.UTILITY,
    text="Ada kabar dari {{kantor}} untuk Ibu.",
    params=("kantor",),
    buttons=("Lihat kabar",),
    examples=(("kantor", "Dinas Sosial Contoh"),),
)


@pytest.fixture
async def api() -> AsyncIterator[GraphApi]:
    async with GraphApi.running() as server:
        yield server


@pytest.fixture
async def graph(api: GraphApi) -> AsyncIterator[Graph]:
    opened = Graph(url=api.url, token=TOKEN_DEFAULT)
    yield opened
    await opened.close()


async def test_a_template_is_handed_in_with_named_places_an_example_and_its_buttons(
    api: GraphApi, graph: Graph
) -> None:
    told = await Approval(graph, ACCOUNT_ID).submit(NEWS)
    (call,) = api.calls
    assert (call.method, call.path) == ("POST", f"/v26.0/{ACCOUNT_ID}/message_templates")
    assert call.body == {
        "name": "kabar_menunggu",
        "language": "id",
        "category": "UTILITY",
        "parameter_format": "NAMED",
        "components": [
            {
                "type": "BODY",
                "text": "Ada kabar dari {{kantor}} untuk Ibu.",
                "example": {
                    "body_text_named_params": [{"param_name": "kantor", "example": "Dinas Sosial Contoh"}]
                },
            },
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Lihat kabar"}]},
        ],
    }
    assert (told.state, told.category) == (TemplateState.PENDING, Category.UTILITY)
    assert told.channel_id


async def test_one_that_says_nothing_of_its_own_has_no_example_and_no_buttons(
    api: GraphApi, graph: Graph
) -> None:
    plain = replace(NEWS, text="Ada kabar.", params=(), examples=(), buttons=())
    await Approval(graph, ACCOUNT_ID).submit(plain)
    assert api.calls[0].body["components"] == [{"type": "BODY", "text": "Ada kabar."}]


@pytest.mark.parametrize(
    ("state", "names_category"),
    [
        (TemplateState.APPROVED, False),
        (TemplateState.PENDING, False),
        (TemplateState.REJECTED, True),
        (TemplateState.PAUSED, True),
    ],
)
async def test_one_that_meta_has_already_is_changed_there(
    api: GraphApi, graph: Graph, state: TemplateState, names_category: bool
) -> None:
    """The category of one that is approved is Meta's: a change that names it is refused."""
    changed: list[tuple[str, Any]] = []

    def change(request: Request) -> Answer:
        changed.append((request.method, json.loads(request.body)))
        return Answer(body=b'{"success": true}')

    api.extra_routes["/v26.0/777"] = change
    there = replace(NEWS, channel_id="777", state=state)
    told = await Approval(graph, ACCOUNT_ID).submit(there)
    ((method, body),) = changed
    assert method == "POST"
    assert set(body) == ({"category", "components"} if names_category else {"components"})
    assert (told.channel_id, told.state) == ("777", TemplateState.PENDING)


async def test_every_page_is_read(api: GraphApi, graph: Graph) -> None:
    approval = Approval(graph, ACCOUNT_ID)
    for number in range(205):
        await approval.submit(replace(NEWS, name=f"kabar_{number}"))
    api.world.templates["kabar_7", "id"].state = "APPROVED"
    api.world.templates["kabar_8", "id"].state = "A_NEW_WORD"
    found = {each.name: each for each in await approval.list_all()}
    assert len(found) == 205
    assert found["kabar_7"].state is TemplateState.APPROVED
    assert found["kabar_8"].state is None
    assert (found["kabar_7"].text, found["kabar_7"].buttons) == (NEWS.text, NEWS.buttons)


async def test_what_meta_refuses_is_told_without_the_token(api: GraphApi, graph: Graph) -> None:
    with pytest.raises(Failed) as refused:
        await Approval(graph, ACCOUNT_ID).submit(replace(NEWS, name="Not-A-Name"))
    assert refused.value.code == 100
    assert TOKEN_DEFAULT not in refused.value.error.loggable


async def test_the_accounts_a_token_may_manage_are_found(api: GraphApi, graph: Graph) -> None:
    scopes = [
        {"scope": "whatsapp_business_management", "target_ids": ["11", "12"]},
        {"scope": "whatsapp_business_messaging", "target_ids": ["13"]},
        {"scope": "public_profile"},
    ]
    answer = json.dumps({"data": {"granular_scopes": scopes}}).encode()
    api.extra_routes["/v26.0/debug_token"] = lambda request: Answer(body=answer)
    assert await find_accounts(graph, TOKEN_DEFAULT) == ["11", "12"]
    api.extra_routes["/v26.0/debug_token"] = lambda request: Answer(body=b'{"data": {}}')
    assert await find_accounts(graph, TOKEN_DEFAULT) == []
