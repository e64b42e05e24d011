"""Invented reports whose arithmetic holds and whose numbers are nearly all different.

Different numbers matter: in a table of zeros a cell read from the wrong place goes unnoticed. Place
names, addresses and telephone numbers do not exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from .model import HEADINGS, FormYear, ReportModel, Section, Table, table_shape

APPLICANTS = ["natural_person", "business", "research", "public_welfare", "legal_service", "other"]
NOT_RESULTS = ("new", "carried_over", "total", "carried_forward")

ARTICLE20_2019: Table = {
    "rules": {"made": "3", "disclosed": "2", "total": "19"},
    "normative_documents": {"made": "36", "disclosed": "34", "total": "257"},
    "administrative_license": {"previous_items": "412", "change": "增23", "decisions": "15820"},
    "other_services": {"previous_items": "1381", "change": "减6", "decisions": "5210"},
    "penalty": {"previous_items": "3703", "change": "增14", "decisions": "2051"},
    "compulsion": {"previous_items": "148", "change": "减9", "decisions": "11"},
    "fees": {"previous_items": "43", "change": "减5"},
    "procurement": {"items": "105", "amount": "2846.35万元"},
}
ARTICLE20_2021: Table = {
    "rules": {"issued": "4", "repealed": "1", "in_force": "27"},
    "normative_documents": {"issued": "41", "repealed": "8", "in_force": "318"},
    "administrative_license": {"decisions": "46209"},
    "penalty": {"decisions": "1187"},
    "compulsion": {"decisions": "53"},
    "fees": {"amount": "3847.26"},
}
DISPUTES = {"review": (21, 5, 3, 12), "direct": (13, 7, 10, 2), "after_review": (9, 8, 6, 4)}


def made_2019() -> ReportModel:
    """A report on 2020, every table in the form of 2019."""
    return _made("2019", "2019", year=2020)


def made_2021() -> ReportModel:
    """A report on 2022, every table in the form of 2021; the fees are a fraction in 万元."""
    return _made("2021", "2021", year=2022)


def made_mixed() -> ReportModel:
    """A report on 2021 with table two in the form of 2021 and table three in that of 2019."""
    return _made("2021", "2019", year=2021)


def made_mixed_reverse() -> ReportModel:
    """A report on 2021 with table two in the form of 2019 and table three in that of 2021."""
    return _made("2019", "2021", year=2021)


def _made(article20_form: FormYear, applications_form: FormYear, year: int) -> ReportModel:
    applications = _applications(applications_form)
    disputes = _disputes()
    return ReportModel(
        title=f"{year}年政府信息公开工作年度报告",
        organization=["青岚市人民政府办公室"],
        preamble=[_preamble(year)],
        sections=_sections(year, applications, disputes),
        article20=ARTICLE20_2019 if article20_form == "2019" else ARTICLE20_2021,
        applications=applications,
        disputes=disputes,
        article20_form=article20_form,
        applications_form=applications_form,
    )


def _applications(form: FormYear) -> Table:
    """Table three: results first, then what has to come in for the columns to balance."""
    shape = table_shape("applications", form)
    # 37 generates all of 1..210 modulo the prime 211, so that no two results are equal.
    values = (37 * index % 211 for index in count(1))
    numbers = {
        row: dict.fromkeys(APPLICANTS, 0) if row in NOT_RESULTS else _take(values) for row in shape
    }
    results = [columns for row, columns in numbers.items() if row not in NOT_RESULTS]
    for order, column in enumerate(APPLICANTS):
        total = sum(columns[column] for columns in results)
        carried_over, carried_forward = 211 + 3 * order, 240 + 5 * order
        numbers["total"][column] = total
        numbers["carried_over"][column] = carried_over
        numbers["carried_forward"][column] = carried_forward
        numbers["new"][column] = total + carried_forward - carried_over
    return {row: _printed(columns) for row, columns in numbers.items()}


def _take(values: Iterator[int]) -> dict[str, int]:
    return {column: next(values) for column in APPLICANTS}


def _disputes() -> Table:
    outcomes = ("upheld", "corrected", "other", "pending")
    return {
        row: _printed(dict(zip(outcomes, numbers, strict=True)))
        for row, numbers in DISPUTES.items()
    }


def _printed(columns: dict[str, int]) -> dict[str, str]:
    """A row's numbers as text, with their sum as the last column."""
    return {name: str(n) for name, n in columns.items()} | {"total": str(sum(columns.values()))}


def _preamble(year: int) -> str:
    return (
        "根据《中华人民共和国政府信息公开条例》（国务院令第711号）要求，编制本报告。"
        f"本报告中所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
        "如有疑问，请与青岚市人民政府办公室联系（地址：青岚市文昌路18号，电话：0999-6620018）。"
    )


def _sections(year: int, applications: Table, disputes: Table) -> dict[int, Section | None]:
    received = applications["new"]["total"]
    reviews = disputes["review"]["total"]
    paragraphs = {
        1: [
            f"{year}年，青岚市坚持以公开为常态、不公开为例外，稳步推进政府信息公开工作。",
            "（一）主动公开。全年主动公开政府信息5078条，其中政府网站4539条、政务微信539条。",
            f"（二）依申请公开。全年新收政府信息公开申请{received}件，均按规定办理。",
            "（三）政府信息管理。严格落实信息发布审核制度，公开前逐条审查。",
            "（四）平台建设。全市开设政务新媒体17个，其中微博5个，微信公众号12个。",
            "（五）监督保障。6月9日召开政务公开培训会，80余人参加。",
        ],
        2: [],
        3: [],
        4: [f"本年度共收到因政府信息公开工作引起的行政复议{reviews}件。"],
        5: [
            "（一）存在的主要问题",
            "一是公开内容不够全面；二是部分单位更新不够及时；三是解读形式较为单一。",
            "（二）改进措施",
            "一是细化公开目录；二是每月通报更新情况；三是丰富图表、视频等解读形式。",
        ],
        6: ["本年度收取信息处理费380元。"],
    }
    return {number: Section(HEADINGS[number], texts) for number, texts in paragraphs.items()}
