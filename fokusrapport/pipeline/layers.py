"""What is laid over a page for those who still work on the report: a preview's, a reviewer's. A report has none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


@dataclass(frozen=True)
class Layer:
    """A style sheet and a script, and the data that the script finds in the element `<name>-data`.

    With `asks` the page may ask the server it came from, and nobody else.
    """

    name: str
    style: str = ""
    script: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    asks: bool = False

    @property
    def style_text(self) -> Markup:
        """The style sheet as it stands on the page: our own file."""
        return Markup(self.style)  # noqa: S704 - our own file

    @property
    def script_text(self) -> Markup:
        """The script as it stands on the page: our own file."""
        return Markup(self.script)  # noqa: S704 - our own file

    @property
    def json(self) -> Markup:
        """The data as JSON in which nothing can end the element it stands in."""
        text = json.dumps(self.data, ensure_ascii=False, sort_keys=True)
        return Markup(text.translate(_UNSAFE))  # noqa: S704 - no letter that HTML knows is left
