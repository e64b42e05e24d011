"""Cells and labels that are not as the form prints them (DQ-*)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from agent.checks.equations import is_not_reported, name
from agent.checks.registry import Outcome, Subject, place, rule, span, verdict
from agent.documents.document import Span
from agent.documents.view import CONFUSABLES, fold
from agent.report import TABLE_NAMES, Cell, CellKey, TableName
from agent.tables.forms import load_forms
from agent.tables.labels import Fit, core
from agent.tables.values import DASHES, compact

_TABLES: dict[TableName, str] = {"article20": "表二", "applications": "表三", "disputes": "表四"}
_MAX_EVIDENCE = 20
_FULL_WIDTH = re.compile(r"[０-９．]")
_INNER_SPACE = re.compile(r"[一-鿿]{1,10}(?:[ \u3000\u00a0]{1,4}[一-鿿]{1,10})+")
_HAN_CONFUSABLES = re.compile("[" + "".join(c for c in CONFUSABLES if "一" <= c <= "鿿") + "]")


def _found_tables(subject: Subject) -> list[TableName]:
    return [table for table in TABLE_NAMES if getattr(subject.tables, table).span is not None]


def _cell_outcomes(
    subject: Subject, is_odd: Callable[[CellKey, Cell], bool], words: str
) -> Iterator[Outcome]:
    """Yield one outcome a table: how many of its cells are odd, and which."""
    for table in _found_tables(subject):
        cells = subject.cells[table]
        odd = [key for key, cell in cells.items() if is_odd(key, cell)]
        message = f"{_TABLES[table]}{len(cells)}格中有{len(odd)}格{words}"
        evidence = tuple(place(key) for key in odd[:_MAX_EVIDENCE])
        status = verdict(not (odd))
        yield Outcome(table, status, message, None, str(len(odd)), evidence)


def _text_outcomes(
    subject: Subject, find: Callable[[Subject, Span], list[Span]], words: str
) -> Iterator[Outcome]:
    """Yield one outcome a table: how many places of its text are odd, and which."""
    for table in _found_tables(subject):
        found = find(subject, getattr(subject.tables, table).span)
        quotes = {" ".join(subject.document.text[a:b].split()) for a, b in found}
        told = "、".join(f"“{quote[:20]}”" for quote in sorted(quotes)[:5])
        message = f"{_TABLES[table]}有{len(found)}处{words}：{told}"
        evidence = tuple(span(a, b) for a, b in found[:_MAX_EVIDENCE])
        status = verdict(not (found))
        yield Outcome(table, status, message, None, str(len(found)), evidence)


def _matches(pattern: re.Pattern[str]) -> Callable[[Subject, Span], list[Span]]:
    def find(subject: Subject, place: Span) -> list[Span]:
        return [Span(*m.span()) for m in pattern.finditer(subject.document.text, *place)]

    return find


@rule("DQ-BLANK", "quality", "未填的格")
def blank_cells(subject: Subject) -> Iterator[Outcome]:
    """An empty cell is "not reported"; 0 would be an assumption."""
    return _cell_outcomes(subject, lambda _, cell: cell.state == "blank", "未填")


@rule("DQ-SLASH", "quality", "以“/”代数的格")
def slash_cells(subject: Subject) -> Iterator[Outcome]:
    """`/` says "not applicable"."""

    def is_slash(_: CellKey, cell: Cell) -> bool:
        return cell.state == "unreadable" and compact(cell.raw or "") in {"/", "／", "\\"}

    return _cell_outcomes(subject, is_slash, "写“/”")


@rule("DQ-DASH", "quality", "以“-”代数的格")
def dash_cells(subject: Subject) -> Iterator[Outcome]:
    """`-` says "not reported"; it is never a minus sign."""

    def is_dash(_: CellKey, cell: Cell) -> bool:
        return cell.state == "unreadable" and bool(DASHES.fullmatch(compact(cell.raw or "")))

    return _cell_outcomes(subject, is_dash, "写“-”")


@rule("DQ-TEXT", "quality", "不是数的格", severity="warning")
def text_cells(subject: Subject) -> Iterator[Outcome]:
    """Text stands in a cell where a number belongs; rows of doubtful cells are ST-ROW-CELLS."""

    def is_text(key: CellKey, cell: Cell) -> bool:
        irregular = getattr(subject.tables, key.table).irregular
        doubtful = key.row in irregular or (key.table == "disputes" and irregular)
        return cell.state == "unreadable" and not doubtful and not is_not_reported(cell.raw or "")

    return _cell_outcomes(subject, is_text, "不是数")


@rule("DQ-PARTIAL", "quality", "只填首列或末列的行")
def partial_rows(subject: Subject) -> Iterator[Outcome]:
    """Only 自然人 or only 总计 is filled in a row, the rest left blank."""
    if subject.form("applications") is None:
        return
    odd = []
    for row, columns in subject.tables.applications.cells.items():
        filled = [column for column, cell in columns.items() if cell.state == "value"]
        rest = [cell.state for column, cell in columns.items() if column not in filled]
        if filled in (["natural_person"], ["total"]) and set(rest) <= {"blank", "missing"}:
            odd.append(CellKey("applications", row, filled[0]))
    message = f"表三有{len(odd)}行只填了自然人或总计一列"
    evidence = tuple(place(key) for key in odd[:_MAX_EVIDENCE])
    yield Outcome("applications", verdict(not odd), message, None, str(len(odd)), evidence)


@rule("DQ-DELTA", "quality", "增减以文字而非正负数表示")
def worded_changes(subject: Subject) -> Iterator[Outcome]:
    """The form's own explanation asks for signed numbers (减8 is -8)."""

    def is_worded(key: CellKey, cell: Cell) -> bool:
        return (
            key.column == "change" and re.match(r"[增减新減]", compact(cell.raw or "")) is not None
        )

    return _table_two(_cell_outcomes(subject, is_worded, "以“增”“减”表示"))


def _table_two(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    return (outcome for outcome in outcomes if outcome.instance == "article20")


@rule("DQ-AMOUNT", "quality", "金额没有单位", severity="warning")
def amounts_without_unit(subject: Subject) -> Iterator[Outcome]:
    """The form of 2019 prints no unit: an amount without one is taken as yuan, perhaps wrongly."""
    for table in _found_tables(subject):
        for key, cell in subject.cells[table].items():
            if key.column != "amount" or cell.state != "value":
                continue
            message = f"{name(key)}“{cell.raw}”没有写单位，暂按元读入"
            unclear = bool(cell.value) and cell.unit_as_written is None
            status = verdict(not (unclear))
            yield Outcome(key.row, status, message, None, cell.raw, (place(key),))


@rule("DQ-PAD", "quality", "数字前后有全角或不间断空格")
def padded_cells(subject: Subject) -> Iterator[Outcome]:
    """Spaces that no one sees, and that keep spreadsheets from reading the number."""
    text = subject.document.text

    def is_padded(_: CellKey, cell: Cell) -> bool:
        if cell.start is None or cell.end is None or cell.start == cell.end:
            return False
        around = text[max(cell.start - 1, 0) : cell.start] + text[cell.end : cell.end + 1]
        return any(character in "\u3000\u00a0" for character in around)

    return _cell_outcomes(subject, is_padded, "前后有全角或不间断空格")


@rule("DQ-FULLWIDTH", "quality", "全角数字或序号")
def full_width(subject: Subject) -> Iterator[Outcome]:
    """`１．属于国家秘密` or `０` in full-width characters."""
    return _text_outcomes(subject, _matches(_FULL_WIDTH), "全角数字或点号")


@rule("DQ-SPACE", "quality", "表头或行目中夹有空格")
def spaced_labels(subject: Subject) -> Iterator[Outcome]:
    """`商业 企业`, `总 计`; only inside cells, for between bare cells a space is a separator."""

    def find(inner: Subject, table: Span) -> list[Span]:
        return [
            Span(*match.span())
            for grid in inner.document.grids
            for row in grid.rows
            for cell in row
            if table.start <= cell.start and cell.end <= table.end
            for match in _INNER_SPACE.finditer(inner.document.text, cell.start, cell.end)
        ]

    return _text_outcomes(subject, find, "字间空格")


@rule("DQ-BREAK", "quality", "表头断成两行")
def broken_headers(subject: Subject) -> Iterator[Outcome]:
    """`本年新` / `公开数量`: a header that no single line holds."""
    return _text_outcomes(subject, _broken_headers, "断行的表头")


def _broken_headers(subject: Subject, table: Span) -> list[Span]:
    view = subject.document.view[table.start : table.end]
    return [
        Span(table.start + match.start(), table.start + match.end())
        for pattern in _headers()
        for match in pattern.finditer(view)
        if "\n" in match.group()
    ]


@cache
def _headers() -> list[re.Pattern[str]]:
    """Return the headers of table two's columns as patterns that span line breaks."""
    labels = {
        core(fold(column.label, "hans"))
        for form in load_forms().values()
        for block in form.article20
        for column in block.columns.values()
    }
    return [re.compile(r"\s{0,3}".join(map(re.escape, label))) for label in sorted(labels)]


@rule("DQ-VARIANT", "quality", "形近字")
def confusable_characters(subject: Subject) -> Iterator[Outcome]:
    """釆 (U+91C6) printed for 采 (U+91C7)."""
    return _text_outcomes(subject, _matches(_HAN_CONFUSABLES), "形近字")


@rule("DQ-TYPO-LABEL", "quality", "行目文字与格式不一致")
def misprinted_labels(subject: Subject) -> Iterator[Outcome]:
    """A label that is only similar to the form's: 三类内容事务信息."""
    for table in _found_tables(subject):
        for row, label in getattr(subject.tables, table).labels.items():
            if label.fit == Fit.SIMILAR:
                message = f"{_TABLES[table]}行目“{compact(label.text)}”与格式用语不一致"
                evidence = (span(label.start, label.end),)
                yield Outcome(f"{table}.{row}", "fail", message, None, label.text, evidence)
            else:
                yield Outcome(f"{table}.{row}", "pass")


RULES = (
    blank_cells,
    slash_cells,
    dash_cells,
    text_cells,
    partial_rows,
    worded_changes,
    amounts_without_unit,
    padded_cells,
    full_width,
    spaced_labels,
    broken_headers,
    confusable_characters,
    misprinted_labels,
)
