"""Take the README's pictures from finished reports: pages in a wide and a narrow window, and pages of the PDF.

`python build.py build --publish kristiansund/2015`, `python build.py build fjordvik/2025`, then
`python tools/pictures.py`; needs Chromium. The same report gives the same picture on one machine; another version of
Chromium may draw a letter a little differently, so nothing checks it.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "reports"
PICTURES = ROOT / "docs" / "pictures"
PDF = "fokusomrade-brukere.pdf"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
HEIGHT = 1400
WIDE, NARROW = 1360, 390
MARGIN = 24
WIDTH = 1600
COLOURS = 256
GROUND = "#c9d3d8"


def html_picture(page: Path, width: int, part: str) -> Image.Image:
    """The page in a window of this width, from the element with this id on."""
    browser_path = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser_path is None:
        sys.exit(f"tools/pictures.py needs one of {', '.join(BROWSERS)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        view = browser.new_page(viewport={"width": width, "height": HEIGHT})
        view.goto(f"{page.as_uri()}#{part}")
        view.evaluate("document.fonts.ready")
        picture = view.screenshot()
        browser.close()
    return Image.open(io.BytesIO(picture)).convert("RGB")


def pdf_picture(file: Path, held: str) -> Image.Image:
    """The last page of the PDF that holds the text, as high as the other pictures."""
    with pypdfium2.PdfDocument(file) as document:
        found = [page for page in document if held in page.get_textpage().get_text_bounded()]
        if not found:
            sys.exit(f"no page of {file.name} holds «{held}»")
        picture: Image.Image = found[-1].render(scale=HEIGHT / found[-1].get_height()).to_pil()
    return picture.convert("RGB")


def beside(pictures: list[Image.Image]) -> Image.Image:
    """The pictures on one ground, made small, in few colours."""
    width = sum(picture.width for picture in pictures) + MARGIN * (len(pictures) + 1)
    ground = Image.new("RGB", (width, HEIGHT + 2 * MARGIN), GROUND)
    left = MARGIN
    for picture in pictures:
        ground.paste(picture, (left, MARGIN))
        left += picture.width + MARGIN
    small = ground.resize((WIDTH, round(ground.height * WIDTH / width)), Image.Resampling.LANCZOS)
    # Octree keeps the few pixels of the status colours, which median cut drowns in shades of grey.
    return small.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def main() -> None:
    """Take the pictures; the reports must have been built."""
    chapter, made_up = REPORTS / "kristiansund" / "2015", REPORTS / "fjordvik" / "2025"
    for report in (chapter, made_up):
        if not (report / "index.html").is_file():
            sys.exit(f"{report.relative_to(ROOT)} has not been built")
    area = made_up / "areas" / "byggesak.html"
    PICTURES.mkdir(parents=True, exist_ok=True)
    taken = {
        "report.png": [html_picture(chapter / "index.html", WIDE, ""), pdf_picture(chapter / PDF, "er blitt bedre")],
        "scorecard.png": [
            html_picture(area, WIDE, ""),
            html_picture(area, NARROW, "tbl-malekort-byggesak"),
            pdf_picture(made_up / PDF, "Barn fra ett til fem år som går i barnehage"),
        ],
    }
    for name, pictures in taken.items():
        beside(pictures).save(PICTURES / name, optimize=True)


if __name__ == "__main__":
    main()
