"""Scores all of a report but its facts: cells, meta data, sections, lists, findings, coverage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from agent.contract import Place, Quote
from agent.evaluation.figures import CaseScore, Tally
from agent.evaluation.gold import GoldFinding, GoldItem, GoldReport, GoldSection
from agent.evaluation.matching import plain
from agent.report import Cell, CellKey, CellPlace, Evidence, Finding, Report, Section

_ORDINAL = re.compile(r"^[一二三四五六七八九十\d]{1,3}[、.．]?\s*")
_LEAST_SHARED = 0.5
"""Of an item of a list: what both quotes have together, of what either has."""


def score_report(score: CaseScore, gold: GoldReport, report: Report) -> None:
    """Count everything but the facts of a report."""
    score_cells(score, gold, report)
    _score_meta(score, gold, report)
    _score_sections(score, gold, report)
    _score_items(score, "problems", gold.problems, report.problems)
    _score_items(score, "measures", gold.measures, report.measures)
    score_findings(score, gold, report)


def score_cells(score: CaseScore, gold: GoldReport, report: Report) -> None:
    """Count cells: right are those of the right state and value; places are counted apart."""
    wanted = Report.model_construct(tables=gold.tables)
    addresses = [key for key, _ in wanted.cells()]
    surplus = [key for key, cell in report.cells() if key not in set(addresses)]
    for key in [*addresses, *surplus]:
        right, read = wanted.cell(key), report.cell(key)
        name = f"{key.table}.{key.row}.{key.column}"
        same = _told(right) == _told(read)
        score.share("cells", same, name)
        score.share(f"cells.{key.table}", same)
        score.share(f"cell_states.{right.state}", same)
        if right.start is not None and read.start is not None:
            score.share("cell_places", (right.start, right.end) == (read.start, read.end))
        if not same:
            place = _span(right) or _span(read)
            score.error("cells", name, "单元格不对", place, _cell_words(right), _cell_words(read))


def _span(cell: Cell) -> Place | None:
    if cell.start is None or cell.end is None:
        return None
    return Place(start=cell.start, end=cell.end)


def _told(cell: Cell) -> tuple[Any, ...]:
    return cell.state, cell.value, cell.direction


def _cell_words(cell: Cell) -> str:
    shown = cell.raw if cell.value is None else cell.value
    return cell.state if shown in (None, "") else f"{cell.state} {shown}"


def _score_meta(score: CaseScore, gold: GoldReport, report: Report) -> None:
    for name in type(gold.meta).model_fields:
        right: list[Any] = [getattr(gold.meta, name)]
        value = getattr(report.meta, name)
        # A region or a pair of forms in the alternatives is still plain data.
        right = [plain(_data(one)) for one in [*right, *gold.meta_alt.get(name, [])]]
        same = plain(_data(value)) in right
        score.share("meta", same, name)
        score.share(f"meta.{name}", same)
        if not same:
            words = str(_data(getattr(gold.meta, name))), str(_data(value))
            score.error("meta", name, f"{name} 不对", None, *words)


def _data(value: Any) -> Any:
    return value.model_dump() if hasattr(value, "model_dump") else value


def _score_sections(score: CaseScore, gold: GoldReport, report: Report) -> None:
    found = {section.number: section for section in report.sections}
    for section in gold.sections:
        read = found.pop(section.number, None)
        same = read is not None and _heading_words(read) == _heading_words(section)
        score.count("sections", Tally(same, read is not None, same, 1))
        key = f"section:{section.number}"
        score.items["sections"][key] = same
        if read is not None:
            score.share("section_places", read.start == section.start)
        if not same:
            what = "标题不对" if read is not None else "漏读标题"
            title = read.title if read is not None else None
            score.error("sections", key, what, _heading(section), section.title, title)
    for extra in found.values():
        score.count("sections", Tally(found=1))
        key = f"section:extra:{extra.number}"
        score.error("sections", key, "多读标题", _heading(extra), found=extra.title)


def _heading_words(section: Section | GoldSection) -> str:
    """Return a title without its number, which stands apart."""
    return str(plain(_ORDINAL.sub("", section.title)))


def _heading(section: Section | GoldSection) -> Place:
    return Place(start=section.start, end=section.start + len(section.title))


def _score_items(
    score: CaseScore, metric: str, gold: Sequence[GoldItem], found: Sequence[Quote]
) -> None:
    """Count items of section five; marker and closing sign may be in the quote or not."""
    left = list(found)
    right: set[int] = set()
    for at, item in enumerate(gold):
        best = max(left, key=lambda quote: _shared(item, quote), default=None)
        if best is not None and _shared(item, best) >= _LEAST_SHARED:
            left.remove(best)
            right.add(at)
    for at, item in enumerate(gold):
        # Another place may be that of several items, so that one quote is right for all of them.
        for quote in found if at not in right else ():
            if any(_shared(place, quote) >= _LEAST_SHARED for place in item.alt):
                right.add(at)
                if quote in left:
                    left.remove(quote)
    for at, item in enumerate(gold):
        key = f"{metric}:{at + 1}"
        if at in right or not item.optional:
            score.count(metric, Tally(reached=at in right, gold=1))
            score.items[metric][key] = at in right
        if at not in right and not item.optional:
            score.error(metric, key, "漏读", _quoted(item), gold=item.quote)
    score.count(metric, Tally(right=len(found) - len(left), found=len(found)))
    for quote in left:
        key = f"{metric}:extra:{quote.start}"
        score.error(metric, key, "多读", _quoted(quote), found=quote.quote)


def _quoted(quote: Quote) -> Place:
    return Place(start=quote.start, end=quote.end)


def _shared(a: Place | Quote, b: Quote) -> float:
    both = min(a.end, b.end) - max(a.start, b.start)
    return max(both, 0) / (max(a.end, b.end) - min(a.start, b.start))


def score_findings(score: CaseScore, gold: GoldReport, report: Report) -> None:
    """Count findings: one is right when a label has its rule and shares a place of its evidence."""
    right = [
        any(_is_same(label, one, report) for label in gold.findings) for one in report.findings
    ]
    for finding, is_right in zip(report.findings, right, strict=True):
        score.count("findings", Tally(right=is_right, found=1), finding.rule)
        if not is_right:
            place = _first_place(finding.evidence, report)
            key = f"extra:{finding.rule}:{place.start if place else None}"
            score.error("findings", key, "误报", place, found=f"{finding.rule} {finding.message}")
    for at, label in enumerate(gold.findings, 1):
        reached = any(_is_same(label, one, report) for one in report.findings)
        key = f"finding:{at}:{label.rule}"
        if reached or not label.optional:
            score.count("findings", Tally(reached=reached, gold=1), label.rule)
            score.items["findings"][key] = reached
        if not reached and not label.optional:
            place = _first_place(label.evidence, report)
            words = f"{label.rule} {label.note}".strip()
            score.error("findings", f"missed:{key}", "漏报", place, gold=words)


def _first_place(evidence: Sequence[Evidence], report: Report) -> Place | None:
    return next((place for one in evidence if (place := _place(one, report))), None)


def _is_same(label: GoldFinding, finding: Finding, report: Report) -> bool:
    if finding.rule not in (label.rule, *label.alt_rules):
        return False
    if not label.evidence or not finding.evidence:
        return True
    return any(_is_shared(a, b, report) for a in label.evidence for b in finding.evidence)


def _is_shared(a: Evidence, b: Evidence, report: Report) -> bool:
    if isinstance(a, CellPlace) and isinstance(b, CellPlace):
        return a == b
    one, other = _place(a, report), _place(b, report)
    return bool(one and other and one.start < other.end and other.start < one.end)


def _place(evidence: Evidence, report: Report) -> Place | None:
    if isinstance(evidence, Place):
        return evidence
    return _span(report.cell(CellKey(evidence.table, evidence.row, evidence.column)))
