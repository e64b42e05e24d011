"""The typed refusals, in the language of the question: why no answer, and what there is."""

from __future__ import annotations

from collections.abc import Sequence

from agent.answering.answer import Citation, Reason
from agent.answering.holdings.catalog import Catalog, ReportRef, by_body, years_told
from agent.answering.language import Language

_MANY = 8


class Refused(Exception):
    """There is no answer.

    Args:
        reason: the typed reason.
        chinese, english: the sentence for each language.
        citations: what the refusal rests on, where it does.
        doubtful: nothing was found by the words of the question; others may tell it.
    """

    def __init__(
        self,
        reason: Reason,
        chinese: str,
        english: str,
        citations: Sequence[Citation] = (),
        doubtful: bool = False,
    ) -> None:
        super().__init__(english)
        self.reason = reason
        self.texts: dict[Language, str] = {"zh": chinese, "en": english}
        self.citations = list(citations)
        self.doubtful = doubtful


def listed(reports: Sequence[ReportRef], language: Language) -> str:
    """Return whose reports of which years they are."""
    names = [f"{own[-1].name}（{years_told(own)}）" for own in by_body(reports)]
    more = len(names) - _MANY
    if language == "zh":
        return "、".join(names[:_MANY]) + (f"等{len(names)}个机关" if more > 0 else "")
    told = ", ".join(name.replace("（", " (").replace("）", ")") for name in names[:_MANY])
    return told + (f" and {more} more" if more > 0 else "")


def no_reports() -> Refused:
    """Nothing was read into the database yet."""
    return Refused(
        "no_such_body",
        "库中还没有报告。先用 xxgk extract 读取报告，再来提问。",
        "There is no report in the database yet. Read some with xxgk extract, then ask.",
    )


def no_such_body(catalog: Catalog, name: str, below: Sequence[str] = ()) -> Refused:
    """There is no report of this body.

    Args:
        below: the bodies of its area that have some.
    """
    if below:
        reports = [report for body in below for report in catalog.of(body)]
        return Refused(
            "no_such_body",
            f"库中没有“{name}”本级的报告；这一地区有：{listed(reports, 'zh')}。",
            f"There is no report of “{name}” itself in the database; of that area there are: "
            f"{listed(reports, 'en')}.",
        )
    return Refused(
        "no_such_body",
        f"库中没有“{name}”的报告。现有：{listed(catalog.reports, 'zh')}。",
        f"There is no report of “{name}” in the database. "
        f"There are: {listed(catalog.reports, 'en')}.",
    )


def ambiguous(names: Sequence[str], asked: str) -> Refused:
    """The name fits several bodies, or none is named."""
    names = list(dict.fromkeys(names))
    more = f"等{len(names)}个" if len(names) > _MANY else ""
    chinese, english = "、".join(names[:_MANY]) + more, ", ".join(names[:_MANY])
    english += f" and {len(names) - _MANY} more" if more else ""
    if not asked:
        return Refused(
            "ambiguous",
            f"问的是哪个机关？现有：{chinese}。",
            f"Which body do you mean? There are: {english}.",
        )
    return Refused(
        "ambiguous",
        f"“{asked}”可以指：{chinese}。请问是哪一个？",
        f"“{asked}” may mean: {english}. Which one?",
    )


def year_not_covered(name: str, wanted: Sequence[int], there: Sequence[int]) -> Refused:
    """The body has no report of this year."""
    asked = "、".join(map(str, wanted))
    have = "、".join(map(str, there))
    subject = name or "库中"
    return Refused(
        "year_not_covered",
        f"{subject}没有{asked}年度的报告；现有年度：{have}。",
        f"There is no report of {name or 'any body'} for {asked}; there is: {have}.",
    )


def not_about() -> Refused:
    """The question has nothing to do with the reports."""
    return Refused(
        "not_about_the_reports",
        "这个问题与所存的政府信息公开年度报告无关。可以问：报告里的数字、各机关的比较、存在的问题、前后不符之处。",
        "This is not about the stored information-disclosure reports. You can ask for their "
        "numbers, comparisons between bodies, problems told, and contradictions.",
    )


def too_many(number: int, most: int) -> Refused:
    """The narratives of so many reports are not compared."""
    return Refused(
        "too_many_reports",
        f"正文里的数字各报告写法不同，一次最多对照{most}份，这里涉及{number}份；请指明机关或年度。"
        "三张表里的数字不受此限。",
        f"Numbers of the narrative are compared over at most {most} reports, not {number}. "
        "Please name bodies or a year. Numbers of the three tables have no such limit.",
    )


def no_such_metric(what: str) -> Refused:
    """Neither the forms nor any stored report tells such a thing."""
    told = f"“{what}”" if what else ""
    return Refused(
        "no_such_metric",
        f"报告的表格和正文里没有{told or '所问'}这一项。",
        f"Neither the tables nor the text of the reports tell this{f' ({what})' if what else ''}.",
        doubtful=True,
    )


def not_stated(
    name: str, what: str = "", citations: Sequence[Citation] = (), doubtful: bool = False
) -> Refused:
    """This report does not tell it."""
    return Refused(
        "not_stated",
        f"{name}的报告没有写明{what or '这一点'}。",
        f"The report of {name} does not state this{f' ({what})' if what else ''}.",
        citations,
        doubtful,
    )


def false_premise(chinese: str, english: str, citations: Sequence[Citation] = ()) -> Refused:
    """The question takes for granted what the report denies or nowhere has."""
    return Refused("false_premise", chinese, english, citations)
