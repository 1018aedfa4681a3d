"""How fast is a durable turn, and against whom? `python -m tests.bench [figure ...] [--json] [--quick]`.

Every figure compares runs made in the same hour on the same machine and disk, in alternating order
(A B C A B C), each in a process of its own, and prints medians and ratios. A contender that raises, or whose
stored rows are not the ones it was fed, fails the figure. `--quick` is for trying the harness; its numbers are
not figures.

Figures
    turns      Telegram JSON in, decoded, answered, committed with synchronous=FULL, the reply recorded
    latency    p99 at half of the highest load, arrivals at a fixed rate, counted from the scheduled moment
    growth     cost of a turn with 1,000 and with 100,000 people
    memory     resident memory with 100,000 open conversations
    broadcast  one message queued for 100,000 people while live answers go on
    sending    the outbox against a Bot API server on this machine that counts and refuses what is too fast
    start      from start to the first answer in the simulator, against `import telegram.ext`

Who takes part (contender.py has the protocol, round.py runs one of them in a process)
    ours, ours-pg           tests/bench/ours.py, in the project's environment
    ptb ...                 python-telegram-bot's ConversationHandler, one aiosqlite commit a step
    aiogram ...             aiogram's FSM with its storage on aiosqlite
    sqlite, postgres        the limit: the bare driver writing the rows one of our turns writes
The peers live in an environment of their own, `.bench-venv` (or `--peers-python PATH`).

What tests/bench/ours.py has to offer
    def contender(database_url: str | None) -> Contender
        None means SQLite inside the folder given to `start`. On top of the protocol:
    row_shape() -> tuple[RowShape, ...]
        the rows a turn of the bench conversation writes, counted from what was really stored (growth of each
        table divided by turns, mean bytes a column), so that the limit writes the same. Read after the feeding.
    async def broadcast(text) -> int            (broadcast, sending)
        queues the text for every person known, in the slices the clock takes; returns the rows committed.
    async def send_all(api_url) -> None         (sending)
        runs delivery against that Bot API server until the outbox is empty.
    def environment(folder) -> dict[str, str]   (memory)
        settings with which `python -m bot run` opens the database that `start(folder)` made.
`start(folder)` opens what an earlier process left in the folder and never wipes it. `feed` returns after the
commit that makes both the effect and the recorded reply durable; the conversation is script.py's, question by
question, with its sentences.
"""
