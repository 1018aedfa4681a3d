"""Whatever is wrong with a file, she reads a sentence that says what to do."""

from domain.files import FileFault, Wanted
from handlers.file_words import SENTENCES


def test_there_is_a_sentence_for_every_fault_of_every_sort() -> None:
    assert set(SENTENCES) == {(fault, wanted) for fault in FileFault for wanted in Wanted}
    assert all("Tolong" in each.message for each in SENTENCES.values())
