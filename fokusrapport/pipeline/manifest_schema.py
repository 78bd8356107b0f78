"""The JSON Schema of `manifest.json`: `python -m fokusrapport.pipeline.manifest_schema` writes it anew."""

from __future__ import annotations

import sys
from pathlib import Path

from fokusrapport.i18n import _
from fokusrapport.params.project import find_root
from fokusrapport.params.schema import schema_text
from fokusrapport.pipeline.manifest_model import Manifest


def schema_path(root: Path) -> Path:
    """Where the schema lies in the project."""
    return root / "docs" / "manifest.schema.json"


def main() -> None:
    """Write the schema, or with --check only tell whether it is current."""
    path, text = schema_path(find_root()), schema_text(Manifest)
    if "--check" not in sys.argv:
        path.write_text(text, encoding="utf-8", newline="\n")
    elif not path.is_file() or path.read_text(encoding="utf-8") != text:
        sys.exit(_("The schema is not what the models say.") + " python -m fokusrapport.pipeline.manifest_schema")


if __name__ == "__main__":
    main()
