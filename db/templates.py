"""Which templates has the channel approved, and in which words? They stand here as they were handed in."""

import json

from db.engine import Row
from db.unit import Unit
from domain.templates import Category, Template, TemplateState, params_of

# What waits is told of by templates of these names (locales/whatsapp/).
NEWS_WAITS = "kabar_menunggu"  # and from whom it is
NEWS_FOR_HER = "kabar_untuk_ibu"
NEUTRAL = "kabar_netral"
NEUTRAL_TODAY = "kabar_hari_ini"
STAFF_CALL = "panggilan_petugas"

SOURCE_LANGUAGE = "id"
REASON_CHARS_MAX = 200

_COLUMNS = (
    "SELECT name, language, state, category, asked_category, text, params, buttons, channel_id, reason"
    " FROM templates"
)


async def open_template(unit: Unit, name: str, language: str) -> Template | None:
    """The template that may be sent now, in her language or else in Indonesian; None if neither is approved."""
    rows = await unit.fetch(
        _COLUMNS + " WHERE name = $1 AND language IN ($2, $3) AND state = 'approved'",
        name,
        language,
        SOURCE_LANGUAGE,
    )
    found = {row["language"]: row for row in rows}
    row = found.get(language) or found.get(SOURCE_LANGUAGE)
    return _template(row) if row is not None else None


async def list_all(unit: Unit) -> list[Template]:
    """Every template that was ever handed in, by name and language."""
    return [_template(row) for row in await unit.fetch(_COLUMNS + " ORDER BY name, language")]


async def find(unit: Unit, name: str, language: str) -> Template | None:
    """That one, in whatever state it is."""
    row = await unit.fetch_one(_COLUMNS + " WHERE name = $1 AND language = $2", name, language)
    return _template(row) if row is not None else None


def submit(unit: Unit, template: Template) -> None:
    """It is being handed in: with these words, and not to be sent until it is approved."""
    unit.write(
        "INSERT INTO templates (name, language, state, category, asked_category, text, params, buttons, submitted_ms)"
        " VALUES ($1, $2, 'submitting', $3, $3, $4, $5, $6, $7)"
        " ON CONFLICT (name, language) DO UPDATE SET state = 'submitting', category = $3, asked_category = $3,"
        " text = $4, params = $5, buttons = $6, submitted_ms = $7, reason = ''",
        template.name,
        template.language,
        template.asked_category.value,
        template.text,
        json.dumps(template.params),
        json.dumps(template.buttons, ensure_ascii=False),
        unit.now_ms,
    )


async def note(
    unit: Unit,
    name: str,
    language: str,
    *,
    state: TemplateState | None = None,
    category: Category | None = None,
    reason: str = "",
    channel_id: str = "",
) -> bool:
    """The channel has decided, whoever tells it (a webhook, its list, a refused message); whether anything changed."""
    before = await find(unit, name, language)
    if before is None:
        return False
    after = (state or before.state, category or before.category, channel_id or before.channel_id)
    why = reason[:REASON_CHARS_MAX] if state is not None else before.reason
    if (*after, why) == (before.state, before.category, before.channel_id, before.reason):
        return False
    unit.write(
        "UPDATE templates SET state = $3, category = $4, channel_id = $5, reason = $6, changed_ms = $7"
        " WHERE name = $1 AND language = $2",
        name,
        language,
        after[0].value,
        after[1].value,
        after[2],
        why,
        unit.now_ms,
    )
    return True


def note_words(unit: Unit, template: Template, text: str, buttons: tuple[str, ...]) -> None:
    """At the channel it reads so: somebody changed it there, and that is what she gets."""
    unit.write(
        "UPDATE templates SET text = $3, params = $4, buttons = $5, changed_ms = $6 WHERE name = $1 AND language = $2",
        template.name,
        template.language,
        text,
        json.dumps(params_of(text)),
        json.dumps(buttons, ensure_ascii=False),
        unit.now_ms,
    )


def _template(row: Row) -> Template:
    return Template(
        name=row["name"],
        language=row["language"],
        category=Category(row["category"]),
        asked_category=Category(row["asked_category"]),
        text=row["text"],
        params=tuple(json.loads(row["params"])),
        buttons=tuple(json.loads(row["buttons"])),
        state=TemplateState(row["state"]),
        reason=row["reason"],
        channel_id=row["channel_id"],
    )
