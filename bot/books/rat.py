"""The yearly report a group puts before its meeting and its village office: which sections it has, and what they say.

A year that is not closed is a draft and says so on its cover. In the copy for the meeting nobody's savings, loan or
part is named: husbands and the village office read it too, and a part beside savings says who borrowed. The officers'
own copy names them. What is still open stands first.
"""

# staff: officers give this paper to the yearly meeting; it keeps the words of the forms

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.books import rat_words as rat
from bot.books.rat_health import health_table
from bot.books.rat_members import MemberTables
from bot.books.rat_statements import Statements
from bot.books.rat_year import Year, members_on
from bot.books.report import Report, Section, Signing
from bot.books.table import Column, Sort, Table
from conversation.text import Text, _, n_
from db.year_records import Closed
from domain.ledger import day_of, shown_code
from domain.roles import Role
from handlers import book_words as words

NOTE_LINES = 4  # to be written by hand


class YearlyReport:
    """Makes the report of one year, to print or as tables."""

    def __init__(self, year: Year) -> None:
        self._year = year
        self._statements = Statements(year)
        self._members = MemberTables(year)
        self._say = self._statements.say

    def report(self) -> Report:
        """The whole, to print."""
        year, say = self._year, self._say
        group, book = year.now.group, year.now
        return Report(
            group=say(_("Kelompok {group}", group=group.name)),
            place=group.place,
            title=[say(each) for each in rat.REPORT],
            year=say(_("Tahun buku {year}", year=str(book.year))),
            days=say(_("{first} sampai {last}", first=date(book.year, 1, 1), last=book.day)),
            draft=say(self._draft()),
            facts=self._facts(),
            code_note=say(self._code_note()),
            running=say(
                _("Kelompok {group}. Laporan tahun buku {year}", group=group.name, year=str(book.year))
            ),
            code=say(self._code()) if year.book.head is not None else "",
            contents=say(rat.CONTENTS),
            page_words=(say(rat.PAGE), say(rat.OF)),
            sections=self._sections(),
        )

    def tables(self) -> list[Table]:
        """The same numbers, as pages of a spreadsheet; what is to be written by hand is left out."""
        group = self._year.now.group
        lines: list[Text | str] = [
            _("Kelompok {group}, {place}", group=group.name, place=group.place),
            _("Laporan tahun buku {year}. {code}", year=str(self._year.now.year), code=self._code()),
        ]
        if self._year.now.closed is None:
            lines.append(self._draft())
        found = [table for section in self._sections() for table in section.tables]
        cover = self._statements.table(
            rat.COVER_TITLE,
            (Column(self._say(words.WHAT), Sort.TEXT, 2), Column(self._say(rat.CONTENT), Sort.TEXT, 3)),
            self._facts(),
        )
        return [replace(each, lines=[*map(self._say, lines), *each.lines]) for each in (cover, *found)]

    # -- the cover ----------------------------------------------------------------------------------------------

    def _draft(self) -> Text | str:
        book = self._year.now
        if book.closed is not None:
            return ""
        if not book.over:
            return _("Rancangan: tahun buku belum selesai")
        return _("Rancangan: tahun buku belum ditutup")

    def _facts(self) -> list[tuple[str, str]]:
        say, book = self._say, self._year.now
        count = members_on(book, book.day)
        closed = book.closed
        ended = (
            [] if closed is None else [(say(_("Tahun buku ditutup")), say(_("{day}", day=self._day(closed))))]
        )
        reader = [(say(_("Laporan ini untuk")), say(rat.OFFICERS_ONLY))] if self._year.full else []
        return [
            *reader,
            (say(_("Jumlah anggota")), say(n_("{n} orang", "{n} orang", count))),
            (say(_("Hari dan tanggal rapat")), ""),
            (say(_("Tempat rapat")), ""),
            *ended,
            (say(_("Dicetak")), say(_("{day}", day=self._year.printed))),
            (say(_("Angka cek buku")), self._digits()),
        ]

    def _day(self, closed: Closed) -> date:
        return day_of(closed.made_ms, self._year.now.group.zone)

    def _digits(self) -> str:
        head = self._year.book.head
        return shown_code(head.code) if head is not None else "-"

    def _code(self) -> Text:
        return _("Angka cek {code}", code=self._digits())

    def _code_note(self) -> Text | str:
        head = self._year.book.head
        if head is None:
            return ""
        return _(
            "Untuk catatan No. 1 sampai No. {number}. Cocokkan dengan angka di HP anggota.",
            number=head.number,
        )

    # -- what stands in it --------------------------------------------------------------------------------------

    def _sections(self) -> list[Section]:
        statements, members = self._statements, self._members
        return [
            *self._first(),
            self._section(rat.AGENDA_TITLE, points=[self._say(each) for each in rat.AGENDA]),
            *self._officers(),
            self._section(rat.SUMMARY_TITLE, statements.summary()),
            replace(
                self._section(rat.NERACA_TITLE, statements.neraca(), lines=self._neraca_lines()),
                new_page=True,
            ),
            self._section(rat.RESULT_TITLE, statements.result()),
            self._savings(),
            *self._loans(),
            *self._shares(),
            *self._meetings(),
            *self._health(),
            self._looks(),
            self._approval(),
            replace(self._section(rat.SIGNED_TITLE, members.to_sign()), tall=True, new_page=True),
        ]

    def _section(
        self,
        heading: Text,
        *tables: Table,
        lines: Sequence[Text] = (),
        points: Sequence[str] = (),
        captions: bool = False,
    ) -> Section:
        return Section(
            heading=self._say(heading),
            lines=[self._say(each) for each in lines],
            points=points,
            tables=tables,
            captions=captions,
        )

    def _first(self) -> list[Section]:
        """What has to be talked about before anything is agreed to; no name among it."""
        book = self._year.now
        found: list[Text] = []
        if book.disputes:
            many = len(book.disputes)
            found.append(
                n_(
                    "{n} hal masih dicek bersama anggota.",
                    "{n} hal masih dicek bersama anggota.",
                    many,
                )
            )
        if book.waiting:
            found.append(
                n_(
                    "{n} uang keluar belum dijawab penerimanya.",
                    "{n} uang keluar belum dijawab penerimanya.",
                    book.waiting,
                )
            )
        if book.meeting_open:
            found.append(_("Masih ada rapat yang belum ditutup."))
        if book.missing_cash:
            found.append(self._difference())
        if not found:
            return []
        lead = _("Dibicarakan sebelum laporan ini disahkan.")
        return [self._section(rat.FIRST_TITLE, lines=[lead], points=[self._say(each) for each in found])]

    def _difference(self) -> Text:
        missing = self._year.now.missing_cash
        if missing > 0:
            return _("Uang yang dihitung kurang {amount} dari catatan.", amount=missing)
        return _("Uang yang dihitung lebih {amount} dari catatan.", amount=type(missing)(-missing))

    def _officers(self) -> list[Section]:
        table = self._statements.officers()
        return [self._section(rat.OFFICERS_TITLE, table)] if table.rows else []

    def _neraca_lines(self) -> list[Text]:
        return [
            _("Keadaan {day}, sebelum hasil usaha dibagi. Dalam rupiah.", day=self._year.now.day),
        ]

    def _savings(self) -> Section:
        """All together; each woman's stands in the officers' copy alone."""
        members, full = self._members, self._year.full
        tables = [members.moved(), *([members.savings()] if full else [])]
        return replace(self._section(rat.SAVINGS_TITLE, *tables, captions=full), new_page=full)

    def _loans(self) -> list[Section]:
        members = self._members
        if not members.lends:
            return []
        tables = [members.loans()]
        if self._year.full:
            tables.append(members.each_loan())
        section = self._section(rat.LOANS_TITLE, *tables, captions=self._year.full)
        after = [_("Jasa yang masuk tahun ini {amount}.", amount=members.jasa)] if members.jasa else []
        if self._year.full:
            after.append(_("Daftar ini hanya untuk pengurus dan pengawas."))
        return [replace(section, after=[self._say(each) for each in after])]

    def _shares(self) -> list[Section]:
        end, members = self._year.now.end, self._members
        tables = members.shares()
        if end.covered is not None:
            lines = [_("Tahun ini ada kekurangan. Kekurangan tidak dibagi kepada anggota.")]
        elif end.lacks_rules:
            lines = [_("Rapat belum memutuskan pembagian. Putuskan dulu, lalu cetak lagi.")]
        elif not tables:
            lines = [_("Tahun ini tidak ada sisa yang dibagi.")]
        else:
            lines = [
                _("Bagian simpanan: simpanan anggota dibagi semua simpanan, dikali bagian untuk simpanan."),
                _("Bagian jasa: jasa yang anggota bayar dibagi semua jasa, dikali bagian untuk jasa."),
            ]
        section = self._section(rat.SHARES_TITLE, *tables, lines=lines, captions=len(tables) > 1)
        after = [] if self._year.full or end.shares is None else [self._say(rat.PARTS_TOLD)]
        return [replace(section, after=after, new_page=bool(tables))]

    def _meetings(self) -> list[Section]:
        if not self._year.book.meetings:
            return []
        return [self._section(rat.MEETINGS_TITLE, self._members.meetings())]

    def _health(self) -> list[Section]:
        table = health_table(self._year, self._say)
        return [self._section(rat.HEALTH_TITLE, table)] if table.rows else []

    def _looks(self) -> Section:
        """What the pengawas has said, and room for what she writes."""
        names = self._year.now.names
        lines: list[Text] = []
        for each in self._year.now.looks:
            name = names.get(each.member, "")
            said = _("{name}: cocok.", name=name) if each.right else _("{name}: ada yang beda.", name=name)
            lines.append(said)
            if each.note and self._year.full:  # it may name a woman; before the meeting she says it herself
                lines.append(_('"{words}"', words=" ".join(each.note.split())))
            if each.since:
                lines.append(
                    n_("Sesudah itu ada {n} catatan baru.", "Sesudah itu ada {n} catatan baru.", each.since)
                )
        section = self._section(rat.LOOKS_TITLE, lines=lines)
        return replace(section, blanks=[(self._say(_("Catatan pengawas")), NOTE_LINES)])

    def _approval(self) -> Section:
        say, group = self._say, self._year.now.group
        count = members_on(self._year.now, self._year.now.day)
        lead = _("Laporan ini dibacakan dan dibahas dalam rapat anggota kelompok {group}.", group=group.name)
        return Section(
            heading=say(rat.APPROVAL_TITLE),
            lines=[say(lead)],
            blanks=[
                (say(_("Hari, tanggal")), 0),
                (say(_("Tempat")), 0),
                (say(n_("Hadir, dari {n} anggota", "Hadir, dari {n} anggota", count)), 0),
                (say(_("Putusan rapat")), 3),
            ],
            new_page=True,
            place=say(_("{place},", place=group.place)),
            signed=[self._signing(words.CHAIR, Role.CHAIR), *self._others()],
            witness=Signing(office=say(_("Kepala Desa / Lurah"))),
            witness_above=say(_("Mengetahui")),
            stamp=say(_("cap")),
        )

    def _others(self) -> list[Signing]:
        return [
            self._signing(words.TREASURER, Role.TREASURER),
            self._signing(_("Sekretaris"), Role.SECRETARY),
            self._signing(_("Pengawas"), Role.GROUP_SUPERVISOR),
        ]

    def _signing(self, office: Text, role: Role) -> Signing:
        """By whom; a line to write on where nobody holds the office."""
        name = next((each.name for each in self._year.now.members if role in each.offices), "")
        return Signing(office=self._say(office), name=name)
