"""What a report says about itself: the five real reports, and a table of odd forms."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from agent.documents.document import Document, Span
from agent.documents.view import detect_script, fold
from agent.meta import read_meta, title_year
from agent.report import Meta, Region

CORPUS = Path(__file__).parent.parent / "eval" / "corpus"
TITLE = "周村区人民政府2020年政府信息公开工作年度报告"


def document(text: str, body: Span | None = None, /, **properties: str) -> Document:
    script = detect_script(text)
    return Document(
        path="made.txt",
        sha256="",
        media_type="text/plain",
        encoding="utf-8",
        text=text,
        view=fold(text, script),
        script=script,
        body=body or Span(0, len(text)),
        page_properties=properties,
    )


def read(text: str, body: Span | None = None, /, **properties: str) -> Meta:
    """Read with the first section where 一、总体情况 begins a line, as the section reader says."""
    made = document(text, body, **properties)
    heading = re.search(r"(?m)^(?:\[bookmark: \w+\])?一、总体情况:?$", made.view)
    return read_meta(made, heading.start() if heading else None, None)


def report(lead: str = "", end: str = "", title: str = TITLE, **properties: str) -> Meta:
    """Read a short report with this lead and this end."""
    narrative = "2020年,公开信息312条。8月4日召开培训会。\n" * 120
    return read(f"{title}\n{lead}\n一、总体情况\n{narrative}六、其他事项\n无\n{end}", **properties)


REAL = {
    "000": Meta(
        title="铜川市王益区人民政府办公室2020年政府信息公开工作年度报告",
        organization="铜川市王益区人民政府办公室",
        region=Region(province="陕西省", city="铜川市", county="王益区"),
        year=2020,
    ),
    "001": Meta(
        title="華陰市2020年政府信息公開工作年度報告",
        organization="華陰市",
        region=Region(province="陕西省", city="渭南市", county="华阴市"),
        year=2020,
    ),
    "002": Meta(
        title="白银市平川区人民政府办公室2019年政府信息公开工作年度报告",
        organization="白银市平川区人民政府办公室",
        region=Region(province="甘肃省", city="白银市", county="平川区"),
        year=2019,
        period_start="2019-01-01",
        period_end="2019-12-31",
        phone="0943-6670169",
        email="pcqzwgk@126.com",
        website="www.bypc.gov.cn",
    ),
    "003": Meta(
        title="铜川市耀州区锦阳路街道办事处2020年政府信息公开工作年度报告",
        organization="铜川市耀州区锦阳路街道办事处",
        region=Region(province="陕西省", city="铜川市", county="耀州区", township="锦阳路街道"),
        year=2020,
    ),
    "004": Meta(
        title="周村区人民政府2020年政府信息公开工作年度报告",
        organization="周村区人民政府",
        region=Region(province="山东省", city="淄博市", county="周村区"),
        year=2020,
        period_start="2020-01-01",
        period_end="2020-12-31",
        published="2021-02-19",
        website="www.zhoucun.gov.cn",
    ),
}


@pytest.mark.parametrize("number", REAL)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_real_report(number: str, line_end: str) -> None:
    (path,) = CORPUS.glob(f"{number}_*.txt")
    text = path.read_text(encoding="utf-8").replace("\n", line_end)
    assert read(text) == REAL[number]


@pytest.mark.parametrize("number", REAL)
def test_real_report_without_section_places(number: str) -> None:
    (path,) = CORPUS.glob(f"{number}_*.txt")
    made = document(path.read_text(encoding="utf-8"))
    assert read_meta(made, None, None) == REAL[number]
    assert title_year(made) == REAL[number].year


@pytest.mark.parametrize(
    ("lines", "title", "organization", "year"),
    [
        pytest.param(
            "周村区人民政府2021年政府信息公开年度报告",
            "周村区人民政府2021年政府信息公开年度报告",
            "周村区人民政府",
            2021,
            id="without 工作",
        ),
        pytest.param(
            "周村区2018年政务公开年度报告",
            "周村区2018年政务公开年度报告",
            "周村区",
            2018,
            id="政务公开",
        ),
        pytest.param(
            "周村区教育局2020年度政府信息公开工作报告",
            "周村区教育局2020年度政府信息公开工作报告",
            "周村区教育局",
            2020,
            id="年度 before, 工作报告 behind",
        ),
        pytest.param(
            "周村区教育局政府信息公开工作年度报告（2021年度）",
            "周村区教育局政府信息公开工作年度报告（2021年度）",
            "周村区教育局",
            2021,
            id="year behind, in full-width brackets",
        ),
        pytest.param(
            "周村区人民政府２０２０年政府信息公开工作年度报告",
            "周村区人民政府２０２０年政府信息公开工作年度报告",
            "周村区人民政府",
            2020,
            id="full-width digits stay as printed",
        ),
        pytest.param(
            "周村区人民政府二〇二〇年政府信息公开工作年度报告",
            "周村区人民政府二〇二〇年政府信息公开工作年度报告",
            "周村区人民政府",
            2020,
            id="Chinese numerals",
        ),
        pytest.param(
            "周村区人民政府二○二一年度政府信息公开年报",
            "周村区人民政府二○二一年度政府信息公开年报",
            "周村区人民政府",
            2021,
            id="a circle for the zero; 年报",
        ),
        pytest.param(
            "2020年周村区人民政府政府信息公开工作年度报告",
            "2020年周村区人民政府政府信息公开工作年度报告",
            "周村区人民政府",
            2020,
            id="year first",
        ),
        pytest.param(
            "周村区人民政府信息公开工作2020年度报告",
            "周村区人民政府信息公开工作2020年度报告",
            "周村区人民政府",
            2020,
            id="政府 written once for 人民政府 and 政府信息; year inside",
        ),
        pytest.param(
            "周村区人民政府关于2020年政府信息公开工作情况的年度报告",
            "周村区人民政府关于2020年政府信息公开工作情况的年度报告",
            "周村区人民政府",
            2020,
            id="关于",
        ),
        pytest.param(
            "关于周村区2020年政府信息公开工作年度报告",
            "关于周村区2020年政府信息公开工作年度报告",
            "周村区",
            2020,
            id="关于 first",
        ),
        pytest.param(
            "周村区 2020 年政府信息公开工作年度报告",
            "周村区 2020 年政府信息公开工作年度报告",
            "周村区",
            2020,
            id="spaces around the year are kept",
        ),
        pytest.param(
            "周村区2020政府信息公开工作年度报告",
            "周村区2020政府信息公开工作年度报告",
            "周村区",
            2020,
            id="年 lost",
        ),
        pytest.param(
            "\u3000\u3000周村区水利局2020年政府信息公开工作年度报告\u3000",
            "周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局",
            2020,
            id="ideographic spaces around",
        ),
        pytest.param(
            "# **周村区水利局2020年政府信息公开工作年度报告**",
            "周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局",
            2020,
            id="markdown heading in bold",
        ),
        pytest.param(
            "[bookmark: bookmark32]周村区水利局[bookmark: _GoBack]2020年政府信息公开工作年度报告",
            "周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局",
            2020,
            id="bookmark rests before and inside",
        ),
        pytest.param(
            "附件1：\n周水发〔2021〕3号\n周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局",
            2020,
            id="attachment and document number lines above",
        ),
        pytest.param(
            "附件：周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局",
            2020,
            id="附件 on the line",
        ),
        pytest.param(
            "《周村区水利局2020年政府信息公开工作年度报告》",
            "周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局",
            2020,
            id="in title marks",
        ),
        pytest.param(
            "标题：周村区水利局2020年政府信息公开工作年度报告\n索引号：11370306/2021-00012",
            "周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局",
            2020,
            id="row of a page's information table",
        ),
        pytest.param(
            "首页 > 政府信息公开年报\n周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局",
            2020,
            id="breadcrumb above",
        ),
        pytest.param(
            "政府信息公开年度报告\n周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局",
            2020,
            id="column name above",
        ),
        pytest.param(
            "周村区水利局\n2020年政府信息公开工作年度报告",
            "周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局",
            2020,
            id="over two lines",
        ),
        pytest.param(
            "周村区水利局\n\n2020年\n\n政府信息公开工作年度报告",
            "周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局",
            2020,
            id="over three lines with blank ones",
        ),
        pytest.param(
            "周村区水利局政府信息公开工作年度报告\n（2021年度）",
            "周村区水利局政府信息公开工作年度报告（2021年度）",
            "周村区水利局",
            2021,
            id="year on the next line",
        ),
        pytest.param(
            "\t标题\t周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局",
            2020,
            id="cells of a page's information table",
        ),
        pytest.param(
            "周村区水利局2020年政府信息公开\n工作年度报告",
            "周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局",
            2020,
            id="broken inside a phrase",
        ),
        pytest.param(
            "周村区人民政府网站\n2020年政府信息公开工作年度报告",
            "2020年政府信息公开工作年度报告",
            None,
            2020,
            id="the site's name above is no body",
        ),
        pytest.param(
            "2020年政府信息公开工作年度报告\n信息来源：周村区水利局",
            "2020年政府信息公开工作年度报告",
            "周村区水利局",
            2020,
            id="body from the page's own line",
        ),
        pytest.param(
            "全区2020年政府信息公开工作年度报告",
            "全区2020年政府信息公开工作年度报告",
            None,
            2020,
            id="全区 names no body",
        ),
        pytest.param(
            "现将周村区2020年政府信息公开工作年度报告公布如下",
            None,
            None,
            None,
            id="a sentence is no title",
        ),
        pytest.param(
            "关于公布周村区2020年政府信息公开工作年度报告的通知",
            None,
            None,
            None,
            id="a cover letter's title is not the report's",
        ),
        pytest.param(
            "周村区水利局2020年政府信息公开工作年度报告 根据《政府信息公开条例》编制。",
            "周村区水利局2020年政府信息公开工作年度报告",
            "周村区水利局",
            2020,
            id="title and text on one line",
        ),
    ],
)
def test_title(lines: str, title: str | None, organization: str | None, year: int | None) -> None:
    meta = read(lines + "\n一、总体情况\n本年公开信息12条。\n")
    assert (meta.title, meta.organization, meta.year) == (title, organization, year)


@pytest.mark.parametrize(
    ("properties", "title", "organization"),
    [
        pytest.param(
            {"articletitle": "周村区水利局2021年政府信息公开年度报告"},
            "周村区水利局2021年政府信息公开年度报告",
            "周村区水利局",
            id="ArticleTitle",
        ),
        pytest.param(
            {"title": "周村区水利局2021年政府信息公开年度报告_年度报告_周村区人民政府"},
            "周村区水利局2021年政府信息公开年度报告",
            "周村区水利局",
            id="site names behind underscores",
        ),
        pytest.param(
            {"title": "周村区人民政府 - 周村区水利局2021年政府信息公开年度报告"},
            "周村区水利局2021年政府信息公开年度报告",
            "周村区水利局",
            id="site name in front",
        ),
        pytest.param(
            {"title": "2021年政府信息公开年度报告", "contentsource": "周村区水利局"},
            "2021年政府信息公开年度报告",
            "周村区水利局",
            id="body from ContentSource",
        ),
        pytest.param({"title": "周村区人民政府网"}, None, None, id="only the site's name"),
    ],
)
def test_title_of_the_page(
    properties: dict[str, str], title: str | None, organization: str | None
) -> None:
    text = "一、总体情况\n本年公开信息12条。\n"
    meta = read(text, **properties)
    assert (meta.title, meta.organization) == (title, organization)
    assert meta.year == title_year(document(text, **properties)) == (2021 if title else None)


def test_body_from_the_signature() -> None:
    meta = report(
        title="2020年政府信息公开工作年度报告", end="周村区水利局\n2021年1月20日\n- 4 -\n"
    )
    assert (meta.organization, meta.published) == ("周村区水利局", "2021-01-20")
    assert meta.region.county == "周村区"


@pytest.mark.parametrize(
    ("lead", "start", "end"),
    [
        pytest.param(
            "统计期限自2020年1月1日起至2020年12月31日止。",
            "2020-01-01",
            "2020-12-31",
            id="自…起至…止",
        ),
        pytest.param(
            "所列数据的统计期限自2020年1月1日起，至2020年12月31日止。",
            "2020-01-01",
            "2020-12-31",
            id="comma inside",
        ),
        pytest.param(
            "统计时限为2020年1月1日—12月31日。",
            "2020-01-01",
            "2020-12-31",
            id="second year left out",
        ),
        pytest.param(
            "统计期限：2020年1月1日-2020年12月31日。", "2020-01-01", "2020-12-31", id="hyphen"
        ),
        pytest.param(
            "统计期限为2020 年1 月 1日至12 月31 日。", "2020-01-01", "2020-12-31", id="spaces"
        ),
        pytest.param(
            "统计期限为２０２０年１月１日至２０２０年１２月３１日。",
            "2020-01-01",
            "2020-12-31",
            id="full-width digits",
        ),
        pytest.param(
            "统计期限为二〇二〇年一月一日至二〇二〇年十二月三十一日。",
            "2020-01-01",
            "2020-12-31",
            id="Chinese numerals",
        ),
        pytest.param("统计期限为2020.1.1至2020.12.31。", "2020-01-01", "2020-12-31", id="points"),
        pytest.param("统计期限为2020-01-01至2020-12-31。", "2020-01-01", "2020-12-31", id="ISO"),
        pytest.param("统计期限为2020年1月至12月。", "2020-01-01", "2020-12-31", id="months only"),
        pytest.param(
            "本报告反映2020年1月1日至12月31日的情况。",
            "2020-01-01",
            "2020-12-31",
            id="a whole year needs no further word",
        ),
        pytest.param(
            "统计期限自2020年1月1日至12月21日。",
            "2020-01-01",
            "2020-12-21",
            id="wrong end as stated",
        ),
        pytest.param(
            "统计期限自202011日起,至20201231日止。", "2020-01-01", "2020-12-31", id="年 and 月 lost"
        ),
        pytest.param(
            "统计期限为201711日至20171231日。", "2017-01-01", "2017-12-31", id="lost, another year"
        ),
        pytest.param("统计期限为20251月1日到12月31日。", "2025-01-01", "2025-12-31", id="年 lost"),
        pytest.param(
            "统计期限自202020年1月1日至2020年12月31日。",
            "2020-01-01",
            "2020-12-31",
            id="doubled digits leave one year",
        ),
        pytest.param(
            "统计期限自202021年1月1日至2020年12月31日。",
            None,
            "2020-12-31",
            id="2020 or 2021 is not decided",
        ),
        pytest.param(
            "统计期限自2020111日至20201231日。",
            None,
            "2020-12-31",
            id="1/11 or 11/1 is not decided",
        ),
        pytest.param(
            "统计期限自2020年1月1日至2020年2月30日。", "2020-01-01", None, id="no such day"
        ),
        pytest.param("公示自2020年3月1日至3月10日。", None, None, id="another range"),
        pytest.param("", None, None, id="not stated"),
    ],
)
def test_period(lead: str, start: str | None, end: str | None) -> None:
    meta = report(lead)
    assert (meta.period_start, meta.period_end) == (start, end)
    assert meta.year == 2020


def test_period_told_in_section_one() -> None:
    text = f"{TITLE}\n一、总体情况\n本报告统计期限为2020年1月1日至2020年12月31日。\n"
    assert read(text).period_end == "2020-12-31"
    narrative = f"{TITLE}\n一、总体情况\n2020年3月1日至2020年4月30日，征求意见12条。\n"
    assert read(narrative).period_start is None


@pytest.mark.parametrize(
    ("lead", "year"),
    [
        pytest.param("统计期限为2019年1月1日至2019年12月31日。", 2019, id="from the period"),
        pytest.param("统计期限为2019年7月1日至2020年6月30日。", None, id="a period over two years"),
        pytest.param("", None, id="none"),
    ],
)
def test_year_of_a_title_without_year(lead: str, year: int | None) -> None:
    assert report(lead, title="周村区水利局政府信息公开工作年度报告").year == year


def test_year_of_the_title_stays_against_the_period() -> None:
    meta = report("统计期限为2019年1月1日至2019年12月31日。")
    assert (meta.year, meta.period_start) == (2020, "2019-01-01")


@pytest.mark.parametrize(
    ("lead", "end", "published"),
    [
        pytest.param("", "周村区人民政府\n2021年2月19日\n", "2021-02-19", id="signature"),
        pytest.param(
            "", "周村区人民政府\n二〇二一年一月二十日\n", "2021-01-20", id="Chinese numerals"
        ),
        pytest.param("", "周村区人民政府\n二○二一年十月三十一日\n", "2021-10-31", id="十, circle"),
        pytest.param("", "　　周村区人民政府　2021年1月8日\n1\n", "2021-01-08", id="on one line"),
        pytest.param("", "（2021年1月8日）\n", "2021-01-08", id="in brackets"),
        pytest.param("", "周村区人民政府\n2021.1.8\n", "2021-01-08", id="points"),
        pytest.param("", "周村区人民政府\n2021219日\n", "2021-02-19", id="damaged, one reading"),
        pytest.param("", "周村区人民政府\n2021111日\n", None, id="damaged, two readings"),
        pytest.param("", "2021年，我们将改进。\n截至2020年12月31日\n", None, id="narrative line"),
        pytest.param(
            "发布日期：2021-01-30 10:20  浏览次数：12", "", "2021-01-30", id="page's line"
        ),
        pytest.param("发布时间:2021/1/3", "", "2021-01-03", id="slashes"),
        pytest.param("成文日期\n2021年01月29日\n", "", "2021-01-29", id="cells below each other"),
        pytest.param(
            "成文日期：2021-01-20\n发布日期：2021-01-30",
            "",
            "2021-01-30",
            id="issue before writing",
        ),
        pytest.param(
            "发布日期：2021-03-30",
            "周村区人民政府\n2021年2月19日",
            "2021-02-19",
            id="signature first",
        ),
        pytest.param("（2021年1月20日）", "", "2021-01-20", id="line under the title"),
        pytest.param("", "", None, id="not stated"),
    ],
)
def test_published(lead: str, end: str, published: str | None) -> None:
    assert report(lead, end).published == published


def test_published_from_the_page_properties() -> None:
    assert report(pubdate="2021-01-30 09:00").published == "2021-01-30"
    assert report(pubdate="yesterday").published is None


@pytest.mark.parametrize(
    ("lead", "end", "phone"),
    [
        pytest.param(
            "如有疑问，请联系区政府办公室，电话：0943-6670169。", "", "0943-6670169", id="D2"
        ),
        pytest.param(
            "请与办公室联系（电话：（0533）6195555）。", "", "（0533）6195555", id="bracketed code"
        ),
        pytest.param("联系电话：05336195555", "", "05336195555", id="without hyphen"),
        pytest.param(
            "联系电话：０５３３－６１９５５５５", "", "０５３３－６１９５５５５", id="as printed"
        ),
        pytest.param("电话：0533-6195555转8012", "", "0533-6195555转8012", id="extension"),
        pytest.param("电话(传真)：0533-6195555", "", "0533-6195555", id="with fax"),
        pytest.param(
            "如有疑问请与区政府办公室联系0533-6195555。", "", "0533-6195555", id="no label"
        ),
        pytest.param("联系人：张三 13812345678", "", "13812345678", id="mobile"),
        pytest.param("联系电话：6195555", "", "6195555", id="local number"),
        pytest.param("电话：010-12345678901", "", None, id="too many digits"),
        pytest.param("拨打12345热线电话咨询。", "", None, id="hotline number"),
        pytest.param("监督举报电话：0533-6195555", "", None, id="complaints line"),
        pytest.param("传真：0533-6195555", "", None, id="fax"),
        pytest.param("", "如有疑问，请联系：0533-6195555\n", "0533-6195555", id="last section"),
        pytest.param(
            "", "主办：区政府 电话：0533-6195555 备案号：鲁ICP备1号\n", None, id="site footer"
        ),
    ],
)
def test_phone(lead: str, end: str, phone: str | None) -> None:
    assert report(lead, end).phone == phone


@pytest.mark.parametrize(
    ("lead", "email"),
    [
        pytest.param("电子邮箱：pcqzwgk@126.com。", "pcqzwgk@126.com", id="D2"),
        pytest.param(
            "邮箱:zw_gk.zc@zb.shandong.cn)", "zw_gk.zc@zb.shandong.cn", id="several points"
        ),
        pytest.param("邮箱：ａ＠126.com", "ａ＠126.com", id="full-width, as printed"),
        pytest.param("关注微博@周村发布", None, id="a handle"),
    ],
)
def test_email(lead: str, email: str | None) -> None:
    assert report(lead).email == email


@pytest.mark.parametrize(
    ("lead", "website"),
    [
        pytest.param("登陆门户网（www.bypc.gov.cn） 可查阅", "www.bypc.gov.cn", id="D2"),
        pytest.param(
            "门户网站（网址：www.zhoucun.gov.cn/）查阅", "www.zhoucun.gov.cn", id="D4, slash"
        ),
        pytest.param(
            "网站http://www.zhoucun.gov.cn/。", "http://www.zhoucun.gov.cn", id="with scheme"
        ),
        pytest.param(
            "网址：http://www.zc.gov.cn/gk/2020.html，可下载",
            "http://www.zc.gov.cn/gk/2020.html",
            id="path",
        ),
        pytest.param("可在周村区政府网zhoucun.gov.cn下载", "zhoucun.gov.cn", id="without www"),
        pytest.param("电子邮箱：zwgk@zhoucun.gov.cn", None, id="the host of an address"),
        pytest.param("版本1.2.3，共3.5万条", None, id="numbers with points"),
    ],
)
def test_website(lead: str, website: str | None) -> None:
    assert report(lead).website == website


def test_nothing_is_read_outside_the_body() -> None:
    head = "周村区水利局2018年政府信息公开工作年度报告\n发布日期：2019-01-01\n"
    body = f"{TITLE}\n一、总体情况\n公开信息12条。\n"
    foot = "联系电话：0533-1234567 网站地图 www.other.gov.cn\n2022年2月2日\n"
    meta = read(head + body + foot, Span(len(head), len(head + body)))
    assert meta == Meta(
        title=TITLE,
        organization="周村区人民政府",
        region=Region(province="山东省", city="淄博市", county="周村区"),
        year=2020,
    )


def test_site_name_tells_namesakes_apart() -> None:
    title = "鼓楼区教育局2020年政府信息公开工作年度报告"
    assert report(title=title).region == Region(county="鼓楼区")
    told = report(title=title, sitename="福州市鼓楼区人民政府").region
    assert told == Region(province="福建省", city="福州市", county="鼓楼区")


def test_empty_document() -> None:
    assert read("") == Meta()


@pytest.mark.parametrize(
    "filler",
    [
        "政府信息公开",
        "2020年",
        "电话",
        "a.",
        "联系 ",
        "一二三四",
        "《",
        "1",
        "\n",
        "鼓楼区",
        "0533-",
    ],
)
def test_long_input_is_read_in_bounded_time(filler: str) -> None:
    text = filler * (3_000_000 // len(filler))
    made = document(text)
    started = time.process_time()
    read_meta(made, len(text) // 2, len(text))
    assert time.process_time() - started < 5
