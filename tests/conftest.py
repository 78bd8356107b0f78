"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import settings

# A deadline by the wall clock fails on a busy machine and says nothing about the code.
settings.register_profile("fokusrapport", deadline=None)
settings.load_profile("fokusrapport")

# Messages are asserted as they stand in the code; the translations have tests of their own.
os.environ["FOKUSRAPPORT_LANGUAGE"] = "en"
