from __future__ import annotations

import pytest

from fokusrapport.domain.edition import open_edition
from fokusrapport.domain.modules import MODULES, module_values
from tests.project import ROOT_OF_PACKAGE


@pytest.mark.slow
def test_modules_make_the_same_values_in_every_area() -> None:
    """The proof makes them once for all areas, which is right only while areas differ in nothing but their names."""
    edition = open_edition(ROOT_OF_PACKAGE.parent, "fjordvik/2025")
    once = [value.model_copy(update={"area": "nav"}) for value in module_values(edition, "")]
    assert once == list(module_values(edition, "nav"))
    assert all(next(module.values(edition, "ppt"), None) is not None for module in MODULES)
