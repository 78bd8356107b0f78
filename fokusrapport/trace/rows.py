"""A row as it stands in its file today, and whether the file is still the one the report was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from fokusrapport.blocks import WHOLE, Source
from fokusrapport.domain.data_files import RawTable, read_table
from fokusrapport.params.models import DataSource, Sources
from fokusrapport.params.yamlfile import load_model


@dataclass(frozen=True)
class RowToday:
    """`cells` are the row's filled cells by column (a line of text has one without a name); none for a lost row."""

    cells: Mapping[str, str]
    unchanged: bool
    about: DataSource | None


@dataclass(frozen=True)
class Files:
    """The files that values were read from, as they are now; each is read once."""

    root: Path
    municipality: str

    def row(self, source: Source) -> RowToday:
        """The row that a value was read from."""
        path = self.root / source.file
        content = path.read_bytes() if path.is_file() else b""
        unchanged = hashlib.sha256(content).hexdigest() == source.sha256
        about = self._declared.get(PurePosixPath(source.file).name)
        if source.row == WHOLE:  # a figure of many records, of which none is shown
            return RowToday({"": source.key} if content else {}, unchanged, about)
        if about is None:
            lines = content.decode(errors="replace").splitlines()
            return RowToday({"": lines[source.row - 1].strip()} if source.row <= len(lines) else {}, unchanged, None)
        return RowToday(self._cells(path, about, source.row), unchanged, about)

    def _cells(self, path: Path, about: DataSource, row: int) -> Mapping[str, str]:
        table = self._table(path, about)
        cells = dict(table.rows).get(row, ()) if table else ()
        return {
            column: str(cell)
            for column, cell in zip(table.columns if table else (), cells, strict=False)
            if cell is not None
        }

    def _table(self, path: Path, about: DataSource) -> RawTable | None:
        if path not in self._tables:
            self._tables[path] = read_table(path, self.root, about.format)[0]
        return self._tables[path]

    @cached_property
    def _tables(self) -> dict[Path, RawTable | None]:
        return {}

    @cached_property
    def _declared(self) -> Mapping[str, DataSource]:
        located, _faults = load_model(self.root / "data" / self.municipality / "sources.yaml", self.root, Sources)
        return {source.file: source for source in located.model.files} if located else {}
