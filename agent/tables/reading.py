"""What reading one official table gives, and the steps that the three tables share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from agent.documents.document import Span
from agent.report import Cell, Table
from agent.tables.alignment import Aligned
from agent.tables.labels import Fit, LabelMatcher, Match, core
from agent.tables.rows import RowCell, TableRow
from agent.tables.values import compact

Key = TypeVar("Key", bound=Hashable)

_MAX_FRAGMENT_GAP = 3
"""Rows of page furniture and repeated headers that may stand between two halves of a label."""
_HEADER_ROWS = 14
_MAX_HEADER_SCRAP = 8
"""Letters of a header cell's broken piece (`本年新`)."""
_MAX_LABEL_SCRAP = 3
"""Letters of a merged group label that may stand before a row's numbers (`本年 158 195 …`)."""


class RowLabel(NamedTuple):
    """How a row of the form was recognised, for the structure checks."""

    text: str
    """The label in the search view."""
    start: int
    end: int
    fit: Fit


@dataclass(frozen=True, slots=True)
class TableReading:
    """One official table as found in a document."""

    form: str | None = None
    cells: Table = field(default_factory=dict)
    labels: dict[str, RowLabel] = field(default_factory=dict)
    """Row key -> label, for each row found."""
    irregular: dict[str, Span] = field(default_factory=dict)
    """Row key -> place, for rows whose number of cells is not the form's."""
    span: Span | None = None
    """From the first header to the last value; None when the table was not found."""
    added_rows: tuple[RowLabel, ...] = ()
    """Rows with values that the form does not have."""
    copies: tuple[Span, ...] = ()
    """Further tables of the same kind, which were not read."""

    @property
    def told(self) -> int:
        """How much was found: cells that could be read, then the table itself."""
        unread = ("missing", "unreadable")
        states = [cell.state for row in self.cells.values() for cell in row.values()]
        return sum(state not in unread for state in states) + (self.span is not None)

    @property
    def is_complete(self) -> bool:
        """Every cell of the form was found, whatever it says."""
        states = [cell.state for row in self.cells.values() for cell in row.values()]
        return self.span is not None and "missing" not in states


@dataclass(frozen=True, slots=True)
class LabelledRow(Generic[Key]):
    """A row with the label recognised in it and the cells after that label."""

    index: int
    match: Match[Key]
    label: RowLabel
    row: TableRow
    values: tuple[RowCell, ...]

    @property
    def has_values(self) -> bool:
        return any(not cell.gap for cell in self.values)

    @property
    def is_filled(self) -> bool:
        return any(cell.is_value and cell.text.strip() for cell in self.values)


def label_rows(rows: Sequence[TableRow], matcher: LabelMatcher[Key]) -> list[LabelledRow[Key]]:
    """Find the rows that carry one of the matcher's labels, halves of a cut label joined."""
    found: list[LabelledRow[Key]] = []
    consumed: set[int] = set()
    for index in range(len(rows)):
        if index in consumed:
            continue
        labelled = _label_row(rows, index, matcher)
        if labelled is None or labelled.match.fit <= Fit.PART:
            joined = _join_fragments(rows, index, matcher)
            if joined is not None:
                labelled, other = joined
                consumed.add(other)
        if labelled is not None:
            found.append(labelled)
    return found


def _label_row(
    rows: Sequence[TableRow], index: int, matcher: LabelMatcher[Key]
) -> LabelledRow[Key] | None:
    row = rows[index]
    best: LabelledRow[Key] | None = None
    for position, cell in enumerate(row.cells):
        if cell.is_value:
            continue
        match = matcher.match(cell.text)
        # The row's own label stands to the right of its group's.
        if match is not None and (best is None or match.fit > Fit.PART):
            label = RowLabel(cell.text, cell.start, cell.end, match.fit)
            best = LabelledRow(index, match, label, row, row.cells[position + 1 :])
    return best


def _last_label(row: TableRow) -> int | None:
    for position in range(len(row.cells) - 1, -1, -1):
        if not row.cells[position].is_value:
            return position
    return None


def _join_fragments(
    rows: Sequence[TableRow], index: int, matcher: LabelMatcher[Key]
) -> tuple[LabelledRow[Key], int] | None:
    """Join a label that a page break cut in two rows; return the row and the other half's index."""
    position = _last_label(rows[index])
    if position is None:
        return None
    head = rows[index].cells[position]
    for other in range(index + 1, min(index + 1 + _MAX_FRAGMENT_GAP, len(rows))):
        tail_position = _last_label(rows[other])
        if tail_position is None:
            continue
        tail = rows[other].cells[tail_position]
        match, alone = matcher.match(head.text + tail.text), matcher.match(tail.text)
        if match is None or match.fit <= Fit.PART:
            continue
        if alone is not None and (alone.fit > Fit.PART or alone.key != match.key):
            continue
        values = _fragment_values(
            rows[index].cells[position + 1 :], rows[other].cells[tail_position + 1 :]
        )
        label = RowLabel(head.text + tail.text, head.start, tail.end, match.fit)
        return LabelledRow(index, match, label, rows[index], values), other
    return None


def _fragment_values(head: tuple[RowCell, ...], tail: tuple[RowCell, ...]) -> tuple[RowCell, ...]:
    """Take the values of whichever half has them."""
    return head if any(cell.text.strip() for cell in head) or not tail else tail


def place_unlabelled(
    rows: Sequence[TableRow],
    chain: Sequence[LabelledRow[Key]],
    widths: dict[Key, int],
    values: dict[Key, tuple[RowCell, ...]],
    labels: dict[Key, RowLabel],
) -> None:
    """Use rows without a recognised label: a row cut by a page break, or one that lost its label.

    They are used only when structure leaves one way: the piece that completes a short row, or as
    many complete rows between two known ones as the form has there.

    Args:
        rows: all rows.
        chain: the recognised rows, in the form's order.
        widths: number of cells of each row of the form, in the form's order.
        values, labels: what was read so far; completed in place.
    """
    keys = list(widths)
    known = [row for row in chain if values.get(row.match.key)]
    bounds = [None, *known, None]
    for before, after in zip(bounds, bounds[1:], strict=False):
        start = before.index + 1 if before else max(0, after.index - 1) if after else 0
        stop = after.index if after else min(start + 1, len(rows))
        first = keys.index(before.match.key) + 1 if before else 0
        missing = keys[first : keys.index(after.match.key) if after else len(keys)]
        loose = [cells for row in rows[start:stop] if (cells := _loose_cells(row))]
        if before is not None:
            loose = _complete(before, widths, missing, values, loose)
        trimmed = [
            _trailing(cells, widths[key]) for key, cells in zip(missing, loose, strict=False)
        ]
        if len(loose) == len(missing) and all(trimmed):
            for key, cells in zip(missing, trimmed, strict=True):
                values[key] = cells
                labels.setdefault(key, RowLabel("", cells[0].start, cells[0].start, Fit.BY_PLACE))


def _loose_cells(row: TableRow) -> tuple[RowCell, ...]:
    """Return the value cells of a row whose label says nothing."""
    label = "".join(core(cell.text) for cell in row.cells if not cell.is_value)
    if len(label) > (_MAX_LABEL_SCRAP if row.layout == "stream" else 0):
        return ()
    return tuple(cell for cell in row.cells if cell.is_value and not cell.gap)


def _complete(
    before: LabelledRow[Key],
    widths: dict[Key, int],
    missing: list[Key],
    values: dict[Key, tuple[RowCell, ...]],
    loose: list[tuple[RowCell, ...]],
) -> list[tuple[RowCell, ...]]:
    """Complete a short row with the piece that follows it, or take the next row's cells off it."""
    key = before.match.key
    own, width = values[key], widths[key]
    if loose and len(own) < width and len(own) + len(loose[0]) == width:
        values[key] = own + loose[0]
        return loose[1:]
    if missing and before.row.layout == "stream" and len(own) == width + widths[missing[0]]:
        values[key] = own[:width]
        return [own[width:], *loose]
    return loose


def _trailing(cells: tuple[RowCell, ...], width: int) -> tuple[RowCell, ...]:
    """Drop the empty cells of merged labels before the values; empty unless `width` are left.

    An empty cell that is left in front may be a label's too, where a value was lost.
    """
    surplus = len(cells) - width
    while len(cells) > width and not cells[0].text.strip():
        cells = cells[1:]
    doubtful = surplus > 0 and not cells[0].text.strip() and any(c.text.strip() for c in cells)
    return cells if len(cells) == width and not doubtful else ()


def added_rows(
    rows: Sequence[TableRow],
    chain: Sequence[LabelledRow[Key]],
    matcher: LabelMatcher[Key],
    is_header: Callable[[str], bool],
    least: int,
) -> Iterator[RowLabel]:
    """Yield rows of the table with at least `least` numbers whose label the form does not have."""
    known = {row.index for row in chain}
    for index in range(chain[0].index, chain[-1].index):
        labels = [cell for cell in rows[index].cells if not cell.is_value]
        numbers = [cell for cell in rows[index].cells if cell.is_value and cell.text.strip()]
        if index in known or not labels or len(numbers) < least:
            continue
        text = labels[-1].text
        if matcher.match(text) is None and not is_header(compact(text)):
            yield RowLabel(text, labels[-1].start, labels[-1].end, Fit.BY_PLACE)


def header_start(
    rows: Sequence[TableRow], first: int, is_header: Callable[[str], bool], default: int
) -> int:
    """Return where the header above row `first` begins.

    Args:
        is_header: tells whether a cell's text, without spaces, is part of the header.
        default: what to return where there is no header.
    """
    start = default
    for row in reversed(rows[max(0, first - _HEADER_ROWS) : first]):
        texts = [compact(cell.text) for cell in row.cells]
        if any(text and is_header(text) for text in texts):
            start = min(start, row.cells[0].start)
        elif any(len(text) > _MAX_HEADER_SCRAP for text in texts):
            break
    return start


def to_cell(aligned: Aligned, text: str, values: Sequence[RowCell]) -> Cell:
    """Turn an outcome into the contract's cell; `values` is the whole row, for doubtful ones."""
    if aligned.candidate is None:
        filled = [cell for cell in values if cell.end > cell.start]
        if aligned.certain or not filled:
            return Cell(state="missing")
        start, end = filled[0].start, filled[-1].end
        return Cell(raw=text[start:end], state="unreadable", start=start, end=end)
    cell, parsed = aligned.candidate
    return Cell(
        raw=text[cell.start : cell.end],
        value=parsed.value,
        state=parsed.state,
        start=cell.start,
        end=cell.end,
        direction=parsed.direction,
        unit_as_written=parsed.unit_as_written,
    )


def row_span(values: Sequence[RowCell], label: RowLabel) -> Span:
    """Return the place from a row's label to its last cell."""
    return Span(label.start, max([label.end, *(cell.end for cell in values)]))
