"""What sending off an announcement asks again: who, whom, how many, the file; and it is sent off once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.render import render
from db import files, people
from db.people import Actor
from db.unit import Unit
from domain.announcement_drafts import Draft, FileNotThere, FileNotYet
from domain.announcements import (
    CALL_BACK_S,
    Audience,
    NewsKind,
    NobodyToTell,
    Part,
    PartKind,
    SecondPersonNeeded,
)
from domain.files import SentFile, Wanted
from domain.refusals import Changed
from domain.roles import Place, Role
from handlers.announce import write_steps
from tests.db.announcement_world import known
from tests.db.office_world import World, world

__all__ = ["world"]


def draft(world: World, text: str = "Kantor pindah.") -> Draft:
    return Draft(
        place=Place(organisation_id=world.office).key,
        sender="Kantor",
        audience=Audience(those=(Part(kind=PartKind.AREA, value="samarinda"),)),
        news=NewsKind.OTHER,
        texts=(("id", text),),
    )


async def send(world: World, by: Actor, draft: Draft, due: datetime | None = None) -> write_steps.Begun:
    return await world.run(partial(write_steps.send, draft=draft, due=due), by=by)


async def test_nothing_leaves_before_its_minute_and_the_button_is_under_the_message_that_becomes_the_progress(
    world: World,
) -> None:
    worker, _siti = await world.staff(Role.WORKER), await known(world)
    begun = await send(world, worker, draft(world))
    (told,) = world.told
    (row,) = await world.rows("SELECT * FROM announcements")
    assert (begun.size, begun.waits) == (1, False)
    assert row["due_ms"] == world.desk.now_ms + CALL_BACK_S * 1000
    assert row["told_outbox"] == told.outbox_id
    assert told.buttons[0].args == (row["id"],)


async def test_a_planned_one_is_due_then(world: World) -> None:
    worker, _siti = await world.staff(Role.WORKER), await known(world)
    due = datetime.fromtimestamp(world.desk.now_ms / 1000, UTC) + timedelta(days=1)
    begun = await send(world, worker, draft(world), due)
    assert begun.begins == due


async def test_nobody_to_tell_is_no_announcement(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    with pytest.raises(NobodyToTell):
        await send(world, worker, draft(world))
    assert await world.rows("SELECT id FROM announcements") == []


@pytest.mark.parametrize("text", ["", "a" * 701, "Datang {tanggal}."])
def test_what_no_question_lets_through_is_not_sent(text: str) -> None:
    from domain.announcement_drafts import is_writable

    written = Draft(
        place="o1",
        sender="Kantor",
        audience=Audience(those=(Part(kind=PartKind.AREA, value="samarinda"),)),
        news=NewsKind.OTHER,
        texts=(("id", text),),
    )
    assert not is_writable(written)


async def test_a_draft_that_does_not_fit_any_more_is_not_sent(world: World) -> None:
    worker, _siti = await world.staff(Role.WORKER), await known(world)
    with pytest.raises(Changed):
        await send(world, worker, draft(world, "Datang {tanggal}."))


async def test_a_file_that_is_not_there_yet_and_one_of_somebody_else_are_told_apart(world: World) -> None:
    worker, other, _siti = await world.staff(Role.WORKER), await world.staff(Role.WORKER), await known(world)
    key = Place(organisation_id=world.office).key
    keep = partial(write_steps.keep_file, key=key, reference="demo", size_bytes=4)
    file_id = await world.run(keep, by=worker)
    with pytest.raises(FileNotYet):
        await send(world, worker, replace(draft(world), file_id=file_id))
    with pytest.raises(FileNotThere):
        await send(world, other, replace(draft(world), file_id=file_id))
    await world.run(partial(write_steps.drop_file, file_id=file_id), by=other)

    async def fetched(unit: Unit) -> None:
        unit.write("UPDATE files SET state = 'kept', kind = 'application/pdf' WHERE state = 'wanted'")

    await world.run(fetched)
    begun = await send(world, worker, replace(draft(world), file_id=file_id, is_photo=True))
    (row,) = await world.rows("SELECT file_id FROM announcements WHERE id = $1", begun.id)
    assert row["file_id"] == file_id


async def test_to_many_it_waits_for_another_and_without_another_it_is_not_sent(world: World) -> None:
    worker, _siti = await world.staff(Role.WORKER), await known(world)

    async def always(unit: Unit) -> None:
        unit.write("INSERT INTO announcing VALUES ($1, 0, $2, 0)", world.office, worker.person_id)

    await world.run(always)
    with pytest.raises(SecondPersonNeeded):
        await send(world, worker, draft(world))
    head = await world.staff(Role.SUPERVISOR)
    begun = await send(world, worker, draft(world))
    assert (begun.waits, begun.asked) == (True, 1)
    assert [each.person_id for each in world.told] == [head.person_id]


async def test_the_preview_stands_above_the_question_and_says_what_she_will_read(world: World) -> None:
    worker = await world.staff(Role.WORKER)

    async def look(unit: Unit) -> tuple[int, int]:
        unit.answer_id = unit.new_id()
        await write_steps.show_preview(unit, replace(draft(world), choices=("Ya", "Tidak")), "id")
        return unit.told[0].outbox_id, unit.answer_id

    preview, answer = await world.run(look, by=worker)
    assert preview < answer
    (told,) = world.told
    assert (told.here, told.person_id) == (True, worker.person_id)
    assert [each.label.values["answer"] for each in told.buttons] == ["Ya", "Tidak"]


async def test_what_is_written_again_keeps_its_languages_its_answers_its_file_and_a_day_to_come(
    world: World,
) -> None:
    worker, colleague, _siti = (
        await world.staff(Role.WORKER),
        await world.staff(Role.WORKER),
        await known(world),
    )

    async def keep(unit: Unit) -> int:
        file_id = files.want(unit, SentFile(reference="demo"), Wanted.PAPER)
        unit.write("UPDATE files SET state = 'kept', kind = 'image/jpeg' WHERE id = $1", file_id)
        return file_id

    file_id = await world.run(keep, by=worker)
    today = datetime.fromtimestamp(world.desk.now_ms / 1000, UTC).date()
    written = replace(
        draft(world, "Latihan {tanggal}. Bisa?"),
        texts=(("id", "Latihan {tanggal}. Bisa?"), ("su", "Latihan {tanggal}. Tiasa?")),
        choices=("Bisa", "Tidak"),
        day=today + timedelta(days=3),
        file_id=file_id,
        is_photo=True,
    )
    begun = await send(world, worker, written)
    again = partial(write_steps.written_again, announcement_id=begun.id)
    assert replace(await world.run(again, by=worker), sender="Kantor") == written
    by_other = await world.run(again, by=colleague)
    assert (by_other.file_id, by_other.texts) == (0, written.texts), "a file belongs to who has sent it"
    await world.run(partial(write_steps.drop_file, file_id=file_id), by=worker)
    (row,) = await world.rows("SELECT state FROM files")
    assert row["state"] == "kept", "the one that is out still shows it"
    world.pass_time(4 * 24 * 60)
    assert (await world.run(again, by=worker)).day is None, "a day that is over is asked for anew"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Halo {panggilan}, besok libur.", "Halo Ibu, besok libur."),
        ("Halo {panggilan} {nama}, besok libur.", "Halo Ibu Siti (contoh), besok libur."),
        ("Bu {nama}, besok libur.", "Bu Siti (contoh), besok libur."),
    ],
)
async def test_a_preview_calls_her_as_she_will_be_called_and_never_by_the_writers_own_name(
    world: World, text: str, shown: str
) -> None:
    worker = await world.staff(Role.WORKER)

    async def job(unit: Unit) -> None:
        await people.set_details(unit, worker.person_id, name="Rina", salutation="Pak")
        unit.answer_id = unit.new_id()
        await write_steps.show_preview(unit, draft(world, text), "id")

    await world.run(job, by=worker)
    said = render(world.told[-1].text)
    assert shown in said
    assert not [own for own in ("Rina", "Pak ") if own in said]
