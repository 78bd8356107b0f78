"""Cut Fira Sans down to Latin and signs for the HTML page: fokusrapport/fonts/*.woff2. `--check` tells if current.

Cutting takes three seconds, which every build would otherwise spend on the same bytes.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import fontpkg_fira_sans
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "fokusrapport" / "fonts"
CUTS = ("FiraSans-Regular", "FiraSans-SemiBold", "FiraSans-Italic")
FEATURES = ["kern", "liga", "mark", "ccmp", "locl", "tnum"]
# Latin with the letters of all Sami languages, punctuation, currency, arrows and the signs of arithmetic.
UNICODES = [
    *range(0x20, 0x180),
    *range(0x2010, 0x2040),
    *(0x1E4, 0x1E5, 0x1E6, 0x1E7, 0x1E8, 0x1E9, 0x1EE, 0x1EF, 0x292, 0x2B9, 0x2BC),
    *(0xA0, 0xAD, 0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
]


def cut(name: str) -> bytes:
    """One cut of the typeface as WOFF2 with only the signs the page needs; same bytes every time."""
    options = Options(flavor="woff2", hinting=False, layout_features=FEATURES, name_IDs=["*"])
    buffer = BytesIO()
    with TTFont(fontpkg_fira_sans.ROOT / "files" / f"{name}.ttf", recalcTimestamp=False, lazy=True) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=UNICODES)
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(buffer, reorderTables=False)
    return buffer.getvalue()


def main() -> None:
    """Write the cuts, or with --check only tell whether they are current."""
    stale = [name for name in CUTS if not is_current(name)]
    if "--check" in sys.argv:
        sys.exit(f"fokusrapport/fonts is not current: python tools/fonts.py ({', '.join(stale)})" if stale else 0)
    for name in CUTS:
        (TARGET / f"{name}.woff2").write_bytes(cut(name))


def is_current(name: str) -> bool:
    """Whether the cut in the package is what would be cut now."""
    path = TARGET / f"{name}.woff2"
    return path.is_file() and path.read_bytes() == cut(name)


if __name__ == "__main__":
    main()
