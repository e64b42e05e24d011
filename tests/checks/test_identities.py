"""Each identity fires on a report with one changed cell; none on a report whose arithmetic holds."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from agent.checks import RULES
from agent.pipeline import Reading, read
from agent.report import CellKey, Report
from tests.conftest import RealReport
from tests.rendering import (
    ReportModel,
    made_2019,
    made_2021,
    made_mixed,
    made_mixed_reverse,
    write_text,
)

HARD = {"stated", "arithmetic"}


def read_model(model: ReportModel, tmp_path: Path) -> Reading:
    return read(write_text(model, tmp_path / "report.txt"))


def changed(model: ReportModel, table: str, row: str, column: str, raw: str) -> ReportModel:
    return model.with_cells({CellKey(table, row, column): raw})  # type: ignore[arg-type]


def fired(report: Report, rule: str) -> list[str]:
    return [
        check.instance for check in report.checks if (check.rule, check.status) == (rule, "fail")
    ]


# One changed cell -> the rule that must fire, and for which instance.
MUTATIONS = [
    ("T3-COL-BALANCE", "2019", ("applications", "carried_forward", "business", "9999"), "business"),
    ("T3-COL-BALANCE", "2021", ("applications", "new", "total", "9999"), "total"),
    ("T3-COL-TOTAL", "2019", ("applications", "granted", "research", "9999"), "research"),
    ("T3-COL-TOTAL", "2021", ("applications", "other_unpaid_fee", "other", "9999"), "other"),
    ("T3-ROW-TOTAL", "2019", ("applications", "partial", "natural_person", "9999"), "partial"),
    ("T3-ROW-TOTAL", "2021", ("applications", "other_other", "total", "9999"), "other_other"),
    ("T3-INT", "2019", ("applications", "granted", "other", "1.5"), "granted.other"),
    (
        "T3-INT",
        "2021",
        ("applications", "denied_process", "business", "-3"),
        "denied_process.business",
    ),
    ("T4-REV-TOTAL", "2019", ("disputes", "review", "total", "999"), ""),
    ("T4-LITD-TOTAL", "2021", ("disputes", "direct", "upheld", "999"), ""),
    ("T4-LITA-TOTAL", "2019", ("disputes", "after_review", "pending", "999"), ""),
    ("T4-VS-T3", "2019", ("disputes", "review", "total", "999999"), ""),
    ("T4-LITA-LE-REV", "2019", ("disputes", "after_review", "total", "999"), ""),
    (
        "T2A-NORM-PUB",
        "2019",
        ("article20", "normative_documents", "total", "1"),
        "normative_documents",
    ),
    ("T2A-NORM-MADE", "2019", ("article20", "rules", "disclosed", "19"), "rules"),
    ("T2A-ITEM-NONNEG", "2019", ("article20", "penalty", "change", "减99999"), "penalty"),
    ("T2A-ITEM-JUMP", "2019", ("article20", "fees", "change", "+99999"), "fees"),
    ("T2A-DELTA-WORDONLY", "2019", ("article20", "compulsion", "change", "减"), "compulsion"),
    ("T2A-PROC-ZERO", "2019", ("article20", "procurement", "amount", "0"), ""),
    ("T2A-PROC-UNIT", "2019", ("article20", "procurement", "amount", "99999999亿元"), ""),
    (
        "T2B-VALID",
        "2021",
        ("article20", "normative_documents", "in_force", "1"),
        "normative_documents",
    ),
]


@pytest.mark.parametrize(
    ("rule", "form", "change", "instance"),
    MUTATIONS,
    ids=[f"{rule}-{change[1]}" for rule, _, change, _ in MUTATIONS],
)
def test_one_changed_cell_fires_its_identity(
    rule: str, form: str, change: tuple[str, str, str, str], instance: str, tmp_path: Path
) -> None:
    sound = made_2019() if form == "2019" else made_2021()
    assert fired(read_model(sound, tmp_path).report, rule) == []
    report = read_model(changed(sound, *change), tmp_path).report
    assert fired(report, rule) == [instance]
    finding = next(f for f in report.findings if f.rule == rule)
    assert finding.message and finding.evidence


def test_the_reading_of_decisions_as_items_fires(tmp_path: Path) -> None:
    """T2A-DELTA-READING: last year plus change is exactly the decisions."""
    made = made_2019()
    previous = int(made.article20["penalty"]["previous_items"])
    for column, raw in (("change", "增5"), ("decisions", str(previous + 5))):
        made = changed(made, "article20", "penalty", column, raw)
    assert fired(read_model(made, tmp_path).report, "T2A-DELTA-READING") == ["penalty"]


def test_repeated_requests_need_two(tmp_path: Path) -> None:
    """T3-REPEAT: one request cannot be a repeated one."""
    made = made_2019()
    for row, raw in (("new", "1"), ("carried_over", "0"), ("rejected_repeat", "1")):
        made = changed(made, "applications", row, "total", raw)
    assert fired(read_model(made, tmp_path).report, "T3-REPEAT") == [""]


def test_rules_of_a_county_fire(tmp_path: Path) -> None:
    """T2-ZERO-TOWN: a township or county makes no 规章."""
    made = made_2019()
    made = ReportModel(
        **{
            **vars(made),
            "title": "山东省淄博市周村区人民政府2020年政府信息公开工作年度报告",
            "organization": (),
        }
    )
    assert fired(read_model(made, tmp_path).report, "T2-ZERO-TOWN") == [""]
    none = made
    for column in ("made", "disclosed", "total"):
        none = changed(none, "article20", "rules", column, "0")
    assert fired(read_model(none, tmp_path).report, "T2-ZERO-TOWN") == []


def test_every_table_identity_has_a_mutation() -> None:
    """A rule added without a test that makes it fire is not known to work."""
    told = {rule for rule, *_ in MUTATIONS}
    told |= {"T2A-DELTA-READING", "T3-REPEAT", "T2-ZERO-TOWN"}
    assert told == {rule.id for rule in RULES if rule.id.startswith("T")}


@pytest.mark.parametrize("make", [made_2019, made_2021, made_mixed, made_mixed_reverse])
def test_sound_arithmetic_gives_no_error(make: object, tmp_path: Path) -> None:
    report = read_model(make(), tmp_path).report  # type: ignore[operator]
    assert [f for f in report.findings if f.severity == "error"] == []


def test_the_real_reports_tables_hold(real: RealReport) -> None:
    """A careful reader finds no arithmetic contradiction inside the five reports' tables."""
    report = read(real.path).report
    hard = {r.id for r in RULES if r.rule_class in HARD and r.id.startswith("T")}
    assert [f.rule for f in report.findings if f.rule in hard] == []


@cache
def statuses_of_d0() -> Counter[tuple[str, str]]:
    from tests.conftest import real_report

    report = read(real_report("D0").path).report
    return Counter((check.rule, check.status) for check in report.checks)


def test_the_blank_rule() -> None:
    """A blank part may be 0, a blank total never: D0 leaves its 总计 column blank."""
    seen = statuses_of_d0()
    assert seen["T3-ROW-TOTAL", "not_evaluable"] == 23
    assert seen["T3-ROW-TOTAL", "fail"] == 0
    # 自然人: 1 + 0 = 1 + 0 told in full; the outcomes' sum needs its blanks read as 0.
    assert seen["T3-COL-BALANCE", "pass"] == 1
    assert seen["T3-COL-TOTAL", "pass_if_blank_is_zero"] == 1
    assert seen["T4-REV-TOTAL", "not_evaluable"] == 1


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("", "not_evaluable"),
        ("/", "not_evaluable"),
        ("—", "not_evaluable"),
        ("十二件", "not_evaluable"),
    ],
    ids=["blank", "slash", "dash", "text"],
)
def test_an_unknown_part_is_no_contradiction(raw: str, status: str, tmp_path: Path) -> None:
    """A part is not told: that the rest is less than the total then proves nothing."""
    report = read_model(
        changed(made_2019(), "applications", "granted", "research", raw), tmp_path
    ).report
    told = {(c.rule, c.instance): c.status for c in report.checks}
    assert told["T3-ROW-TOTAL", "granted"] == status
    assert told["T3-COL-TOTAL", "research"] == status


def test_a_blank_cannot_excuse_parts_beyond_the_total(tmp_path: Path) -> None:
    """Counts are never negative: known parts above the total contradict it, blank or not."""
    made = changed(made_2019(), "applications", "granted", "research", "")
    made = changed(made, "applications", "granted", "business", "99999")
    assert fired(read_model(made, tmp_path).report, "T3-ROW-TOTAL") == ["granted"]


def test_all_blank_outcomes_under_a_zero_total_pass_if_blank_is_zero(tmp_path: Path) -> None:
    made = made_2019()
    for column in (
        "natural_person",
        "business",
        "research",
        "public_welfare",
        "legal_service",
        "other",
    ):
        made = changed(made, "applications", "rejected_repeat", column, "")
    made = changed(made, "applications", "rejected_repeat", "total", "0")
    told = {(c.rule, c.instance): c.status for c in read_model(made, tmp_path).report.checks}
    assert told["T3-ROW-TOTAL", "rejected_repeat"] == "pass_if_blank_is_zero"


def test_rule_ids_are_unique_and_classed() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    severities = {rule.id: rule.severity for rule in RULES}
    assert severities["T3-COL-BALANCE"] == "error"
    assert severities["T2A-NORM-PUB"] == "warning"
    assert severities["T2A-ITEM-JUMP"] == "info"
