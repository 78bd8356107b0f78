"""What takes seconds to import, and is never asked here."""

from __future__ import annotations

import sys

# nbformat brings jsonschema, and that, where it finds it, this: which compiles a grammar of internationalised addresses
# when it is imported, for a second and more. No schema of notebooks has such an address; jsonschema does without.
_NEVER_ASKED = ("rfc3987_syntax",)


def import_lean() -> None:
    """What is never asked is not found: for a process of ours before it imports nbformat, and not for kernels."""
    for name in _NEVER_ASKED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type] # Python's own way to say that there is none
