"""What women and staff write in courses goes through the whole program; in what it leaves behind nothing stands in clear."""

import logging
from datetime import date
from pathlib import Path

import pytest

from tests.canaries.search import find
from tests.handlers.training.afterwards import WORKER, end
from tests.handlers.training.company import a_course, agree, companion, newcomer, was_there
from tests.handlers.training.test_distress import OF_TRAINING, kept, says
from tests.play import Play
from tests.world import Way, World

pytestmark = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)

# Words that occur nowhere else. Titles, places and what is shared of a session are told to a class, and are no secret.
SECRETS = {
    "nickname": "Kenariakrab",
    "post": "kenaripapan",
    "skill": "kenarikeahlian",
    "note of a companion": "kenaricatatan",
    "note of a session": "kenarioven",
    "name on the paper": "Kenarisertifikat",
    "face": "heavy",
    "income": '"income"',
    "help": '"buyers"',
}


async def live(play: Play, world: World) -> None:
    """A course from joining to a year afterwards."""
    course = await a_course(world, "Tati", "Neneng", days=[date(2026, 2, 4), date(2026, 2, 11)], offsets=())
    await agree(world, course, "Tati", "Neneng")
    await companion(world, "Rina", course)
    await newcomer(world, course, "Siti")
    await says(play, "Siti", "panggilan", "nama saja", SECRETS["nickname"])
    await says(play, "Siti", "keterampilan saya", "lain", "sudah", SECRETS["skill"], "belum ada")
    await says(play, "Siti", "papan", "tulis", "saya bisa", SECRETS["post"], "ya")
    await says(play, "Siti", "perasaan saya", "berat", "ya")
    await world.pass_time(4 * 86_400)
    await says(play, "Rina", "tindak lanjut", "2", "sudah disapa", SECRETS["note of a companion"])
    await says(play, WORKER, "catatan pertemuan", "ya", "ya", "ya", "ya", SECRETS["note of a session"])
    await world.pass_time(5 * 86_400)
    await was_there(world, course, "Tati", n=1)
    await was_there(world, course, "Tati", n=2)
    await end(world, course)
    await says(play, WORKER, "beri sertifikat", "beri sertifikat", "beri", "ya")
    await says(
        play, "Tati", "sertifikat", "Kue kering", f"{SECRETS['name on the paper']} Aminah", "ya", "selesai"
    )
    await world.pass_time(31 * 86_400)
    await says(play, "Tati", "kabar usaha", "boleh", "sering", "turun", "belum", "pembeli", "tidak usah")


async def test_no_word_of_hers_stands_in_any_file_or_log(
    play: Play, world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await live(play, world)
    opened = await kept(world, (*OF_TRAINING, "persons"))
    assert {name for name, word in SECRETS.items() if word not in opened} == set()
    await world.stop()
    (tmp_path / "data" / "log").write_text(caplog.text)
    assert find(tmp_path / "data", SECRETS, leave_out=("simulator",)) == {}  # the demo phones' own page
    await world.start()
