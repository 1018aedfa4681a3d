"""Wherever an announcement counts people, 1232 of them are written 1.232: in sentences, on buttons and on papers."""

import io
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial

import openpyxl
import pytest

from bot.books import announcement_report, sending_rate
from bot.books.forms import written
from bot.books.table import Sort
from bot.render import render
from conversation.questions import Choice
from conversation.text import Text
from db import part_names
from db.unit import Unit
from domain.announcement_drafts import Draft
from domain.announcements import Audience, NewsKind, Part, PartKind, Reached, State, Tally, Why
from domain.roles import Role
from domain.zones import WITA, local_time
from handlers.announce import (
    agree,
    answers,
    audience_words,
    clock,
    people_words,
    progress,
    review_words,
    take_back,
    unreachable,
    words,
    write_steps,
)
from handlers.announce.agree_steps import Waiting
from handlers.announce.progress_words import Now, in_words
from tests.db.announcement_world import known, write
from tests.db.office_world import World, world

__all__ = ["world"]

MANY, DOT = 1_232, "1.232"
SAY = partial(render, language="id")
MOMENT = local_time(datetime(2026, 2, 3, 2, tzinfo=UTC), WITA)


def tally(*reached: Reached) -> Tally:
    return Tally(
        counts=dict.fromkeys(reached, MANY),
        left_out={Why.OPTED_OUT.value: MANY, Why.NO_ACCOUNT.value: MANY},
        reasons={Why.UNREACHABLE.value: MANY},
        answers=(MANY, 0),
    )


def now(state: State, *reached: Reached, postponed: int = 0) -> Now:
    return Now(
        code="K7PM2A",
        state=state,
        size=MANY,
        tally=tally(*reached),
        choices=("Bisa", "Belum"),
        again=MANY,
        postponed=postponed,
        first_ms=1_770_087_600_000,
        begun_ms=1_770_087_600_000,
        now_ms=1_770_087_660_000,
        zone=WITA,
    )


def shown(said: Sequence[Text]) -> str:
    return SAY(words.together(said))


THOSE = (part_names.Named(kind=PartKind.AREA, value="batu", name="Batu"),)
SIGHT = write_steps.Sight(
    those=THOSE,
    without=(),
    reach=MANY,
    left_out={},
    second=1,
    today=date(2026, 2, 3),
    zone=WITA,
    quiet=False,
    on_whatsapp=MANY,
    outside=MANY,
    cost=None,
    chats=0,
)
DRAFT = Draft(
    place="o1",
    sender="Kantor",
    audience=Audience(those=(Part(kind=PartKind.AREA, value="batu"),)),
    news=NewsKind.AID,
    texts=(("id", "Pendaftaran dibuka."),),
)
WAITING = Waiting(
    id=1,
    code="K7PM2A",
    size=MANY,
    writer="Petugas",
    those=THOSE,
    without=(),
    news=NewsKind.AID,
    begins=MOMENT,
    later=False,
    cost=None,
)
ANSWERS = answers.Answers(
    code="K7PM2A",
    group_id=0,
    asked=True,
    labels=("Bisa",),
    counts=(MANY,),
    silent=MANY,
    may_send=True,
)
EVERYWHERE: dict[str, Callable[[], str]] = {
    "while they are found": lambda: SAY(in_words(now(State.FILLING, Reached.FOUND))),
    "under way": lambda: SAY(in_words(now(State.SENDING, Reached.SENT, Reached.READ, Reached.QUEUED))),
    "at night": lambda: SAY(in_words(now(State.SENDING, Reached.SENT, Reached.QUEUED, postponed=MANY))),
    "at its end": lambda: SAY(
        in_words(now(State.DONE, Reached.DELIVERED, Reached.FAILED, Reached.UNCERTAIN, Reached.WAITING))
    ),
    "stopped": lambda: SAY(in_words(now(State.STOPPED, Reached.SENT, Reached.STOPPED))),
    "once more": lambda: SAY(progress.again_label(now(State.DONE, Reached.FAILED))),
    "before it goes": lambda: SAY(review_words.heading(DRAFT, SIGHT)),
    "left out, two": lambda: shown(
        audience_words.reach_lines(MANY, {Why.OPTED_OUT.value: MANY, Why.NO_ACCOUNT.value: MANY})
    ),
    "left out, one": lambda: shown(
        audience_words.reach_lines(MANY, {Why.OPTED_OUT.value: 1, Why.NO_ACCOUNT.value: MANY - 1})
    ),
    "whoever agrees": lambda: SAY(agree.heading(WAITING)),
    "answers": lambda: shown(answers.in_words(ANSWERS)),
    "gone out": lambda: SAY(take_back.gone_out(MANY)),
    "not reachable": lambda: SAY(unreachable.in_words(MANY * 2, [Text("Wati")])),
}


@pytest.mark.parametrize("where", EVERYWHERE)
def test_every_sentence_writes_thousands_with_a_dot(where: str) -> None:
    said = EVERYWHERE[where]()
    assert not re.search(r"\d{4}", said), said
    assert DOT in said or "2.464" in said


@pytest.mark.parametrize(
    "rows",
    [
        people_words.list_choices(
            Tally(
                counts={Reached.FAILED: MANY, Reached.UNCERTAIN: MANY, Reached.SENT: MANY},
                left_out={},
                reasons={},
            )
        ),
        answers.choices_for(ANSWERS)[:2],
    ],
)
def test_buttons_do_too_and_still_fit_into_a_row(rows: list[Choice]) -> None:
    for each in rows:
        assert f"({DOT})" in SAY(each.label)
        assert len(SAY(each.label)) <= 24


async def test_who_wrote_it_reads_so_that_it_has_grown_and_who_agrees_that_it_waits(world: World) -> None:
    worker, head = await world.staff(Role.WORKER), await world.staff(Role.SUPERVISOR)
    await known(world)
    made = await write(world, worker, size=MANY)

    async def job(unit: Unit) -> None:
        clock._tell_writer(unit, made)
        await write_steps.ask_seconds(unit, made, "Kantor")
        write_steps.tell_waiting(unit, made, WITA)

    await world.run(job, by=worker)
    said = [(each.person_id, SAY(each.text)) for each in world.told]
    assert [person for person, _text in said] == [worker.person_id, head.person_id, worker.person_id]
    assert all(f"{DOT} orang" in text for _person, text in said), said


def test_the_papers_write_it_so_and_a_sheet_still_calculates_with_it() -> None:
    needed = announcement_report.Needed(
        place="Kantor Contoh",
        demo=False,
        code="K7PM2A",
        state=State.DONE,
        words="Bisa?",
        choices=("Bisa", "Belum"),
        tally=tally(Reached.SENT, Reached.FAILED),
        people=(),
        listed=MANY,
        begun=MOMENT,
        ended=MOMENT,
        printed=date(2026, 2, 4),
        language="id",
    )
    tables = announcement_report.tables_of(needed, SAY)
    cells = [
        written(cell, column.sort)
        for table in tables
        for row in (*table.rows, table.totals)
        for cell, column in zip(row, table.columns, strict=False)
    ]
    assert cells.count(DOT) == 5  # sent, missed, why, answered so, answered at all
    assert str(MANY) not in cells
    assert f"({DOT} tidak boleh" in tables[1].note
    sheet = openpyxl.load_workbook(io.BytesIO(announcement_report.make_xlsx(needed))).worksheets[0]
    counts = [cell for row in sheet.iter_rows() for cell in row if cell.value == MANY]
    assert len(counts) == 5
    assert {cell.number_format for cell in counts} == {"#,##0"}
    assert announcement_report.make_pdf(needed).startswith(b"%PDF")
    assert written(2026, Sort.NUMBER) == "2026"


def test_the_picture_does_too() -> None:
    needed = sending_rate.Needed(
        place="Kantor Contoh",
        demo=False,
        code="K7PM2A",
        tally=Tally(counts={Reached.SENT: MANY}, left_out={}, reasons={}),
        begun=MOMENT,
        step_s=60,
        sent=(MANY,),
        allowed=29.5,
        language="id",
    )
    lines = sending_rate.picture_of(needed, SAY)["lines"]
    assert isinstance(lines, list)
    assert lines[:2] == ["Mulai Selasa, 3 Februari 2026, jam 10.00 WITA.", f"Terkirim: {DOT}."]
