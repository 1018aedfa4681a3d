"""A Text becomes a sentence in her language; amounts, dates and times get their written form here and nowhere else.

A plain str is somebody's own word: it stays as it is, but no command and no link in it can be tapped.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache, partial
from typing import Any

from bot.catalogues import SOURCE_LANGUAGE, load
from conversation.text import Text
from domain.counts import Count, format_count
from domain.hygiene import defused
from domain.money import Rupiah, Spelled, echo, format_rupiah
from domain.zones import ZONES

# Babel knows no pseudo-language; dates in it look Indonesian.
_DATE_LOCALE = {"qps": "id"}


def render(text: Text | str, language: str = SOURCE_LANGUAGE) -> str:
    """The sentence in `language`."""
    if isinstance(text, str):
        return defused(text)
    sentence = _translate(text, language)
    if not text.values:
        return sentence
    return sentence.format_map({name: _written(value, language) for name, value in text.values.items()})


def _translate(text: Text, language: str) -> str:
    if language == SOURCE_LANGUAGE:
        return text.message
    catalogue = load(language)
    if text.plural:
        return catalogue.ngettext(text.message, text.plural, text.count)
    return catalogue.gettext(text.message)


def _written(value: Any, language: str) -> str:
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, Text):
        return render(value, language)
    if isinstance(value, Spelled):
        return echo(value)
    if isinstance(value, Rupiah):
        return format_rupiah(value)
    if isinstance(value, Count):
        return format_count(value)
    if isinstance(value, datetime):
        return f"{_date(value.date(), language)}, jam {_clock(value.time())} {_zone_name(value)}"
    if isinstance(value, date):
        return _date(value, language)
    if isinstance(value, time):
        return _clock(value)
    # What has values of its own to be filled in (domain/announcement_words.py): none of it is loaded here.
    filled: Callable[[Callable[[Any], str]], str] | None = getattr(value, "written", None)
    return str(value) if filled is None else filled(partial(_written, language=language))


def _zone_name(moment: datetime) -> str:
    """WIB, WITA or WIT by the offset: a time that was journaled has lost its zone's name."""
    for zone in ZONES.values():
        if zone.clock.utcoffset(None) == moment.utcoffset():
            return zone.name
    return moment.tzname() or ""


def _clock(moment: time) -> str:
    """`09.00`: the dot between hours and minutes is the normal form in Indonesian."""
    return f"{moment.hour:02d}.{moment.minute:02d}"


@lru_cache(maxsize=512)
def _date(day: date, language: str) -> str:
    """`Selasa, 3 Februari 2026`."""
    from babel.dates import format_date  # not at the top: the first answer must not wait for Babel

    return format_date(day, "EEEE, d MMMM y", locale=_DATE_LOCALE.get(language, language))
