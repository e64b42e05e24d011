"""Every cell of the five real reports, against labels typed by reading: 990 of 990."""

from __future__ import annotations

from decimal import Decimal

from agent import extract
from agent.report import Cell, Report
from agent.tables.forms import load_forms
from tests.conftest import CODES, RealReport, real_report


def labelled(report: RealReport) -> dict[tuple[str, str, str], str]:
    """Return the typed labels by cell address."""
    columns = {tuple(key): None for key, _, _ in load_forms()["2019"].cell_keys()}
    labels = {}
    for line in report.labels.read_text(encoding="utf-8").splitlines()[1:]:
        table, row, *cells = line.split("\t")
        names = [key[2] for key in columns if key[:2] == (table, row)]
        labels |= {(table, row, n): cell for n, cell in zip(names, cells, strict=True)}
    return labels


def agrees(cell: Cell, label: str) -> bool:
    if label == "blank":
        return cell.state == "blank" and cell.value is None
    if label in ("increase", "decrease"):
        return (cell.state, cell.direction, cell.value) == ("direction_only", label, None)
    return cell.state == "value" and cell.value == Decimal(label)


def test_every_cell_of_a_real_report_is_right(real: RealReport) -> None:
    report = extract(real.path)
    labels = labelled(real)
    read = {tuple(key): cell for key, cell in report.cells()}
    assert read.keys() == labels.keys()
    wrong = {
        key: (labels[key], cell) for key, cell in read.items() if not agrees(cell, labels[key])
    }
    assert not wrong


def test_990_cells_are_counted() -> None:
    assert [len(labelled(real_report(code))) for code in CODES] == [198] * 5


def test_every_place_holds_its_cell(real: RealReport) -> None:
    """`source_text[start:end]` is the raw text, and raw text is the number."""
    report = extract(real.path, with_text=True)
    text = report.source.text
    assert text == real.text
    for key, cell in report.cells():
        assert cell.start is not None and cell.end is not None, key
        assert text[cell.start : cell.end] == cell.raw, key


def test_an_amount_in_ten_thousands_is_exact() -> None:
    amount = extract(real_report("D2").path).tables.article20["procurement"]["amount"]
    assert amount.raw == "15197938.608796万元"
    assert amount.value == Decimal("151979386087.96")
    assert amount.unit_as_written == "万元"


def test_json_keeps_decimals_and_reads_back(real: RealReport) -> None:
    report = extract(real.path)
    again = Report.from_json(report.to_json())
    assert again == report
    if real.code == "D2":
        assert '"value": 151979386087.96,' in report.to_json()
