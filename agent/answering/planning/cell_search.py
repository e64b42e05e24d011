"""Finds the cells of the official tables that the words of a question name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.answering.language import MARK
from agent.answering.matching import question_grams
from agent.answering.plan import CellTarget, Target
from agent.answering.planning.asked import Asked
from agent.answering.vocabulary import Match, found_terms, known_cells, metrics, words
from agent.report import CellKey

_CELL_ITSELF = re.compile(
    r"[那这同]一?[行格]|一?栏|单元格|[”\"」]列|表[二三四里中]|填[了的]|填(?:是|多少|几|什么)"
)
_WHOLE_ROW = re.compile(
    r"(?:[两三四几各每逐]|哪[几些])一?(?:[个项栏格处](?:数[字据值]?(?!量)|指标|格子?|空格?|栏(?!目)|列)|格|栏(?!目)|列(?!席))"
    r"|[整全]行|从左[^，。？]{0,2}[到往至向]右|格子(?:逐|挨|依次|各)"
)
_KINDS = re.compile(r"[几各四][种类个][^，。？]{0,2}(?:结果|结局)")
_IN_ALL = re.compile("一共|总共|总数|总计|合计|共计")
_OUTCOME = re.compile(r"[几各四][种类]结果|结果(?:怎么样|怎样|如何|是什么|各)|什么结果")
_COMPARED = re.compile(r"[比跟与和较]")
_EXCEPT = re.compile(
    r"除了?[^，。？]{1,24}?(?:之外|以外|外)的?|[（(](?:不[含包括算计 ]+|除去|排除)[^()（）]*[)）]"
)
_ABOUT = re.compile(
    r"(?<![^，。？ ])[^，。？行]{0,8}申请(?:公开)?[，,](?=[^。？]*(?:复议|诉讼|官司|起诉))"
)
"""What cases are about: 围绕申请，打过官司没有."""
_THAN_BEFORE = re.compile(words().than_before)
_REQUEST = re.compile("申请")
_OUTCOMES = ["total", "upheld", "corrected", "other", "pending"]
_SAID_OF_OPERATIONS = [
    re.compile(pattern)
    for name in ("rank", "sum", "compare", "share", "difference")
    for pattern in words().operations[name]
]
_NO_METRIC = (
    _THAN_BEFORE,
    _WHOLE_ROW,
    re.compile(words().domain),
    re.compile(words().all_reports),
    *_SAID_OF_OPERATIONS,
)


def cells_named(clause: str, asked: Asked, previous: Sequence[Target]) -> list[CellTarget]:
    """Return the cells that a clause names.

    Args:
        previous: what was asked for before; a column alone goes with its row.
    """
    text = MARK.sub(" ", clause)
    without = _EXCEPT.sub(lambda hit: " " * len(hit[0]), text)
    text = without if any(found_terms(without, "rows")) else text
    text = _ABOUT.sub(lambda hit: " " * len(hit[0]), text)
    columns = list(found_terms(text, "columns"))
    rows = [
        row for row in _most_specific(list(found_terms(text, "rows")))
        if not _lacks_column(row, columns)
    ]  # fmt: skip
    exact = _CELL_ITSELF.search(text) is not None
    last = next((t for t in previous if isinstance(t, CellTarget)), None)
    applicants = [c.name for c in columns if c.table == "applications" and c.name != "total"]
    if not rows and applicants and _REQUEST.search(text) and not last:
        return [CellTarget(table="applications", row="new", column=applicants[0], exact=exact)]
    if not rows:
        return _columns_of(last, columns, clause, exact) if last else []
    found = [
        CellTarget(table=row.table, row=row.name, column=column, exact=exact)
        for row in rows
        for column in _columns_for(row, columns, last, asked, clause)
    ]
    return list({repr(target): target for target in found}.values())


def is_whole_row(cells: Sequence[CellTarget], clause: str) -> bool:
    """Tell whether cells are all those of a row, and are asked for as that: 三个格子逐个报."""
    rows = {(cell.table, cell.row) for cell in cells}
    return len(cells) > 1 and len(rows) == 1 and _WHOLE_ROW.search(clause) is not None


def column_said(clause: str, cell: CellTarget) -> bool:
    """Tell whether a clause says which number of a matter is asked for: 处罚几件 does not."""
    if cell.table != "article20":
        return True
    text = MARK.sub(" ", clause)
    return any(
        hit.table == cell.table and hit.name == cell.column and hit.strength
        for hit in found_terms(text, "columns")
    )  # fmt: skip


def left_over(clause: str) -> list[str]:
    """Return the words of a clause that name neither a row nor a column, nor only ask."""
    text = list(MARK.sub(" ", clause))
    for start, end in meaning("".join(text)):
        text[start:end] = " " * (end - start)
    return [gram.text for gram in question_grams("".join(text)) if not gram.weak]


def meaning(text: str) -> list[tuple[int, int]]:
    """Return the places of the words that name a row, a column or an operation."""
    spans = [
        (hit.start, hit.end) for part in ("rows", "columns") for hit in found_terms(text, part)
    ]
    return spans + [found.span() for pattern in _NO_METRIC for found in pattern.finditer(text)]


def _columns_of(last: CellTarget, columns: list[Match], clause: str, exact: bool
                ) -> list[CellTarget]:  # fmt: skip
    """Return other columns of the row asked for before."""
    fitting = [c for c in columns if c.table == last.table and has_cell(c.table, last.row, c.name)]
    named = _columns_meant(fitting, clause)
    if last.table == "disputes" and _OUTCOME.search(clause):
        named = _OUTCOMES
    return [last.model_copy(update={"column": column, "exact": exact}) for column in named]


def _lacks_column(row: Match, columns: list[Match]) -> bool:
    """Tell whether a column is named that the row has not: 规范性文件减少几件."""
    own = [c for c in columns if c.strength and not (row.start <= c.start and c.end <= row.end)]
    fits = any(c.table == row.table and has_cell(c.table, row.name, c.name) for c in own)
    return not fits and any(
        c.name in ("previous_items", "change") or c.table == row.table for c in own
    )


def _columns_for(
    row: Match, columns: list[Match], last: CellTarget | None, asked: Asked, clause: str
) -> list[str]:
    outside = [
        c for c in columns
        if c.table == row.table and has_cell(c.table, row.name, c.name)
        and not (row.start <= c.start and c.end <= row.end)
    ]  # fmt: skip
    if _THAN_BEFORE.search(clause) and has_cell(row.table, row.name, "change"):
        return ["change"]
    named = _columns_meant(outside, clause)
    goes_on = asked.elliptic and not _IN_ALL.search(clause)
    if not named and last and last.table == row.table and goes_on:
        named = [last.column] if has_cell(row.table, row.name, last.column) else []
    if not named and _OUTCOME.search(clause) and row.table == "disputes":
        named = _OUTCOMES[1:] if _KINDS.search(clause) else _OUTCOMES
    terms = metrics()[row.table]
    if not named and row.table == "article20" and _WHOLE_ROW.search(clause):
        named = [column for column in terms.columns if has_cell(row.table, row.name, column)]
    return named or [terms.rows[row.name].default or terms.default]


def has_cell(table: str, row: str, column: str) -> bool:
    """Tell whether a form has such a cell."""
    term = metrics()[table].rows[row]  # type: ignore[index]
    return any(
        CellKey(table, name, column) in known_cells()  # type: ignore[arg-type]
        for name in (term.members or (row,))
    )


def _columns_meant(matches: list[Match], clause: str) -> list[str]:
    """Return the columns named; else what a verb means; 项目 alone means one where nothing does."""
    # 比乙多出几项 is no change in the year, but a difference of two bodies.
    compared = _COMPARED.search(clause) or len(MARK.findall(clause)) > 1
    found = [match for match in matches if not (match.strength == 1 and compared)]
    strength = max((match.strength for match in found), default=0)
    names = list(dict.fromkeys(match.name for match in found if match.strength == strength))
    return names if strength else names[:1]


def _most_specific(rows: list[Match]) -> list[Match]:
    """Drop a group where one of its rows is named, and 收到申请 where an outcome is."""
    names = {(row.table, row.name) for row in rows}
    outcomes = {name for table, name in names if table == "applications"} - {"new"}
    kept: list[Match] = []
    for row in rows:
        members = {(row.table, member) for member in metrics()[row.table].rows[row.name].members}
        if members & names or (row.name == "new" and outcomes):
            continue
        if not any(other.table == row.table and other.name == row.name for other in kept):
            kept.append(row)
    narrower = any(row.name.startswith("unable_") or row.name.startswith("denied_") for row in kept)
    if narrower:
        kept = [row for row in kept if row.name not in ("unable", "denied")]
    # 不予处理的申请 has 处理的申请 in it.
    kept = [row for row in kept if row.name != "total" or not _overlaps(row, kept)]
    return [row for row in kept if row.table == kept[0].table]


def _overlaps(row: Match, others: list[Match]) -> bool:
    return any(
        other is not row and other.start < row.end and row.start < other.end for other in others
    )
