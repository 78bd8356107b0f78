"""What processes that work beside find imported: the name that `pipeline.processes` gives to multiprocessing.

The process that imports this is forked, and does nothing else. It ends at once when its time has come: to take down
all that was imported would take longer than a build that was stopped may take to end.
"""

from __future__ import annotations

import atexit
import os

from fokusrapport.lean import import_lean

import_lean()

# What they need not import has to be said before. The last four are imported only where they are needed.
import fokusrapport.batch  # noqa: E402
import fokusrapport.pipeline.opendata.files  # noqa: E402
import fokusrapport.pipeline.readback_docx  # noqa: E402
import fokusrapport.pipeline.readback_xlsx  # noqa: E402
import fokusrapport.pipeline.word.document  # noqa: E402

__all__ = ["fokusrapport"]

atexit.register(os._exit, 0)
