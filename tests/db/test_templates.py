"""What the channel has approved, in the words in which it was handed in; nothing else is ever sent."""

from dataclasses import replace

from db import templates
from db.unit import Unit
from domain.templates import Category, Template, TemplateState
from tests.db.desk import Desk

NEWS = Template(
    name="kabar_menunggu",
    language="id",
    category=Category.UTILITY,
    asked_category=Category.UTILITY,
    text="Ada kabar dari {{kantor}} untuk Ibu.",
    params=("kantor",),
    buttons=("Lihat kabar",),
)


async def handed_in(
    desk: Desk, *wanted: Template, state: TemplateState | None = TemplateState.APPROVED
) -> None:
    async def job(unit: Unit) -> None:
        for template in wanted:
            templates.submit(unit, template)
            if state is not None:
                await templates.note(unit, template.name, template.language, state=state)

    await desk.run(job)


async def opened(desk: Desk, language: str = "id", name: str = NEWS.name) -> Template | None:
    return await desk.run(lambda unit: templates.open_template(unit, name, language))


async def test_only_an_approved_one_may_be_sent(desk: Desk) -> None:
    assert await opened(desk) is None
    await handed_in(desk, NEWS, state=None)
    assert await opened(desk) is None
    for state in TemplateState:
        await handed_in(desk, NEWS, state=state)
        found = await opened(desk)
        assert (found is not None) == (state is TemplateState.APPROVED), state


async def test_it_is_opened_in_the_words_in_which_it_was_handed_in(desk: Desk) -> None:
    await handed_in(desk, NEWS)
    found = await opened(desk)
    assert found is not None
    assert found.same_words(NEWS)
    assert (found.category, found.state) == (Category.UTILITY, TemplateState.APPROVED)


async def test_where_her_language_has_none_the_indonesian_one_is_taken(desk: Desk) -> None:
    await handed_in(desk, NEWS)
    assert (await opened(desk, "su")) == (await opened(desk, "id"))
    await handed_in(desk, replace(NEWS, language="ms", text="Ada berita dari {{kantor}}, Puan."))
    found = await opened(desk, "ms")
    assert found is not None
    assert found.language == "ms"
    assert await opened(desk, "id", "kabar_lain") is None


async def test_handed_in_anew_it_waits_for_its_approval_again(desk: Desk) -> None:
    await handed_in(desk, NEWS)
    await handed_in(desk, replace(NEWS, text="Ada berita dari {{kantor}} untuk Ibu."), state=None)
    assert await opened(desk) is None


async def test_another_category_is_kept_beside_the_one_that_was_asked_for(desk: Desk) -> None:
    await handed_in(desk, NEWS)

    async def job(unit: Unit) -> list[bool]:
        return [
            await templates.note(unit, NEWS.name, "id", category=Category.MARKETING),
            await templates.note(unit, NEWS.name, "id", category=Category.MARKETING),
            await templates.note(unit, "unknown", "id", state=TemplateState.PAUSED),
        ]

    assert await desk.run(job) == [True, False, False]
    found = await opened(desk)
    assert found is not None, "it is approved still"
    assert (found.category, found.asked_category) == (Category.MARKETING, Category.UTILITY)


async def test_why_it_was_refused_is_kept_until_it_is_decided_anew(desk: Desk) -> None:
    await handed_in(desk, NEWS, state=None)

    async def job(unit: Unit) -> list[str]:
        await templates.note(
            unit, NEWS.name, "id", state=TemplateState.REJECTED, reason="INVALID_FORMAT " * 50
        )
        first = (await templates.list_all(unit))[0].reason
        await templates.note(unit, NEWS.name, "id", state=TemplateState.APPROVED)
        return [first, (await templates.list_all(unit))[0].reason]

    first, second = await desk.run(job)
    assert first.startswith("INVALID_FORMAT")
    assert len(first) <= templates.REASON_CHARS_MAX
    assert second == ""


async def test_words_that_were_changed_at_the_channel_are_what_she_gets(desk: Desk) -> None:
    await handed_in(desk, NEWS)
    await desk.run(_reworded)
    found = await opened(desk)
    assert found is not None
    assert (found.text, found.params, found.buttons) == (
        "Kabar {{kantor}} di {{kota}} ada.",
        ("kantor", "kota"),
        (),
    )


async def _reworded(unit: Unit) -> None:
    templates.note_words(unit, NEWS, "Kabar {{kantor}} di {{kota}} ada.", ())
