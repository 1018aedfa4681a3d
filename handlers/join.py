"""Undangan: somebody of an office or a group comes in with a one-use code. The rules are in db/invites.py."""

# staff: only people of an office or a group have a code

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import consents, enrolment, invites, members, organisations, people, removals
from db.invites import Invite
from db.role_names import ROLE_NAMES
from db.unit import Unit
from domain.contact import MessageClass
from domain.permits import ALLOWED, OFFICERS, Action
from domain.purposes import Controller, Purpose
from domain.refusals import InviteUnusable
from domain.roles import OF_ORGANISATION, Role
from handlers.group.consenting import ask_consent, controller_of, keep_answer
from handlers.name_question import PersonName
from handlers.names import JOIN
from handlers.questions import Words

NAME_CHARS_MAX = 40

WOMAN = Choice("woman", _("Perempuan"), words=("wanita", "ibu", "cewek"))
MAN = Choice("man", _("Laki-laki"), words=("pria", "bapak", "cowok"))

OWN = Choice("own", _("Sendiri"), words=("saya sendiri", "pribadi"))
SHARED = Choice("shared", _("Bersama"), words=("bersama orang lain", "gantian", "milik kantor"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitation:
    """What the code gives. held: this person has that role there already. phone_known: whose phone it is was asked.

    group: that has not asked her yet whether her savings may be kept; None for an office.
    """

    role: Role
    place: str
    of_office: bool
    held: bool
    phone_known: bool
    group: Controller | None = None


@conversation(JOIN, title=_("Undangan"), sensitive=True, resumes=False, for_strangers=True)
async def join(chat: Chat, code: str = "") -> None:
    if not code:
        code = await chat.ask(
            _("Apa kode undangannya?"), Words(chars_max=invites.TYPED_CHARS_MAX, sensitive=True)
        )
    invitation = await chat.look(find_invitation, code)
    if invitation is None:
        raise InviteUnusable
    role = ROLE_NAMES[invitation.role]
    if invitation.held:
        await chat.say(_("Sudah terdaftar sebagai {role} di {place}.", role=role, place=invitation.place))
        return await chat.say(_("Kode ini tidak terpakai. Ketik MENU untuk mulai."))
    await chat.say(_("Undangan sebagai {role} di {place}.", role=role, place=invitation.place))
    name = await chat.ask(_("Nama apa yang boleh dilihat orang lain?"), PersonName(chars_max=NAME_CHARS_MAX))
    woman = True
    if invitation.of_office:
        asked = _("Perempuan atau laki-laki? Warga boleh memilih petugas perempuan.")
        woman = (await chat.choose(asked, (WOMAN, MAN))).key == WOMAN.key
    phone = ""
    if not invitation.phone_known:
        phone = (await chat.choose(_("HP ini dipakai sendiri, atau bersama orang lain?"), (OWN, SHARED))).key
    if not await chat.confirm(
        _("{name}, {role}, {place}. Benar?", name=name, role=role, place=invitation.place)
    ):
        return await chat.say(_("Baik, belum didaftarkan. Kode masih bisa dipakai."))
    if await chat.run(join_place, code, name, woman, phone):
        await chat.say(
            _("Terima kasih, {name}. Pendaftaran sebagai {role} sudah dicatat.", name=name, role=role)
        )
        return await chat.say(_("Berlaku sesudah disetujui satu pengurus lain. Nanti dikabari."))
    await chat.say(_("Selamat bergabung, {name}. Sudah dicatat sebagai {role}.", name=name, role=role))
    if invitation.group is not None:
        await _ask_for_her_savings(chat, invitation.group)
    await _say_what_can_be_typed(chat, invitation.role)


async def _ask_for_her_savings(chat: Chat, group: Controller) -> None:
    """Who keeps the book stands in it herself: as a member she is asked like everybody (UU 27/2022 PDP, art. 20)."""
    given = await ask_consent(chat, group)
    await chat.run(keep_answer, group.id, given)
    if not given:
        await chat.say(
            _(
                "Baik, Bu. Kabar rapat tentang simpanan Ibu tidak dikirim. Uang Ibu tetap ada di buku kelompok."
            )
        )


async def _say_what_can_be_typed(chat: Chat, role: Role) -> None:
    allowed = ALLOWED[role]
    if Action.SEE_QUEUE in allowed:
        await chat.say(_("Ketik /antrean untuk melihat siapa yang menunggu."))
    if Action.SEE_OFFICE in allowed:
        await chat.say(_("Ketik /kantor untuk mengatur kantor."))
    if Action.SIT_BESIDE in allowed:
        await chat.say(_("Ketik /dampingi untuk menemani warga mengisi."))
    if Action.SEE_TOTALS in allowed:
        await chat.say(_("Ketik KELOMPOK untuk membuka kelompok."))
    await chat.say(_("Ketik MENU untuk semua pilihan."))


async def find_invitation(unit: Unit, code: str) -> Invitation | None:
    """What the code gives; None if it cannot be used, for whatever reason."""
    invite = await invites.find_usable(unit, code)
    if invite is None:
        return None
    return Invitation(
        role=invite.grant.role,
        place=invite.place,
        of_office=invite.grant.role in OF_ORGANISATION,
        held=invite.grant in await people.list_roles(unit, unit.actor.person_id),
        phone_known=unit.actor.phone != "unknown",
        group=await _find_unasked(unit, invite),
    )


async def _find_unasked(unit: Unit, invite: Invite) -> Controller | None:
    group_id = invite.grant.group_id
    if group_id is None:
        return None
    before = await consents.find_current(unit, unit.actor.person_id, Purpose.SAVINGS, None, group_id)
    return None if before is not None else await controller_of(unit, group_id)


async def join_place(unit: Unit, code: str, name: str, woman: bool, phone: str) -> bool:
    """Burn the code, keep the name; whether the role waits for a second admin. Raises InviteUnusable."""
    person_id = unit.actor.person_id
    invite = await enrolment.join(unit, code)
    await people.set_details(unit, person_id, name=name)
    if invite.grant.role in OF_ORGANISATION:
        organisations.enrol(unit, person_id, woman=woman, zone=invite.zone)
    if phone:
        removals.set_phone(unit, unit.actor.account_id, phone, before=unit.actor.phone)
    if invite.made_by and not invite.needs_second and invite.grant.role is not Role.MEMBER:
        _tell_inviter(unit, invite, name)
    if invite.grant.group_id is not None and invite.grant.role in OFFICERS:
        await _tell_officers(unit, invite, invite.grant.group_id, name)
    return invite.needs_second


async def _tell_officers(unit: Unit, invite: Invite, group_id: int, name: str) -> None:
    """Nobody makes a second officer of her own unseen: whoever else keeps the book hears who came."""
    text = _(
        "{name} sekarang {role} di {place}. Kalau Ibu tidak kenal, bicarakan di rapat.",
        name=name,
        role=ROLE_NAMES[invite.grant.role],
        place=invite.place,
    )
    listed = await members.list_members(unit, group_id)
    told = {each.told_id for each in listed if each.offices and each.has_phone}
    for person_id in sorted(told - {invite.made_by, unit.actor.person_id}):
        unit.tell(person_id, text, MessageClass.RELAY.value)


def _tell_inviter(unit: Unit, invite: Invite, name: str) -> None:
    """A code that came into the wrong hands must not be noticed only when the book is gone."""
    text = _(
        "{name} sekarang {role} di {place}. Kalau bukan orangnya, ketik /peran.",
        name=name,
        role=ROLE_NAMES[invite.grant.role],
        place=invite.place,
    )
    unit.tell(invite.made_by, text, MessageClass.RELAY.value)
