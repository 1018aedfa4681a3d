"""Every error code that Meta documents, and what becomes of the message: the table in words is the law."""

import tomllib
from pathlib import Path

import pytest

from bot.channels.base import Outgoing, SendError
from bot.channels.whatsapp.errors import VERDICTS, Verdict, verdict_of

TABLE = Path(__file__).parents[3] / "vectors" / "whatsapp_errors.toml"
ERRORS = tomllib.loads(TABLE.read_text(encoding="utf-8"))["error"]


@pytest.mark.parametrize("row", ERRORS, ids=lambda row: str(row["code"]))
async def test_each_code_means_what_the_table_says(api, whatsapp, row):
    api.fail_next("messages", row["code"])
    with pytest.raises(SendError) as caught:
        await whatsapp.send(Outgoing(outbox_id="17", chat="620000000101", text="Halo"))
    error = caught.value
    assert verdict_of(row["code"]) == row["verdict"]
    assert error.retryable is row.get("again", False)
    assert error.whole_channel is row.get("all", False)
    assert error.window_closed is (row["verdict"] == "window_closed")
    assert error.unreachable is (row["verdict"] == "unreachable")
    assert error.uncertain is False
    assert (error.retry_after_s is not None) is (row.get("all", False) or row["verdict"] == "pair")
    assert api.accepted == []


def test_the_table_and_the_program_know_the_same_codes():
    permissions = {200, 299}  # the ends of a range
    assert {row["code"] for row in ERRORS} - permissions == set(VERDICTS)
    assert {row["verdict"] for row in ERRORS} == {verdict.value for verdict in Verdict}


@pytest.mark.parametrize(
    "code, status, verdict",
    [
        (999_999, 400, Verdict.PERMANENT),
        (999_999, 429, Verdict.SLOW_DOWN),
        (999_999, 503, Verdict.RETRY),
        (250, 403, Verdict.TOKEN),
    ],
)
def test_of_a_code_that_nobody_has_described_the_status_decides(code, status, verdict):
    assert verdict_of(code, status=status) is verdict


@pytest.mark.parametrize(
    "code, state", [(132001, "rejected"), (132015, "paused"), (132016, "disabled"), (132000, "")]
)
async def test_a_refused_template_says_what_has_become_of_it(api, whatsapp, code, state):
    api.fail_next("messages", code)
    with pytest.raises(SendError) as caught:
        await whatsapp.send(Outgoing(outbox_id="17", chat="620000000101", template="t"))
    assert caught.value.template_state == state
