"""Her rights: numbered requests with a clock, consents of groups, processing that she has paused.

A data request belongs to one controller: an office, a group, or (both empty) whoever runs the program.
"""

_REF = "REFERENCES {} DEFERRABLE INITIALLY DEFERRED"


def _ref(table: str) -> str:
    return _REF.format(f"{table}(id)")


STATEMENTS: tuple[str, ...] = (
    f"ALTER TABLE consents ADD COLUMN group_id BIGINT {_ref('groups')}",
    "ALTER TABLE persons ADD COLUMN paused_ms BIGINT NOT NULL DEFAULT 0",
    f"""CREATE TABLE data_requests (
        id BIGINT PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        person_id BIGINT NOT NULL {_ref("persons")},
        organisation_id BIGINT {_ref("organisations")},
        group_id BIGINT {_ref("groups")},
        kind TEXT NOT NULL CHECK (kind IN ('copy', 'correction', 'erasure', 'withdrawal')),
        state TEXT NOT NULL CHECK (state IN ('open', 'erasing', 'done', 'refused')),
        purpose TEXT NOT NULL DEFAULT '',
        ground TEXT NOT NULL DEFAULT '',
        words BLOB,
        answer BLOB,
        made_ms BIGINT NOT NULL,
        due_ms BIGINT NOT NULL,
        next_ms BIGINT,
        reminded BIGINT NOT NULL DEFAULT 0,
        closed_ms BIGINT,
        closed_by BIGINT)""",
    "CREATE INDEX data_requests_open ON data_requests (due_ms) WHERE state = 'open'",
    "CREATE INDEX data_requests_next ON data_requests (next_ms) WHERE next_ms IS NOT NULL",
    "CREATE INDEX data_requests_erasing ON data_requests (person_id) WHERE state = 'erasing'",
    "CREATE INDEX data_requests_person ON data_requests (person_id, id)",
    "CREATE INDEX persons_paused ON persons (id) WHERE paused_ms > 0",
)

SQLITE: tuple[str, ...] = ()

POSTGRES: tuple[str, ...] = ()
