from __future__ import annotations

import json

from fokusrapport.pipeline.warm.imports import imports_of, own_modules
from tests.project import bare, code, markdown


def test_what_the_cells_import() -> None:
    """Wherever in them, whatever they take from it, with lines for IPython among them; nothing of the text."""
    found = imports_of(
        bare(
            code("%matplotlib inline\nimport pandas as pd, numpy.linalg\nfrom matplotlib import pyplot"),
            code("def senere():\n    import seaborn"),
            code("dette er ikke Python"),
            markdown("import scipy"),
        )
    )
    assert found == {"pandas", "numpy.linalg", "matplotlib", "matplotlib.pyplot", "seaborn"}


def test_what_the_functions_of_the_subject_import_when_they_are_called() -> None:
    """A chart named in a cell brings what draws it; one that is not named does not, nor the same name elsewhere."""
    opened = code("from fokusrapport.domain.area import open_area")
    drawn = imports_of(bare(opened, code('area.trend_chart("a")')))
    assert "fokusrapport.domain.charts.trend" in drawn
    assert "fokusrapport.domain.charts.bars" not in drawn
    assert imports_of(bare(code('area.trend_chart("a")'))) == frozenset()


def test_what_a_run_has_imported_of_the_package() -> None:
    """By the names of modules; packages, too, and none of the project. A run that did not end tells nothing."""
    modules = {"fokusrapport/__init__.py": "1", "fokusrapport/domain/charts/trend.py": "2", "notebooks/tall.py": "3"}
    assert own_modules(json.dumps({"modules": modules}).encode()) == {
        "fokusrapport",
        "fokusrapport.domain.charts.trend",
    }
    assert own_modules(b"") == frozenset()
