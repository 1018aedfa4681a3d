"""The words of her copy about announcements: which she got, what she answered, which kinds she wants no more."""

from collections.abc import Iterator, Mapping

from conversation.text import Text, _
from db.own_announcements import OwnAnnouncements, OwnNews
from domain.announcements import Reached
from handlers.announce.news_words import KINDS
from handlers.request_words import moment

# Of her own copy: whether it came to her, as far as we know.
STATES: Mapping[Reached, Text] = {
    Reached.QUEUED: _("belum dikirim"),
    Reached.WAITING: _("menunggu Ibu buka"),
    Reached.SENT: _("terkirim"),
    Reached.DELIVERED: _("sudah sampai"),
    Reached.READ: _("sudah dibaca"),
    Reached.FAILED: _("tidak sampai"),
    Reached.UNCERTAIN: _("mungkin sudah sampai"),
}


def lines_of(kept: OwnAnnouncements, zone: str) -> Iterator[Text]:
    """All of it, the oldest first. zone: hers."""
    for news in kept.news:
        yield from _news(news, zone)
    for kind, since_ms in kept.refused:
        yield _(
            "{kind}: Ibu hentikan sejak {day}.",
            kind=KINDS[kind],
            day=moment(since_ms, zone).date(),
        )


def _news(news: OwnNews, zone: str) -> Iterator[Text]:
    yield _(
        "{day}, {kind} {code} dari {sender}: {state}.",
        day=moment(news.at_ms, zone).date(),
        kind=KINDS[news.news],
        code=news.code,
        sender=news.sender,
        state=STATES[news.reached],
    )
    if news.answer:
        yield _("Jawaban Ibu: {answer}.", answer=news.answer)
