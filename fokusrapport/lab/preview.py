"""The preview in JupyterLab's launcher: jupyter-server-proxy starts `build.py preview` and shows it in a tab."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import Any

from fokusrapport.errors import FokusrapportError
from fokusrapport.i18n import _
from fokusrapport.root import find_root
from fokusrapport.variables import LAB_EDITION_VARIABLE, LAB_LANGUAGE_VARIABLE, PREVIEW_TOKEN_VARIABLE

_ICON = Path(__file__).with_name("preview.svg")
_SECONDS = 60
_NAME = "fokusrapport-preview"  # as in pyproject.toml


def server() -> dict[str, Any]:
    """How jupyter-server-proxy starts the preview; also asked in a Jupyter without a project, which shows none."""
    edition = os.environ.get(LAB_EDITION_VARIABLE)
    chosen = [edition] if edition else []
    if language := os.environ.get(LAB_LANGUAGE_VARIABLE):
        chosen += ["--language", language]
    build = _build()
    # Braces stand for something there: {port} is filled in.
    program = [_literal(sys.executable), _literal(build or "build.py")]
    token = secrets.token_urlsafe(16)
    return {
        # Whoever may use this JupyterLab may see the preview, and nobody else on the machine.
        "environment": {PREVIEW_TOKEN_VARIABLE: token},
        # On a hub the browser asks for the hub's name, which the preview does not answer; who may ask, the hub knows.
        "request_headers_override": {"Host": "127.0.0.1", "Origin": "http://127.0.0.1"},
        "command": [*program, "preview", *chosen, "--no-browser", "--port", "{port}"],
        "timeout": _SECONDS,
        "new_browser_tab": False,
        "launcher_entry": {
            "path_info": f"{_NAME}/{token}/",
            "enabled": bool(build),
            "title": _("Preview"),
            "icon_path": str(_ICON),
            "category": "Notebook",  # of others JupyterLab does not show the icon
        },
    }


def _build() -> str:
    try:
        return str(find_root() / "build.py")
    except FokusrapportError:
        return ""


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
