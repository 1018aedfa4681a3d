"""Which files may break a rule, and why? Each entry: the rule's own words for the place -> the reason.

An entry that is no longer needed is itself a problem, so that this table only shrinks.
"""

# tests/tidy/shape.py: "path" for a long file, "path:function" for a long function.
LONG: dict[str, str] = {}

# tests/tidy/shape.py: modules without a test module of their own.
UNMIRRORED: dict[str, str] = {
    "bot/__main__.py": "only names the commands; each command has its test",
}

# tests/tidy/imports.py: (path, imported module).
IMPORTS: dict[tuple[str, str], str] = {}

# tests/tidy/sql.py and tests/tidy/manners.py: "path:function".
SQL: dict[str, str] = {}
MANNERS: dict[str, str] = {
    "db/ids.py:new": "an id only has to rise; no answer and no rule depends on the time in it",
}

# tests/tidy/plain_language.py: the message id (its first 60 characters suffice) -> the reason.
PLAIN_LANGUAGE: dict[str, str] = {
    "Denda: {amount}.": "the group's own rule, by the word its meeting used (domain.md 4.6: denda, unless rule)",
    "Denda tidak dipakai lagi.": "the same rule, when the meeting has ended it",
    "Kalau lewat {days} hari, ada denda": "the same for loans: only where the meeting has one, said before she says yes",
    "Pinjaman tanpa denda.": "what the meeting has decided about it, when it ends",
    "Denda {fine} tetap, di luar cicilan.": "what is open of such a fine, said before another plan is agreed on",
    "Belum kembali {owed}, ": "the same in one line",
    "Kalau ini tentang orang lain dan Ibu khawatir, nanti ketik P": "the sentence of the domain's chat 2, word for word",
}
