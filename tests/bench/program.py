"""The whole program, started the way an operator starts it, with the simulator and a folder of its own."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench.alternate import ROOT, RoundFailed

POLL_S = 0.002
PATIENCE_S = 60
PHONE = "siti"
SETTINGS = Path(".env.example")


class Program:
    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process = process
        self._port = port
        self._log = log

    def first_answer(self) -> float:
        """The moment (perf_counter) at which a text to the demo phone has its answer."""
        deadline = time.perf_counter() + PATIENCE_S
        before = self._bot_messages(deadline)
        status, _ = self._request("POST", f"/sim/phones/{PHONE}/messages", {"text": "halo"}, deadline)
        if status >= 300:
            raise RoundFailed(f"the simulator answers {status} to a message")
        while self._bot_messages(deadline) <= before:
            time.sleep(POLL_S)
        return time.perf_counter()

    def resident_bytes(self) -> int:
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def _bot_messages(self, deadline: float) -> int:
        path = f"/sim/phones/{PHONE}/messages"
        status, found = self._request("GET", path, None, deadline)
        if status == 404:
            self._request(
                "POST", "/sim/phones", {"name": PHONE, "role": "member", "look": "telegram"}, deadline
            )
            status, found = self._request("GET", path, None, deadline)
        if status != 200:
            raise RoundFailed(f"GET {path} answers {status}")
        messages = found["messages"] if isinstance(found, dict) else found
        return sum(1 for message in messages if message["from"] == "bot")

    def _request(self, method: str, path: str, body: Any, deadline: float) -> tuple[int, Any]:
        while True:
            if self.process.poll() is not None or time.perf_counter() > deadline:
                raise RoundFailed(f"the program stopped or is silent: {self._last_lines()}")
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
            try:
                sent = None if body is None else json.dumps(body)
                connection.request(method, path, sent, {"Content-Type": "application/json"})
                answer = connection.getresponse()
                raw = answer.read()
                if answer.status != 503:  # not ready yet
                    return answer.status, json.loads(raw) if raw and answer.status < 300 else None
            except ConnectionRefusedError:
                pass
            finally:
                connection.close()
            time.sleep(POLL_S)

    def _last_lines(self) -> str:
        return " | ".join(self._log.read_text(errors="replace").strip().splitlines()[-4:])


@contextmanager
def running(folder: Path, extra: Mapping[str, str] | None = None) -> Iterator[Program]:
    """`python -m bot run` inside the folder; stopped by SIGTERM, as an operator's service manager does."""
    port = _free_port()
    settings = {"DATA_DIR": str(folder / "data"), "HOST": "127.0.0.1", "PORT": str(port), "SIMULATOR": "on"}
    dropped = _setting_names() | {"PYTHONDONTWRITEBYTECODE"}  # an operator's second start has its bytecode
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    environment = {**kept, "PYTHONPATH": str(ROOT), **settings, **(extra or {})}
    log = folder / "program.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"], cwd=folder, env=environment, stdout=output, stderr=output
        )
    try:
        yield Program(process, port, log)
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _setting_names() -> set[str]:
    """The operator's own settings must not reach the program that is measured."""
    lines = (ROOT / SETTINGS).read_text().splitlines() if (ROOT / SETTINGS).exists() else []
    return {line.lstrip("# ").split("=")[0] for line in lines if "=" in line}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
