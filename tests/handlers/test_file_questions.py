"""A question for a file takes a file and nothing else; what it is, its bytes say later."""

from pathlib import Path

import pytest

import handlers
from conversation.questions import NoLongerFits, Said, Unclear, Understood
from domain.files import FILE_BYTES_MAX, SentFile, Wanted
from handlers.file_questions import File, paper, photo, voice


@pytest.mark.parametrize(
    "question, thing, taken",
    [
        (photo(), "photo", True),
        (photo(), "document", True),
        (photo(), "voice", False),
        (photo(), "sticker", False),
        (paper(), "document", True),
        (paper(), "photo", True),
        (paper(), "location", False),
        (voice(), "voice", True),
        (voice(), "photo", False),
    ],
)
def test_only_what_may_hold_it_is_taken(question: File, thing: str, taken: bool) -> None:
    reading = question.read(Said(thing=thing, reference="12:abc"))
    assert reading == Understood("12:abc") if taken else isinstance(reading, Unclear)


@pytest.mark.parametrize("wanted", list(Wanted))
@pytest.mark.parametrize(
    "said", [Said(text="ini fotonya"), Said(thing="photo"), Said(thing="contact", contact="08")]
)
def test_words_and_things_without_a_file_are_asked_for_again_with_what_to_do(
    wanted: Wanted, said: Said
) -> None:
    reading = File(wanted=wanted).read(said)
    assert isinstance(reading, Unclear)
    assert reading.text is not None


def test_what_is_too_large_by_the_channels_own_word_is_said_at_once() -> None:
    reading = photo().read(Said(thing="photo", reference=f"{FILE_BYTES_MAX + 1}:abc"))
    assert isinstance(reading, Unclear)
    assert reading.text is not None
    assert "terlalu besar" in reading.text.message


def test_the_answer_is_the_file_as_the_channel_has_it() -> None:
    assert photo().restore("12:abc") == SentFile(reference="abc", size_bytes=12)
    for plain in (None, 12, "abc", ["12:abc"], ":"):
        with pytest.raises(NoLongerFits):
            photo().restore(plain)


def test_every_file_is_sensitive_and_each_sort_has_a_kind_of_its_own() -> None:
    questions = (photo(), paper(), voice())
    assert all(each.sensitive for each in questions)
    assert len({each.kind for each in questions}) == 3


def test_screening_never_asks_for_a_file() -> None:
    folder = Path(handlers.__file__).parent
    asking = {path.name for path in folder.rglob("*.py") if "file_questions" in path.read_text()}
    assert not {name for name in asking if name.startswith(("screening", "sit_beside", "recheck", "consent"))}
