"""How openly may she be written to, and where may a worker say she calls from when somebody else answers?"""

STATEMENTS: tuple[str, ...] = (
    # 0: also on a phone of her own only neutral sentences (domain/contact.py).
    "ALTER TABLE persons ADD COLUMN open BIGINT NOT NULL DEFAULT 1",
    "ALTER TABLE persons ADD COLUMN named TEXT NOT NULL DEFAULT 'training'"
    " CHECK (named IN ('training', 'office', 'nobody'))",
)

SQLITE: tuple[str, ...] = ()

POSTGRES: tuple[str, ...] = ()
