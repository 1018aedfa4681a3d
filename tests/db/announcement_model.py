"""Announcements on paper: what must become of each woman, worked out from what happened, without a look at the program.

A woman is a name here. What she has said is kept as sets; of each announcement: how it stands, and where each stands.
"""

from collections import Counter
from dataclasses import dataclass, field

GROWTH, FREE = 1.1, 5
DAY_MS = 86_400_000
# What went, or will go, although nobody else stands for it.
ALONE_STATES = ("waiting", "sending", "done", "stopped")


@dataclass
class Paper:
    """One announcement. area: for who lives there; "" for all areas that the office serves when it goes out.

    stands: by woman. gone: of those erased since. accepted: how often the channel took hers.
    """

    news: str
    size: int
    area: str = ""
    state: str = "waiting"
    agreed: int = 0
    made_ms: int = 0
    stands: dict[str, str] = field(default_factory=dict)
    gone: Counter[str] = field(default_factory=Counter)
    allowed: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    answers: dict[str, int] = field(default_factory=dict)
    gone_answers: Counter[int] = field(default_factory=Counter)
    queued: bool = False


@dataclass
class Book:
    """Everybody, what they said, and every announcement by its number. alone: from more than so many a second agrees."""

    alone: int
    women: set[str] = field(default_factory=set)
    lives: dict[str, str] = field(default_factory=dict)
    served: set[str] = field(default_factory=set)
    no_contact: set[str] = field(default_factory=set)
    paused: set[str] = field(default_factory=set)
    blocked: set[str] = field(default_factory=set)
    refused: set[tuple[str, str]] = field(default_factory=set)
    papers: dict[int, Paper] = field(default_factory=dict)

    def why_not(self, woman: str, news: str) -> bool:
        """Whether she is left out of this kind."""
        said_no = woman in self.no_contact or woman in self.paused or (woman, news) in self.refused
        return said_no or woman in self.blocked

    def write(self, number: int, news: str, size: int, at_ms: int, area: str = "") -> None:
        """It was written by the one who writes them all."""
        today = sum(
            each.size
            for each in self.papers.values()
            if each.made_ms > at_ms - DAY_MS and not each.agreed and each.state in ALONE_STATES
        )
        state = "approval" if size + today > self.alone else "waiting"
        self.papers[number] = Paper(news=news, size=size, state=state, made_ms=at_ms, area=area)

    def fill(self, number: int) -> None:
        """It is due, and whoever it is for is found."""
        paper = self.papers[number]
        if paper.state != "waiting":
            return
        areas = {paper.area} if paper.area else self.served
        those = {woman for woman in self.women if self.lives[woman] in areas}
        found = {woman: self._found(woman, paper.news) for woman in those}
        reach = sum(state == "found" for state in found.values())
        too_many = (
            reach > paper.agreed * GROWTH and reach > paper.agreed + FREE
            if paper.agreed
            else reach > self.alone
        )
        if too_many:
            paper.state, paper.size, paper.agreed = "approval", reach, 0
            return
        paper.stands, paper.gone = found, Counter()
        paper.state = "sending" if reach else "done"

    def queue(self, number: int) -> None:
        """Whoever was found has her row, unless she said no since."""
        paper = self.papers[number]
        if paper.state != "sending":
            return
        for woman, state in paper.stands.items():
            if state != "found":
                continue
            if not self.why_not(woman, paper.news):
                paper.stands[woman] = "queued"
                paper.allowed[woman] += 1
            else:
                paper.stands[woman] = self._found(woman, paper.news)
        paper.queued = True

    def _found(self, woman: str, news: str) -> str:
        """Whose chat cannot be reached is one whom it does not reach; for who said no it was never meant."""
        if not self.why_not(woman, news):
            return "found"
        return "left_out" if self._said_no(woman, news) else "failed"

    def _said_no(self, woman: str, news: str) -> bool:
        return woman in self.no_contact or woman in self.paused or (woman, news) in self.refused

    def settle(self, number: int) -> None:
        """What is known is taken over; it ends with the last one."""
        paper = self.papers[number]
        if paper.state == "stopped":
            for woman, state in paper.stands.items():
                if state in ("queued", "waiting", "found"):
                    paper.stands[woman] = "stopped"
        open_ = {"found", "queued"} & set(paper.stands.values())
        if paper.state == "sending" and paper.queued and not open_:
            paper.state = "done"

    def go_on(self, number: int) -> int:
        """Whoever stopped it lets it go on to those who have not got it; to how many."""
        paper = self.papers[number]
        those = [woman for woman, state in paper.stands.items() if state in ("stopped", "found")]
        for woman in those:
            paper.stands[woman] = "found"
        if those:
            paper.state, paper.queued = "sending", False
        return len(those)

    def erase(self, woman: str) -> None:
        """She is gone, and counted."""
        self.women.discard(woman)
        for paper in self.papers.values():
            state = paper.stands.pop(woman, "")
            if state:
                not_yet = state in ("found", "queued", "waiting", "stopped")
                paper.gone["left_out" if not_yet else state] += 1
                if n := paper.answers.pop(woman, 0):
                    paper.gone_answers[n] += 1

    def counts(self, number: int) -> dict[str, int]:
        """How many stand where."""
        paper = self.papers[number]
        found = Counter(paper.stands.values()) + paper.gone
        if paper.state in ("stopped", "called_back", "refused") and found["found"]:
            found["stopped"] += found.pop("found")
        return {state: n for state, n in found.items() if n}

    def given(self, number: int) -> dict[int, int]:
        """How many gave which answer."""
        paper = self.papers[number]
        return dict(Counter(paper.answers.values()) + paper.gone_answers)
