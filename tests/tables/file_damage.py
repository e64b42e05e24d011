"""One damaged place in a file whose tables are text or tags, and what the file then may say.

`python -m tests.tables.file_damage` tries every damage of every file, on all processors, and prints
how many there were and which of them shifted a cell.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial
from multiprocessing import Pool
from pathlib import Path
from typing import Literal, NamedTuple

from agent.documents import load
from agent.report import Cell, CellKey
from agent.tables import read_tables
from tests.conftest import CODES, real_report
from tests.documents.converted import write_converted
from tests.rendering import (
    LayoutOptions,
    ReportModel,
    made_2019,
    made_2021,
    made_mixed,
    made_mixed_reverse,
    write_html,
    write_markdown,
    write_text,
)
from tests.tables.damage import PAGE_BREAKS, cells
from tests.tables.layouts import compose, filled_rows, piped_cells, short_rows

Shape = Literal["lines", "tabs", "pipes", "spaces", "tags"]
"""What parts cells: line ends, TABs, pipes, spaces, or tags."""
Kind = Literal["deleted", "blanked", "row blanked", "page break"]
Writer = Callable[[ReportModel, Path], object]


def _composed(draw: Callable[..., list[str]], model: ReportModel, path: Path) -> None:
    path.write_text(compose(model, draw), encoding="utf-8")


WRITERS: dict[str, tuple[Shape, str, Writer]] = {
    "a cell a line with TABs": ("lines", ".txt", write_text),
    "a cell a line": ("lines", ".txt", partial(write_text, tables="bare")),
    "a cell a line with pipes": ("lines", ".txt", partial(_composed, piped_cells)),
    "fields": ("tabs", ".txt", partial(write_text, tables="rows")),
    "fields, merged cells once": (
        "tabs",
        ".txt",
        partial(write_text, tables="rows", merged="once"),
    ),
    "spaces": ("spaces", ".txt", partial(write_text, tables="spaces")),
    "outer pipes": ("pipes", ".md", write_markdown),
    "inner pipes": ("pipes", ".md", partial(write_markdown, pipes="inner", rule=False)),
    "trailing pipes": ("pipes", ".md", partial(write_markdown, pipes="trailing")),
    "short rows": ("pipes", ".txt", partial(_composed, short_rows)),
    "filled rows": ("pipes", ".txt", partial(_composed, filled_rows)),
    "tags in Markdown": ("tags", ".md", write_converted),
    "a page": ("tags", ".html", write_html),
    "a skewed page": ("tags", ".html", partial(write_html, layout=LayoutOptions(skewed=True))),
}
MODELS: dict[str, Callable[[], ReportModel]] = {
    "2019": made_2019,
    "2021": made_2021,
    "2021 and 2019": made_mixed,
    "2019 and 2021": made_mixed_reverse,
}
FILES = [*CODES, *(f"{model}: {writer}" for model in MODELS for writer in WRITERS)]


class TextFile(NamedTuple):
    """A file to damage."""

    name: str
    shape: Shape
    text: str

    def cells(self, text: str | None = None) -> dict[CellKey, Cell]:
        """Return the cells that the file says, or says with this text in its place."""
        found = load(self.name, (self.text if text is None else text).encode())
        return cells(read_tables(found, 2020).tables())


class FileDamage(NamedTuple):
    """A damaged text."""

    kind: Kind
    what: str
    text: str


class _Piece(NamedTuple):
    """A cell in the text, and what goes when the cell is lost."""

    start: int
    end: int
    whole_start: int
    whole_end: int


@cache
def text_file(name: str) -> TextFile:
    """Return one of `FILES`."""
    if name in CODES:
        return TextFile("report.txt", "lines", real_report(name).text)
    model, writer = name.split(": ")
    shape, suffix, write = WRITERS[writer]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report{suffix}"
        write(MODELS[model](), path)
        return TextFile(path.name, shape, path.read_text(encoding="utf-8"))


@cache
def file_damages(name: str) -> list[FileDamage]:
    """Return every single damage of a file's tables."""
    file = text_file(name)
    found: list[FileDamage] = []
    for row in _rows(file):
        found += _of_row(file, row)
    return found


def _of_row(file: TextFile, row: list[_Piece]) -> Iterator[FileDamage]:
    text = file.text
    for piece in row:
        words = text[piece.start : piece.end]
        yield FileDamage(
            "deleted", repr(words), text[: piece.whole_start] + text[piece.whole_end :]
        )
        if words.strip():
            yield FileDamage("blanked", repr(words), text[: piece.start] + text[piece.end :])
    blanked = text
    for piece in reversed(row):
        blanked = blanked[: piece.start] + blanked[piece.end :]
    words = text[row[0].start : row[-1].end]
    if len(row) > 1 and file.shape != "spaces":
        yield FileDamage("row blanked", repr(words), blanked)
    start = text.rfind("<tr", 0, row[0].start) if file.shape == "tags" else row[0].whole_start
    for mark in PAGE_BREAKS:
        if file.shape == "tags":
            mark = f"</table><p>{mark.strip() or '&nbsp;'}</p><table>"
        yield FileDamage("page break", repr(mark + words), text[:start] + mark + text[start:])


def _rows(file: TextFile) -> Iterator[list[_Piece]]:
    """Yield the cells of each row of the file's tables, labels and heads too."""
    text = file.text
    if file.shape == "tags":
        for table in re.finditer(r"<table.*?</table>", text, re.DOTALL):
            for row in re.finditer(r"<tr.*?</tr>", table[0], re.DOTALL):
                offset = table.start() + row.start()
                cells = re.finditer(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", row[0], re.DOTALL)
                pieces = [
                    _Piece(*(offset + place for place in (*cell.span(1), *cell.span())))
                    for cell in cells
                ]
                if pieces:
                    yield pieces
        return
    spans = read_tables(load(file.name, text.encode()), 2020).spans()
    lines = [
        line
        for line in re.finditer(r"[^\n]+", text)
        if any(span.start <= line.end() and line.start() <= span.end for span in spans)
    ]
    if file.shape == "lines":
        yield from _rows_of_lines(text, lines)
        return
    for line in lines:
        yield list(_fields(line, {"tabs": "\t", "pipes": "|", "spaces": " "}[file.shape]))


def _rows_of_lines(text: str, lines: list[re.Match[str]]) -> Iterator[list[_Piece]]:
    """Yield runs of lines up to an empty one; every line by itself where there are none."""
    row: list[_Piece] = []
    for line in lines:
        own = re.search(r"[^\t|]*[^\t| ]|$", line[0])
        assert own
        place = line.start()
        row.append(_Piece(place + own.start(), place + own.end(), place, line.end() + 1))
        if text[line.end() + 1 : line.end() + 2] == "\n" or "\t" not in line[0]:
            yield row
            row = []
    if row:
        yield row


def _fields(line: re.Match[str], mark: str) -> Iterator[_Piece]:
    for field in re.finditer(rf"([^{mark}]*)(?:{re.escape(mark)}|$)", line[0]):
        if not field[0]:
            continue
        inner = field[1]
        start = line.start() + field.start() + len(inner) - len(inner.lstrip())
        end = max(start, line.start() + field.start() + len(inner.rstrip()))
        # The last cell is lost with the mark before it, where none stands behind.
        before = field.start() - (not field[0].endswith(mark) and field.start() > 0)
        yield _Piece(start, end, line.start() + before, line.start() + field.end())


def silent_changes(
    before: dict[CellKey, Cell], after: dict[CellKey, Cell], kind: Kind
) -> list[str]:
    """Return the cells that now say something else, and do not say that they cannot be read.

    The damaged cell itself may be blank where it, or its row, was blanked.
    """
    changed = []
    for key, cell in before.items():
        now = after.get(key)
        if now is None or now.state in ("missing", "unreadable"):
            continue
        if (now.state, now.value, now.direction) != (cell.state, cell.value, cell.direction):
            changed.append((key, now))
    emptied = all(now.state == "blank" for _, now in changed)
    if kind == "blanked" and emptied and len(changed) <= 1:
        return []
    # Where empty cells of merged ones are left, a row that lost its only cell is a blank row.
    alone = len(changed) == 1 and sum(key[:2] == changed[0][0][:2] for key in before) == 1
    if kind == "deleted" and emptied and alone:
        return []
    # Table four is one row on paper.
    rows = {key[: 1 if key.table == "disputes" else 2] for key, _ in changed}
    if kind == "row blanked" and emptied and len(rows) <= 1:
        return []
    return [
        f"{'.'.join(key)}: {before[key].raw!r} is now {now.state} {now.raw!r}"
        for key, now in changed
    ]


def _try(name: str) -> tuple[str, Counter[str], list[str]]:
    file, counts, wrong = text_file(name), Counter[str](), []
    before = file.cells()
    for damage in file_damages(name):
        counts[damage.kind] += 1
        changes = silent_changes(before, file.cells(damage.text), damage.kind)
        if changes:
            wrong.append(f"{name}: {damage.kind} {damage.what[:60]}: {'; '.join(changes)}")
    return name, counts, wrong


def main() -> None:
    total, shifts = Counter[str](), 0
    with Pool() as pool:
        for name, counts, wrong in pool.imap_unordered(_try, sys.argv[1:] or FILES):
            total += counts
            shifts += len(wrong)
            print(f"{name}: {counts.total()} damages, {len(wrong)} shift", flush=True)
            print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{total.total()} damages ({dict(total)}), {shifts} shift a cell")


if __name__ == "__main__":
    main()
