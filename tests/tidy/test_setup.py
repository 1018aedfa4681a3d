"""`make setup` makes the environment once, does nothing while the lock stays, and follows a changed lock.

Tried with locks that name no package, so that it needs no network and only seconds.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.tidy.sources import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.lock").write_text("# nothing\n")
    return tmp_path


def make(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", "setup", *words]
    return subprocess.run(
        command, cwd=folder, env=inherited | more, capture_output=True, text=True, check=False
    )


def test_the_environment_is_made_once_and_follows_the_lock(copy: Path) -> None:
    first = make(copy)
    assert (first.returncode, "Making .venv" in first.stdout, "Installing" in first.stdout) == (0, True, True)
    assert (copy / ".venv" / "bin" / "python").exists()

    again = make(copy)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")

    (copy / "requirements.lock").write_text("# still nothing\n")
    changed = make(copy)
    assert (changed.returncode, "Making .venv" in changed.stdout, "Installing" in changed.stdout) == (
        0,
        False,
        True,
    )


def test_a_set_up_that_failed_is_tried_again(copy: Path) -> None:
    (copy / "requirements.lock").write_text("this is no requirement!\n")
    assert make(copy).returncode != 0
    (copy / "requirements.lock").write_text("# nothing\n")
    mended = make(copy)
    assert (mended.returncode, "Installing" in mended.stdout) == (0, True)


def test_without_a_python_that_is_new_enough_it_says_what_to_do(copy: Path) -> None:
    tools = copy / "tools"
    tools.mkdir()
    for tool in ("make", "bash", "awk", "cat", "rm"):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    (tools / "python3").write_text("#!/bin/bash\necho Python 3.9.2\n[[ $1 == --version ]]\n")
    (tools / "python3").chmod(0o755)
    refused = make(copy, "SHELL=" + str(shutil.which("bash")), PATH=str(tools))
    assert refused.returncode != 0
    assert "needs Python 3.11 or newer, and found: Python 3.9.2" in refused.stderr
