"""Templates are handed in once, followed, and never lost where Meta's answer is."""

import json
from collections.abc import AsyncIterator

import pytest

from bot.template_files import load
from db import templates
from db.unit import Unit
from domain.templates import Category, Template, TemplateState
from tests.bot.shell import Program, Shell
from tests.fakes.graph_api import APP_SECRET, TOKEN_DEFAULT, VERIFY_TOKEN, GraphApi
from tests.fakes.graph_api_world import ACCOUNT_ID, NUMBER_ID
from tests.fakes.http_server import Answer, Request

NAMES = [each.name for each in load()]
ACCOUNT = ("--account", ACCOUNT_ID)


@pytest.fixture
async def api(shell: Shell) -> AsyncIterator[GraphApi]:
    async with GraphApi.running() as server:
        shell.set(
            WHATSAPP_TOKEN=TOKEN_DEFAULT,
            WHATSAPP_API_URL=server.url,
            WHATSAPP_PHONE_NUMBER_ID=NUMBER_ID,
            WHATSAPP_APP_SECRET=APP_SECRET,
            WHATSAPP_VERIFY_TOKEN=VERIFY_TOKEN,
        )
        yield server


async def known(running: Program) -> dict[str, Template]:
    async with running() as desk:
        return {each.name: each for each in await desk.run(templates.list_all)}


async def test_all_are_handed_in_once_and_then_followed(
    shell: Shell, running: Program, api: GraphApi
) -> None:
    code, out, err = await shell("templates", "submit", *ACCOUNT)
    assert (code, err) == (0, "")
    assert out.splitlines() == [f"{name} id: handed in, pending" for name in NAMES]
    assert [each.name for each in api.world.templates.values()] == NAMES
    await shell("templates", "submit", *ACCOUNT)
    assert len([call for call in api.calls if call.method == "POST"]) == len(NAMES), "not twice"

    api.decides_on_template(NAMES[0], "id", "APPROVED")
    api.decides_on_template(NAMES[1], "id", "REJECTED", "INVALID_FORMAT")
    api.world.templates[NAMES[0], "id"].category = "MARKETING"
    code, out, _err = await shell("templates", "follow", *ACCOUNT)
    assert code == 0
    assert out.splitlines()[0] == (
        f"{NAMES[0]} id: approved; marketing; handed in as utility: what it costs is another"
    )
    there = await known(running)
    assert there[NAMES[0]].state is TemplateState.APPROVED
    assert there[NAMES[0]].category is Category.MARKETING
    assert there[NAMES[1]].state is TemplateState.REJECTED


async def test_where_the_token_has_one_account_it_need_not_be_named(shell: Shell, api: GraphApi) -> None:
    scopes = [{"scope": "whatsapp_business_management", "target_ids": [ACCOUNT_ID]}]
    answer = json.dumps({"data": {"granular_scopes": scopes}}).encode()
    api.extra_routes["/v26.0/debug_token"] = lambda request: Answer(body=answer)
    code, out, _err = await shell("templates", "submit", "--name", NAMES[0])
    assert (code, out) == (0, f"{NAMES[0]} id: handed in, pending\n")


async def test_where_it_has_several_they_are_listed(shell: Shell, api: GraphApi) -> None:
    scopes = [{"scope": "whatsapp_business_management", "target_ids": ["11", "12"]}]
    answer = json.dumps({"data": {"granular_scopes": scopes}}).encode()
    api.extra_routes["/v26.0/debug_token"] = lambda request: Answer(body=answer)
    code, _out, err = await shell("templates", "submit")
    assert code == 2
    assert "--account ID" in err
    assert "11, 12" in err


async def test_where_the_token_tells_of_no_account_it_has_to_be_named(shell: Shell, api: GraphApi) -> None:
    code, _out, err = await shell("templates", "submit")
    assert code == 2
    assert "--account ID" in err


async def test_what_meta_refuses_is_told_and_may_be_handed_in_again(
    shell: Shell, running: Program, api: GraphApi
) -> None:
    api.fail_next("templates", code=100, description="a rule of theirs")
    code, out, _err = await shell("templates", "submit", *ACCOUNT)
    assert code == 1
    assert out.splitlines()[0].startswith(f"{NAMES[0]} id: not taken: 100")
    assert len(out.splitlines()) == len(NAMES), "the others are handed in all the same"
    assert (await known(running))[NAMES[0]].state is TemplateState.REJECTED
    code, out, _err = await shell("templates", "submit", *ACCOUNT)
    assert (code, out.splitlines()[0]) == (0, f"{NAMES[0]} id: handed in, pending")


async def test_an_answer_that_was_lost_is_found_by_following(
    shell: Shell, running: Program, api: GraphApi
) -> None:
    api.fail_next("templates", fault="reset_after_accept")
    code, _out, _err = await shell("templates", "submit", "--name", NAMES[0], *ACCOUNT)
    assert code == 1
    assert (await known(running))[NAMES[0]].state is TemplateState.SUBMITTING
    api.decides_on_template(NAMES[0], "id", "APPROVED")
    await shell("templates", "follow", *ACCOUNT)
    assert (await known(running))[NAMES[0]].state is TemplateState.APPROVED


async def forget_them(running: Program) -> None:
    """The records are new, Meta's are not."""
    async with running() as desk:

        async def job(unit: Unit) -> None:
            unit.write("DELETE FROM templates")

        await desk.run(job)


async def test_what_meta_has_already_is_taken_over_and_not_called_refused(
    shell: Shell, running: Program, api: GraphApi
) -> None:
    await shell("templates", "submit", *ACCOUNT)
    api.decides_on_template(NAMES[0], "id", "APPROVED")
    await forget_them(running)
    code, out, err = await shell("templates", "submit", *ACCOUNT)
    assert (code, err) == (0, "")
    assert out.splitlines()[:2] == [f"{NAMES[0]} id: approved; utility", f"{NAMES[1]} id: pending; utility"]
    there = (await known(running))[NAMES[0]]
    assert there.state is TemplateState.APPROVED
    assert there.channel_id == api.world.templates[NAMES[0], "id"].id


async def test_other_words_than_meta_has_are_handed_in_as_a_change(
    shell: Shell, running: Program, api: GraphApi
) -> None:
    await shell("templates", "submit", *ACCOUNT)
    there = api.world.templates[NAMES[0], "id"]
    there.state, there.components = "APPROVED", [{"type": "BODY", "text": "Ada berita. Ketik MENU."}]
    await forget_them(running)
    changes: list[bytes] = []

    def change(request: Request) -> Answer:
        changes.append(request.body)
        return Answer(body=b'{"success": true}')

    api.extra_routes[f"/v26.0/{there.id}"] = change
    code, out, _err = await shell("templates", "submit", "--name", NAMES[0], *ACCOUNT)
    assert (code, out) == (0, f"{NAMES[0]} id: handed in, pending\n")
    wanted = next(each for each in load() if each.name == NAMES[0])
    assert [json.loads(each)["components"][0]["text"] for each in changes] == [wanted.text]
    assert (await known(running))[NAMES[0]].text == wanted.text


@pytest.mark.parametrize("state", [TemplateState.APPROVED, TemplateState.PENDING, TemplateState.PAUSED])
async def test_words_that_are_refused_leave_those_that_are_there(
    shell: Shell, running: Program, api: GraphApi, state: TemplateState
) -> None:
    async with running() as desk:

        async def job(unit: Unit) -> None:
            before = next(each for each in load() if each.name == NAMES[0])
            templates.submit(unit, before)
            await templates.note(unit, before.name, "id", state=state, channel_id="777")
            templates.note_words(unit, before, "Kata yang lama.", ())

        await desk.run(job)
    api.extra_routes["/v26.0/777"] = lambda request: Answer(400, b'{"error": {"code": 100, "message": "no"}}')
    code, _out, _err = await shell("templates", "submit", *ACCOUNT)
    assert code == 1
    there = (await known(running))[NAMES[0]]
    assert (there.state, there.text) == (state, "Kata yang lama.")


async def test_what_was_made_at_meta_by_hand_is_taken_over_with_its_words(
    shell: Shell, running: Program, api: GraphApi
) -> None:
    await shell("templates", "submit", *ACCOUNT)
    there = api.world.templates[NAMES[0], "id"]
    there.state = "APPROVED"
    there.components = [{"type": "BODY", "text": "Ada berita dari kelompok. Ketik MENU."}]
    code, out, _err = await shell("templates", "follow", *ACCOUNT)
    assert code == 0
    assert "its file says something else; submit it" in out.splitlines()[0]
    assert (await known(running))[NAMES[0]].text == "Ada berita dari kelompok. Ketik MENU."


async def test_what_meta_does_not_know_is_told(shell: Shell, api: GraphApi) -> None:
    code, out, _err = await shell("templates", "follow", *ACCOUNT)
    assert (code, out.splitlines()) == (0, [f"{name} id: Meta has none" for name in NAMES])


async def test_a_refused_token_is_told_with_its_remedy(shell: Shell, api: GraphApi) -> None:
    shell.set(WHATSAPP_TOKEN="EAAwrong")
    code, _out, err = await shell("templates", "follow", *ACCOUNT)
    assert code == 2
    assert "WHATSAPP_TOKEN is refused" in err
    assert "EAAwrong" not in err
