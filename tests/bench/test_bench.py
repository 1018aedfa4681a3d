"""Would the bench notice a contender that cheats, loses or swaps something, or is late?"""

import asyncio
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from telegram import Update

from tests.bench import limits, load, script
from tests.bench.alternate import QUICK, Bench, RoundFailed
from tests.bench.botapi import GRACE_S, PER_SECOND, Plan, Server
from tests.bench.contender import DEFAULT_SHAPE, NotThereYet, WrongRows, check_durable, compare
from tests.bench.peer_telegram_bot import contender as telegram_bot_peer
from tests.bench.report import Figure, Line
from tests.bench.round import Job
from tests.postgres import empty_database, running_server

CHATS = script.chat_ids(0, 3)


class Recorder:
    """A contender that only remembers the order; no commit returns before so many chats wait for theirs."""

    name = "recorder"

    def __init__(self, *, stalls_until_waiting: int = 1) -> None:
        self._stalls_until_waiting = stalls_until_waiting
        self.began: dict[int, list[int]] = defaultdict(list)
        self.unfinished: set[int] = set()
        self.most_at_once = 0
        self._gate = asyncio.Event()

    async def start(self, folder: Path) -> None: ...

    async def stop(self) -> None: ...

    async def settings(self) -> Mapping[str, str]:
        return {}

    async def verify(self, expected: Iterable[script.Expected]) -> None: ...

    async def feed(self, update_json: bytes) -> None:
        update = json.loads(update_json)
        chat = update["message"]["chat"]["id"]
        assert chat not in self.unfinished, "fed before the chat's previous message was committed"
        self.unfinished.add(chat)
        self.most_at_once = max(self.most_at_once, len(self.unfinished))
        self.began[chat].append(update["update_id"])
        if len(self.unfinished) == self._stalls_until_waiting:
            self._gate.set()
        await self._gate.wait()
        await asyncio.sleep(0)
        self.unfinished.remove(chat)


def test_everybody_is_fed_the_same_messages_in_the_order_of_arrival() -> None:
    first, second = list(script.messages(CHATS)), list(script.messages(CHATS))
    assert first == second
    assert len(first) == len(CHATS) * script.MESSAGES_A_CHAT
    numbers = [json.loads(message.update)["update_id"] for message in first]
    assert numbers == sorted(set(numbers))


def test_every_message_is_an_update_telegram_could_send_and_an_answer_its_question_takes() -> None:
    for number, message in enumerate(script.messages(CHATS)):
        update = Update.de_json(json.loads(message.update))
        assert update.message is not None
        assert update.message.text is not None
        step = number // len(CHATS)
        assert (
            update.message.text == script.START
            if step == 0
            else script.QUESTIONS[step - 1].accepts(update.message.text)
        )


def _stored() -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    expected = list(script.expected(CHATS))
    answers = {each.chat: [answer.text for answer in each.answers] for each in expected}
    return answers, {each.chat: list(each.replies) for each in expected}


def test_right_rows_are_right() -> None:
    compare(script.expected(CHATS), *_stored())


@pytest.mark.parametrize(
    "defect", ["lost answer", "swapped answers", "doubled reply", "lost chat", "stranger"]
)
def test_a_wrong_row_is_noticed(defect: str) -> None:
    answers, replies = _stored()
    chat = CHATS[1]
    if defect == "lost answer":
        del answers[chat][3]
    elif defect == "swapped answers":
        answers[chat][4:6] = reversed(answers[chat][4:6])
    elif defect == "doubled reply":
        replies[chat].append(replies[chat][-1])
    elif defect == "lost chat":
        del answers[chat]
    else:
        replies[CHATS[-1] + 1] = ["halo"]
    with pytest.raises(WrongRows):
        compare(script.expected(CHATS), answers, replies)


@pytest.mark.parametrize(
    "settings, on_a_server",
    [
        ({"journal_mode": "wal", "synchronous": "1"}, False),
        ({"journal_mode": "memory", "synchronous": "2"}, False),
        ({"fsync": "off", "synchronous_commit": "on"}, True),
        ({"fsync": "on", "synchronous_commit": "off"}, True),
        ({"journal_mode": "wal", "synchronous": "2"}, True),
    ],
)
def test_a_contender_that_does_not_wait_for_the_disk_is_refused(
    settings: dict[str, str], on_a_server: bool
) -> None:
    with pytest.raises(WrongRows):
        check_durable(settings, on_a_server=on_a_server)


async def test_twenty_chats_wait_at_once_and_each_stays_in_order() -> None:
    recorder = Recorder()
    chats = script.chat_ids(0, 50)
    await load.together(recorder, script.messages(chats))
    assert recorder.most_at_once == load.WORKERS
    assert all(numbers == sorted(numbers) for numbers in recorder.began.values())
    assert [len(numbers) for numbers in recorder.began.values()] == [script.MESSAGES_A_CHAT] * 50


async def test_a_stalled_contender_cannot_hide_the_waiting() -> None:
    stream = list(script.messages(script.chat_ids(0, 20), range(1)))
    seconds = (await load.at_rate(Recorder(stalls_until_waiting=20), stream, 1_000)).seconds
    assert seconds[0] >= 0.019
    assert seconds[0] > seconds[10] > seconds[19]


@pytest.mark.parametrize("percent, value", [(50, 5), (90, 9), (95, 10), (99, 10), (1, 1)])
def test_a_percentile_is_a_value_that_occurred(percent: float, value: float) -> None:
    assert load.percentile([10, 1, 9, 2, 8, 3, 7, 4, 6, 5], percent) == value


@pytest.mark.parametrize(
    "line, verdict",
    [
        (Line(what="", value=4.0, at_least=4.0), "PASS"),
        (Line(what="", value=3.99, at_least=4.0), "MISS"),
        (Line(what="", value=25.1, at_most=25), "MISS"),
        (Line(what="", value=None, at_most=25), "NOT MEASURED"),
        (Line(what="", value=1.0), ""),
    ],
)
def test_a_line_says_whether_its_bound_is_kept(line: Line, verdict: str) -> None:
    assert line.verdict == verdict


def test_a_figure_passes_only_when_all_of_it_was_measured_and_nothing_failed() -> None:
    kept = Line(what="", value=2.0, at_least=1.0)
    assert Figure(name="", title="", lines=[kept]).passed
    assert not Figure(name="", title="", lines=[kept], failures=["a contender raised"]).passed
    assert not Figure(name="", title="", lines=[kept, Line(what="", value=None, at_least=1.0)]).passed
    assert not Figure(name="", title="", lines=[Line(what="", value=2.0)]).passed


@pytest.mark.parametrize("turns_a_transaction", [1, 20])
def test_the_limit_writes_every_row_of_the_shape(tmp_path: Path, turns_a_transaction: int) -> None:
    turns = 1_030
    limits.bare_sqlite(tmp_path, DEFAULT_SHAPE, turns, turns_a_transaction)
    with sqlite3.connect(tmp_path / "limit.db") as db:
        sealed = db.execute("SELECT count(*), sum(length(c1)), count(DISTINCT key) FROM inbox").fetchone()
        talks = db.execute("SELECT count(*) FROM conversation").fetchone()
    assert sealed == (turns, turns * 700, turns)
    assert talks == (limits.CHATS,)


@pytest.fixture
def careful_url() -> Iterator[str]:
    """A database on a server that waits for the disk, as every figure of ours does."""
    with running_server() as server, empty_database(server) as url:
        yield url


@pytest.mark.postgres
async def test_the_limit_on_postgresql_writes_them_too(careful_url: str) -> None:
    found = await limits.bare_postgres(careful_url, DEFAULT_SHAPE, 50)
    assert found.turns == 50
    assert found.settings == {"fsync": "on", "synchronous_commit": "on"}


async def test_the_bot_api_server_refuses_what_is_too_fast() -> None:
    server = Server()
    answers = [(await server.answer("sendMessage", {"chat_id": chat}))[0] for chat in range(PER_SECOND * 2)]
    assert answers[:PER_SECOND] == [200] * PER_SECOND
    assert 429 in answers[PER_SECOND:]
    assert (await server.answer("counts", {}))[1]["refused"] == answers.count(429)


async def test_the_bot_api_server_refuses_a_fourth_message_at_once_in_one_chat() -> None:
    server = Server()
    answers = [(await server.answer("sendMessage", {"chat_id": 1}))[0] for _ in range(4)]
    assert answers == [200, 200, 200, 429]


async def test_the_bot_api_server_asks_for_a_stop_and_counts_who_does_not_keep_it() -> None:
    now = 100.0
    server = Server(Plan(stop_every=3, stop_least_s=7, stop_most_s=7), lambda: now)
    answers = [await server.answer("sendMessage", {"chat_id": chat}) for chat in range(4)]
    assert [status for status, _told in answers] == [200, 200, 429, 429]
    assert answers[2][1]["parameters"] == answers[3][1]["parameters"] == {"retry_after": 7}
    assert server.counts()["stopped_s"] == 7
    assert server.refused == 0, "it was on its way when the stop was told"
    now += 2 * GRACE_S
    assert (await server.answer("sendMessage", {"chat_id": 4}))[0] == 429
    assert server.refused == 1
    now += 7
    assert (await server.answer("sendMessage", {"chat_id": 4}))[0] == 429, "the sixth call"
    assert server.counts()["stopped_s"] == 14


async def test_the_bot_api_server_knows_who_has_blocked_the_bot_and_who_got_it_twice() -> None:
    server = Server(Plan(blocked=50))
    statuses = [(await server.answer("sendMessage", {"chat_id": chat}))[0] for chat in range(10)]
    again = [(await server.answer("sendMessage", {"chat_id": chat}))[0] for chat in range(10)]
    assert statuses == again
    assert set(statuses) == {200, 403}
    counts = server.counts()
    assert counts["twice"] == counts["chats"] == statuses.count(200)
    assert counts["blocked"] == statuses.count(403)


async def test_a_peer_answers_the_whole_conversation_and_a_lost_row_is_noticed(tmp_path: Path) -> None:
    peer = telegram_bot_peer(name="ptb", journal="wal", sends=True, at_once=20)
    await peer.start(tmp_path)
    try:
        check_durable(await peer.settings(), on_a_server=False)
        await load.together(peer, script.messages(CHATS))
        await peer.verify(script.expected(CHATS))
        with sqlite3.connect(tmp_path / "peer.db") as db:
            db.execute("DELETE FROM steps WHERE id = 7")
        with pytest.raises(WrongRows):
            await peer.verify(script.expected(CHATS))
    finally:
        await peer.stop()


def test_a_round_that_fails_or_cannot_begin_says_why(tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path, peers_python=Path(sys.executable), sizes=QUICK)
    with pytest.raises(RoundFailed, match="unable to open database file"):
        bench.run(Job(contender="ptb", mode="one", chats=1, folder=str(tmp_path / "nowhere")))
    without_peers = Bench(folder=tmp_path, peers_python=tmp_path / "no-python", sizes=QUICK)
    with pytest.raises(NotThereYet, match="make bench"):
        without_peers.run_afresh(Job(contender="ptb", mode="one", chats=1, folder=""))
