"""The narrative against itself (NN-*): what fires, and what must not.

Each case is read in both scripts. The first words of a case are the rules that it must fire, `~`
for a hint; without one nothing may be told: open lists, platforms that show the same item, numbers
told about, mixed units, rounded rates and nested lists are no contradiction.
"""

from __future__ import annotations

from typing import Any

import pytest

from agent.checks import RULES
from tests.checks.narratives import made, told

REQUESTS = {"new": 40, "total": 40}
SIX_PARTS = "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项%s组成。"
FIVE_PARTS = "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况以及存在的主要问题及改进情况等六部分组成。"

BUREAU = {"organization": "青岚市水利局"}

Case = tuple[str, str, dict[str, Any], dict[str, Any]]


def case(rules: str, narrative: str, cells: dict[str, Any] | None = None, **report: Any) -> Case:
    return rules, narrative, cells or {}, report


CASES = [
    # CAT-SUM letters
    case("", "县长信箱共收到信件20条，从来信分类看，社区物业6封，环保民生14封。"),
    case("NN-CAT-SUM", "县长信箱共收到信件20条，从来信分类看，社区物业6封，环保民生13封。"),
    case(
        "",
        "县长信箱共收到信件20条。从来信分类看，社区物业6封，环保民生14封。从办理单位看，教育局12封，住建局8封。",
    ),
    case("", "县长信箱共收到信件20条，从来信分类看，社区物业6封，环保民生10封等。"),
    case(
        "NN-CAT-SUM~",
        "共处理网上投诉、建议1232条，其中市民服务热线投诉794条；市政府网站10条；县政府网站427条。",
    ),
    case(
        "NN-CAT-SUM",
        "共处理网上投诉、建议1232条，其中市民服务热线投诉794条；市政府网站10条；县政府网站429条。",
    ),
    # CAT-SUM publications
    case("", "全年主动公开政府信息5078条，其中政府网站公开4539条，微信微博公开539条。"),
    case("NN-CAT-SUM~", "全年主动公开政府信息5078条，其中政府网站公开4539条，微信微博公开500条。"),
    case("", "全年主动公开政府信息73条，其中网站73条；公众号73条；公开栏73条。"),
    case("NN-CAT-SUM", "全年主动公开政府信息73条，其中网站83条；公众号73条。"),
    case("", "全年主动公开政府信息81条，其中工作动态50条，通知公告9条等。"),
    case("", "全年主动公开政府信息81条，主要有工作动态50条，通知公告9条。"),
    case("", "全年主动公开政府信息80余条，其中工作动态50条，通知公告39条。"),
    case("NN-CAT-SUM", "全年主动公开政府信息81条，其中工作动态60条，通知公告29条。"),
    case("NN-CAT-SUM", "全年主动公开政府信息81条，分别为工作动态50条，通知公告29条。"),
    case("NN-CAT-SUM", "全年主动公开政府信息81条，其中工作动态50条，通知公告20条，其他信息10条。"),
    case("", "全年主动公开政府信息81条，其中工作动态50条，通知公告31条，发布政策解读20条。"),
    case("", "全年主动公开政府信息81条，其中工作动态50条，视频15个，海报6张。"),
    case("", "主动公开规章13件（含新制定5件，修改4件，废止4件）。", {"article20.rules.made": 13}),
    case("NN-CAT-SUM", "主动公开制度文件13件（含新制定5件，修改4件，废止5件）。"),
    case(
        "",
        "权力事项3206项（其中：行政许可384项、行政处罚1927项、行政强制124项、行政征收11项、行政给付26项、行政裁决5项、行政确认140项、行政奖励22项、行政监督60项、其他行政权力507项）。",
        {},
    ),
    case(
        "NN-CAT-SUM",
        "权力事项3206项（其中：行政许可385项、行政处罚1927项、行政强制124项、行政征收11项、行政给付26项、行政裁决5项、行政确认140项、行政奖励22项、行政监督60项、其他行政权力507项）。",
        {},
    ),
    case(
        "NN-CAT-SUM",
        "权力事项3206项（其中：行政许可383项、行政处罚1927项、行政强制124项、行政征收11项、行政给付26项、行政裁决5项、行政确认140项、行政奖励22项、行政监督60项、其他行政权力507项）。",
        {},
    ),
    case("", "收到政府信息公开申请40件，其中网络申请20件，信函申请15件，当面申请5件。", REQUESTS),
    case(
        "NN-CAT-SUM",
        "收到政府信息公开申请40件，其中网络申请20件，信函申请15件，当面申请4件。",
        REQUESTS,
    ),
    case(
        "NN-CAT-SUM",
        "收到政府信息公开申请40件，其中自然人申请30件，法人或其他组织申请9件。",
        REQUESTS,
    ),
    case("", "收到政府信息公开申请40件，其中网络申请20件。", REQUESTS),
    # CAT-SUM told apart: what comes near its total is a hint, what does not is no list of it
    case(
        "NN-CAT-SUM~",
        "全年重点领域公开信息520条。公开财政资金信息300条；环保信息120条；公布医疗卫生信息80条。",
    ),
    case(
        "NN-CAT-SUM~",
        "全年重点领域公开信息490条。公开财政资金信息300条；环保信息120条；公布医疗卫生信息80条。",
    ),
    case(
        "",
        "全年重点领域公开信息500条。公开财政资金信息300条；环保信息120条；公布医疗卫生信息80条。",
    ),
    case(
        "",
        "全年重点领域公开信息920条。公开财政资金信息300条；环保信息120条；公布医疗卫生信息80条。",
    ),
    case(
        "",
        "全年重点领域公开信息520余条。公开财政资金信息300条；环保信息120条；公布医疗卫生信息80条。",
    ),
    case(
        "",
        "全年重点领域公开信息520条。公开财政资金信息300条；环保信息120条；医疗卫生信息80条等。",
    ),
    case("", "全年公开信息520条。网站公开信息300条；公众号公开信息120条；微博公开信息80条。"),
    case("", "全年公开财政信息52条。公开环保信息30份；公开医疗信息12份；公开教育信息8份。"),
    case(
        "NN-CAT-SUM~",
        "共受理网民诉求60件，办结率100%。其中县长信箱收到信件41件，已全部办结。\n政策咨询收到信件18件，已全部办结。",
    ),
    case(
        "",
        "共受理网民诉求59件，办结率100%。其中县长信箱收到信件41件，已全部办结。\n政策咨询收到信件18件，已全部办结。",
    ),
    case(
        "",
        "共受理网民诉求60件，办结率100%。其中县长信箱收到信件41件，已全部办结。\n（四）其他\n政策咨询收到信件18件，已全部办结。",
    ),
    case(
        "",
        "共受理网民诉求60件，办结率100%。其中县长信箱收到信件41件，已全部办结。\n收到政府信息公开申请18件，均已答复。",
        {"new": 18, "total": 18},
    ),
    case(
        "NN-CAT-SUM~",
        "平台设县长信箱和依申请公开。共受理网民诉求60件，办结率100%。其中县长信箱收到信件41件，已全部办结。\n收到政府信息公开申请18件，均已答复。",
        {"new": 18, "total": 18},
    ),
    # SUBTOTAL
    case("", "全县共受理政府信息公开申请40件，其中，县政府受理5件，各部门受理35件。", REQUESTS),
    case(
        "NN-SUBTOTAL",
        "全县共受理政府信息公开申请40件，其中，县政府受理5件，各部门受理34件。",
        REQUESTS,
    ),
    case(
        "NN-SUBTOTAL",
        "全县共受理政府信息公开申请40件，其中，县政府受理5件，县教育局受理36件。",
        REQUESTS,
    ),
    case(
        "NN-SUBTOTAL~",
        "全县共受理政府信息公开申请40件，其中，县公安局受理35件，县教育局受理3件。",
        REQUESTS,
    ),
    # A few named out of many are no split of all.
    case("", "全县共受理政府信息公开申请40件，其中，县公安局受理5件，县教育局受理3件。", REQUESTS),
    case(
        "", "全县共受理政府信息公开申请40件，其中，县公安局受理5件、县教育局受理3件等。", REQUESTS
    ),
    # RESOLVED, RATE
    case("", "共收到网民留言50条，已回复44条，办理中6条。"),
    case("NN-RESOLVED", "共收到网民留言50条，已回复44条，办理中5条。"),
    case("", "共收到网民留言50余条，已回复44条，办理中5条。"),
    case("NN-RATE", "热线受理诉求25863件，办结25790件，办结率99.9%。"),
    case("", "热线受理诉求25863件，办结25790件，办结率99.7%。"),
    case("", "热线受理诉求25863件，办结25790件，办结率99.71%。"),
    case("", "热线受理诉求25863件，办结25790件，办结率99.72%。"),
    case("NN-RATE", "热线受理诉求25863件，办结25790件，办结率99.73%。"),
    case("", "热线受理诉求2586件，办结2500件，按期办结率100%。"),
    case("NN-RATE NT-REQ-DONE", "收到政府信息公开申请40件，已答复38件，答复率100%。", REQUESTS),
    case("", "承办人大代表建议51件，办复率100%。"),
    # PCT
    case(
        "", "信息公开各类占比：机构职能类占8%，政策类占41%，财政类占17%，民生类占17%，其他占17%。"
    ),
    case(
        "NN-PCT-SUM",
        "信息公开各类占比：机构职能类占8%，政策类占41%，财政类占18%，民生类占18%，其他占18%。",
    ),
    case(
        "NN-PCT-SUM",
        "信息公开各类占比：机构职能类占8%，政策类占41%，财政类占17%，民生类占17%，其他占12%。",
    ),
    case(
        "",
        "信息公开各类占比：机构职能类占8.3%，政策类占41.7%，财政类占16.7%，民生类占16.7%，其他占16.7%。",
    ),
    case("", "来信中城建类占41%，教育类占17%，环保类占17%等。"),
    case("", "来信中城建类占41%，教育类占17%，环保类占17%。"),
    case("", "新收申请占80%，其中自然人占70%，法人占30%。"),
    case("", "办结率100%，满意率98%，网办率97%。"),
    # COUNT-LIST
    case("", "全市开设政务新媒体7个，其中微博2个，微信公众号5个。"),
    case("NN-COUNT-LIST", "全市开设政务新媒体7个，其中微博3个，微信公众号5个。"),
    case("NN-COUNT-LIST~", "全市开设政务新媒体7个，其中微博2个，微信公众号4个。"),
    case("", "开设新浪微博2个分别为青岚发布、青岚公安。"),
    case("NN-COUNT-LIST", "开设新浪微博3个分别为青岚发布、青岚公安。"),
    case("", "开设新浪微博3个，分别为青岚发布、青岚公安等。"),
    case("", "白石镇、红土镇、青草街道3个镇办被评为优秀。"),
    case("NN-COUNT-LIST", "白石镇、红土镇、青草街道4个镇办被评为优秀。"),
    case("", "县文化和旅游局、县民政局、县财政局和县审计局4个部门被评为优秀。"),
    case("NN-COUNT-LIST", "县文化和旅游局、县民政局、县财政局和县审计局5个部门被评为优秀。"),
    case("", "县文化和旅游局、县民政局等12个部门被评为优秀。"),
    case("NN-COUNT-LIST", "县文化和旅游局、县民政局、县财政局等2个部门被评为优秀。"),
    case("", "各镇、街道、县直部门20个单位参加。"),
    case("", "印发《办法》《细则》2个文件。"),
    case("NN-COUNT-LIST", "印发《办法》《细则》3个文件。"),
    case("", "公开《办法》、《细则》等42条信息。"),
    case("", "在白石镇、红土镇设立查阅点5个。"),
    case("", "县教育局、县民政局2家单位分别公开12条、15条。"),
    # ORDINAL
    case("", "一是加强领导；二是健全制度；三是强化监督。"),
    case("NN-ORDINAL", "一是加强领导；二是健全制度；四是强化监督。"),
    case("", "一是加强领导。具体为：一是开会，二是发文。二是健全制度。三是强化监督。"),
    case("NN-ORDINAL", "从以下三个方面改进：一是加强领导；二是健全制度。"),
    case("", "从以下三个方面改进：一是加强领导；二是健全制度；三是强化监督。"),
    case("NN-ORDINAL", "（1）公开目录。（2）公开清单。（3）公开流程。（3）公开结果。"),
    case("", "（1）公开目录。（2）公开清单。（3）公开流程。"),
    case("", "每周五是公开日。这是唯一是最好的。十一是节日。"),
    case(
        "", "（一）主动公开\n一是公开。二是解读。\n（二）依申请公开\n一是受理。二是答复。三是归档。"
    ),
    case("NN-ORDINAL", "一是人少。二是钱少。三是事多。改进措施：一是加人。二是加钱。四是减事。"),
    case("", "一是加强领导。具体为：一是开会，二是发文。\n二是健全制度。"),
    # PARTS
    case("", "平稳。", lead=SIX_PARTS % "六部分"),
    case("", "平稳。", lead=SIX_PARTS % "等六个部分"),
    case("NN-PARTS", "平稳。", lead=SIX_PARTS % "七部分"),
    case("NN-PARTS NN-PARTS", "平稳。", lead=FIVE_PARTS),
    case(
        "",
        "平稳。",
        lead="本报告包括六个部分：总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，因政府信息公开工作被申请行政复议、提起行政诉讼情况，存在的主要问题及改进情况，其他需要报告的事项。",
    ),
    case("NN-PERIOD", "平稳。", lead="本报告统计期限自2020年1月1日起至2020年12月21日止。"),
    case("", "平稳。", lead="本报告统计期限自2020年1月1日起至2020年12月31日止。"),
    # a bureau's, in other words
    case(
        "NN-CAT-SUM",
        "共收到网民留言86条，其中咨询类60条、投诉类20条、建言献策类7条。",
        {},
        **BUREAU,
    ),
    case(
        "NN-CAT-SUM",
        "主动公开信息18条，包括法规1条、计划4条、人事3条、统计1条、财务1条、其他6条。",
        {},
        **BUREAU,
    ),
    case(
        "NN-CAT-SUM",
        "全年公开信息2954条（其中概况86条，法规473条，人事38条，动态2470条）。",
        {},
        **BUREAU,
    ),
    case(
        "NN-CAT-SUM",
        "主动公开政府信息共6391条，分别为：网站1105条、微信2896条、公开栏2004条。",
        {},
        **BUREAU,
    ),
    case("NN-RESOLVED", "县长信箱收到来信50封，办结44封，正在办理5封。", {}, **BUREAU),
    case("NN-RATE", "共收到人大建议50件，办结45件，办结率100%。", {}, **BUREAU),
    case("NN-RATE", "12345热线共受理诉求1000件，办结950件，办结率98%。", {}, **BUREAU),
    case(
        "NN-COUNT-LIST",
        "共有5个单位被评为先进，分别为县公安局、县财政局、县民政局、县水利局。",
        {},
        **BUREAU,
    ),
    case("NN-COUNT-LIST", "开设微信公众号4个：青岚水利、青岚河长、青岚水务。", {}, **BUREAU),
    case("NN-ORDINAL", "存在三个方面的问题：一是人少；二是钱少。", {}, **BUREAU),
    case("NN-ORDINAL", "一是加强领导。二是健全制度。二是强化监督。", {}, **BUREAU),
    case(
        "NN-PARTS NN-PARTS",
        "平稳。",
        {},
        lead="本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况等六部分组成。",
    ),
    case("NN-PERIOD", "平稳。", {}, lead="本报告所列数据的统计期限为2020年1月1日至12月30日。"),
    case("", "共收到网民留言86条，其中咨询类60条、投诉类20条、建言献策类6条。", {}, **BUREAU),
    case(
        "",
        "县长信箱共收到信件86封，从来信分类看，咨询类60封，投诉类20封，建言献策类6封。",
        {},
        **BUREAU,
    ),
    case(
        "NN-CAT-SUM",
        "县长信箱共收到信件86封，从来信分类看，咨询类60封，投诉类20封，建言献策类5封。",
        {},
        **BUREAU,
    ),
]


@pytest.mark.parametrize("script", ["hans", "hant"])
@pytest.mark.parametrize(
    ("rules", "narrative", "cells", "report"),
    CASES,
    ids=[f"{c[0] or 'silent'}: {c[1]}{c[3].get('lead', '')[-12:]}" for c in CASES],
)
def test_what_is_told(
    rules: str, narrative: str, cells: dict[str, Any], report: dict[str, Any], script: str
) -> None:
    findings = told(made(narrative, cells, script=script, **report))
    assert sorted(f.rule + "~" * (f.severity == "info") for f in findings) == sorted(rules.split())
    for finding in findings:
        assert finding.message and finding.evidence or finding.rule == "NN-PERIOD"


def test_every_rule_is_made_to_fire() -> None:
    """A rule added without a case that makes it fire is not known to work."""
    seen = {rule.rstrip("~") for rules, *_ in CASES for rule in rules.split()}
    assert seen >= {rule.id for rule in RULES if rule.id.startswith("NN-")}
