"""What a database really looks like: every table, column, key, index and trigger, as the engine itself tells it."""

from collections.abc import Sequence

from db.engine import Engine, Fetch, Row, Statement

SQLITE = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name",
)

POSTGRES = (
    "SELECT table_name, column_name, ordinal_position, data_type, is_nullable, column_default"
    " FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
    "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
    " ORDER BY 1, 2",
    "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
    "SELECT number, name FROM schema_version ORDER BY number",
)


async def schema_of(engine: Engine) -> list[tuple[object, ...]]:
    """All of it, in an order of its own."""
    queries = SQLITE if engine.name == "sqlite" else POSTGRES
    results = await engine.perform([Fetch(sql) for sql in queries])
    return [tuple(row) for rows in results for row in rows]


class Killed(BaseException):
    """The program was ended here."""


class Ending:
    """A real engine whose program ends just before its `at`-th statement: what was open is then lost."""

    def __init__(self, engine: Engine, at: int) -> None:
        self.name, self.begin = engine.name, engine.begin
        self._engine = engine
        self._left = at
        self.ended = False

    async def connect(self) -> None:
        await self._engine.connect()

    async def perform(self, statements: Sequence[Statement]) -> list[list[Row]]:
        results: list[list[Row]] = []
        for statement in statements:
            if self._left == 0:
                self.ended = True
                raise Killed
            self._left -= 1
            results += await self._engine.perform([statement])
        return results

    async def rollback(self) -> None:
        if not self.ended:  # a program that has ended rolls nothing back
            await self._engine.rollback()

    async def close(self) -> None:
        await self._engine.close()
