"""Who lets whom in: who made an invitation, whom it replaces, whether a second admin has agreed; who ended a role.

made_by is 0 for the operator. outcome: nothing yet, waiting for a second admin, the role was given, or it was refused.
"""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE invites ADD COLUMN made_by BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE invites ADD COLUMN replaces_role BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE invites ADD COLUMN needs_second BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE invites ADD COLUMN outcome TEXT NOT NULL DEFAULT ''"
    " CHECK (outcome IN ('', 'waiting', 'given', 'refused'))",
    "ALTER TABLE invites ADD COLUMN decided_by BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE invites ADD COLUMN decided_ms BIGINT NOT NULL DEFAULT 0",
    "UPDATE invites SET outcome = 'given' WHERE used_ms IS NOT NULL",
    "CREATE INDEX invites_waiting ON invites (organisation_id) WHERE outcome = 'waiting'",
    "ALTER TABLE roles ADD COLUMN ended_by BIGINT NOT NULL DEFAULT 0",
    "CREATE INDEX roles_group ON roles (group_id, role) WHERE until_ms IS NULL",
)

SQLITE: tuple[str, ...] = ()

POSTGRES: tuple[str, ...] = ()
