"""Runs in the kernel: data frames that an author displays carry themselves as data (Table Schema), not only as HTML.

pandas does this by itself with the option `display.html.table_schema`, but setting it means importing pandas, which
most notebooks do without.
"""

from __future__ import annotations

import json
from typing import Any

from IPython.core.getipython import get_ipython

MIME = "application/vnd.dataresource+json"


def enable() -> None:
    """Teach this kernel to show data frames as data, once a notebook imports pandas."""
    shell = get_ipython()
    if shell is not None and shell.display_formatter is not None:
        shell.display_formatter.mimebundle_formatter.for_type_by_name("pandas", "DataFrame", bundle)


def bundle(frame: Any, **_: object) -> dict[str, Any]:  # noqa: ANN401 - a DataFrame; naming it would import pandas
    """A data frame as Table Schema; how it looks in Jupyter is left to pandas."""
    return {MIME: json.loads(frame.to_json(orient="table"))}
