"""Every ST-, DQ- and CV- rule fires on its oddity, and is silent on a clean report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from agent.checks import RULES
from agent.pipeline import read
from agent.report import CellKey, Report
from tests.conftest import real_report
from tests.rendering import LayoutOptions, ReportModel, made_2019, made_2021, padded, write_text

Change = Callable[[str], str]


def clean_text(tmp_path: Path, model: ReportModel | None = None) -> str:
    return write_text(model or made_2019(), tmp_path / "clean.txt").read_text(encoding="utf-8")


def read_text(text: str) -> Report:
    return read("report.txt", text.encode("utf-8")).report


def fired(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


def swap(old: str, new: str, count: int = 1) -> Change:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, count)

    return change


def move_section_five_first(text: str) -> str:
    first, last = text.index("五、存在的"), text.index("六、其他")
    section = text[first:last]
    return text[:first].replace("二、主动公开", section + "二、主动公开", 1) + text[last:]


ODDITIES: list[tuple[str, str, Change]] = [
    ("ST-SECTIONS", "a section is missing", lambda t: t[: t.index("六、其他需要")]),
    ("ST-HEAD-NUMERAL", "arabic numeral", swap("五、存在", "5、存在")),
    ("ST-HEAD-NUMERAL", "full stop", swap("四、政府信息公开行政", "四．政府信息公开行政")),
    ("ST-HEAD-NUMERAL", "numeral lost", swap("二、主动公开政府", "、主动公开政府")),
    ("ST-HEAD-WORDING", "other words", swap("存在的主要问题及改进情况", "存在的问题及改进情况")),
    ("ST-HEAD-WORDING", "a misprint", swap("主动公开政府信息情况", "主动公开政府政府情况")),
    ("ST-TABLES", "a row is missing", swap("8.属于行政查询事项", "属于档案")),
    ("ST-ROW-CELLS", "a cell is missing", swap("\t1980\n", "")),
    (
        "ST-ROW-ADDED",
        "a local row",
        swap("\t2.重复申请", "\t6.本地增设之事\n" + "\t1\n" * 7 + "\n\t2.重复申请"),
    ),
    ("ST-TEMPLATE-YEAR", "the year of another form", lambda t: t.replace("2020年", "2023年")),
    ("ST-TITLE-YEAR", "last year's period", swap("2020年12月31日止", "2019年12月31日止")),
    ("ST-DATE", "published in June", lambda t: t + "\n青岚市人民政府\n2021年6月3日\n"),
    ("DQ-BLANK", "empty cells", lambda t: t),
    ("DQ-DELTA", "worded changes", lambda t: t),
    (
        "CV-DATE",
        "year and month lost",
        swap("2020年1月1日起至2020年12月31日", "202011日起,至20201231日"),
    ),
    ("CV-NOISE", "stray characters", swap("政务公开", "政务公槓循蜜开")),
    ("CV-SPAM", "an advertisement", swap("政务公开", "买足球的软件政务公开")),
    ("CV-SPAM", "pinyin glosses", swap("政务公开", "政务公(gong)开(kai)")),
    ("CV-SPAM", "censor stars", swap("主动公开", "主动***开")),
    ("CV-HAIR", "hair for issuing", swap("一、总体情况", "一、总体情况\n認真梳理髮布清單。")),
    (
        "CV-TW",
        "words of another region",
        swap("一、总体情况", "一、总体情况\n最佳化网际网路服务。"),
    ),
    (
        "CV-KEEP",
        "only partly converted",
        swap("一、总体情况", "一、总体情况\n最佳化网际网路服务。"),
    ),
]


@pytest.mark.parametrize(
    ("rule", "change"),
    [(rule, change) for rule, _, change in ODDITIES if rule not in ("DQ-BLANK", "DQ-DELTA")],
    ids=[f"{rule}: {words}" for rule, words, _ in ODDITIES if rule not in ("DQ-BLANK", "DQ-DELTA")],
)
def test_an_oddity_in_the_text_fires_its_rule(rule: str, change: Change, tmp_path: Path) -> None:
    clean = clean_text(tmp_path)
    assert rule not in fired(read_text(clean))
    changed = change(clean)
    assert changed != clean
    assert rule in fired(read_text(changed))


def test_sections_out_of_order_fire(tmp_path: Path) -> None:
    report = read_text(move_section_five_first(clean_text(tmp_path)))
    assert "ST-SECTIONS" in fired(report)


@pytest.mark.parametrize(("body", "fires"), [("", True), ("无。", True), ("人手不足。", False)])
def test_section_five_needs_contents(body: str, fires: bool, tmp_path: Path) -> None:
    clean = clean_text(tmp_path)
    start = clean.index("五、存在的主要问题及改进情况") + len("五、存在的主要问题及改进情况")
    text = clean[:start] + "\n" + body + "\n" + clean[clean.index("六、其他需要") :]
    assert ("ST-EMPTY-SECTION" in fired(read_text(text))) is fires


@pytest.mark.parametrize(("body", "fires"), [("", True), ("无", False), ("无其他事项", False)])
def test_section_six_may_say_none(body: str, fires: bool, tmp_path: Path) -> None:
    clean = clean_text(tmp_path)
    start = clean.index("六、其他需要报告的事项") + len("六、其他需要报告的事项")
    assert ("ST-EMPTY-SECTION" in fired(read_text(clean[:start] + "\n" + body + "\n"))) is fires


CELL_ODDITIES = [
    ("DQ-BLANK", "granted", "business", "", "blank"),
    ("DQ-SLASH", "granted", "business", "/", "unreadable"),
    ("DQ-DASH", "granted", "business", "-", "unreadable"),
    ("DQ-DASH", "granted", "business", "——", "unreadable"),
    ("DQ-TEXT", "granted", "business", "若干", "unreadable"),
    ("DQ-FULLWIDTH", "granted", "business", "７４", "value"),
]


@pytest.mark.parametrize(("rule", "row", "column", "raw", "state"), CELL_ODDITIES)
def test_an_odd_cell_keeps_its_state_and_fires(
    rule: str, row: str, column: str, raw: str, state: str, tmp_path: Path
) -> None:
    made = made_2019()
    key = CellKey("applications", row, column)
    report = read_text(clean_text(tmp_path, made.with_cells({key: raw})))
    assert report.cell(key).state == state
    assert (report.cell(key).raw or "") == raw
    assert rule in fired(report)
    others = {"DQ-BLANK", "DQ-SLASH", "DQ-DASH", "DQ-TEXT", "DQ-FULLWIDTH"} - {rule}
    assert not others & fired(report)


def test_only_one_column_filled_is_partial(tmp_path: Path) -> None:
    made = made_2019()
    columns = ("business", "research", "public_welfare", "legal_service", "other", "total")
    blanks = {CellKey("applications", "granted", column): "" for column in columns}
    assert "DQ-PARTIAL" in fired(read_text(clean_text(tmp_path, made.with_cells(blanks))))


def test_an_amount_without_unit_is_told(tmp_path: Path) -> None:
    key = CellKey("article20", "procurement", "amount")
    report = read_text(clean_text(tmp_path, made_2019().with_cells({key: "477.35"})))
    assert "DQ-AMOUNT" in fired(report)
    assert report.cell(key).unit_as_written is None


@pytest.mark.parametrize(
    ("rule", "layout"),
    [
        ("DQ-SPACE", LayoutOptions(heads="spaced")),
        ("DQ-BREAK", LayoutOptions(heads="broken")),
        ("DQ-VARIANT", LayoutOptions(confusable=True)),
        ("DQ-FULLWIDTH", LayoutOptions(fullwidth_marks=True)),
    ],
)
def test_layout_oddities_fire(rule: str, layout: LayoutOptions, tmp_path: Path) -> None:
    clean = read(write_text(made_2019(), tmp_path / "clean.txt")).report
    odd = read(write_text(made_2019(), tmp_path / "odd.txt", layout=layout)).report
    assert rule not in fired(clean)
    assert rule in fired(odd)


def test_padding_fires(tmp_path: Path) -> None:
    assert "DQ-PAD" in fired(read_text(clean_text(tmp_path, padded(made_2019()))))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("属于三类内部事务信息", "属于三类内容事务信息"),
        ("重新出具已获取信息", "重新出俱已获取信息"),
    ],
)
def test_a_misprinted_label_is_read_and_told(right: str, wrong: str, tmp_path: Path) -> None:
    report = read_text(clean_text(tmp_path).replace(right, wrong))
    assert "DQ-TYPO-LABEL" in fired(report)
    assert all(cell.state == "value" for _, cell in report.cells())


def test_half_width_punctuation_fires(tmp_path: Path) -> None:
    clean = clean_text(tmp_path)
    extra = "公开、透明，" * 30
    full = clean.replace("一、总体情况", "一、总体情况\n" + extra, 1)
    half = full.replace("，", ",").replace("；", ";").replace("：", ":")
    assert "CV-HALF" not in fired(read_text(full))
    assert "CV-HALF" in fired(read_text(half))


def test_an_older_outline_has_another_section_five() -> None:
    """Its fees or its suits may be 无, and a short text has few words of the language twice."""
    report = read_text(
        "青岚县水务局2012年政府信息公开工作年度报告\n"
        "根据《中华人民共和国政府信息公开条例》编制本报告。\n"
        "一、概述\n公开信息86条。\n二、主动公开情况\n网站公开86条。\n三、依申请公开情况\n未收到申请。\n"
        "四、收费及减免情况\n无。\n五、行政复议、行政诉讼情况\n无。\n"
        "六、存在的问题和改进措施\n一是更新不及时；二是内容不丰富。下一步将加强培训。\n"
        "附表：统计表\n1.当面申请数\t件\t0\n"
    )
    assert fired(report) == set()
    assert [item.quote for item in report.problems] == ["一是更新不及时；", "二是内容不丰富。"]
    assert [item.quote for item in report.measures] == ["下一步将加强培训。"]


def test_a_school_reports_on_its_school_year() -> None:
    report = read_text(
        "青岚大学2020—2021学年信息公开工作年度报告\n统计期限为2020年9月1日至2021年8月31日。\n"
        "一、概述\n公开信息86条。\n二、主动公开信息情况\n主页发布新闻86条。\n"
        "三、存在的问题和改进措施\n一是更新不及时；二是形式单一。学校将从以下两方面改进：一是督查；二是创新。\n"
        "青岚大学\n2021年10月29日\n"
    )
    assert fired(report) == set()
    assert [item.quote for item in report.problems] == ["一是更新不及时；", "二是形式单一。"]
    assert [item.quote for item in report.measures] == ["一是督查；", "二是创新。"]


def test_every_rule_of_these_groups_is_tested() -> None:
    told = {rule for rule, *_ in ODDITIES} | {rule for rule, *_ in CELL_ODDITIES}
    told |= {
        "ST-EMPTY-SECTION",
        "DQ-PARTIAL",
        "DQ-AMOUNT",
        "DQ-SPACE",
        "DQ-BREAK",
        "DQ-VARIANT",
        "DQ-PAD",
        "DQ-TYPO-LABEL",
        "CV-HALF",
    }
    assert told == {rule.id for rule in RULES if rule.id[:2] in ("ST", "DQ", "CV")}


@pytest.mark.parametrize("make", [made_2019, made_2021])
def test_a_clean_report_has_only_true_hints(
    make: Callable[[], ReportModel], tmp_path: Path
) -> None:
    """The made reports word their changes (增23), and nothing else is odd."""
    assert fired(read_text(clean_text(tmp_path, make()))) <= {"DQ-DELTA", "T2A-ITEM-JUMP"}


REAL_FINDINGS = {
    "D0": {
        "ST-SECTIONS",
        "ST-HEAD-WORDING",
        "DQ-BLANK",
        "DQ-PARTIAL",
        "DQ-SPACE",
        "DQ-VARIANT",
    },
    "D1": {"T2A-ITEM-JUMP", "DQ-DELTA", "DQ-BREAK", "CV-TW", "CV-HAIR", "CV-KEEP", "CV-HALF"},
    "D2": {
        "ST-HEAD-WORDING",
        "T2A-DELTA-WORDONLY",
        "T2A-PROC-UNIT",
        "DQ-DELTA",
        "DQ-PAD",
        "DQ-BREAK",
    },
    "D3": {"ST-HEAD-WORDING", "DQ-SPACE", "DQ-VARIANT"},
    "D4": {"ST-HEAD-NUMERAL", "DQ-DELTA", "DQ-FULLWIDTH", "DQ-BREAK"},
}


@pytest.mark.parametrize("code", REAL_FINDINGS)
def test_what_is_odd_in_the_real_reports(code: str) -> None:
    found = fired(read(real_report(code).path).report)
    assert {rule for rule in found if not rule.startswith("N")} == REAL_FINDINGS[code]
