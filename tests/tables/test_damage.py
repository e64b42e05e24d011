"""One damaged place never shifts another cell silently, in the five reports and in made files.

Samples are tried here; `python -m tests.tables.file_damage` tries every damage of every file.
"""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.report import Cell, CellKey
from agent.tables import read_tables
from tests.conftest import CODES, real_report
from tests.tables.damage import Damage, cells, damages, document, shifted, table_lines
from tests.tables.file_damage import FILES, file_damages, silent_changes, text_file

SAMPLE = 5


@cache
def prepared(code: str) -> tuple[str, dict[CellKey, Cell], list[Damage]]:
    text = real_report(code).text
    reading = read_tables(document(text), 2020)
    return text, cells(reading.tables()), list(damages(text, table_lines(text, reading)))


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_single_damage_shifts_nothing(code: str, data: st.DataObject) -> None:
    text, before, all_damages = prepared(code)
    damage = data.draw(st.sampled_from(all_damages), label="damage")
    assert shifted(text, before, damage) == []


@pytest.mark.parametrize("code", ["D0", "D2", "D3", "D4"])
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_blanked_row_shifts_nothing(code: str, data: st.DataObject) -> None:
    """All cells of a row emptied, the label too."""
    text, before, _ = prepared(code)
    rows = {key[:2] for key in before if key.table != "disputes"}
    row = data.draw(st.sampled_from(sorted(rows)), label="row")
    spans = [cell for key, cell in before.items() if key[:2] == row]
    start = min(cell.start for cell in spans if cell.start is not None)
    end = max(cell.end for cell in spans if cell.end is not None)
    start = text.rfind("\n", 0, start) + 1
    kept = "".join(c if c in "\t\n" else "" for c in text[start:end])
    damaged = text[:start] + kept + text[end:]
    now = cells(read_tables(document(damaged), 2020).tables())
    for key, cell in before.items():
        if key[:2] == row or now[key].state in ("missing", "unreadable"):
            continue
        assert (now[key].state, now[key].value) == (cell.state, cell.value), key


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_says_nothing_else_in_silence(name: str) -> None:
    """A cell deleted or blanked, a row blanked, a page break put in."""
    file, sample = text_file(name), random.Random(name).sample(file_damages(name), SAMPLE)
    before = file.cells()
    for damage in sample:
        changes = silent_changes(before, file.cells(damage.text), damage.kind)
        assert not changes, (damage.kind, damage.what)


def test_a_shift_would_be_seen() -> None:
    """The check is no formality: each of these is what it is there to tell."""
    file = text_file("2019: a cell a line with TABs")
    before = file.cells()
    for kind, changed in (
        ("page break", file.text.replace("\t632\n", "\t633\n", 1)),
        ("deleted", file.text.replace("\t632\n", "\t\n", 1)),
        ("blanked", file.text.replace("\t632\n", "\t633\n", 1)),
    ):
        assert changed != file.text
        assert silent_changes(before, file.cells(changed), kind)
