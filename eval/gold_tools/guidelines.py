"""Puts the figures of the agreement into `eval/GUIDELINES.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eval.gold_tools.agreement import Figures
from eval.gold_tools.places import EVAL

GUIDELINES = EVAL / "GUIDELINES.md"
_TABLES = re.compile(r"(?<=<!-- agreement -->\n).*?(?=<!-- end of agreement -->)", re.DOTALL)


def with_figures(text: str, figures: Figures) -> str:
    """Return the page with its tables of figures made anew."""
    tables = "\n".join(["", *_compared(figures), "", *_found(figures), "", ""])
    return _TABLES.sub(lambda _: tables, text)


def _compared(figures: Figures) -> Iterator[str]:
    """Yield the table of what both gave a category or a value."""
    numbers, fields = figures["numbers"], figures["fields"]
    rows = {
        "a number is a fact, is none, or is not labelled": numbers["fact_or_not"],
        "kind of the fact a number belongs to": numbers["kind_of_fact"],
        "field a number fills": numbers["field"],
        "reason why a number is no fact": numbers["reason_of_non_fact"],
        "numbers, units, qualifiers and dates of fields": fields["numbers_and_units"],
        "labels": fields["labels"],
        "meta": figures["meta"],
        "titles of sections": figures["sections"],
        "table cells (B and a third reading)": figures["cells"],
    }
    yield "| what | compared | equal | share | share accepted | kappa |"
    yield "|---|---|---|---|---|---|"
    for name, row in rows.items():
        shown = [row["share"], row.get("share_accepted"), row.get("kappa")]
        counts = f"{row['compared']} | {row['equal']}"
        yield f"| {name} | {counts} | {' | '.join(map(_digits, shown))} |"


def _found(figures: Figures) -> Iterator[str]:
    """Yield the table of what one of them may have found alone."""
    facts = figures["facts"]
    rows = {
        "facts": facts["all"],
        **{f"— `{kind}`": row for kind, row in facts.items() if kind != "all"},
        "problems": figures["items"]["problems"],
        "measures": figures["items"]["measures"],
        "findings": figures["findings"]["all"],
        "findings, without optional ones": figures["findings"]["not_optional"],
    }
    yield "| what | A | B | both | of A | of B | F1 |"
    yield "|---|---|---|---|---|---|---|"
    for name, row in rows.items():
        shares = (row["share_of_A"], row["share_of_B"], row["f1"])
        counts = f"{row['A']} | {row['B']} | {row['both']}"
        yield f"| {name} | {counts} | {' | '.join(map(_digits, shares))} |"


def _digits(share: float | None) -> str:
    return "" if share is None else f"{share:.3f}"
