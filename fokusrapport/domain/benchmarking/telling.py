"""What must be told beside figures of others: when they were fetched, whether they are revised, notes and symbols."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fokusrapport.blocks import Foreign, Inlines, plain
from fokusrapport.domain.benchmarking.comparison import Compared
from fokusrapport.domain.benchmarking.snapshots import SnapshotFigure
from fokusrapport.domain.benchmarking.symbols import symbol_note
from fokusrapport.i18n import Language

_NAMES = {"kostra": "KOSTRA", "kolada": "Kolada"}


@dataclass(frozen=True)
class Telling:
    """Sentences about figures, in one language."""

    words: Language

    def figure_note(self, figure: SnapshotFigure) -> str:
        """What a single figure needs: of how many municipalities it is, and what a sign beside the number means."""
        return " ".join(filter(None, (self._taken_part(figure), self._sign(figure))))

    def _taken_part(self, figure: SnapshotFigure) -> str:
        if figure.participants is None:
            return ""
        template = self.words.ngettext(
            "{count} municipality took part", "{count} municipalities took part", figure.participants
        )
        return template.format(count=self.words.number(figure.participants)) + "."

    def _sign(self, figure: SnapshotFigure) -> str:
        return "" if figure.value is None else symbol_note(figure.symbol, self.words)

    def revision_note(self, compared: Compared, year: int) -> str:
        """Whether the figures of a year are revised, and since when; nothing where the service does not revise."""
        figure = next((each for (_region, of), each in compared.figures.items() if of == year), None)
        updated = compared.table.updated
        if compared.snapshot.about.service != "kostra" or figure is None:
            return ""
        if figure.revision is None or updated is None:
            return self.words.gettext("It cannot be told whether the figures of {year} are revised.").format(year=year)
        template = self.words.gettext("The figures of {year} are revised (the table was updated on {date}).")
        if figure.revision == "unrevised":
            template = self.words.gettext(
                "The figures of {year} are unrevised (the table was updated on {date}). "
                "Revised ones usually come on 15 June."
            )
        return template.format(year=year, date=self.words.date(updated.date()))

    def revisions(self, compared: Compared) -> Iterator[str]:
        """Whether the figures are revised, of the years that are not, or that it cannot be told of."""
        for year in compared.years:
            figure = compared.figure(compared.own.code, year)
            if figure is not None and figure.revision != "revised":
                yield self.revision_note(compared, year)

    def about(self, compared: Compared, year: int) -> Iterator[str]:
        """Where the figures of a year come from, and whether they are revised."""
        yield " ".join(filter(None, [self.source(compared), self.revision_note(compared, year)]))

    def between(self, earlier: Compared, now: Compared) -> str:
        """Which two days are compared."""
        template = self.words.gettext("{service}: before as fetched on {before}, now as fetched on {after}.")
        return template.format(
            service=_NAMES[now.snapshot.about.service],
            before=self.words.date(earlier.snapshot.about.fetched),
            after=self.words.date(now.snapshot.about.fetched),
        )

    def source(self, compared: Compared) -> str:
        """Where figures come from, and when they were fetched."""
        about = compared.snapshot.about
        table = compared.table
        template = self.words.gettext("Source: {source}, table {table}, fetched on {date}.")
        if about.service == "kolada":
            template = self.words.gettext("Source: {source}, {table}, fetched on {date}.")
        source = table.source or _NAMES[about.service]
        return template.format(source=source, table=table.id, date=self.words.date(about.fetched))

    def mandatory(self, compared: Compared) -> Iterator[Inlines]:
        """The notes that the service requires to be shown wherever these figures are, as it wrote them."""
        shown, all_there_are = _codes(compared)
        spoken = {"kostra": "nb", "kolada": "sv"}[compared.snapshot.about.service]
        for note in compared.table.notes:
            if note.mandatory and note.about not in all_there_are - shown:
                text = plain(note.text)
                yield text if spoken == self.words.code else (Foreign(language=spoken, children=text),)

    def symbols(self, figures: Iterable[SnapshotFigure]) -> Iterator[Inlines]:
        """What the signs that stand in place of these figures mean, each once; of one that is not known, nothing."""
        for symbol in dict.fromkeys(figure.symbol for figure in figures if figure.value is None):
            yield from filter(None, [plain(symbol_note(symbol, self.words))])

    def under_table(self, shown: Iterable[Compared], figures: Iterable[SnapshotFigure]) -> Iterator[Inlines]:
        """What stands under a table of figures: symbols, mandatory notes, sources; each once."""
        several = list(shown)
        notes = list(self.symbols(figures))
        notes += [note for each in several for note in self.mandatory(each)]
        notes += [plain(self.source(each)) for each in several]
        yield from filter(None, dict.fromkeys(notes))


def _codes(compared: Compared) -> tuple[frozenset[str], frozenset[str]]:
    """The codes of measures, regions and years that are shown, and all of the table's.

    A note about none of these is about a value that every figure of the table has.
    """
    table, years = compared.table, map(str, compared.years)
    shown = (compared.measure.code, *(region.code for region in compared.regions), *years)
    told = (*(each.code for each in table.measures), *(each.code for each in table.regions), *map(str, table.years))
    return frozenset(shown), frozenset(told)
