"""The announcements she got, as a program reads them in her copy; every field is named here, nobody else is named."""

from datetime import UTC, datetime
from typing import Any

from db.own_announcements import OwnAnnouncements, OwnNews


def news_of(kept: OwnAnnouncements) -> dict[str, Any]:
    """All of it as plain values; moments as ISO text in UTC."""
    return {
        "got": [_news(each) for each in kept.news],
        "refused": [{"kind": kind.value, "since": _at(since_ms)} for kind, since_ms in kept.refused],
    }


def _news(news: OwnNews) -> dict[str, Any]:
    return {
        "code": news.code,
        "sender": news.sender,
        "kind": news.news.value,
        "at": _at(news.at_ms),
        "state": news.reached.value,
        "answer": news.answer or None,
        "answered": _at(news.answered_ms) if news.answered_ms else None,
    }


def _at(moment_ms: int) -> str:
    return datetime.fromtimestamp(moment_ms / 1000, UTC).isoformat()
