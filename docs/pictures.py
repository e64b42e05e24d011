"""Takes the pictures of the pages for the READMEs: `python -m docs.pictures`.

It needs Chromium and a Chinese font (Debian: `chromium fonts-noto-cjk`). What a browser draws
differs from machine to machine, so no test compares the pictures: take them anew when the pages
have changed.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from agent.addresses import finding_anchor, link_to
from agent.api import extract
from agent.pages.site import Site

ROOT = Path(__file__).resolve().parent.parent
REPORT = next((ROOT / "eval" / "corpus").glob("000_*.txt"))
IMAGES = ROOT / "docs" / "images"
RULE = "NN-RATE"
SIZES = {"page.png": (1360, 850), "page-phone.png": (390, 780)}
COLOURS = 240


def main() -> None:
    """Open the report at one of its findings, and take each picture."""
    report = extract(REPORT, with_text=True)
    number = 1 + [finding.rule for finding in report.findings].index(RULE)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = Site(Path(name))
        site.add(report)
        site.finish()
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        for picture, (width, height) in SIZES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.emulate_media(reduced_motion="reduce")
            page.goto(link_to(report.source.sha256, finding_anchor(number), Path(name).as_uri()))
            page.screenshot(path=IMAGES / picture)
            _compress(IMAGES / picture)
        browser.close()


def _compress(picture: Path) -> None:
    """Keep the most frequent colours, those of flat areas; give the others the nearest of them."""
    image = Image.open(picture).convert("RGB")
    counted = sorted(image.getcolors(1 << 24) or [], reverse=True)[:COLOURS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in counted for part in colour])
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(picture, optimize=True)


if __name__ == "__main__":
    main()
