"""How a request reads to somebody of the office: results, her wishes, her answers, in parts that fit a screen."""
# staff: only people of an office read this.

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from conversation.questions import Plain
from conversation.text import Text, _
from db.casework import OpenRequest, ShownResult
from db.screenings import SetResult
from domain.contact_wishes import Named
from domain.criteria import UNKNOWN, Area, CriteriaSet, Criterion, Level, Overall
from domain.facts import Facts
from domain.requests import Contact, Kind, State, Way
from domain.zones import local_time, zone_name
from handlers.contact_words import TO_SAY, clock

OVERALLS: dict[str, Text] = {
    Overall.COCOK_AWAL: _("cocok dengan syarat awal"),
    Overall.PERLU_DICEK: _("ada yang perlu diperiksa"),
    Overall.BELUM_SESUAI: _("ada syarat yang belum cocok"),
    Overall.BELUM_LENGKAP: _("belum lengkap"),
}
STATES: dict[State, Text] = {
    State.MENUNGGU: _("menunggu"),
    State.DIPERIKSA: _("sedang diperiksa"),
    State.DIUSULKAN: _("diusulkan"),
    State.DITETAPKAN: _("ditetapkan"),
    State.DISERAHKAN: _("sudah diserahkan"),
    State.BELUM_BISA: _("belum bisa"),
    State.MENUNGGU_ANGGARAN: _("menunggu anggaran"),
    State.DIBATALKAN_PEMOHON: _("dibatalkan pemohon"),
    State.SELESAI: _("selesai"),
    State.IZIN_DICABUT: _("izinnya dicabut"),
}
KINDS: dict[Kind, Text] = {
    Kind.SCREENING: _("Jawaban untuk diperiksa"),
    Kind.PERSON: _("Minta bicara"),
    Kind.MINOR: _("Di bawah 18 tahun"),
}
LEVELS: dict[str, Text] = {
    Level.SESUAI: _("cocok"),
    Level.PERLU_DICEK: _("perlu diperiksa"),
    Level.BELUM_SESUAI: _("belum cocok"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One answer: level "" where it does not count. check: what the worker looks up, or a mark for her eyes."""

    question: str
    answer: str
    level: str
    check: str


def area_label(areas: Sequence[Area], key: str) -> str:
    """The area's name, "" if she never gave one."""
    return next((area.label for area in areas if area.key == key), "")


def moment(milliseconds: int, zone: str) -> datetime:
    """The moment on the office's clock."""
    return local_time(datetime.fromtimestamp(milliseconds / 1000, UTC), zone)


def describe(request: OpenRequest, area: str, titles: dict[str, str]) -> Iterator[Text]:
    """The request, paragraph by paragraph; what keeps her safe stands before what may end on a second part."""
    yield _(
        "{code}, {area}. Masuk {when}.",
        code=request.code,
        area=area or _("daerah belum disebut"),
        when=moment(request.made_ms, request.zone),
    )
    if request.state is not State.MENUNGGU:
        yield _("Keadaan: {state}.", state=STATES[request.state])
    if request.needs_bimtek:
        yield _bimtek(request)
    if request.kind is Kind.MINOR:
        yield _("Umurnya di bawah 18 tahun. Jawabannya tidak disimpan.")
    yield _wish(request)
    yield _contact(request.contact, request.zone)
    if request.contact is not None and request.contact.way == Way.PHONE:
        yield TO_SAY[Named(request.named)]
    if request.name:
        yield _("Nama panggilan: {name}.", name=request.name)
    for result in request.results:
        yield _result(result, titles)
    if request.asked:
        yield _("Katanya: {words}", words=request.asked)
    if request.others:
        yield _("Dari orang yang sama: {codes}.", codes=", ".join(request.others))
    if request.helped:
        yield _("Dijawab bersama kader.")
    if not request.reachable:
        yield _("Tidak bisa dihubungi lewat chat.")


def _result(result: ShownResult, titles: dict[str, str]) -> Text:
    title = titles.get(result.set_id, result.set_id)
    overall = OVERALLS.get(result.overall, Text(result.overall))
    if result.is_example:
        return _("Contoh. {title}: {overall}.", title=title, overall=overall)
    return _("{title}: {overall}.", title=title, overall=overall)


def _bimtek(request: OpenRequest) -> Text:
    """Whether aid may be handed over already (source C: C19)."""
    if request.bimtek is None:
        return _("Bimtek: belum tercatat hadir. Bantuan belum bisa diserahkan.")
    return _(
        "Bimtek: hadir {came} dari {of} pertemuan. Terakhir {last}.",
        came=request.bimtek.came,
        of=request.bimtek.of,
        last=moment(request.bimtek.last_ms, request.zone).date(),
    )


def _wish(request: OpenRequest) -> Text:
    if request.rechecks and request.before is not None:
        return _("Minta diperiksa lagi. Sebelumnya: {state}.", state=STATES[request.before])
    if request.rechecks:
        return _("Minta diperiksa lagi.")
    return _("Minta bicara dengan petugas.") if request.wants_person else _("Menunggu hasil pemeriksaan.")


def _contact(contact: Contact | None, zone: str) -> Text:
    if contact is None:
        return _("Belum bilang cara menghubunginya.")
    if contact.way == Way.CHAT:
        return _("Hubungi lewat chat saja. Jangan telepon.")
    if contact.way == Way.VISIT:
        return _("Mau datang sendiri. Jangan telepon.")
    number = contact.phone or _("belum diberi")
    if contact.from_min is None or contact.to_min is None:
        return _("Boleh ditelepon. Nomor: {number}.", number=number)
    return _(
        "Boleh ditelepon jam {start}-{end} {zone} saja. Nomor: {number}.",
        start=clock(contact.from_min),
        end=clock(contact.to_min),
        zone=zone_name(zone),
        number=number,
    )


def answer_lines(facts: Facts, results: Sequence[SetResult]) -> tuple[Line, ...]:
    """Her answers over all sets; what several sets asked in the same words is there once."""
    lines = [
        _line(facts.sets.get(result.set_id), criterion_id, answer, result.levels.get(criterion_id, ""))
        for result in results
        for criterion_id, answer in result.answers.items()
    ]
    return tuple({(line.question, line.answer): line for line in reversed(lines)}.values())[::-1]


def _line(criteria_set: CriteriaSet | None, criterion_id: str, answer: Plain, level: str) -> Line:
    criterion = criteria_set.find(criterion_id) if criteria_set is not None else None
    if criterion is None:
        return Line(question=criterion_id, answer=str(answer), level=level, check="")
    return Line(
        question=criterion.question,
        answer=_answer(criterion, answer),
        level=level if criterion.counts else "",
        check=_check(criterion, answer),
    )


def _answer(criterion: Criterion, answer: Plain) -> str:
    """The label of the answer; "" stands for "did not say"."""
    if answer == UNKNOWN:
        return ""
    labels = dict(criterion.answer.choices)
    if isinstance(answer, list | tuple):
        return ", ".join(labels.get(one, str(one)) for one in answer)
    return labels.get(answer, str(answer))


def _check(criterion: Criterion, answer: Plain) -> str:
    mark = criterion.marks.get(answer, "") if isinstance(answer, str) else ""
    lists = ", ".join(criterion.staff_check.lists) if criterion.staff_check else ""
    return mark or lists


def shown_line(line: Line) -> Text:
    """One answer as one paragraph."""
    answer: Text | str = Text(line.answer) if line.answer else _("tidak tahu atau tidak menjawab")
    level = LEVELS.get(line.level)
    if level is not None and line.check:
        return _(
            "{question}\n{answer} ({level}). Cek: {check}.",
            question=Text(line.question),
            answer=answer,
            level=level,
            check=line.check,
        )
    if level is not None:
        return _("{question}\n{answer} ({level}).", question=Text(line.question), answer=answer, level=level)
    if line.check:
        return _(
            "{question}\n{answer}. Cek: {check}.",
            question=Text(line.question),
            answer=answer,
            check=line.check,
        )
    return _("{question}\n{answer}.", question=Text(line.question), answer=answer)
