"""Hasil pelatihan: what became of an office's courses, before and after, as sentences, a picture, a page or a table."""

# staff: workers and supervisors of an office read this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import courses, organisations, outcomes, permits
from db.unit import Paper, Unit
from domain.permits import Action, holders, places
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed
from domain.suppression import GROUP_MIN
from domain.training_outcomes import AFTER, BEFORE, Figures, count_up
from handlers.loans.own_page import is_own_phone
from handlers.names import OUTCOMES
from handlers.training import figure_words as words

PICTURE = Choice("png", _("Gambar"), words=("grafik", "foto"))
PRINT = Choice("pdf", _("Untuk dicetak (PDF)"), words=("cetak", "pdf"))
SHEET = Choice("xlsx", _("Tabel (Excel)"), words=("excel", "tabel"))
DONE = Choice("done", _("Selesai"), words=("sudah", "cukup"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """An office whose figures somebody sees. years: in which courses ended, the newest first."""

    organisation_id: int
    name: str
    years: tuple[int, ...]
    own_phone: bool

    @property
    def key(self) -> str:
        """What is journaled."""
        return str(self.organisation_id)

    @property
    def label(self) -> str:
        """What is shown."""
        return self.name


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """The figures as sentences. gaps: whether something is left out."""

    lines: tuple[Text, ...]
    gaps: bool


@conversation(
    OUTCOMES,
    title=_("Hasil pelatihan"),
    words=("hasil pelatihan", "hasil kelas"),
    roles=holders(Action.SEE_OUTCOMES),
    resumes=False,
)
async def show_outcomes(chat: Chat, course_id: int = 0) -> None:
    offices = await chat.look(list_offices, course_id)
    if not offices:
        raise NotAllowed
    office = offices[0] if len(offices) == 1 else await chat.choose(_("Kantor yang mana?"), offices)
    if not office.years:
        return await chat.say(_("Belum ada kelas yang selesai. Hasilnya ditanyakan sebulan sesudah kelas."))
    year = await choose_year(chat, office)
    told = await chat.look(tell_figures, office.organisation_id, year)
    await chat.say(_("Hasil kelas {office} yang selesai tahun {year}:", office=office.name, year=str(year)))
    for line in told.lines:
        await chat.say(line)
    if told.gaps:
        await chat.say(_("Kelompok di bawah {least} orang tidak ditulis.", least=GROUP_MIN))
    if not office.own_phone:
        return await chat.say(_("HP ini dipakai bersama. Berkasnya tidak dikirim ke sini."))
    chosen = await chat.choose(_("Mau berkasnya juga?"), (PICTURE, PRINT, SHEET, DONE))
    if chosen.key == DONE.key:
        return await chat.say(_("Baik, sudah selesai."))
    await chat.run(send_figures, office.organisation_id, year, chosen.key)
    await chat.say(_("Berkasnya saya kirim. Isinya tanpa nama, boleh ditunjukkan."))


async def choose_year(chat: Chat, office: Office) -> int:
    """The only year, or the one that is chosen."""
    if len(office.years) == 1:
        return office.years[0]
    rows = [Choice(f"y{year}", str(year)) for year in office.years]
    return int((await chat.choose(_("Kelas yang selesai tahun berapa?"), rows)).key[1:])


# -- what is read and written -----------------------------------------------------------------------------------


async def list_offices(unit: Unit, course_id: int) -> tuple[Office, ...]:
    """The offices whose figures who acts may see; none where that has ended. course_id: that of this course alone."""
    own = places(unit.actor.roles, Action.SEE_OUTCOMES)
    course = await courses.find(unit, course_id) if course_id else None
    found = []
    for organisation_id in own:
        if course is not None and course.organisation_id != organisation_id:
            continue
        await permits.require_to_look(unit, Action.SEE_OUTCOMES, organisation_id=organisation_id)
        record = await organisations.get(unit, organisation_id)
        found.append(
            Office(
                organisation_id=organisation_id,
                name=record.office.name,
                years=await outcomes.list_years(unit, organisation_id, record.office.zone),
                own_phone=is_own_phone(unit),
            )
        )
    return tuple(found)


async def tell_figures(unit: Unit, organisation_id: int, year: int) -> Told:
    """The year in a few sentences. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.SEE_OUTCOMES, organisation_id=organisation_id)
    record = await organisations.get(unit, organisation_id)
    given = await outcomes.list_given(unit, organisation_id, year, record.office.zone)
    figures = count_up(given)
    return Told(lines=tuple(lines_of(figures)), gaps=figures.has_gaps)


def lines_of(figures: Figures) -> list[Text]:
    """What can be said in a chat: who has a business before and last, whose income rose, who uses what she learned."""
    if figures.is_empty:
        return [_("Jawabannya belum cukup untuk ditulis.")]
    found = []
    before, last = figures.business[BEFORE], _last(figures.business)
    if before.is_shown:
        found.append(_line_of(_("Punya usaha sebelum kelas"), before.cells[0], before.total))
    if last:
        line = figures.business[last]
        found.append(_line_of(_("Punya usaha {n} bulan sesudahnya", n=last), line.cells[0], line.total))
    if last := _last(figures.income):
        line = figures.income[last]
        found.append(_line_of(_("Uang masuk naik sesudah {n} bulan", n=last), line.cells[0], line.total))
    if last := _last(figures.uses):
        line = figures.uses[last]
        found.append(
            _line_of(_("Ilmunya sering dipakai sesudah {n} bulan", n=last), line.cells[0], line.total)
        )
    return found


def _last(lines: words.Lines) -> int:
    """The latest month of which something is shown, 0 for none."""
    return max((month for month in AFTER if lines[month].is_shown), default=0)


def _line_of(what: Text, cell: int | None, total: int | None) -> Text:
    return _(
        "{what}: {cell} dari {total} orang.", what=what, cell=words.shown(cell), total=words.shown(total)
    )


async def send_figures(unit: Unit, organisation_id: int, year: int, form: str) -> None:
    """The file goes to this chat, made when it is sent. Raises NotAllowed; Changed if the phone is shared by now."""
    await permits.require(unit, Action.SEE_OUTCOMES, organisation_id=organisation_id)
    if not is_own_phone(unit):
        raise Changed
    record = await organisations.get(unit, organisation_id)
    unit.hand(
        _("Hasil kelas {office}, tahun {year}.", office=record.office.name, year=str(year)),
        Paper(f"training/outcomes.{form}", (organisation_id, year)),
    )
