"""Take the README's picture from the finished report: the wide page, and a page of the PDF beside it.

`python build.py build --publish && python tools/pictures.py`; needs Chromium. The same report gives the same picture on
one machine; another version of Chromium may draw a letter a little differently, so nothing checks it.
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
REPORT = ROOT / "reports" / "kristiansund" / "2015"
TARGET = ROOT / "docs" / "pictures" / "report.png"
ON_PAGE = "Brukerundersøkelsen ved NAV-kontoret"  # the PDF page shown is the last one that holds this
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
HEIGHT = 1400
PAGE_WIDTH = 1200
MARGIN = 24
WIDTH = 1600
COLOURS = 256
GROUND = "#c9d3d8"


def html_picture(page: Path) -> Image.Image:
    """The top of the HTML page in a wide window."""
    browser_path = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser_path is None:
        sys.exit(f"tools/pictures.py needs one of {', '.join(BROWSERS)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        view = browser.new_page(viewport={"width": PAGE_WIDTH, "height": HEIGHT})
        view.goto(page.as_uri())
        view.evaluate("document.fonts.ready")
        picture = view.screenshot()
        browser.close()
    return Image.open(io.BytesIO(picture)).convert("RGB")


def pdf_picture(file: Path) -> Image.Image:
    """The page of the PDF that holds the text, as high as the other picture."""
    with pypdfium2.PdfDocument(file) as document:
        held = [page for page in document if ON_PAGE in page.get_textpage().get_text_bounded()]
        if not held:
            sys.exit(f"no page of {file.name} holds «{ON_PAGE}»")
        picture: Image.Image = held[-1].render(scale=HEIGHT / held[-1].get_height()).to_pil()
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
    """Take the picture; the report must have been built."""
    if not (REPORT / "index.html").is_file():
        sys.exit("There is no report to take a picture of: python build.py build --publish")
    picture = beside([html_picture(REPORT / "index.html"), pdf_picture(REPORT / "fokusomrade-brukere.pdf")])
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    picture.save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
