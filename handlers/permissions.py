"""Izin: what she has allowed, one purpose at a time; she gives, refuses and takes back each without losing the rest."""

from dataclasses import dataclass
from datetime import datetime

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import consents, controllers, organisations, withdrawals
from db.unit import Unit
from domain.purposes import Controller, Purpose, Side, fits
from domain.refusals import NotAllowed
from handlers.names import PERMISSIONS
from handlers.purpose_words import STATES, TITLES, VERSIONS, notice, question, question_text
from handlers.questions import YesNo
from handlers.request_words import moment

TAKE_BACK = Choice("take_back", _("Cabut izin ini"), words=("cabut", "batalkan"))
LEAVE = Choice("leave", _("Biarkan"), words=("tetap", "tidak jadi"))
ENOUGH = Choice("enough", _("Selesai"), words=("sudah", "cukup"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One purpose and her last answer to it, "" if she was never asked; since: when."""

    purpose: Purpose
    answer: str
    since: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """All purposes of one office or group. officer: whom to ask there about one's own data."""

    controller: Controller
    officer: str
    lines: tuple[Line, ...]


@conversation(
    PERMISSIONS,
    title=_("Izin Ibu"),
    words=("izin saya", "cabut izin", "lihat izin"),
    sensitive=True,
    resumes=False,
)
async def show_permissions(chat: Chat, side: str = "", row_id: int = 0) -> None:
    if not row_id:
        side, row_id = await choose_controller(chat)
    if not row_id:
        return await chat.say(_("Belum ada kantor atau kelompok yang mencatat data Ibu."))
    sheet = await chat.look(find_sheet, side, row_id)
    await chat.say(notice(sheet.controller, sheet.officer))
    for each in sheet.lines:
        await chat.say(_("{purpose}: {state}.", purpose=TITLES[each.purpose], state=STATES[each.answer]))
    choices = [Choice(each.purpose.value, TITLES[each.purpose]) for each in sheet.lines]
    chosen = await chat.choose(_("Mau ubah yang mana, Bu?"), [*choices, ENOUGH])
    if chosen.key == ENOUGH.key:
        return await chat.say(_("Baik, Bu. Ketik DATA kalau mau melihat lagi."))
    line = next(each for each in sheet.lines if each.purpose.value == chosen.key)
    if line.answer == consents.YES and line.since is not None:
        await offer_withdrawal(chat, sheet.controller, line.purpose, line.since)
    else:
        await ask(chat, sheet.controller, line.purpose)
    await chat.go(PERMISSIONS, side, row_id)


async def choose_controller(chat: Chat) -> tuple[str, int]:
    """Which office or group it is about; nothing to choose where there is one."""
    found = await chat.look(list_controllers)
    if not found:
        return "", 0
    if len(found) == 1:
        return found[0].side.value, found[0].id
    chosen = await chat.choose(
        _("Izin untuk siapa, Bu?"), [Choice(f"c{index}", each.name) for index, each in enumerate(found)]
    )
    picked = found[int(chosen.key[1:])]
    return picked.side.value, picked.id


async def ask(chat: Chat, controller: Controller, purpose: Purpose) -> None:
    """The question of this purpose and nothing else; only a clear yes is one."""
    given = await chat.ask(
        question(purpose, controller),
        YesNo(explicit=True, is_weighty=True, labels=(_("Boleh"), _("Tidak"))),
    )
    await chat.run(keep_answer, controller.side.value, controller.id, purpose.value, given)
    if given:
        await chat.say(_("Terima kasih, Bu. Sudah saya catat: boleh."))
        if purpose is Purpose.SCREENING:  # what she took back does not come back by itself
            await chat.say(_("Untuk dicek, ketik BANTUAN, lalu pilih Cari bantuan."))
    else:
        await chat.say(_("Baik, Bu. Tidak apa-apa. Yang lain tetap jalan."))


async def offer_withdrawal(chat: Chat, controller: Controller, purpose: Purpose, since: datetime) -> None:
    """She has said yes; what ends when she takes it back is said first."""
    await chat.say(_("Ibu bilang boleh sejak {since}.", since=since.date()))
    chosen = await chat.choose(CONSEQUENCES.get(purpose, ONLY_THIS), (LEAVE, TAKE_BACK))
    if chosen.key == LEAVE.key:
        return await chat.say(_("Baik, Bu. Izinnya tetap."))
    code = await chat.run(take_back, controller.side.value, controller.id, purpose.value)
    await chat.say(_("Izinnya sudah dicabut mulai sekarang. Nomornya {code}.", code=code))


ONLY_THIS = _("Kalau dicabut, hanya yang ini yang berhenti. Ibu boleh ikut lagi kapan saja.")
CONSEQUENCES: dict[Purpose, Text] = {
    Purpose.SCREENING: _(
        "Kalau dicabut, permintaan yang belum diputuskan berhenti. Yang sudah ditetapkan tetap."
        " Ibu boleh ikut lagi kapan saja."
    ),
    Purpose.TRAINING: _(
        "Kalau dicabut, Ibu keluar dari kelasnya. Tempatnya untuk yang menunggu. Ibu boleh ikut lagi kapan saja."
    ),
    Purpose.CONTACT: _(
        "Kalau dicabut, nomor dan jam Ibu dihapus dari kantor. Ibu boleh minta dihubungi lagi kapan saja."
    ),
    Purpose.SAVINGS: _(
        "Kalau dicabut, kabar rapat tidak dikirim lagi. Uang Ibu tetap dicatat di buku kelompok."
        " Ibu boleh ikut lagi kapan saja."
    ),
}


# -- looks and steps ------------------------------------------------------------------------------------------------


async def list_controllers(unit: Unit) -> tuple[Controller, ...]:
    """Her offices and groups."""
    return await controllers.list_of(unit, unit.actor.person_id)


async def find_sheet(unit: Unit, side: str, row_id: int) -> Sheet:
    """What she has answered there. Raises NotAllowed where it is none of hers."""
    controller = await _get_controller(unit, side, row_id)
    current = await consents.list_current(unit, unit.actor.person_id)
    record = await organisations.find(unit, row_id) if controller.side is Side.OFFICE else None
    return Sheet(
        controller=controller,
        officer=record.data_officer if record is not None else "",
        lines=tuple(
            _line(
                purpose,
                current.get((purpose.value, controller.organisation_id or 0, controller.group_id or 0)),
                unit.actor.zone,
            )
            for purpose in Purpose
            if fits(purpose, controller.side)
        ),
    )


def _line(purpose: Purpose, found: consents.Consent | None, zone: str) -> Line:
    if found is None:
        return Line(purpose=purpose, answer="", since=None)
    return Line(purpose=purpose, answer=found.answer, since=moment(found.at_ms, zone))


async def keep_answer(unit: Unit, side: str, row_id: int, purpose: str, given: bool) -> None:
    """Her answer, with the words she was shown."""
    controller = await _get_controller(unit, side, row_id)
    asked = Purpose(purpose)
    consents.answer(
        unit,
        unit.actor.person_id,
        asked,
        controller,
        version=VERSIONS[asked],
        text=question_text(asked, controller),
        given=consents.YES if given else consents.NO,
    )


async def take_back(unit: Unit, side: str, row_id: int, purpose: str) -> str:
    """Her consent ends now; the number under which that is recorded."""
    controller = await _get_controller(unit, side, row_id)
    asked = Purpose(purpose)
    agreed = await consents.find_current(
        unit, unit.actor.person_id, purpose, controller.organisation_id, controller.group_id
    )
    if agreed is None or not agreed.is_given:
        raise NotAllowed
    return await withdrawals.withdraw(
        unit, unit.actor.person_id, asked, controller, version=agreed.version, text=agreed.text
    )


async def _get_controller(unit: Unit, side: str, row_id: int) -> Controller:
    found = await controllers.find(unit, unit.actor.person_id, Side(side), row_id)
    if found is None:
        raise NotAllowed
    return found
