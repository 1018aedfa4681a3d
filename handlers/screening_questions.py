"""The questions of a criteria file: who asks back hears what it is, or why it is asked; then it is asked again."""

from collections.abc import Mapping
from dataclasses import replace

from conversation.questions import Reading, Said, Unclear, Understood
from conversation.text import Text
from domain.records import dataclass
from handlers.questions import OneOf, SomeOf, WholeNumber
from handlers.screening_facts import NextQuestion

# How women name what they can do or want to do, by the key of the option in the files.
_WORK: Mapping[str, str] = {
    "memasak_kue": "masak, masakan, bikin kue, buat roti, bikin roti, katering, catering",
    "jualan_makanan_minuman": "makanan, minuman, gorengan, jajanan, nasi uduk, nasi kuning, seblak, bakso, cilok,"
    " es teh, jual kue, jual nasi, jual es",
    "warung": "kelontong, sembako, toko",
    "tani_ternak_ikan": "bertani, beternak, ternak, berkebun, kebun, budidaya, nelayan, sawah",
    "kerajinan": "anyaman, menganyam, rajut, merajut, batik, membatik, tenun, menenun, sulam",
    "jasa": "laundry, londri, cuci baju, setrika, salon, pijat, makeup",
    "belum_ada": "tidak ada, ga ada, gak ada, nggak ada, belum punya, tidak punya, belum bisa apa apa",
}


@dataclass(frozen=True, kw_only=True)
class Explained(OneOf):
    """One of the choices. about: the question in the words of its file, for who asks back and who repeats its verb."""

    about: NextQuestion

    def read(self, said: Said) -> Reading:
        """Asking is no answer; "iya dapat" answers what she receives."""
        reading = _explained(self.about, said) or super().read(said)
        if not isinstance(reading, Unclear) or not said.text:
            return reading
        from domain.reading.answers import Answer
        from domain.reading.echoes import read_echo

        answer = read_echo(said.text, self.about.text)
        if answer is None or len(self.of) != 2:
            return reading
        return super().read(replace(said, text="ya" if answer is Answer.YA else "tidak"))


@dataclass(frozen=True, kw_only=True)
class ExplainedSome(SomeOf):
    """One or more of the choices."""

    about: NextQuestion

    def read(self, said: Said) -> Reading:
        """Asking is no answer; what she says of her work in words of her own is one ("gorengan sama jahit")."""
        reading = _explained(self.about, said) or super().read(said)
        if not isinstance(reading, Unclear) or not said.text:
            return reading
        from domain.reading.choices import match_choices

        keys = [key for key, _label in self.about.options]
        words = {number: _WORK[key].split(", ") for number, key in enumerate(keys) if key in _WORK}
        found = match_choices(said.text, [label for _key, label in self.about.options], words)
        if not words or not found.indices or found.unclear:
            return reading
        return Understood([keys[number] for number in found.indices])


@dataclass(frozen=True, kw_only=True)
class ExplainedNumber(WholeNumber):
    """A whole number."""

    about: NextQuestion

    def read(self, said: Said) -> Reading:
        """Asking is no answer."""
        return _explained(self.about, said) or super().read(said)


def _explained(about: NextQuestion, said: Said) -> Unclear | None:
    """What she is told if she asks back, in the words of the file; None if she does not."""
    if said.tapped or said.thing:
        return None
    from domain.reading.asking_back import Asks, asks_back

    asks = asks_back(said.text)
    if asks is None or not (about.why or about.help):
        return None
    return Unclear(Text(about.help if about.help and asks is Asks.WHAT else about.why))
