"""Every language of the catalogues can be spoken: the same chat, and in the pseudo-language no sentence goes round it."""

import pytest

from bot.catalogues import PSEUDO_LANGUAGE, SOURCE_LANGUAGE, WAITING_LANGUAGES
from domain.roles import Role
from tests.handlers.chats import UNTIL_SENT
from tests.play import Play
from tests.world import Way, World


@pytest.fixture(
    params=[Way.STEADY, *(pytest.param(way, marks=pytest.mark.slow) for way in (Way.WHATSAPP, Way.TELEGRAM))]
)
def way(request: pytest.FixtureRequest) -> Way:
    """Four languages in every way would only say the same again."""
    return Way(request.param)


LANGUAGES = (SOURCE_LANGUAGE, *WAITING_LANGUAGES, PSEUDO_LANGUAGE)

AFTERWARDS = """
    Siti: menu
    Bot: ... [...]
    Siti: info
    Bot: ... [...]
    Siti: samarinda
    Bot: ... [...]
    Siti: 1
    Bot: ...
    Siti: bantuan
    Bot: ... [...]
    Siti: 2
    Bot: ...
    Siti: periksa lagi
    Bot: ... [...]
    Siti: ya
    Bot: ... [...]
    Siti: lewati
    Bot: ...
    Bot → Petugas: ... [...]
    Petugas: antrean
    Bot: ... [...]
    Petugas: 1
    Bot: ... [...]
    Petugas: lihat jawaban
    Bot: ... [...]
    Petugas: tutup
    Bot: ... [...]
    Petugas: usulkan
    Bot: ... [...]
    Petugas: ya
    Bot: ... [...]
    Bot → Siti: ...
"""


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_screening_and_its_decision_are_said_in_her_language(
    play: Play, world: World, language: str
) -> None:
    await world.add("Siti", language=language)
    await world.add("Petugas", Role.WORKER, language=language)
    await play(UNTIL_SENT, language=language)
    await play(AFTERWARDS, language=language)
    assert world.requests == ["Siti screening diusulkan cocok_awal minta bicara"]
