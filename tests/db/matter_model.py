"""Matters on paper: the same rules written down once more, as plainly as somebody would with a pencil and a list.

One office. Nothing here knows how the program does it; tests/db/test_matter_life.py leads one life on both and compares
every answer, every refusal, and what stands there afterwards.
"""

from dataclasses import dataclass, field

DAY_MS = 86_400_000


class No(Exception):
    """A refusal, by the name of its rule."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


@dataclass
class Letter:
    """One message on paper. covers: of an answer, up to which letter of hers its writer had seen."""

    n: int
    hers: bool
    by: str
    text: str
    at: int
    seen: bool = False
    gone: bool = False
    covers: int = 0


@dataclass
class Sheet:
    """One matter on paper."""

    key: int
    woman: str
    about: str
    holder: str = ""
    women_only: bool = False
    only: bool = False
    open: bool = True
    closed_at: int = 0
    settled: int = 0
    shown_from: int = 1
    offered: bool = False
    face: bool = False
    asked_back: int = 0
    letters: list[Letter] = field(default_factory=list)

    @property
    def complaint(self) -> bool:
        return bool(self.about)

    def waiting(self) -> int:
        """Since when she waits, 0 if she does not."""
        if not self.open:
            return 0
        covered = max([0, *[x.covers for x in self.letters if not x.hers and not x.gone]])
        left = [x.at for x in self.letters if x.hers and not x.gone and x.n > max(covered, self.settled)]
        answered = any(not x.hers and not x.gone and x.n > self.settled for x in self.letters)
        asked = [self.asked_back] if self.asked_back and not answered else []
        return min([*left, *asked], default=0)


@dataclass
class Paper:
    """The office. staff: name -> (whether she leads, whether a woman); who left stands in `left`."""

    staff: dict[str, tuple[bool, bool]]
    now: int = 0
    left: set[str] = field(default_factory=set)
    sheets: list[Sheet] = field(default_factory=list)

    # -- who may ------------------------------------------------------------------------------------------------

    def works(self, who: str) -> bool:
        return who in self.staff and who not in self.left

    def may_have(self, sheet: Sheet, who: str) -> bool:
        if not self.works(who) or who == sheet.about:
            return False
        leads, woman = self.staff[who]
        return (leads or not sheet.complaint) and (woman or not sheet.women_only)

    def knows(self, sheet: Sheet, who: str) -> bool:
        return self.works(who) and (not sheet.complaint or (self.staff[who][0] and who != sheet.about))

    def holds(self, sheet: Sheet, who: str) -> bool:
        return sheet.holder == who and self.knows(sheet, who)

    def free(self, sheet: Sheet) -> bool:
        if not sheet.open or (sheet.only and not sheet.complaint):
            return False
        return not sheet.holder or (sheet.offered and sheet.waiting() > 0)

    # -- she ----------------------------------------------------------------------------------------------------

    def write(
        self, woman: str, text: str, *, holder: str, women_only: bool, only: bool, about: str, brings: bool
    ) -> Sheet:
        complaint = bool(about)
        mine = [each for each in self.sheets if each.woman == woman and each.complaint == complaint]
        sheet = next((each for each in mine if each.open), None)
        if sheet is None:
            late = [each for each in mine if each.closed_at > self.now - 30 * DAY_MS]
            sheet = max(late, key=lambda each: (each.closed_at, each.key), default=None)
            if sheet is not None and self._goes_on(sheet, holder, women_only, about):
                self._open_again(sheet)
            else:
                sheet = None
        if sheet is None:
            sheet = self._begin(woman, holder, women_only, only, about)
        else:
            self._choose(sheet, holder, women_only, only, about, brings)
        self._letter(sheet, hers=True, by=woman, text=text)
        return sheet

    def _goes_on(self, sheet: Sheet, holder: str, women_only: bool, about: str) -> bool:
        return holder in ("", sheet.holder) and about == sheet.about and women_only <= sheet.women_only

    def _begin(self, woman: str, holder: str, women_only: bool, only: bool, about: str) -> Sheet:
        sheet = Sheet(len(self.sheets), woman, about, women_only=women_only, only=only)
        if about and not any(
            self.staff[each][0] and each != about and self.works(each) for each in self.staff
        ):
            raise No("matter_nobody_else")
        if holder and self.may_have(sheet, holder):
            sheet.holder = holder
        elif holder and only:
            raise No("matter_holder_gone")
        self.sheets.append(sheet)
        return sheet

    def _choose(
        self, sheet: Sheet, holder: str, women_only: bool, only: bool, about: str, brings: bool
    ) -> None:
        if about and about != sheet.about:
            if sheet.about and self.staff[sheet.about][0] and self.works(sheet.about):
                raise No("matter_nobody_else")
            if not any(self.staff[x][0] and x != about and self.works(x) for x in self.staff):
                raise No("matter_nobody_else")
            if sheet.holder == about:
                self._give(sheet, "")
            sheet.about = about
        before = sheet.women_only
        wants = women_only and not before
        goes = holder and holder != sheet.holder
        becomes = Sheet(-1, sheet.woman, sheet.about, women_only=before or women_only)
        if goes and only and not self.may_have(becomes, holder):
            raise No("matter_holder_gone")
        sheet.women_only = before or women_only
        sheet.only = only or (sheet.only and not holder)
        following = len(sheet.letters) + 1
        if goes:
            if self.may_have(sheet, holder):
                self._give(sheet, holder, 0 if brings else following)
            elif sheet.holder:
                self._give(sheet, "")
        elif wants and sheet.holder and not self.may_have(sheet, sheet.holder):
            self._give(sheet, "", 0 if brings else following)

    def end(self, sheet: Sheet) -> None:
        if not sheet.open:
            raise No("matter_closed")
        self._shut(sheet)

    def reopen(self, sheet: Sheet) -> None:
        if sheet.open:
            return
        if sheet.closed_at <= self.now - 30 * DAY_MS:
            raise No("matter_closed")
        twin = [
            x for x in self.sheets if x.woman == sheet.woman and x.complaint == sheet.complaint and x.open
        ]
        if twin:
            return
        self._open_again(sheet)
        sheet.asked_back = self.now

    def allow(self, sheet: Sheet, allowed: bool) -> None:
        sheet.only = not allowed
        sheet.offered = sheet.offered and not sheet.waiting()

    def rate(self, sheet: Sheet) -> bool:
        if sheet.open or sheet.face:
            return False
        sheet.face = True
        return True

    # -- staff --------------------------------------------------------------------------------------------------

    def take(self, sheet: Sheet, who: str) -> None:
        if not self.knows(sheet, who):
            raise No("not_allowed")
        if not sheet.open:
            raise No("matter_closed")
        if sheet.holder == who:
            return
        if not self.free(sheet):
            raise No("matter_taken" if sheet.holder else "not_allowed")
        if not self.may_have(sheet, who):
            raise No("matter_woman_only")
        self._give(sheet, who)

    def give_back(self, sheet: Sheet, who: str) -> None:
        self._require(sheet, who)
        if not sheet.open:
            raise No("matter_closed")
        if sheet.only:
            raise No("matter_only_holder")
        self._give(sheet, "")

    def read(self, sheet: Sheet, who: str) -> list[str]:
        self._require(sheet, who)
        shown = [each for each in sheet.letters if each.n >= sheet.shown_from]
        if shown:
            for each in sheet.letters:
                each.seen = each.seen or each.hers
        return [each.text for each in shown]

    def answer(self, sheet: Sheet, who: str, text: str) -> None:
        self._require(sheet, who)
        if not sheet.open:
            raise No("matter_closed")
        self._letter(sheet, hers=False, by=who, text=text)

    def close(self, sheet: Sheet, who: str, *, although: bool) -> None:
        self._require(sheet, who)
        if not sheet.open:
            raise No("matter_closed")
        if sheet.waiting() and not although:
            raise No("matter_still_unanswered")
        self._shut(sheet)

    def take_back(self, sheet: Sheet, who: str, n: int) -> None:
        letter = sheet.letters[n - 1]
        if not letter.hers:
            self._require(sheet, who)
        if letter.gone or letter.by != who or letter.at < self.now - 15 * 60_000:
            raise No("matter_nothing_to_take_back")
        was = sheet.waiting()
        letter.gone, letter.text = True, ""
        if (
            sheet.open and sheet.waiting() != was and not (letter.hers and was and sheet.waiting())
        ) or not letter.hers:
            sheet.offered = False

    def climb(self, sheet: Sheet) -> None:
        sheet.offered = True

    def leave(self, who: str) -> None:
        """She works there no more, and the clock has seen it."""
        self.left.add(who)
        for each in self.sheets:
            if each.open and each.holder == who:
                self._give(each, "")

    # -- what they share ----------------------------------------------------------------------------------------

    def _require(self, sheet: Sheet, who: str) -> None:
        if not self.holds(sheet, who):
            raise No("not_allowed")

    def _letter(self, sheet: Sheet, *, hers: bool, by: str, text: str) -> None:
        was = sheet.waiting()
        letter = Letter(len(sheet.letters) + 1, hers, by, text, self.now)
        if not hers:
            unseen = [
                x.n for x in sheet.letters if x.hers and not x.seen and not x.gone and x.n >= sheet.shown_from
            ]
            letter.covers = min(unseen, default=letter.n) - 1
            sheet.offered = False
        sheet.letters.append(letter)
        if hers:
            sheet.offered = sheet.offered and was > 0

    def _give(self, sheet: Sheet, who: str, shown_from: int = 0) -> None:
        sheet.holder = who
        sheet.shown_from = max(sheet.shown_from, shown_from)
        sheet.offered = sheet.offered and not sheet.waiting()

    def _shut(self, sheet: Sheet) -> None:
        sheet.open, sheet.closed_at, sheet.offered, sheet.face = False, self.now, False, False
        sheet.settled, sheet.asked_back = len(sheet.letters), 0

    def _open_again(self, sheet: Sheet) -> None:
        if not (sheet.holder and self.may_have(sheet, sheet.holder)):
            sheet.holder, sheet.only = "", False
        sheet.open, sheet.closed_at, sheet.face, sheet.offered = True, 0, False, False
