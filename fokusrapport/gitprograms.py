"""What Git starts for notebooks: nbstripout and nbdime, without what takes seconds to import (see `lean`).

Git starts it once for every notebook of a commit: `python -m fokusrapport.gitprograms strip --keep-id < notebook`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from fokusrapport.lean import import_lean


def main(arguments: Sequence[str]) -> int:
    """`strip`, `diff` or `merge` with the arguments of the program that does it; its exit code."""
    import_lean()
    program, *rest = arguments
    sys.argv = [program, *rest]
    if program == "strip":
        from nbstripout import main as strip  # noqa: PLC0415 - one of three, after what they are to do without

        return int(strip() or 0)
    if program == "diff":
        from nbdime.vcs.git.diffdriver import main as diff  # noqa: PLC0415

        return int(diff(rest) or 0)
    from nbdime.vcs.git.mergedriver import main as merge  # noqa: PLC0415

    return int(merge(rest) or 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
