"""The question types: one thing to ask, how its answers are read (domain/reading/), and how it asks again.

What reads an answer is loaded with the first answer of its kind: nobody waits for it who is only being asked.
"""

from collections.abc import Sequence
from typing import Any

from conversation.questions import (
    Choice,
    Choosable,
    Narrowed,
    NoLongerFits,
    Plain,
    Question,
    Reading,
    Said,
    Suggested,
    Unclear,
    Understood,
)
from conversation.text import Text, _
from domain.hygiene import tidy_text
from domain.money import Rupiah, Spelled
from domain.reading.action import Action
from domain.records import dataclass
from handlers.house import CANNOT_READ

YES, NO = "ya", "tidak"

# A name or a short note; longer ones are asked for in parts.
WORDS_CHARS_MAX = 300


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What most questions are not."""

    skip: Text | None = None
    person: Text | None = None
    sensitive: bool = False

    @property
    def weighty(self) -> bool:
        return False

    @property
    def takes_any_text(self) -> bool:
        return False

    @property
    def takes_digits(self) -> bool:
        return False

    @property
    def choices(self) -> Sequence[Choosable]:
        return ()


def _label(choice: Choosable) -> str:
    return choice.label.message if isinstance(choice.label, Text) else choice.label


def _labels(choices: Sequence[Choosable]) -> list[str]:
    """The labels as they are read: in Indonesian, whatever language she sees (she types both)."""
    return [_filled(choice) for choice in choices]


def _filled(choice: Choosable) -> str:
    label = choice.label
    if isinstance(label, Text) and label.values:
        return label.message.format_map({name: str(value) for name, value in label.values.items()})
    return _label(choice)


@dataclass(frozen=True, kw_only=True)
class YesNo(Asked):
    """Yes or no. explicit: only ya, setuju, boleh or 1 (consent, money); "oke" and "gapapa" ask once more."""

    is_weighty: bool = False
    explicit: bool = False
    labels: tuple[Text, Text] = (_("Ya"), _("Tidak"))

    @property
    def kind(self) -> str:
        return "yes-no"

    @property
    def weighty(self) -> bool:
        return self.is_weighty

    @property
    def choices(self) -> Sequence[Choosable]:
        return (Choice(YES, self.labels[0]), Choice(NO, self.labels[1]))

    def read(self, said: Said) -> Reading:
        """Nothing vague is a yes: "terserah", "insyaallah" and "nanti" are asked again."""
        if said.tapped:
            return Understood(said.tapped == YES)
        if said.thing:
            return Unclear(CANNOT_READ)
        from domain.reading.answers import Answer, read_answer_full

        reading = read_answer_full(said.text, asked_done=not self.explicit)
        if reading.answer is Answer.YA and (reading.explicit or not self.explicit):
            return Understood(True)
        if reading.answer in (Answer.TIDAK, Answer.BELUM):
            return Understood(False)
        chosen = self._find_label(said.text)
        if chosen is not None:
            return Understood(chosen == 0)
        return Unclear(_("Maaf, saya perlu jawaban yang jelas. Ketik YA atau TIDAK, ya."))

    def _find_label(self, text: str) -> int | None:
        """The label she means in words of her own. A question is no answer, and "boleh bawa anak" is no consent."""
        from domain.reading.choices import adds_nothing, begins_with, match_choice

        labels = _labels(self.choices)
        chosen = match_choice(text, labels).index
        if chosen is None or "?" in text:
            return None
        if self.explicit and not adds_nothing(text, labels[chosen]):
            return chosen if chosen and begins_with(text, labels[chosen]) else None
        return chosen

    def restore(self, plain: Plain) -> bool:
        """True for yes."""
        if not isinstance(plain, bool):
            raise NoLongerFits
        return plain


@dataclass(frozen=True, kw_only=True)
class OneOf(Asked):
    """One of the choices, journaled by its key."""

    of: Sequence[Choosable]

    @property
    def kind(self) -> str:
        return "one-of"

    @property
    def choices(self) -> Sequence[Choosable]:
        return self.of

    def read(self, said: Said) -> Reading:
        """The number, the label, a synonym, with small slips; two that fit are asked about."""
        if said.tapped:
            return Understood(said.tapped) if self._has(said.tapped) else Unclear()
        if said.thing:
            return Unclear(CANNOT_READ)
        from domain.reading.choices import match_choice

        words = {index: getattr(choice, "words", ()) for index, choice in enumerate(self.of)}
        found = match_choice(
            said.text, _labels(self.of), {index: some for index, some in words.items() if some}
        )
        if found.index is not None:
            return Understood(self.of[found.index].key)
        if found.ambiguous:
            return Narrowed(tuple(self.of[index].key for index in found.ambiguous), _("Yang mana, ya?"))
        key = self._yes_or_no(said.text)
        return Unclear() if key is None else Understood(key)

    def _yes_or_no(self, text: str) -> str | None:
        """Where the choices are a yes and a no ("Sudah", "Belum"), every word for yes and no is one of them."""
        from domain.reading.answers import Answer, read_answer

        spoken = any(letter.isalpha() for letter in text)  # a thumb is no fact
        said = read_answer(text, asked_done=True, digits=False) if spoken else None
        if said not in (Answer.YA, Answer.TIDAK, Answer.BELUM):
            return None
        meant = {label: read_answer(label, asked_done=True, digits=False) for label in _labels(self.of)}
        fits = [choice.key for choice in self.of if meant[_filled(choice)] is said]
        if not fits and len(self.of) == 2 and said is not Answer.YA and Answer.YA in meant.values():
            # "Belum" to "Pernah?" is its no. Beside a third choice it may mean that one.
            fits = [
                choice.key for choice in self.of if meant[_filled(choice)] in (Answer.TIDAK, Answer.BELUM)
            ]
        return fits[0] if len(fits) == 1 else None

    def _has(self, key: str) -> bool:
        return any(choice.key == key for choice in self.of)

    def restore(self, plain: Plain) -> Choosable:
        """The choice with that key."""
        for choice in self.of:
            if choice.key == plain:
                return choice
        raise NoLongerFits


@dataclass(frozen=True, kw_only=True)
class SomeOf(Asked):
    """One or more of the choices at once: "1, 3 dan 5", "menjahit sama masak". none_key: stands alone ("Belum ada")."""

    of: Sequence[Choosable]
    none_key: str = ""

    @property
    def kind(self) -> str:
        return "some-of"

    @property
    def choices(self) -> Sequence[Choosable]:
        return self.of

    def read(self, said: Said) -> Reading:
        """The keys in the order of the list."""
        if said.tapped:
            return Understood([said.tapped])
        if said.thing:
            return Unclear(CANNOT_READ)
        from domain.reading.choices import match_choices

        words = " ".join(said.text.casefold().split()).strip(" .,!")
        for choice in self.of:  # "tidak ada", where it says that it is enough
            if words in getattr(choice, "words", ()):
                return Understood([choice.key])
        found = match_choices(said.text, _labels(self.of))
        if not found.indices or found.unclear:
            return Unclear(_("Maaf, saya belum mengerti. Contoh jawaban: 1 dan 3."))
        return Understood([self.of[index].key for index in found.indices])

    def restore(self, plain: Plain) -> tuple[str, ...]:
        """The keys."""
        keys = {choice.key for choice in self.of}
        if not isinstance(plain, list) or not plain or not keys.issuperset(plain):
            raise NoLongerFits
        return tuple(plain)


@dataclass(frozen=True, kw_only=True)
class WholeNumber(Asked):
    """A whole number from `least` to `most`: an age, how many people."""

    least: int
    most: int

    @property
    def kind(self) -> str:
        return "whole-number"

    @property
    def takes_digits(self) -> bool:
        return True

    def read(self, said: Said) -> Reading:
        """Digits or words, with "tahun" or "orang" beside them."""
        if said.thing:
            return Unclear(CANNOT_READ)
        from domain.reading.numbers import read_whole_number

        number = read_whole_number(said.text, most=self.most)
        if number is None:
            return Unclear(
                _("Maaf, saya belum mengerti. Contoh jawaban: {example}.", example=self._example())
            )
        if not self.least <= number <= self.most:
            return Unclear(_("Angkanya antara {least} dan {most}, ya.", least=self.least, most=self.most))
        return Understood(number)

    def _example(self) -> int:
        return min(max(self.least, 35), self.most) if self.most > 40 else min(max(self.least, 3), self.most)

    def restore(self, plain: Plain) -> int:
        """The number."""
        if not isinstance(plain, int) or isinstance(plain, bool) or not self.least <= plain <= self.most:
            raise NoLongerFits
        return plain


@dataclass(frozen=True, kw_only=True)
class Amount(Asked):
    """An amount in rupiah, always echoed in digits and words before it counts. usual: what she mostly pays."""

    usual: int | None = None

    @property
    def kind(self) -> str:
        return "amount"

    @property
    def weighty(self) -> bool:
        return True

    @property
    def takes_digits(self) -> bool:
        return True

    @property
    def choices(self) -> Sequence[Choosable]:
        if self.usual is None:
            return ()
        return (Choice(f"rp{self.usual}", _("{amount}", amount=Rupiah(self.usual))),)

    def read(self, said: Said) -> Reading:
        """Accepted only when it is clear; a bare small number is asked about, never kept."""
        if said.tapped.startswith("rp"):
            return Understood(int(said.tapped[2:]))
        if said.thing:
            return Unclear(CANNOT_READ)
        from domain.reading.money import read_money

        reading = read_money(said.text)
        likely = reading.likely if reading.likely is not None else reading.rupiah
        if reading.action is Action.ACCEPT and reading.rupiah is not None:
            return Understood(int(reading.rupiah))
        if reading.action is Action.CONFIRM and likely is not None:
            return Suggested(int(likely), _("Maksud Ibu {amount}?", amount=Spelled(likely)))
        return Unclear(_("Maaf, saya belum mengerti. Contoh jawaban: 25 ribu."))

    def restore(self, plain: Plain) -> Rupiah:
        """The amount."""
        if not isinstance(plain, int) or isinstance(plain, bool) or plain < 0:
            raise NoLongerFits
        return Rupiah(plain)


@dataclass(frozen=True, kw_only=True)
class Words(Asked):
    """Her own words: a name, a reason, a short note.

    one_line: they stand among lines of ours that somebody else agrees to, and must not look like one of them.
    """

    chars_max: int = WORDS_CHARS_MAX
    one_line: bool = False

    @property
    def kind(self) -> str:
        return "words"

    @property
    def takes_any_text(self) -> bool:
        return True

    @property
    def takes_digits(self) -> bool:
        return True

    def read(self, said: Said) -> Reading:
        """The words without control signs; too long is said kindly."""
        if said.thing:
            return Unclear(CANNOT_READ)
        words = tidy_text(said.text)
        if self.one_line:
            words = " ".join(words.split())
        if self.skip is not None and words.casefold() == self.skip.message.casefold():
            return Understood(None)  # she types what stands on the button
        if not any(sign.isalnum() for sign in words):  # a sticker's emoji is nobody's name
            return Unclear(_("Tolong ketik beberapa kata, ya."))
        if len(words) > self.chars_max:
            return Unclear(_("Itu terlalu panjang. Paling banyak {most} huruf.", most=self.chars_max))
        return Understood(words)

    def restore(self, plain: Plain) -> str:
        """The words."""
        if not isinstance(plain, str) or not plain or len(plain) > self.chars_max:
            raise NoLongerFits
        return plain


class HouseDialect:
    """Yes and no and choices as women here write them."""

    def confirm(self, *, weighty: bool, sensitive: bool) -> Question[bool]:
        """Yes or no."""
        return YesNo(is_weighty=weighty, explicit=weighty, sensitive=sensitive)

    def choose(
        self, choices: Sequence[Choosable], *, skip: Text | None, person: Text | None, sensitive: bool
    ) -> Question[Any]:
        """One of the choices."""
        return OneOf(of=choices, skip=skip, person=person, sensitive=sensitive)
