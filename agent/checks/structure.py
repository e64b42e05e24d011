"""Is the report built as the form asks? (ST-*)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from agent.checks.registry import Outcome, Subject, rule, span, verdict
from agent.report import TABLE_NAMES, Cell, Section, TableName
from agent.sections import Heading, official_titles
from agent.tables.forms import Form, load_forms
from agent.tables.reading import TableReading

_NUMERALS = "一二三四五六七八九十"
_TABLE_TITLES: dict[TableName, str] = {
    "article20": "主动公开政府信息情况表",
    "applications": "收到和处理政府信息公开申请情况表",
    "disputes": "行政复议、行政诉讼情况表",
}
_FIRST_FORM_YEAR = 2019
_DEPARTMENT = re.compile(
    r"(?:局|委员会|委|厅|部|中心|大队|支队|站|所|馆|院|校|学校|医院|公司|联合会|管委会)$"
)
_NOTHING = re.compile(
    r"(?:无|没有|暂无|本年度?无)(?:其他)?(?:需要)?(?:报告|说明)?(?:的)?(?:事项|内容)?"
)


def _expects_form(subject: Subject) -> bool:
    """False for reports before the official form, and schools', with outlines of their own."""
    year = subject.meta.year
    if subject.is_of_school_year and subject.tables.form() is None:
        return False
    return year is None or year >= _FIRST_FORM_YEAR or subject.tables.form() is not None


@rule("ST-SECTIONS", "structure", "六个部分齐全、依次、各一次")
def six_sections(subject: Subject) -> Iterator[Outcome]:
    """Six sections, in order, each once; contents lines and table rows are not counted."""
    if not _expects_form(subject):
        yield Outcome("", "not_applicable")
        return
    found = {heading.number: heading for heading in subject.sections.headings if heading.official}
    if not found and subject.sections.headings:
        count = len(subject.sections.headings)
        message = f"报告没有按格式规定的六个部分编写，自列{count}个部分"
        yield Outcome("", "fail", message, f"{len(official_titles())}个部分", f"{count}个部分")
        return
    for number, title in official_titles().items():
        message = f"缺少第{_NUMERALS[number - 1]}部分“{title}”"
        status = verdict(number in found)
        yield Outcome(str(number), status, message, title, None)
    for heading in subject.sections.repeated:
        message = f"第{_NUMERALS[heading.number - 1]}部分标题“{heading.printed}”不止一处或次序不对"
        yield Outcome(
            str(heading.number),
            "fail",
            message,
            None,
            heading.printed,
            (span(heading.start, heading.end),),
        )


@rule("ST-HEAD-NUMERAL", "structure", "标题序号为“一、”至“六、”", severity="info")
def heading_numerals(subject: Subject) -> Iterator[Outcome]:
    """The numeral and the mark after it are the official ones."""
    for heading in _official_headings(subject):
        expected = f"{_NUMERALS[heading.number - 1]}、"
        printed = heading.numeral or "（无序号）"
        message = f"标题“{heading.printed}”的序号应为“{expected}”，写作“{printed}”"
        status = verdict(heading.numeral == expected)
        yield Outcome(
            str(heading.number),
            status,
            message,
            expected,
            printed,
            (span(heading.start, heading.end),),
        )


@rule("ST-HEAD-WORDING", "structure", "标题用语与格式一致", severity="info")
def heading_wordings(subject: Subject) -> Iterator[Outcome]:
    """The heading's words are the official ones."""
    for heading in _official_headings(subject):
        expected = official_titles()[heading.number]
        same = heading.wording == re.sub(r"[^\w]", "", expected)
        message = f"标题“{heading.printed}”与格式规定的“{expected}”不一致"
        yield Outcome(
            str(heading.number),
            verdict(same),
            message,
            expected,
            heading.printed,
            (span(heading.start, heading.end),),
        )


def _official_headings(subject: Subject) -> list[Heading]:
    return [heading for heading in subject.sections.headings if heading.official]


@rule("ST-TABLES", "structure", "三张表齐全，行目齐全")
def all_tables(subject: Subject) -> Iterator[Outcome]:
    """All three tables, with all row labels of one form."""
    if not _expects_form(subject):
        yield Outcome("", "not_applicable")
        return
    for table in TABLE_NAMES:
        reading = getattr(subject.tables, table)
        if reading.span is None:
            message = f"没有找到{_TABLE_TITLES[table]}"
            yield Outcome(table, "fail", message, _TABLE_TITLES[table], None)
            continue
        for copy in reading.copies:
            message = f"{_TABLE_TITLES[table]}不止一张，这一张没有读入"
            yield Outcome(f"{table}.copy", "fail", message, None, None, (span(*copy),))
        rows = _row_labels(load_forms()[reading.form], table)
        missing = [label for key, label in rows.items() if key not in reading.labels]
        message = f"{_TABLE_TITLES[table]}缺少{len(missing)}行：{'、'.join(missing)}"
        status = verdict(not (missing))
        yield Outcome(
            table,
            status,
            message,
            f"{len(rows)}行",
            f"{len(rows) - len(missing)}行",
            (span(*reading.span),),
        )


def _row_labels(form: Form, table: TableName) -> dict[str, str]:
    if table == "article20":
        return {key: row.label for block in form.article20 for key, row in block.rows.items()}
    grid = form.applications if table == "applications" else form.disputes
    return {key: row.label for key, row in grid.value_rows().items()}


def _label(table: TableName, row: str) -> str:
    """Return a row's label in any of the forms."""
    return next(
        (
            labels[row]
            for form in load_forms().values()
            if row in (labels := _row_labels(form, table))
        ),
        row,
    )


def _cells(reading: TableReading) -> list[Cell]:
    return [cell for row in reading.cells.values() for cell in row.values()]


@rule("ST-ROW-CELLS", "structure", "每行格数与表格一致")
def row_cells(subject: Subject) -> Iterator[Outcome]:
    """A row with more or fewer cells than columns cannot be read column by column."""
    for table in TABLE_NAMES:
        reading = getattr(subject.tables, table)
        if reading.span is None:
            continue
        for row, place in reading.irregular.items():
            label = reading.labels[row].text or _label(table, row)
            cells = reading.cells[row].values() if table != "disputes" else _cells(reading)
            told = all(cell.state != "unreadable" for cell in cells)
            doubt = "各数按勾稽关系归列" if told else "无法确定各数属于哪一列"
            message = f"“{label}”行的格数与表格不符，{doubt}，请对照原文"
            yield Outcome(f"{table}.{row}", "fail", message, None, None, (span(*place),))
        if not reading.irregular:
            yield Outcome(table, "pass")


@rule("ST-ROW-ADDED", "structure", "格式以外增加的行", severity="info")
def added_rows(subject: Subject) -> Iterator[Outcome]:
    """Local rows that the form does not have are told, not read."""
    for table in TABLE_NAMES:
        for label in getattr(subject.tables, table).added_rows:
            message = f"{_TABLE_TITLES[table]}中有格式以外的行“{label.text}”，未读入"
            yield Outcome(table, "fail", message, None, label.text, (span(label.start, label.end),))


@rule("ST-TEMPLATE-YEAR", "structure", "表格式样与报告年度相符")
def template_year(subject: Subject) -> Iterator[Outcome]:
    """The labels tell the form, the title tells the year; they should agree."""
    year = subject.meta.year
    for table in ("article20", "applications"):
        reading = getattr(subject.tables, table)
        if reading.span is None or year is None:
            yield Outcome(table, "not_evaluable" if reading.span else "not_applicable")
            continue
        form = load_forms()[reading.form]
        first, last = form.years
        expected = f"{first}–{last}年度" if last else f"{first}年度起"
        message = f"{year}年度报告的{_TABLE_TITLES[table]}用了{expected}的格式（{form.source}）"
        status = verdict(form.covers(year))
        yield Outcome(table, status, message, expected, f"{year}年度", (span(*reading.span),))
    yield from _foreign_blocks(subject)


def _foreign_blocks(subject: Subject) -> Iterator[Outcome]:
    """Yield the rows of table two whose heads are those of another form than the table's."""
    form = subject.form("article20")
    for block in form.article20 if form else ():
        for row, label in block.rows.items():
            columns = subject.tables.article20.cells.get(row, {})
            if columns and columns.keys() != block.columns.keys():
                message = f"主动公开表“{label.label}”行的表头是另一年度的格式，已按其表头读入"
                place = subject.tables.article20.labels.get(row)
                evidence = (span(place.start, place.end),) if place else ()
                yield Outcome(f"article20.{row}", "fail", message, None, None, evidence)


@rule("ST-TITLE-YEAR", "structure", "标题、统计期限、总体情况的年度一致")
def one_year(subject: Subject) -> Iterator[Outcome]:
    """The year in the title, the period and section one agree."""
    year = subject.meta.year
    if year is None:
        yield Outcome("", "not_evaluable")
        return
    last = year + subject.is_of_school_year
    for instance, told in (
        ("period_start", subject.meta.period_start),
        ("period_end", subject.meta.period_end),
    ):
        if told is None:
            yield Outcome(instance, "not_applicable")
        else:
            message = f"标题为{year}年，统计期限写到{told}"
            status = verdict(year <= int(told[:4]) <= last)
            yield Outcome(instance, status, message, str(year), told)
    yield _section_one_year(subject, year)


def _section_one_year(subject: Subject, year: int) -> Outcome:
    section = _section(subject, 1)
    if section is None:
        return Outcome("section_one", "not_applicable")
    text = subject.document.view[section.start : section.end]
    told = re.findall(r"(?<!\d)(20\d\d)\s*年", text)
    if not told:
        return Outcome("section_one", "not_applicable")
    message = f"标题为{year}年，总体情况中只写到{'、'.join(sorted(set(told)))}年"
    status = verdict(str(year) in told)
    return Outcome(
        "section_one", status, message, str(year), told[0], (span(section.start, section.end),)
    )


@rule("ST-EMPTY-SECTION", "structure", "第五、第六部分有内容")
def empty_sections(subject: Subject) -> Iterator[Outcome]:
    """Section five needs contents; section six may say 无, but not nothing."""
    official = {heading.number for heading in _official_headings(subject)}
    for number in (5, 6):
        section = _section(subject, number)
        if section is None or number not in official:
            yield Outcome(str(number), "not_applicable")
            continue
        body = _contents(subject, section)
        nothing = _NOTHING.fullmatch(body) is not None
        title = official_titles()[number]
        told = f"只写“{body}”" if body else "没有内容"
        message = f"“{title}”部分{told}"
        heading_says = "无" in section.title
        empty = (not body and not heading_says) or (number == 5 and nothing)
        yield Outcome(
            str(number),
            verdict(not empty),
            message,
            None,
            body[:20] or None,
            (span(section.start, section.end),),
        )


def _section(subject: Subject, number: int) -> Section | None:
    return next((s for s in subject.sections.sections if s.number == number), None)


def _contents(subject: Subject, section: Section) -> str:
    """Return a section's words without heading and marks."""
    start = section.start + len(section.title)
    return re.sub(r"[^\w]|_", "", subject.document.view[start : section.end])


@rule("ST-DATE", "structure", "按期公布：部门1月31日前，政府3月31日前")
def published_in_time(subject: Subject) -> Iterator[Outcome]:
    """条例 article 49; before it (report years to 2018) 31 March for all."""
    year, published = subject.meta.year, subject.meta.published
    if year is None or published is None:
        yield Outcome("", "not_evaluable")
        return
    if subject.is_of_school_year:
        yield Outcome("", "not_applicable")
        return
    department = _DEPARTMENT.search(subject.meta.organization or "") is not None
    month = 1 if department and year >= _FIRST_FORM_YEAR else 3
    deadline = date(year + 1, month, 31)
    message = f"公布日期{published}晚于规定的{deadline.isoformat()}"
    status = verdict(date.fromisoformat(published) <= deadline)
    yield Outcome("", status, message, f"≤{deadline.isoformat()}", published)


RULES = (
    six_sections,
    heading_numerals,
    heading_wordings,
    all_tables,
    row_cells,
    added_rows,
    template_year,
    one_year,
    empty_sections,
    published_in_time,
)
