"""What whoever writes reads before it goes out: for whom, how many, when they read it, what it costs."""

# staff: who announces reads this file's sentences

from conversation.text import Text, _, n_
from domain.announcement_drafts import Draft
from domain.announcement_warnings import moves_session
from domain.announcements import PartKind
from domain.counts import Count
from domain.zones import zone_name
from handlers.announce.audience_words import in_words, reach_lines
from handlers.announce.news_words import KINDS
from handlers.announce.when import IN_THE_MORNING
from handlers.announce.words import together
from handlers.announce.write_steps import Sight


def lines(draft: Draft, sight: Sight) -> list[Text]:
    """Each a sentence, those that everybody needs first."""
    found = [_("Untuk: {audience}.", audience=in_words(sight.those, sight.without))]
    if draft.file_id:
        found.append(_("Foto atau PDF tadi ikut dikirim."))
    found += reach_lines(sight.reach, sight.left_out)
    if sight.reach and _is_of_class(draft) and moves_session(draft.text):
        found.append(_("Jadwal kelasnya tidak ikut berubah. Ubah juga lewat Kelola kelas."))
    if sight.second >= 0 and sight.doubtful:
        found += _doubtful(sight)
    elif sight.second > 0:
        found.append(_("Sebanyak ini perlu disetujui satu orang lagi."))
    elif sight.second == 0:
        found.append(_("Sebanyak ini perlu disetujui orang lain. Di kantor ini belum ada."))
        found.append(_("Pilih penerima lebih sedikit, atau minta pengurus mengundang kepala petugas."))
    if sight.reach and sight.quiet:
        found.append(
            _(
                "Sekarang jam istirahat. Sampainya mulai jam {morning} {zone}.",
                morning=IN_THE_MORNING,
                zone=zone_name(sight.zone),
            )
        )
    found += _cost(draft, sight)
    if draft.chats and sight.chats:
        found.append(_("Juga ke grup chat, tanpa nama."))
    elif sight.chats and draft.place.startswith("o"):
        found.append(
            n_("Juga ke {n} grup chat, tanpa nama.", "Juga ke {n} grup chat, tanpa nama.", sight.chats)
        )
    return found


def _is_of_class(draft: Draft) -> bool:
    """Whether it goes to those of a class, whom the program reminds of its sessions as they are planned."""
    return any(each.kind in (PartKind.SESSION, PartKind.COURSE) for each in draft.audience.those)


def _doubtful(sight: Sight) -> list[Text]:
    """Its words need a second pair of eyes: who has stolen an account writes like that."""
    why = _("Ada tautan, atau permintaan uang atau data.")
    if sight.second:
        return [why, _("Yang begini perlu disetujui satu orang lagi.")]
    return [
        why,
        _("Yang begini perlu disetujui orang lain. Di kantor ini belum ada."),
        _("Tulis tanpa itu lewat Ubah."),
    ]


def _cost(draft: Draft, sight: Sight) -> list[Text]:
    """Only where a channel that charges is among them, and it can be sent. No price is invented.

    That an admin has set none is nothing that a group's officers could do anything about.
    """
    if not sight.on_whatsapp or not sight.second:
        return []
    found = []
    if sight.outside:
        found.append(
            n_(
                "{n} orang lama tidak menulis. Dikirimi ajakan membuka kabar.",
                "{n} orang lama tidak menulis. Dikirimi ajakan membuka kabar.",
                Count(sight.outside),
            )
        )
    if sight.cost is None and draft.place.startswith("g"):
        return found
    if sight.cost is None:
        return [*found, _("Biaya WhatsApp belum bisa dihitung: harganya belum diisi.")]
    return [*found, _("Biaya WhatsApp kira-kira {amount}.", amount=sight.cost)]


def heading(draft: Draft, sight: Sight) -> Text:
    """All of it in one paragraph."""
    return together(lines(draft, sight))


def kind_line(draft: Draft) -> Text:
    """What it is about."""
    return _("Jenisnya: {kind}.", kind=KINDS[draft.news])
