"""The passages of a report: its sentences, and an index of their words for searching.

The index holds overlapping pairs of characters (政府, 府信, 信息): Chinese has no spaces and most
words have two characters. It keeps no text: a passage is cut from the source text by its place, and
what the index holds of it is made again to take it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from sqlite_utils import Database

from agent.documents.view import fold
from agent.tables.forms import load_forms

_SENTENCE = re.compile(r"[^。！？!?\n；]+[。！？!?；]*[”’」』）)]*")
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
_SPACES = re.compile(r"\s+")
_HAS_WORDS = re.compile(r"[\u3400-\u9fff]{2}")
_SHORTEST = 5
_STRIPPED = " \t\r\u3000\u00a0"


class Passage(NamedTuple):
    """One sentence, with the section it stands in."""

    section: int | None
    start: int
    end: int


def grams(view: str) -> list[str]:
    """Return what of a text is searched for: pairs of Han characters, words and numbers."""
    found = []
    for run in _RUN.findall(view.lower()):
        if run.isascii() or len(run) == 1:
            found.append(run)
        else:
            found += [run[index : index + 2] for index in range(len(run) - 1)]
    return found


def split(view: str, sections: list[tuple[int, int, int]]) -> Iterator[Passage]:
    """Yield the passages of a text's view; labels and numbers of the official tables are none.

    Args:
        sections: number, start and end of each.
    """
    for match in _SENTENCE.finditer(view):
        start, end = match.span()
        start += len(match[0]) - len(match[0].lstrip(_STRIPPED))
        end -= len(match[0]) - len(match[0].rstrip(_STRIPPED))
        bare = _SPACES.sub("", view[start:end])
        if len(bare) < _SHORTEST or not _HAS_WORDS.search(bare) or bare in _form_labels():
            continue
        section = next((number for number, first, last in sections if first <= start < last), None)
        yield Passage(section, start, end)


def index_report(database: Database, report_id: int) -> None:
    """Write the passages of a stored report, and index them."""
    view = _view(database, report_id)
    sections = database.execute(
        'SELECT number, start, "end" FROM sections WHERE report_id = ? ORDER BY start', [report_id]
    ).fetchall()
    last = database.execute("SELECT coalesce(max(id), 0) FROM passages").fetchone()[0]
    found = list(enumerate(split(view, sections), last + 1))
    database.conn.executemany(
        'INSERT INTO passages (id, report_id, section, start, "end") VALUES (?, ?, ?, ?, ?)',
        ((number, report_id, *passage) for number, passage in found),
    )
    database.conn.executemany(
        "INSERT INTO passages_index (rowid, grams) VALUES (?, ?)",
        ((number, " ".join(grams(view[p.start : p.end]))) for number, p in found),
    )


def unindex_report(database: Database, report_id: int) -> None:
    """Take the passages of a report out of the index, before the report is removed."""
    view = _view(database, report_id)
    places = database.execute(
        'SELECT id, start, "end" FROM passages WHERE report_id = ?', [report_id]
    ).fetchall()
    database.conn.executemany(
        "INSERT INTO passages_index (passages_index, rowid, grams) VALUES ('delete', ?, ?)",
        ((number, " ".join(grams(view[start:end]))) for number, start, end in places),
    )


def _view(database: Database, report_id: int) -> str:
    text, script = database.execute(
        "SELECT text, script FROM reports JOIN sources USING (text_sha256) WHERE id = ?",
        [report_id],
    ).fetchone()
    return fold(text, script)


@cache
def _form_labels() -> frozenset[str]:
    """Return the labels of all forms without spaces."""
    labels: set[str] = set()
    for form in load_forms().values():
        for block in form.article20:
            labels |= {block.block, *(c.label for c in block.columns.values())}
            labels |= {label for row in block.rows.values() for label in row.labels}
        for grid in (form.applications, form.disputes):
            labels |= {label for row in grid.rows.values() for label in row.labels}
            labels |= {label for column in grid.columns.values() for label in column.labels}
    return frozenset(_SPACES.sub("", fold(label, "hans")) for label in labels)
