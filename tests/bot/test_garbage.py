"""The collector looks less often, and never through what the start has made."""

import subprocess
import sys

CODE = """
import gc
from bot.garbage import GARBAGE_THRESHOLD, spare_the_collector
gc.disable()
spare_the_collector()
assert gc.isenabled() and gc.get_freeze_count() > 1_000 and gc.get_threshold()[0] == GARBAGE_THRESHOLD
"""


def test_what_the_start_has_made_is_not_looked_through_again() -> None:
    subprocess.run([sys.executable, "-c", CODE], check=True, timeout=60)
