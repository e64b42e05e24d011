"""Which cells of a labelled row are its values, and how far their order can be trusted?

Merged labels, fillers and stray cells leave empty cells beside a row's values; they are told from
blank values by what the table's other rows have. A row that is wider or narrower than the others
has lost or gained a cell: its empty cells then prove nothing, and only its numbers are kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from agent.tables.reading import LabelledRow
from agent.tables.rows import RowCell, TableRow

Key = TypeVar("Key", bound=str)

_MIN_GAPPED_ROWS = 2
"""Rows that an empty line must complete before empty lines are taken for blank cells."""


_MIN_SUMMED = 5
"""Columns from which on a sum that agrees is no accident."""


class HeadColumns(NamedTuple):
    """The columns that a table's head gives to the values, and how wide the head is."""

    columns: Sequence[int]
    width: int


Spare = tuple[int, ...]
"""Which of a row's cells, counted from its label, are empty ones too many."""


class Picked(NamedTuple):
    """A row's value cells; not `sure` where cells may be missing among them."""

    cells: tuple[RowCell, ...]
    sure: bool = True


class Picker(Generic[Key]):
    """Knows how the rows of one table are usually laid out."""

    def __init__(
        self, rows: Sequence[TableRow], chain: Sequence[LabelledRow[Key]], widths: dict[Key, int]
    ) -> None:
        self._counts = widths
        self._last = chain[-1].index
        self._width = _usual_widths(rows[max(0, chain[0].index - 2) : self._last + 1])
        self._surplus = self._usual_surplus(chain)
        in_grids = [row for row in chain if row.row.layout in ("spans", "fields")]
        so_wide = sum(row.row.width == self._width[row.row.grid] for row in in_grids)
        so_many = sum(self._has_usual_surplus(row) for row in in_grids)
        self._by_width = so_wide >= so_many
        self._spare = self._find_spare([row for row in chain if self._is_regular(row)])
        gapped = [row for row in chain if self._completed(row)]
        self._trusts_gaps = len(gapped) >= _MIN_GAPPED_ROWS

    def pick(self, row: LabelledRow[Key], head: HeadColumns | None = None) -> Picked:
        """Return a row's values.

        Args:
            head: the true columns of the row's values, where the table's head tells them.
        """
        count = self._counts[row.match.key]
        cells = self._cells(row)
        if row.row.layout == "stream" and not _is_closed(cells):
            completed = self._completed(row) if self._trusts_gaps else ()
            numbers = tuple(cell for cell in cells if not cell.gap)
            return Picked(completed or unglued(numbers, count))
        filled = tuple(cell for cell in cells if cell.text.strip())
        if not filled and len(cells) >= count:
            return Picked(cells[-count:])
        if not self._is_regular(row):
            return Picked(filled, sure=len(filled) == len(cells))
        if head and head.width == row.row.width and (picked := _at_columns(cells, head.columns)):
            return Picked(picked)
        if len(cells) <= count:
            return Picked(cells)
        if len(filled) == count:
            return Picked(filled)
        rest = self._without_spare(row)
        return Picked(rest) if rest else Picked(filled, sure=False)

    def _cells(self, row: LabelledRow[Key]) -> tuple[RowCell, ...]:
        """Drop empty lines that are no cells: beside pipes, and behind the table's last row."""
        cells = list(row.values)
        if _is_closed(cells):
            return tuple(cell for cell in cells if not cell.gap)
        count = self._counts[row.match.key]
        while row.index == self._last and cells and cells[-1].gap:
            if cells[-1].text and sum(1 for c in cells if c.text or not c.gap) <= count:
                break
            cells.pop()
        return tuple(cells)

    def _surplus_of(self, row: LabelledRow[Key]) -> int:
        return len(self._cells(row)) - self._counts[row.match.key]

    def _usual_surplus(self, chain: Sequence[LabelledRow[Key]]) -> dict[int, int]:
        """Return number of columns -> how many cells more than that most rows have."""
        seen: dict[int, Counter[int]] = defaultdict(Counter)
        for row in chain:
            if row.has_values:
                seen[self._counts[row.match.key]][max(0, self._surplus_of(row))] += 1
        return {
            count: max(counter, key=lambda surplus: (counter[surplus], surplus))
            for count, counter in seen.items()
        }

    def _find_spare(self, chain: Sequence[LabelledRow[Key]]) -> dict[tuple[int, int], set[Spare]]:
        """Return (columns, cells too many) -> which of the cells were seen to be the spare ones."""
        seen: dict[tuple[int, int], set[Spare]] = defaultdict(set)
        for row in chain:
            cells, surplus = self._cells(row), self._surplus_of(row)
            count = len(cells) - surplus
            if surplus <= 0:
                continue
            empty = tuple(i for i, cell in enumerate(cells) if not cell.text.strip())
            if len(empty) == surplus:
                seen[count, surplus].add(empty)
            # Only table three is so wide; there spare cells stand before or behind the values.
            elif count >= _MIN_SUMMED and cells[0].text.strip() and _is_blank(cells[count:]):
                seen[count, surplus].add(tuple(range(count, len(cells))))
            elif count >= _MIN_SUMMED and cells[-1].text.strip() and _is_blank(cells[:surplus]):
                seen[count, surplus].add(tuple(range(surplus)))
        return seen

    def _without_spare(self, row: LabelledRow[Key]) -> tuple[RowCell, ...]:
        """Drop a row's spare cells, those of the table's other rows; none when that is unclear."""
        cells, surplus = self._cells(row), self._surplus_of(row)
        count = len(cells) - surplus
        known = self._spare.get((count, surplus), set())
        if row.row.intact:
            # Pipes that fill a row up stand behind its cells.
            known = {tuple(range(count, len(cells)))}
        elif not known:
            others = [spares for other, spares in self._spare.items() if other[0] == count]
            known = {_as_many(spare, surplus, count) for spares in others for spare in spares}
        spare = next(iter(known)) if len(known) == 1 else ()
        if not spare or not _is_blank([cells[i] for i in spare]):
            return ()
        return tuple(cell for i, cell in enumerate(cells) if i not in spare)

    def _has_usual_surplus(self, row: LabelledRow[Key]) -> bool:
        return self._surplus_of(row) == self._surplus.get(self._counts[row.match.key])

    def _is_regular(self, row: LabelledRow[Key]) -> bool:
        """True when the row has as many cells as the table's other rows let expect."""
        if row.row.intact is not None:
            return row.row.intact
        if self._by_width and row.row.layout in ("spans", "fields"):
            return row.row.width == self._width[row.row.grid]
        return self._has_usual_surplus(row)

    def _completed(self, row: LabelledRow[Key]) -> tuple[RowCell, ...]:
        """Take empty lines among bare values for blank cells where just so many are missing.

        Lines with spaces on them are told from empty ones, which may only be spacing.
        """
        cells, count = self._cells(row), self._counts[row.match.key]
        seen = tuple(cell for cell in cells if cell.text or not cell.gap)
        if len(seen) == count and any(cell.gap for cell in seen):
            return seen
        gaps = sum(1 for cell in cells if cell.gap)
        return cells if len(cells) == count and 0 < gaps <= count / 3 else ()


def _usual_widths(rows: Sequence[TableRow]) -> dict[int, int]:
    """Return grid -> the width that most of its rows have, where columns are known."""
    widths: dict[int, Counter[int]] = defaultdict(Counter)
    for row in rows:
        if row.layout in ("spans", "fields"):
            widths[row.grid][row.width] += 1
    return {grid: counter.most_common(1)[0][0] for grid, counter in widths.items()}


def _as_many(spare: Spare, surplus: int, count: int) -> Spare:
    """Return the spare cells of a row that has more or fewer of them, on the same side."""
    if spare[0] == 0:
        return tuple(range(surplus))
    return tuple(range(count, count + surplus)) if spare[0] == count else ()


def _is_blank(cells: Sequence[RowCell]) -> bool:
    return not any(cell.text.strip() for cell in cells)


def _is_closed(cells: Sequence[RowCell]) -> bool:
    return any(cell.closed for cell in cells)


def _at_columns(cells: Sequence[RowCell], columns: Sequence[int]) -> tuple[RowCell, ...] | None:
    """Return the cells at the columns, unless one is not there or a filled one is left out."""
    at = {cell.column: cell for cell in cells}
    picked = tuple(at[column] for column in columns if column in at)
    left_out = any(cell.text.strip() and cell not in picked for cell in cells)
    return picked if len(picked) == len(columns) and not left_out else None


def unglued(cells: tuple[RowCell, ...], count: int) -> tuple[RowCell, ...]:
    """Part numbers that lost what stood between them (`0000000`), where one way only is possible.

    There is one only when each digit is a number: as many digits as columns, and either a zero
    leads, or they are many and the last is the sum of the others.
    """
    digits = cells[0].text if len(cells) == 1 else ""
    if len(digits) != count or count < 3 or not digits.isdecimal():
        return cells
    *parts, total = map(int, digits)
    if digits[0] != "0" and (count < _MIN_SUMMED or sum(parts) != total):
        return cells
    start = cells[0].start
    return tuple(RowCell(start + at, start + at + 1, digit) for at, digit in enumerate(digits))
