"""Sections: number and boundaries in every variant of the headings, and of what imitates them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from agent.documents import load
from agent.pipeline import read
from agent.report import Report
from agent.sections import SectionsReading, read_sections
from agent.tables import read_tables
from tests.conftest import RealReport
from tests.rendering import ReportModel, made_2019, made_2021, to_traditional, write_text
from tests.rendering.model import HEADINGS

NUMERALS = "一二三四五六"
Rename = Callable[[int, str], str]


@cache
def made_text(traditional: bool = False) -> str:
    model: ReportModel = made_2019()
    if traditional:
        model = to_traditional(model, taiwan_words=True)
    with TemporaryDirectory() as folder:
        return write_text(model, Path(folder) / "report.txt").read_text(encoding="utf-8")


def sections_of(text: str, name: str = "report.txt") -> SectionsReading:
    document = load(name, text.encode("utf-8"))
    return read_sections(document, read_tables(document, 2020).spans())


def report_of(text: str) -> Report:
    return read("report.txt", text.encode("utf-8")).report


def renamed(rename: Rename) -> str:
    """The made report with its six heading lines printed in another way."""
    text = made_text()
    for number, heading in HEADINGS.items():
        text = text.replace(f"\n{heading}\n", f"\n{rename(number, heading)}\n", 1)
    return text


def assert_sections(text: str, printed: list[tuple[int, str]], name: str = "report.txt") -> None:
    """The sections begin at these headings, the last ones of their words, without a gap between."""
    expected = []
    before = len(text)
    for number, heading in reversed(printed):
        before = text.rindex(heading, 0, before)
        expected.append((number, before))
    sections = sections_of(text, name).sections
    assert [(s.number, s.start) for s in sections] == expected[::-1]
    assert all(a.end == b.start for a, b in zip(sections, sections[1:], strict=False))
    assert all(text[s.start :].startswith(s.title) for s in sections)


def words(heading: str) -> str:
    return heading.removeprefix(heading[:2])


PRINTED: dict[str, tuple[Rename, Rename]] = {
    "as the form": (lambda n, h: h, lambda n, h: h),
    "numeral and mark lost": (lambda n, h: words(h), lambda n, h: words(h)),
    "numeral lost": (lambda n, h: "、" + words(h), lambda n, h: "、" + words(h)),
    "mark lost": (lambda n, h: h[0] + words(h), lambda n, h: h[0] + words(h)),
    "full stop": (lambda n, h: h[0] + "．" + words(h), lambda n, h: h[0] + "．" + words(h)),
    "comma": (lambda n, h: h[0] + "，" + words(h), lambda n, h: h[0] + "，" + words(h)),
    "space": (lambda n, h: h[0] + "　" + words(h), lambda n, h: h[0] + "　" + words(h)),
    "arabic": (lambda n, h: f"{n}." + words(h), lambda n, h: f"{n}." + words(h)),
    "arabic with 、": (lambda n, h: f"{n}、 " + words(h), lambda n, h: f"{n}、 " + words(h)),
    "full-width arabic": (
        lambda n, h: "１２３４５６"[n - 1] + "．" + words(h),
        lambda n, h: "１２３４５６"[n - 1] + "．" + words(h),
    ),
    "brackets": (lambda n, h: f"（{h[0]}）" + words(h), lambda n, h: f"（{h[0]}）" + words(h)),
    "half-width brackets": (
        lambda n, h: f"({h[0]})" + words(h),
        lambda n, h: f"({h[0]})" + words(h),
    ),
    "parts": (lambda n, h: f"第{h[0]}部分 " + words(h), lambda n, h: f"第{h[0]}部分 " + words(h)),
    "parts with colon": (
        lambda n, h: f"第{h[0]}部分：{words(h)}",
        lambda n, h: f"第{h[0]}部分：{words(h)}",
    ),
    "financial numerals": (
        lambda n, h: "壹贰叁肆伍陆"[n - 1] + "、" + words(h),
        lambda n, h: "壹贰叁肆伍陆"[n - 1] + "、" + words(h),
    ),
    "every numeral 一": (lambda n, h: "一、" + words(h), lambda n, h: "一、" + words(h)),
    "trailing colon": (lambda n, h: h + "：", lambda n, h: h),
    "trailing full stop": (lambda n, h: h + "。", lambda n, h: h),
    "bookmark": (lambda n, h: f"[bookmark: _Toc{n}]{h}", lambda n, h: h),
    "hash marks": (lambda n, h: f"## {h}", lambda n, h: h),
    "bold": (lambda n, h: f"**{h}**", lambda n, h: h),
    "lenticular brackets": (lambda n, h: f"【{h}】", lambda n, h: h),
    "bullets": (lambda n, h: f"● {h}", lambda n, h: h),
    "indented": (lambda n, h: f"　　{h}　", lambda n, h: h),
    "spaced": (lambda n, h: " ".join(h), lambda n, h: " ".join(h)),
    "wrapped": (
        lambda n, h: h[:9] + "\n" + h[9:] if len(h) > 12 else h,
        lambda n, h: h[:9] + "\n" + h[9:] if len(h) > 12 else h,
    ),
    "levels mixed": (
        lambda n, h: [
            h,
            f"2.{words(h)}",
            f"（三）{words(h)}",
            f"四．{words(h)}",
            f"5、 {words(h)}",
            h,
        ][n - 1],
        lambda n, h: [
            h,
            f"2.{words(h)}",
            f"（三）{words(h)}",
            f"四．{words(h)}",
            f"5、 {words(h)}",
            h,
        ][n - 1],
    ),
}


@pytest.mark.parametrize("name", PRINTED)
def test_headings_printed_in_another_way(name: str) -> None:
    rename, heading = PRINTED[name]
    assert_sections(renamed(rename), [(n, heading(n, h)) for n, h in HEADINGS.items()])


WORDINGS = {
    1: ["一、概述", "一、工作基本情况", "一、政府信息公开总体工作情况", "一、政务公开工作总体情况"],
    2: [
        "二、行政机关主动公开政府信息情况",
        "二、主动公开政府信息的情况",
        "二、政府信息主动公开情况",
        "二、主动公开政府政府情况",
    ],
    3: [
        "三、政府信息依申请公开办理情况",
        "三、行政机关收到和处理政府信息公开申请情况",
        "三、收到和处理政府信息公开情况",
        "三、依申请公开政府信息情况",
    ],
    4: [
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "四、政府信息公开行政复议及行政诉讼情况",
        "四、政府信息公开行政复议行政诉讼情况",
        "四、因政府信息公开申请行政复议、提起行政诉讼的情况",
    ],
    5: [
        "五、存在的问题及改进情况",
        "五、政府信息公开工作存在的主要问题及改进情况",
        "五、存在主要问题和改进措施",
        "五、下一步工作思路",
    ],
    6: ["六、其它需要报告的事项", "六、其他报告事项", "六、无其他需要报告的事项", "六、附则"],
}


@pytest.mark.parametrize("index", range(4))
def test_other_wordings(index: int) -> None:
    """Words never met before are told by their numeral between the sections around them."""
    assert_sections(
        renamed(lambda n, h: WORDINGS[n][index]),
        [(n, variants[index]) for n, variants in WORDINGS.items()],
    )


@pytest.mark.parametrize("joint", ["", "。", "：", " "], ids=["glued", "stop", "colon", "space"])
def test_a_heading_with_its_text_on_the_line(joint: str) -> None:
    text = made_text()
    for number in (1, 5, 6):
        text = text.replace(f"\n{HEADINGS[number]}\n\n", f"\n{HEADINGS[number]}{joint}", 1)
    assert_sections(text, list(HEADINGS.items()))


@pytest.mark.parametrize("before", ["　", ""], ids=["behind space", "behind a full stop"])
def test_a_heading_in_the_middle_of_a_line(before: str) -> None:
    text = made_text()
    for number in (1, 6):
        text = text.replace(f"\n{HEADINGS[number]}\n", f"{before}{HEADINGS[number]}　", 1)
    assert_sections(text, list(HEADINGS.items()))


CONTENTS = {
    "lines": "\n".join(HEADINGS.values()),
    "leaders": "\n".join(f"{h}……………{n}" for n, h in HEADINGS.items()),
    "page numbers": "\n".join(f"{h} {n + 2}" for n, h in HEADINGS.items()),
    "tabs": "\n".join(f"{h}\t{n + 2}" for n, h in HEADINGS.items()),
    "one line": "，".join(HEADINGS.values()),
    "with sub-headings": "一、总体情况,(一)健全制度建设。,(二)加强公开平台建设。,(三)做好监督保障。,"
    + ",".join(list(HEADINGS.values())[1:]),
    "in a sentence": "本报告由" + "；".join(HEADINGS.values()) + "六部分组成。",
}


@pytest.mark.parametrize("name", CONTENTS)
def test_a_list_of_contents_is_no_section(name: str) -> None:
    text = made_text().replace("根据《", f"目录\n{CONTENTS[name]}\n根据《", 1)
    assert_sections(text, list(HEADINGS.items()))
    report = report_of(text)
    assert not [f for f in report.findings if f.rule == "ST-SECTIONS" or f.severity == "error"]
    assert all(fact.start >= report.sections[0].start for fact in report.facts)


@pytest.mark.parametrize("missing", HEADINGS)
def test_a_missing_section(missing: int) -> None:
    text = made_text()
    start = text.index(f"\n{HEADINGS[missing]}\n")
    end = text.index(f"\n{HEADINGS[missing + 1]}\n") if missing < 6 else len(text)
    text = text[:start] + text[end:]
    assert_sections(text, [(n, h) for n, h in HEADINGS.items() if n != missing])
    told = [f.expected for f in report_of(text).findings if f.rule == "ST-SECTIONS"]
    assert told == [words(HEADINGS[missing])]


INNER = {
    "一、二、 in section five": [("（一）存在的", "一、存在的"), ("（二）改进", "二、改进")],
    "一、 to 五、 in section one": [
        ("（一）主动公开。", "一、主动公开。"),
        ("（二）依申请公开。", "二、依申请公开。"),
        ("（三）政府信息管理。", "三、政府信息管理。"),
        ("（四）平台建设。", "四、平台建设。"),
        ("（五）监督保障。", "五、监督保障。"),
    ],
    "sub-headings of the sections' words": [
        ("（一）主动公开。", "（一）主动公开政府信息情况\n"),
        ("（二）依申请公开。", "（二）主动公开政府信息情况\n"),
        ("（三）政府信息管理。", "（三）依申请公开政府信息情况\n"),
    ],
    "numbered paragraphs of the sections' words": [
        ("（一）主动公开。", "1.主动公开政府信息的情况。"),
        ("（二）依申请公开。", "2.依申请公开情况。"),
    ],
}


@pytest.mark.parametrize("name", INNER)
def test_what_imitates_a_heading(name: str) -> None:
    text = made_text()
    for old, new in INNER[name]:
        assert old in text
        text = text.replace(old, new, 1)
    assert_sections(text, list(HEADINGS.items()))
    assert "ST-SECTIONS" not in {finding.rule for finding in report_of(text).findings}


def test_sections_that_are_empty() -> None:
    """Tables published as pictures leave their sections empty."""
    text = "晴川区教育局2024年政府信息公开工作年度报告\n一、总体情况\n我局全面推进公开工作，按期更新网站栏目。\n"
    text += "\n".join(HEADINGS[n] for n in range(2, 6))
    text += (
        "\n一是人手不足，二是培训不够，今后将加强学习，努力提高水平。\n六、其他需要报告的事项\n无\n"
    )
    assert_sections(text, list(HEADINGS.items()))


def test_parts_beyond_the_six() -> None:
    text = made_text() + "\n七、附件\n统计表一份，见网站公开栏。\n"
    assert_sections(text, [*HEADINGS.items(), (7, "七、附件")])


def test_a_seventh_part_in_between() -> None:
    """六、工作思路 pushes the last section to 七: it keeps its number by its words."""
    text = made_text().replace(
        "\n六、其他需要报告的事项",
        "\n六、下年度工作思路\n完善各项制度。\n七、其他需要报告的事项",
        1,
    )
    last = (6, "七、其他需要报告的事项")
    assert_sections(text, [(n, h) for n, h in HEADINGS.items() if n != 6] + [last])


OUTLINES = {
    2008: ["概述", "组织机构建设情况", "主动公开政府信息情况", "依申请公开政府信息情况"]
    + ["不予公开政府信息情况", "收费及减免情况", "行政复议和行政诉讼情况", "咨询处理情况"]
    + ["存在的主要问题及改进措施", "其他需要报告的事项"],
    2012: ["概述", "主动公开政府信息情况", "依申请公开政府信息情况", "复议、诉讼情况"]
    + ["咨询处理情况", "主要问题和改进措施"],
    2013: ["主动公开政府信息的情况", "依申请公开信息的情况", "收费及减免情况"]
    + ["因信息公开申请行政复议、提起行政诉讼的情况", "存在的主要问题及改进情况"],
    2016: ["概述", "主动公开政府信息情况", "政府信息依申请公开办理情况", "收费及减免情况"]
    + ["因政府信息公开申请行政复议和提起行政诉讼的情况", "存在的主要问题及改进措施"]
    + ["需要说明的事项与附表"],
    2017: ["基本工作情况", "主动公开政府信息情况", "回应解读情况", "依申请公开政府信息情况"]
    + ["行政复议、行政诉讼和举报投诉情况", "机构建设、保障经费和培训会议情况", "存在问题及工作打算"]
    + ["附件"],
    2018: ["主动公开政府信息的情况", "政府信息依申请公开办理情况", "依申请信息公开收费情况"]
    + ["复议、诉讼和申诉情况"],
}
BODY = "我单位认真贯彻落实条例，完善制度，加强培训，全年通过网站等渠道公开信息，工作取得一定成效。"


@pytest.mark.parametrize("end", ["", "：", "。"], ids=["line", "colon", "full stop"])
@pytest.mark.parametrize("year", OUTLINES)
def test_outlines_before_the_forms(year: int, end: str) -> None:
    headings = [f"{'一二三四五六七八九十'[i]}、{h}" for i, h in enumerate(OUTLINES[year])]
    text = f"晴川区{year}年政府信息公开工作年度报告\n"
    text += "\n".join(f"{heading}{end}\n{BODY}" for heading in headings)
    assert_sections(text, list(enumerate(headings, 1)))
    assert "ST-SECTIONS" not in {finding.rule for finding in report_of(text).findings}


def test_an_old_outline_with_contents() -> None:
    headings = [f"{'一二三四五六'[i]}、{h}" for i, h in enumerate(OUTLINES[2012])]
    text = "晴川区2012年政府信息公开工作年度报告\n目录\n" + "\n".join(headings) + "\n"
    text += "\n".join(f"{heading}\n{BODY}" for heading in headings)
    assert_sections(text, list(enumerate(headings, 1)))


def test_a_university_has_an_outline_of_its_own() -> None:
    words_of = ["概述", "主动公开情况", "清单事项公开情况", "依申请公开情况"]
    words_of += ["受到举报、复议、诉讼的情况", "存在的问题及下一步打算", "其他需要报告的事项"]
    headings = [f"{'一二三四五六七'[i]}、{h}" for i, h in enumerate(words_of)]
    text = "青岚大学\n2022-2023学年度信息公开工作年度报告\n"
    text += "\n".join(f"{heading}\n{BODY}" for heading in headings)
    assert_sections(text, list(enumerate(headings, 1)))
    told = {finding.rule for finding in report_of(text).findings}
    assert not told & {"ST-SECTIONS", "ST-TABLES", "ST-EMPTY-SECTION", "ST-TITLE-YEAR"}


def test_traditional_script_with_words_of_taiwan() -> None:
    text = made_text(traditional=True)
    sections = sections_of(text).sections
    assert [section.number for section in sections] == [1, 2, 3, 4, 5, 6]
    assert sections[3].title == "四、政府信息公開行政複議、行政訴訟情況"


def test_the_last_section_ends_before_the_footer() -> None:
    signed = made_text() + "\n青岚市人民政府办公室\n2021年1月20日\n"
    for footer in (
        "【打印本页】【关闭窗口】",
        "版权所有：青岚市人民政府",
        "主办：青岚市人民政府办公室",
    ):
        text = f"{signed}{footer}\n联系电话：0999-6620000\n"
        assert sections_of(text).sections[-1].end == text.index("日\n" + footer) + 1


def test_form_of_2021_and_rows_like_headings() -> None:
    """四、结转下年度继续办理 stands right before section four, and is none, table found or not."""
    with TemporaryDirectory() as folder:
        text = write_text(made_2021(), Path(folder) / "r.txt", tables="bare").read_text("utf-8")
    assert_sections(text, list(HEADINGS.items()))
    without = "\n".join(line for line in text.split("\n") if not line.strip().isdecimal())
    assert_sections(without, list(HEADINGS.items()))


def test_the_real_reports_keep_their_sections(real: RealReport) -> None:
    numbers = [section.number for section in sections_of(real.text).sections]
    assert numbers == ([1, 2, 3, 4, 5] if real.code == "D0" else [1, 2, 3, 4, 5, 6])
