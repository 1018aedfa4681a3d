"""Gabung: a woman comes into her group's book with the meeting's code; which group, whose program, may it write?

She says who she is; two officers of the group confirm (terima_anggota). Until then nothing of the book is shown to her
but the names of those who have no phone yet: she has the code of the meeting where they all sit.
"""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import consents, joinings, members, people, permits
from db.joinings import TYPED_CHARS_MAX, GroupCodeUnusable
from db.members import NAME_CHARS_MAX
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.permits import Action
from domain.permits import holders as roles_for
from domain.purposes import Controller, Purpose, Side
from handlers.group.consenting import ask_consent, keep_answer
from handlers.name_question import PersonName
from handlers.names import ADMIT, JOIN_GROUP
from handlers.questions import Words
from handlers.refusals import SENTENCES

NEW = Choice("new", _("Nama saya belum ada"), words=("belum ada", "baru", "tidak ada"))


@dataclass(frozen=True, kw_only=True, slots=True)
class ToJoin:
    """The group whose code it is. is_member: whether she is in its book already. bot_name: of the program."""

    id: int
    name: str
    place: str
    is_member: bool
    bot_name: str
    consented: bool

    @property
    def controller(self) -> Controller:
        """Who asks for her consent."""
        return Controller(side=Side.GROUP, id=self.id, name=self.name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Unlinked:
    """Somebody in the book who has no phone."""

    number: int
    name: str

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"m{self.number}"

    @property
    def label(self) -> Text:
        """What is shown."""
        return _("{name}", name=self.name)


@conversation(
    JOIN_GROUP,
    title=_("Gabung kelompok"),
    words=("gabung kelompok", "masuk kelompok", "ikut kelompok"),
    sensitive=True,
    resumes=False,
    money=True,
)
async def join_group(chat: Chat, code: str = "") -> None:
    if not code:
        code = await chat.ask(
            _("Apa kode rapatnya? Tanyakan ke pengurus kelompok."),
            Words(chars_max=TYPED_CHARS_MAX, sensitive=True),
        )
    here = await chat.run(find_group, code)
    if here is None:
        return await chat.say(SENTENCES[GroupCodeUnusable.code])  # not raised: the try is counted
    if here.is_member:
        return await chat.say(
            _("Ibu sudah tercatat di kelompok {group}. Ketik KELOMPOK untuk melihat.", group=here.name)
        )
    await chat.say(_("Ini kelompok {group}, {place}.", group=here.name, place=here.place))
    await chat.say(
        _(
            "Saya {bot}, program pencatat. Saya tidak memegang uang. Bukunya milik kelompok.",
            bot=here.bot_name,
        )
    )
    if not here.consented and not await ask_consent(chat, here.controller):
        await chat.run(keep_answer, here.id, False)
        return await chat.say(_("Baik, Bu. Tidak ada yang dicatat. Uang Ibu di kelompok tidak berubah."))
    member, name = await ask_who(chat, code)
    if not await chat.confirm(
        _("{name}, kelompok {group}. Benar?", name=name, group=here.name), weighty=False
    ):
        return await chat.say(_("Baik, belum saya kirim. Ketik GABUNG kalau mau mulai lagi."))
    await chat.run(ask_to_join, code, member, name)
    await chat.say(_("Terima kasih, Bu. Dua pengurus akan memeriksa. Nanti saya kabari."))


async def ask_who(chat: Chat, code: str) -> tuple[int, str]:
    """Her number in the book, 0 if she is new, and her name."""
    unlinked = await chat.look(list_unlinked, code)
    if unlinked:
        choices: list[Unlinked | Choice] = [*unlinked, NEW]
        chosen = await chat.choose(_("Nama Ibu yang mana?"), choices)
        if isinstance(chosen, Unlinked):
            return chosen.number, chosen.name
    return 0, await chat.ask(_("Siapa nama Ibu di kelompok?"), PersonName(chars_max=NAME_CHARS_MAX))


# -- what is read and written -----------------------------------------------------------------------------------


async def find_group(unit: Unit, code: str) -> ToJoin | None:
    """The group of that code; None if it cannot be used, for whatever reason. Wrong ones are counted.

    Raises Practising: whom she says yes to must not look invented.
    """
    group = await joinings.try_code(unit, code)
    if group is None:
        return None
    permits.require_meant(unit, group.id)
    person_id = unit.actor.person_id
    before = await consents.find_current(unit, person_id, Purpose.SAVINGS, None, group.id)
    return ToJoin(
        id=group.id,
        name=group.name,
        place=group.place,
        is_member=bool(await members.numbers_of(unit, group.id, person_id)),
        bot_name=unit.facts.bot_name,
        consented=before is not None and before.is_given,
    )


async def list_unlinked(unit: Unit, code: str) -> tuple[Unlinked, ...]:
    """Who is in that group's book and has no phone."""
    group = await joinings.find_group(unit, code)
    if group is None:
        return ()
    return tuple(
        Unlinked(number=each.number, name=each.shown) for each in await joinings.list_unlinked(unit, group.id)
    )


async def ask_to_join(unit: Unit, code: str, member: int, name: str) -> None:
    """She has said yes to the book, and waits; the officers hear of it. Raises GroupCodeUnusable, Changed."""
    group = await joinings.find_group(unit, code)
    if group is None:
        raise GroupCodeUnusable
    await keep_answer(unit, group.id, True)
    if not (await people.get_person(unit, unit.actor.person_id)).name:
        await people.set_details(unit, unit.actor.person_id, name=name)
    asked = await joinings.ask(unit, code, member=member or None, name=name)
    allowed = roles_for(Action.KEEP_MEMBERS)
    for each in await members.list_members(unit, group.id):
        if allowed.intersection(each.offices) and each.told_id != unit.actor.person_id:
            unit.tell(
                each.told_id,
                _("{name} mau masuk buku kelompok {group}.", name=name, group=group.name),
                MessageClass.RELAY.value,
                buttons=(PushButton(label=_("Lihat"), talk=ADMIT, args=(asked.id,)),),
                matter=asked.matter,
            )
