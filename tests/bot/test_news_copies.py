"""Her announcements, as another program reads them from her copy."""

from bot.news_copies import news_of
from db.own_announcements import OwnAnnouncements, OwnNews
from domain.announcements import NewsKind, Reached

AT_MS = 1_770_091_200_000
AT = "2026-02-03T04:00:00+00:00"


def test_every_field_is_named() -> None:
    news = OwnNews(
        code="AB23CD",
        sender="Kantor Contoh",
        news=NewsKind.AID,
        at_ms=AT_MS,
        reached=Reached.READ,
        answer="Bisa",
        answered_ms=AT_MS,
    )
    assert news_of(OwnAnnouncements(news=(news,), refused=((NewsKind.GROUP, AT_MS),))) == {
        "got": [
            {
                "code": "AB23CD",
                "sender": "Kantor Contoh",
                "kind": "bantuan",
                "at": AT,
                "state": "read",
                "answer": "Bisa",
                "answered": AT,
            }
        ],
        "refused": [{"kind": "kelompok", "since": AT}],
    }


def test_what_she_did_not_answer_is_nothing() -> None:
    news = OwnNews(code="AB23CD", sender="", news=NewsKind.AID, at_ms=AT_MS, reached=Reached.SENT)
    (got,) = news_of(OwnAnnouncements(news=(news,)))["got"]
    assert (got["answer"], got["answered"]) == (None, None)
    assert news_of(OwnAnnouncements()) == {"got": [], "refused": []}
