"""The address of everything a page shows: the file of a report's page, the anchor of an item.

Whoever links to a fact, a cell or a finding (an answer, an index, a mail) makes the link here, and
the page makes its anchors here. A page is named by the hash of the report's bytes: never by words
of a report, and not by its number, which differs from database to database.
"""

from __future__ import annotations

from urllib.parse import quote

from agent.report import CellKey

_NAME_DIGITS = 16


def page_name(sha256: str) -> str:
    """Return the file name of a report's page."""
    return f"{sha256[:_NAME_DIGITS]}.html"


def link_to(sha256: str, anchor: str = "", site: str = "") -> str:
    """Return the link to an item on a report's page.

    Args:
        sha256: of the report's bytes, as in `report.source.sha256`.
        anchor: of the item, as made below; the page itself without one.
        site: the folder of the pages, as a path or an address; by default the pages lie beside
            what holds the link.

    Example:
        >>> link_to("0123456789abcdef" + "0" * 48, fact_anchor("f3"), "site")
        'site/0123456789abcdef.html#fact-f3'
    """
    folder = f"{site.rstrip('/')}/" if site else ""
    return f"{folder}{page_name(sha256)}" + (f"#{quote(anchor)}" if anchor else "")


def fact_anchor(fact_id: str) -> str:
    """Return the anchor of a fact by its `id`."""
    return f"fact-{fact_id}"


def cell_anchor(key: CellKey) -> str:
    """Return the anchor of a cell."""
    return f"cell-{key.table}-{key.row}-{key.column}"


def finding_anchor(number: int) -> str:
    """Return the anchor of a finding; `number` counts from 1 in the order of the report."""
    return f"finding-{number}"


def problem_anchor(number: int) -> str:
    """Return the anchor of a problem of section five, counted from 1."""
    return f"problem-{number}"


def measure_anchor(number: int) -> str:
    """Return the anchor of a measure of section five, counted from 1."""
    return f"measure-{number}"


def unexplained_anchor(number: int) -> str:
    """Return the anchor of a number that is not explained, counted from 1."""
    return f"number-{number}"


def dropped_anchor(number: int) -> str:
    """Return the anchor of a number that the model took wrongly, counted from 1."""
    return f"dropped-{number}"


def section_anchor(number: int) -> str:
    """Return the anchor of a section's heading in the text, by the section's number."""
    return f"section-{number}"


def line_anchor(text: str, offset: int) -> str:
    """Return the anchor of the line of the source text in which a place begins."""
    return f"line-{text.count(chr(10), 0, offset) + 1}"
