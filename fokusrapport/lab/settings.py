"""What JupyterLab is told when it is started here. The user's own settings are left alone, and count before these."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fokusrapport.i18n import LANGUAGES, _, ui_language
from fokusrapport.pipeline.surroundings import surroundings
from fokusrapport.root import ROOT_VARIABLE
from fokusrapport.variables import (
    JSON_ONLY_VARIABLE,
    LAB_EDITION_VARIABLE,
    LAB_LANGUAGE_VARIABLE,
    LAB_METADATA_VARIABLE,
)

EXTENSIONS = Path(__file__).with_name("labextensions")
"""A folder of what of ours runs in the pages of JupyterLab."""

KERNEL = "python3"
"""The name of the kernel that notebooks ask for: saving one changes nothing in it."""
_DISPLAY_NAME = "Python 3 (ipykernel)"  # JupyterLab writes it into the notebook, where it must not change either
EXTENSION = "fokusrapport.lab.kernel"

_SECONDS_TO_SAVE = 20
_ANNOUNCEMENTS = "@jupyterlab/apputils-extension:announcements"
_LOCALES = {"nb": "no_NO", "nn": "no_NO", "sv": "sv_SE"}
"""What JupyterLab calls the languages of messages. There is no nynorsk."""


@dataclass(frozen=True)
class Shown:
    """The edition that notebooks are to show: its name and language, and what a build would write into notebooks."""

    edition: str
    language: str
    metadata: Mapping[str, Any]


def write_settings(folder: Path, root: Path, shown: Shown) -> None:
    """Write the settings of a JupyterLab for the project at `root` into a folder of its own."""
    _write(folder / "settings" / "overrides.json", _overrides())
    _write(folder / "settings" / "page_config.json", _page(shown))
    _write(folder / "kernels" / KERNEL / "kernel.json", _kernel(folder, root, shown))


def server_environment(folder: Path, root: Path, shown: Shown) -> dict[str, str]:
    """Variables by which JupyterLab finds the kernel, and by which exporters know the edition.

    What a server writes while it runs lies in the folder, too, and is taken away with it.
    """
    paths = (str(folder), os.environ.get("JUPYTER_PATH", ""))
    return {
        "JUPYTER_PATH": os.pathsep.join(filter(None, paths)),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        ROOT_VARIABLE: str(root),
        LAB_EDITION_VARIABLE: shown.edition,
        LAB_LANGUAGE_VARIABLE: shown.language,
        LAB_METADATA_VARIABLE: json.dumps(shown.metadata),
    }


def server_arguments(folder: Path, root: Path) -> list[str]:
    """The arguments of JupyterLab that point to these settings; what stands here counts before the user's own."""
    return [
        f"--ServerApp.root_dir={root}",
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.answer_yes=True",
        f"--KernelSpecManager.allowed_kernelspecs={KERNEL}",
        f"--LabApp.app_settings_dir={folder / 'settings'}",
        f"--LabApp.extra_labextensions_path={EXTENSIONS}",
        f"--LabApp.workspaces_dir={root / '.fokusrapport' / 'lab' / 'workspaces'}",
        # Nobody is asked over the network: for news, for newer versions, for extensions.
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]


def _overrides() -> Mapping[str, object]:
    """Settings in place of JupyterLab's own; what the user has chosen counts before them."""
    return {
        "@jupyterlab/apputils-extension:notification": {"checkForUpdates": False, "fetchNews": "false"},
        "@jupyterlab/docmanager-extension:plugin": {"autosave": True, "autosaveInterval": _SECONDS_TO_SAVE},
        "@jupyterlab/extensionmanager-extension:plugin": {"enabled": False},
        # A notebook that has been run must not tell when.
        "@jupyterlab/notebook-extension:tracker": {"recordTiming": False},
        **_locale(),
    }


def _locale() -> Mapping[str, object]:
    """JupyterLab in the language of our messages, where that is installed."""
    from jupyterlab_server.translation_utils import get_language_packs  # noqa: PLC0415 - only JupyterLab needs it

    installed, _faults = get_language_packs()
    locale = _LOCALES.get(ui_language(), "")
    return {"@jupyterlab/translation-extension:plugin": {"locale": locale}} if locale in installed else {}


def _page(shown: Shown) -> Mapping[str, object]:
    """What the page knows from the start; our part of JupyterLab reads the names that begin with ours."""
    municipality, _slash, year = shown.edition.partition("/")
    return {
        "disabledExtensions": {_ANNOUNCEMENTS: True},
        "fokusrapportMunicipality": municipality,
        "fokusrapportYear": year,
        "fokusrapportLanguage": shown.language,
        "fokusrapportLanguages": " ".join(LANGUAGES),
        "fokusrapportOther": _("Not in {edition} ({language}): only {names}").format(
            edition=shown.edition, language=shown.language, names="{names}"
        ),
        "fokusrapportReplaced": _("Not in {edition} ({language}): a translation stands in its place").format(
            edition=shown.edition, language=shown.language
        ),
    }


def _kernel(folder: Path, root: Path, shown: Shown) -> Mapping[str, object]:
    """The kernel of all notebooks: this very Python, in the surroundings of a build, with our extension."""
    around = {name: value for name, value in surroundings(folder, root).items() if name != JSON_ONLY_VARIABLE}
    return {
        "argv": [
            sys.executable,
            "-m",
            "ipykernel_launcher",
            "-f",
            "{connection_file}",
            "--ext=fokusrapport.lab.kernel",
        ],
        "display_name": _DISPLAY_NAME,
        "language": "python",
        "metadata": {"debugger": False},
        "env": {**around, LAB_EDITION_VARIABLE: shown.edition, LAB_LANGUAGE_VARIABLE: shown.language},
    }


def _write(path: Path, content: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
