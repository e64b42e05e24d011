"""The narrative against the tables (NT-*): what fires, and what must not.

Each case is read in both scripts. The first word of a case is the rule that it must fire, `~` for a
hint; without one nothing may be told of the narrative: another body's, a part's or another year's
number, a number told about, a rounded share, a list left open is no contradiction.
"""

from __future__ import annotations

from typing import Any

import pytest

from agent.checks import RULES
from tests.checks.narratives import made, told

REQUESTS = {
    "new": 40,
    "total": 40,
    "granted": 24,
    "partial": 5,
    "denied_process": 2,
    "denied_inquiry_matters": 1,
    "unable_not_held": 6,
    "other": 2,
}
DISPUTES = {
    "disputes.review.total": 8,
    "disputes.review.corrected": 3,
    "disputes.review.upheld": 5,
    "disputes.direct.total": 3,
    "disputes.direct.upheld": 3,
    "disputes.after_review.total": 1,
    "disputes.after_review.upheld": 1,
}
ARTICLE20 = {
    "article20.normative_documents.made": 9,
    "article20.normative_documents.disclosed": 9,
    "article20.normative_documents.total": 125,
    "article20.procurement.items": 105,
    "article20.procurement.amount": "21378.5万元",
}
PENALTIES = {"article20.penalty.previous_items": 1930, "article20.penalty.change": "增4"}

BUREAU = {"organization": "青岚市水利局"}
DECIDED = {"new": 40, "total": 40, "granted": 24, "partial": 16}

Case = tuple[str, str, dict[str, Any], dict[str, Any]]


def case(rules: str, narrative: str, cells: dict[str, Any], **report: Any) -> Case:
    return rules, narrative, cells, report


CASES = [
    case("", "全县共受理政府信息公开申请40件。", REQUESTS),
    case("NT-REQ-NEW", "全县共受理政府信息公开申请41件。", REQUESTS),
    case("", "全县共受理政府信息公开申请40余件。", {"new": 43, "total": 43}),
    case("NT-REQ-NEW", "全县共受理政府信息公开申请50余件。", {"new": 43, "total": 43}),
    case(
        "",
        "共收到政府信息公开申请43件（含上年结转3件）。",
        {"new": 40, "carried_over": 3, "total": 43},
    ),
    case(
        "NT-REQ-NEW~", "共收到政府信息公开申请43件。", {"new": 40, "carried_over": 3, "total": 43}
    ),
    case("", "共受理办理政府信息公开申请43件。", {"new": 40, "carried_over": 3, "total": 43}),
    case("", "2019年收到政府信息公开申请35件，2020年收到政府信息公开申请40件。", REQUESTS),
    case("", "县教育局收到政府信息公开申请7件。", REQUESTS),
    case("", "通过网站收到政府信息公开申请20件。", REQUESTS),
    case("NT-REQ-NEW", "通过网站收到政府信息公开申请50件。", REQUESTS),
    case("", "全市共收到政府信息公开申请400件。", REQUESTS, organization="青岚市教育局"),
    case("NT-REQ-NEW", "本机关共收到政府信息公开申请41件。", REQUESTS, organization="青岚市教育局"),
    case(
        "NT-REQ-NEW",
        "2020年，我局共收到政府信息公开申请41件。",
        REQUESTS,
        organization="青岚市教育局",
    ),
    case(
        "NT-REQ-NEW",
        "2020年，市教育局共收到政府信息公开申请41件。",
        REQUESTS,
        organization="青岚市教育局",
    ),
    case(
        "",
        "2020年，市政府办公室共收到政府信息公开申请41件。",
        REQUESTS,
        organization="青岚市教育局",
    ),
    case(
        "NT-REQ-NEW", "我镇新收政府信息公开申请2件。", REQUESTS, organization="青岚县白石镇人民政府"
    ),
    case("NT-REQ-NONE", "全年未收到政府信息公开申请。", {"new": 2, "total": 2}),
    case(
        "NT-REQ-NONE",
        "全年没有收到公民、法人和其他组织的政府信息公开申请。",
        {"new": 2, "total": 2},
    ),
    case("NT-REQ-NONE", "本年度无依申请公开事项。", {"new": 2, "total": 2}),
    case(
        "NT-REQ-NONE",
        "2020年，我局未接到要求公开政府信息的申请。",
        {"new": 2, "total": 2},
        organization="青岚市教育局",
    ),
    case("", "全年未收到政府信息公开申请。", {}),
    case("", "全年未收到通过信函提出的政府信息公开申请。", {"new": 2, "total": 2}),
    case("", "未收到因政府信息公开申请引起的投诉。", {"new": 2, "total": 2}),
    case("", "无依申请公开收费。", {"new": 2, "total": 2}),
    case("", "县水利局未收到政府信息公开申请。", {"new": 2, "total": 2}),
    case(
        "NT-REQ-NONE",
        "平川区未收到政府信息公开申请。",
        {"new": 2, "total": 2},
        organization="平川区人民政府办公室",
    ),
    case("NT-REQ-DONE", "共受理政府信息公开申请40件，已答复39件。", REQUESTS),
    case("", "共受理政府信息公开申请40件，已全部答复。", REQUESTS),
    case(
        "",
        "共受理政府信息公开申请40件，已全部按时答复。",
        {"new": 40, "carried_over": 3, "total": 43},
    ),
    case(
        "NT-REQ-DONE",
        "共受理政府信息公开申请40件，已全部按时答复。",
        {"new": 40, "carried_forward": 3, "total": 37},
    ),
    case(
        "",
        "收到政府信息公开申请45件，答复47件（含上年度结转3件，另有1件顺延到下年度）。",
        {"new": 45, "carried_over": 3, "total": 47, "carried_forward": 1},
    ),
    case(
        "NT-REQ-CARRY",
        "收到政府信息公开申请45件，答复47件（含上年度结转4件，另有1件顺延到下年度）。",
        {"new": 45, "carried_over": 3, "total": 47, "carried_forward": 1},
    ),
    case(
        "NT-REQ-CARRY",
        "收到政府信息公开申请45件，答复47件（含上年度结转3件，另有2件顺延到下年度）。",
        {"new": 45, "carried_over": 3, "total": 47, "carried_forward": 1},
    ),
    case(
        "NT-REQ-CARRY",
        "收到政府信息公开申请45件，结转下年度继续办理2件。",
        {"new": 45, "total": 44, "carried_forward": 1},
    ),
    case("", "办理提案20件，上年结转3件。收到政府信息公开申请45件。", {"new": 45, "total": 45}),
    case(
        "",
        "共受理政府信息公开申请40件，其中予以公开24件，部分公开5件，不予公开3件，无法提供6件，其他处理2件。",
        REQUESTS,
    ),
    case(
        "NT-REQ-OUTCOME NT-REQ-PARTS",
        "共受理政府信息公开申请40件，其中予以公开25件，部分公开5件，不予公开3件，无法提供6件，其他处理2件。",
        REQUESTS,
    ),
    case(
        "NT-REQ-OUTCOME NT-REQ-OUTCOME",
        "共受理政府信息公开申请40件，其中予以公开25件，部分公开4件，不予公开3件，无法提供6件，其他处理2件。",
        REQUESTS,
    ),
    case(
        "",
        "共受理政府信息公开申请40件，已答复40件。24件予以公开，5件部分公开，6件无法提供。",
        REQUESTS,
    ),
    case(
        "NT-REQ-OUTCOME",
        "共受理政府信息公开申请40件，已答复40件。24件予以公开，5件部分公开，7件无法提供。",
        REQUESTS,
    ),
    case(
        "",
        "共受理政府信息公开申请40件，答复40件。其中予以公开24件（占60%），部分公开5件（占12.5%），不予公开3件（占7.5%）。",
        REQUESTS,
    ),
    case(
        "NT-REQ-SHARE",
        "共受理政府信息公开申请40件，答复40件。其中予以公开24件（占61%），部分公开5件（占12.5%），不予公开3件（占7.5%）。",
        REQUESTS,
    ),
    case(
        "",
        "共受理政府信息公开申请40件，答复40件。其中予以公开24件，占答复总数的60%，部分公开5件，占12%，不予公开3件，占8%。",
        REQUESTS,
    ),
    case(
        "", "主动公开公文96件，其中予以公开30件，不予公开26件。收到政府信息公开申请40件。", REQUESTS
    ),
    case("", "收到政府信息公开申请40件。县长信箱收到信件30件，不予公开12件。", REQUESTS),
    case(
        "",
        "共受理政府信息公开申请40件，其中予以公开24件，不予公开3件（本机关依法属于四类过程性信息2件、属于行政查询事项1件），部分公开5件，无法提供6件，其他处理2件。",
        REQUESTS,
    ),
    case(
        "NT-REQ-OUTCOME",
        "共受理政府信息公开申请40件，其中予以公开24件，本机关不掌握相关政府信息7件。",
        REQUESTS,
    ),
    case("", "因政府信息公开引起的行政复议8件，行政诉讼4件。", DISPUTES),
    case("NT-REV", "因政府信息公开引起的行政复议9件，行政诉讼4件。", DISPUTES),
    case("NT-LIT", "因政府信息公开引起的行政复议8件，行政诉讼5件。", DISPUTES),
    case(
        "",
        "因政府信息公开被申请行政复议8件，其中结果维持5件，被纠正3件；行政诉讼4件，均维持。",
        DISPUTES,
    ),
    case(
        "NT-REV NN-CAT-SUM~",
        "因政府信息公开被申请行政复议8件，其中结果维持4件，被纠正3件；行政诉讼4件，均维持。",
        DISPUTES,
    ),
    case(
        "NT-LIT-WORD", "因政府信息公开被申请行政复议8件，均获维持；行政诉讼4件，均维持。", DISPUTES
    ),
    case("", "县司法局办理行政复议案件86件，公开行政复议决定书30份。", DISPUTES),
    case("", "做好信息公开工作，公开行政复议案件86件。", DISPUTES),
    case(
        "NT-LIT-WORD NT-LIT-WORD NT-LIT-WORD",
        "全年未发生因政府信息公开引发的行政复议、行政诉讼。",
        DISPUTES,
    ),
    case("NT-LIT-WORD", "未被申请行政复议。", DISPUTES),
    case("NT-LIT-WORD NT-LIT-WORD", "无行政诉讼案件。", DISPUTES),
    case("", "未发生行政复议被撤销的情形。", DISPUTES),
    case("", "2019年未发生行政复议。", DISPUTES),
    case("NT-REV NT-LIT", "", DISPUTES, s4="2020年行政复议7件，行政诉讼3件。"),
    case("", "", DISPUTES, s4="2020年，涉及政府信息公开的行政复议、行政诉讼案件分别为8件、4件。"),
    case(
        "NT-LIT",
        "",
        DISPUTES,
        s4="2020年，涉及政府信息公开的行政复议、行政诉讼案件分别为8件、3件。",
    ),
    case("", "", DISPUTES, s4="2020年，涉及政府信息公开的行政复议和行政诉讼共12件。"),
    case("NT-LIT", "", DISPUTES, s4="2020年，涉及政府信息公开的行政复议和行政诉讼共13件。"),
    case("", "", {}, s4="行政复议、行政诉讼均为0件。"),
    case("", "", DISPUTES, s4="收到行政复议申请8起，未经复议直接起诉3起，复议后起诉1起。"),
    case("NT-LIT", "", DISPUTES, s4="收到行政复议申请8起，未经复议直接起诉3起，复议后起诉2起。"),
    case("", "公开规范性文件9件。", ARTICLE20),
    case("NT-NORM", "公开规范性文件7件。", ARTICLE20),
    case("NT-NORM", "制定规章1件，规范性文件9件。", ARTICLE20),
    case("", "清理规范性文件30件，废止3件。", ARTICLE20),
    case("", "公开规范性文件解读7件。", ARTICLE20),
    case("", "全年政府集中采购项目105个，采购总金额2.14亿元。", ARTICLE20),
    case("NT-PROC", "全年政府集中采购项目106个，采购总金额2.14亿元。", ARTICLE20),
    case("NT-PROC", "全年政府集中采购105批次，采购金额2.2亿元。", ARTICLE20),
    case("", "公开政府采购信息242条，政府采购项目300个，金额5亿元。", ARTICLE20),
    case("", "收取信息处理费380元。", {}, form="2021"),
    case("NT-POWER~", "权力事项2500项，其中行政处罚1927项。", PENALTIES),
    case("", "权力事项2500项，其中行政处罚1934项。", PENALTIES),
    case("NT-POWER~", "权力事项4000项，其中行政处罚3934项。", PENALTIES),
    case(
        "",
        "全县共受理政府信息公开申请300件，其中县政府办公室受理25件。",
        {"new": 25, "total": 25},
        organization="青岚县人民政府办公室",
    ),
    case(
        "NT-REQ-NEW",
        "全县共受理政府信息公开申请41件。",
        REQUESTS,
        organization="青岚县人民政府办公室",
    ),
    case("", "县政府办公室收到政府信息公开申请12件。", REQUESTS),
    case(
        "NT-REQ-NONE",
        "本镇无政府信息公开申请。",
        {"new": 2, "total": 2},
        organization="青岚县白石镇人民政府",
    ),
    case(
        "",
        "本镇无政府信息公开申请引发的行政复议。",
        {"new": 2, "total": 2},
        organization="青岚县白石镇人民政府",
    ),
    case(
        "",
        "无不予公开政府信息公开申请的情况。",
        {"new": 2, "total": 2},
        organization="青岚县白石镇人民政府",
    ),
    # a bureau's, in other words
    case("NT-REQ-NEW", "本年度我局新收政府信息公开申请39件。", DECIDED, **BUREAU),
    case("NT-REQ-NEW", "本机关2020年共接收依申请公开42件。", DECIDED, **BUREAU),
    case("NT-REQ-NEW", "2020年全年累计受理政府信息依申请公开事项38件。", DECIDED, **BUREAU),
    case("NT-REQ-NEW", "依申请公开方面，共收到申请公开政府信息38件。", DECIDED, **BUREAU),
    case("NT-REQ-NONE", "2020年，我局没有收到政府信息公开申请。", DECIDED, **BUREAU),
    case("NT-REQ-NONE", "2020年度，未收到任何单位和个人的信息公开申请。", DECIDED, **BUREAU),
    case("NT-REQ-NONE", "本年度未受理依申请公开信息。", DECIDED, **BUREAU),
    case("NT-REQ-DONE", "收到政府信息公开申请40件，办结38件。", DECIDED, **BUREAU),
    case("NT-REQ-DONE", "收到政府信息公开申请40件，其中38件已答复。", DECIDED, **BUREAU),
    case(
        "NT-REQ-OUTCOME NT-REQ-PARTS",
        "收到政府信息公开申请40件，同意公开25件，同意部分公开16件。",
        DECIDED,
        **BUREAU,
    ),
    case(
        "NT-REQ-OUTCOME NT-REQ-PARTS",
        "收到政府信息公开申请40件，答复40件：予以公开25件、部分公开16件。",
        DECIDED,
        **BUREAU,
    ),
    case("", "收到政府信息公开申请40件，答复40件：予以公开24件、部分公开16件。", DECIDED, **BUREAU),
    case(
        "NT-REQ-SHARE",
        "收到政府信息公开申请40件，答复40件，其中予以公开24件，占65%，部分公开16件，占40%。",
        DECIDED,
        **BUREAU,
    ),
    case("NT-REV", "2020年，我局因政府信息公开工作被申请行政复议3件。", DECIDED, **BUREAU),
    case(
        "NT-REV NT-LIT", "2020年，因政府信息公开引发行政复议2起、行政诉讼1起。", DECIDED, **BUREAU
    ),
    case(
        "NT-LIT-WORD",
        "全年无因政府信息公开引发的行政诉讼。",
        {"disputes.direct.total": 1, "disputes.direct.upheld": 1},
        **BUREAU,
    ),
    case(
        "NT-LIT-WORD",
        "本年度没有发生行政复议案件。",
        {"disputes.review.total": 1, "disputes.review.upheld": 1},
        **BUREAU,
    ),
    case(
        "NT-NORM",
        "全年共制定行政规范性文件12件。",
        {"article20.normative_documents.issued": 11},
        form="2021",
        **BUREAU,
    ),
    case(
        "NT-NORM",
        "主动公开行政规范性文件12件。",
        {"article20.normative_documents.issued": 11, "article20.normative_documents.in_force": 20},
        form="2021",
        **BUREAU,
    ),
    case(
        "NT-PROC",
        "政府集中采购30批次，总金额500万元。",
        {"article20.procurement.items": 30, "article20.procurement.amount": "600万元"},
        **BUREAU,
    ),
    case("NT-REQ-CARRY", "收到政府信息公开申请40件，上年度结转3件。", DECIDED, **BUREAU),
    case(
        "NT-REQ-CARRY", "收到政府信息公开申请40件，有2件结转至2021年继续办理。", DECIDED, **BUREAU
    ),
]


@pytest.mark.parametrize("script", ["hans", "hant"])
@pytest.mark.parametrize(
    ("rules", "narrative", "cells", "report"),
    CASES,
    ids=[f"{c[0] or 'silent'}: {c[1] or c[3].get('s4')}" for c in CASES],
)
def test_what_is_told(
    rules: str, narrative: str, cells: dict[str, Any], report: dict[str, Any], script: str
) -> None:
    findings = told(made(narrative, cells, script=script, **report))
    assert sorted(f.rule + "~" * (f.severity == "info") for f in findings) == sorted(rules.split())


def test_every_rule_is_made_to_fire() -> None:
    """A rule added without a case that makes it fire is not known to work."""
    seen = {rule.rstrip("~") for rules, *_ in CASES for rule in rules.split()}
    assert seen >= {rule.id for rule in RULES if rule.id.startswith("NT-")}


@pytest.mark.parametrize(
    ("rules", "narrative", "cells", "report"), [c for c in CASES if c[0]], ids=lambda v: str(v)[:40]
)
def test_a_finding_tells_both_sides_the_difference_and_the_places(
    rules: str, narrative: str, cells: dict[str, Any], report: dict[str, Any]
) -> None:
    for finding in told(made(narrative, cells, **report)):
        assert "“" in finding.message and "相差" in finding.message
        assert finding.actual is not None and len(finding.evidence) >= 2 - ("PARTS" in finding.rule)
