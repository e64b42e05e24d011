"""Invented sentences in the wordings of provinces, bureaus, townships and schools, 2008 to 2024.

Each is given with all that the rules are to read in it: kind, label, fields.
"""

from __future__ import annotations

import pytest

from agent.documents.view import fold
from agent.facts import Fact
from agent.narrative import Passage, read_numbers
from agent.narrative.roles import LABEL_FIELDS
from agent.narrative.rule_reader import RuleReader
from agent.report import Script

_FIELDS = (
    *("received", "resolved", "pending", "answered", "disclosed", "count", "active", "sessions"),
    *("participants", "value", "value_yuan", "rate", "dates"),
)

CASES: list[tuple[str, list[str]]] = [
    (
        "市长信箱全年共受理群众来信1,286件，其中有效信件1240件，按期回复1238件，按期回复率99.8%。",
        ["mailbox 市长信箱 received=1286 resolved=1238 rate=99.8", "statistic 有效信件 value=1240"],
    ),
    (
        "“12345”政务服务便民热线受理各类诉求3.2万件，直接解答2.1万件，转派承办单位1.1万件，群众满意率96.4%。",
        [
            "mailbox “12345”政务服务便民热线 received=32000 resolved=21000",
            "statistic 转派承办单位 value=11000",
            "statistic 群众满意率 value=96.4",
        ],
    ),
    (
        "局长接待日活动共开展12期，接待来访群众86批193人次，现场解决问题71个。",
        [
            "other 局长接待日 sessions=12",
            "statistic 接待来访群众 value=86",
            "statistic 接待来访群众 value=193",
            "statistic 现场解决问题 value=71",
        ],
    ),
    (
        "2012年，本局通过门户网站在线咨询栏目答复网民咨询176条，局长信箱办理来信33件，办结率100%。",
        ["mailbox 在线咨询 resolved=176", "mailbox 局长信箱 received=33 rate=100"],
    ),
    (
        "全年办理区长信箱邮件512封，其中咨询类203封、建议类98封、投诉类187封、其他24封。",
        [
            "mailbox 区长信箱 received=512",
            "category_count 咨询类 count=203",
            "category_count 建议类 count=98",
            "category_count 投诉类 count=187",
            "category_count 其他 count=24",
        ],
    ),
    (
        "县政府门户网站“政民互动”栏目收到网民留言268条，均已在规定时限内办复。",
        ["mailbox 网民留言 received=268 resolved=268"],
    ),
    (
        "共收到省长信箱转办件15件、市长信箱转办件37件，全部按时办结。",
        ["mailbox 省长信箱 received=15 resolved=15", "mailbox 市长信箱 received=37 resolved=37"],
    ),
    (
        "开设政务新媒体账号9个，其中微信公众号4个、微博3个、抖音号2个，粉丝总数突破60万。",
        [
            "account 政务新媒体账号 count=9",
            "account 微信公众号 count=4",
            "account 微博 count=3",
            "account 抖音号 count=2",
            "statistic 粉丝 value=600000",
        ],
    ),
    (
        "截至年底，全市纳入监管的政务新媒体共142个，注销僵尸账号11个，整合账号8个。",
        [
            "account 政务新媒体 count=142",
            "statistic 注销僵尸账号 value=11",
            "statistic 整合账号 value=8",
        ],
    ),
    (
        "省十三届人大三次会议代表建议118件、省政协十二届三次会议提案204件已全部办结，办理结果按规定公开96件。",
        [
            "proposal npc received=118 answered=118",
            "proposal cppcc received=204 answered=204",
            "proposal disclosed=96",
        ],
    ),
    (
        "2023年，局机关共收到政协提案6件，主办4件，协办2件，均按期答复。",
        ["proposal cppcc received=6", "statistic 主办 value=4", "statistic 协办 value=2"],
    ),
    (
        "本年度未承办人大建议和政协提案。",
        ["proposal npc received=0", "proposal cppcc received=0"],
    ),
    (
        "3月15日，举办全县政务公开业务培训班，乡镇和县直部门120余名分管领导和经办人员参加培训。",
        ["training 全县政务公开业务培训班 participants=120 dates=['2020-03-15']"],
    ),
    (
        "组织开展政务公开专题培训4场次，覆盖基层工作人员560人次。",
        ["training 政务公开专题培训 sessions=4 participants=560"],
    ),
    (
        "邀请省政务公开专家授课1次，组织业务骨干赴邻市考察学习2次，26人参加。",
        [
            "statistic 邀请省政务公开专家授课 value=1",
            "study_visit 赴邻市考察学习 sessions=2 participants=26",
        ],
    ),
    (
        "全年举办新闻发布会18场，其中市政府新闻办主办11场、部门主办7场，答复记者提问97个。",
        [
            "press 新闻发布会 sessions=18",
            "statistic 市政府新闻办主办 value=11",
            "statistic 部门主办 value=7",
            "statistic 答复记者提问 value=97",
        ],
    ),
    (
        "局领导参加“在线访谈”6期，做客“行风热线”直播节目3次，解答群众提问45个。",
        [
            "interpretation 在线访谈 count=6",
            "other “行风热线”直播节目 sessions=3",
            "statistic 解答群众提问 value=45",
        ],
    ),
    (
        "出版《市人民政府公报》12期，刊登规范性文件46件，免费赠阅3.6万册。",
        [
            "publication 市人民政府公报 count=12",
            "publication 规范性文件 count=46",
            "statistic 免费赠阅 value=36000",
        ],
    ),
    (
        "在市档案馆、市图书馆、市政务服务中心设立政府信息公开查阅点3个，全年接待查阅1200人次，提供查阅服务460件次。",
        [
            "statistic 政府信息公开查阅点 value=3",
            "statistic 接待查阅 value=1200",
            "statistic 提供查阅服务 value=460",
        ],
    ),
    (
        "设立政府信息公开查阅场所35处，配备专职工作人员2名、兼职工作人员41名。",
        [
            "statistic 政府信息公开查阅场所 value=35",
            "statistic 专职工作人员 value=2",
            "statistic 兼职工作人员 value=41",
        ],
    ),
    (
        "2010年，全县共收到政府信息公开申请26件，其中当面申请8件，网上申请12件，信函申请6件。",
        [
            "application received=26",
            "application 当面 received=8",
            "application 网上 received=12",
            "application 信函 received=6",
        ],
    ),
    (
        "全年受理依申请公开47件，上年结转2件，按时办结46件，结转下年度3件。",
        [
            "application received=47",
            "statistic 上年结转 value=2",
            "application answered=46",
            "statistic 结转下年度 value=3",
        ],
    ),
    (
        "在答复的46件申请中，予以公开28件，部分公开5件，不予公开3件，无法提供8件，不予处理2件。",
        [
            "statistic 申请 value=46",
            "statistic 予以公开 value=28",
            "statistic 部分公开 value=5",
            "statistic 不予公开 value=3",
            "statistic 无法提供 value=8",
            "statistic 不予处理 value=2",
        ],
    ),
    (
        "2024年收到依申请公开申请5件，均为自然人申请，已全部答复。",
        ["application received=5 answered=5"],
    ),
    (
        "本单位2021年收到政府信息公开申请0件，上年度结转0件。",
        ["application received=0", "statistic 上年度结转 value=0"],
    ),
    (
        "因政府信息公开被申请行政复议3件，其中维持2件、尚未审结1件；被提起行政诉讼1件，结果维持。",
        [
            "statistic 被申请行政复议 value=3",
            "statistic 维持 value=2",
            "statistic 尚未审结 value=1",
            "statistic 被提起行政诉讼 value=1",
        ],
    ),
    (
        "本机关无政府信息公开收费及减免情况。",
        ["statement 政府信息公开收费及减免 value=0"],
    ),
    (
        "2009年依申请提供政府信息收取检索费、复制费共计126元。",
        ["amount 依申请提供政府信息收取检索费、复制费 value_yuan=126"],
    ),
    (
        "门户网站全年总访问量4,523,189次，日均访问1.24万次，独立用户访问量86.3万个。",
        [
            "statistic 门户网站全年总访问量 value=4523189",
            "statistic 日均访问 value=12400",
            "statistic 独立用户访问量 value=863000",
        ],
    ),
    (
        "网站全年主动公开信息6820条，同比增长12.6%，其中概况类信息45条、政务动态类信息3562条、信息公开目录信息3213条。",
        [
            "publication 网站 count=6820",
            "statistic 同比增长 value=12.6",
            "publication 概况类信息 count=45",
            "publication 政务动态类信息 count=3562",
            "publication 信息公开目录信息 count=3213",
        ],
    ),
    (
        "发布政策解读材料64篇，其中图解22篇、视频解读9个、专家解读33篇，解读比例达100%。",
        [
            "interpretation 政策解读 count=64",
            "interpretation 图解 count=22",
            "interpretation 视频解读 count=9",
            "interpretation 专家解读 count=33",
            "statistic 解读比例 value=100",
        ],
    ),
    (
        "回应社会关切问题215件，平均办理时长2.3个工作日。",
        ["statistic 回应社会关切问题 value=215", "statistic 平均办理时长 value=2.3"],
    ),
    (
        "全镇9个行政村和2个社区全部建立村（居）务公开栏，更新公开内容44期。",
        ["statistic 行政村 value=9", "statistic 社区 value=2", "statistic 更新公开内容 value=44"],
    ),
    (
        "梳理公布行政许可事项352项、行政处罚事项1860项，动态调整权责清单17项，网上可办率98.5%。",
        [
            "service_item 行政许可事项 count=352",
            "service_item 行政处罚事项 count=1860",
            "statistic 动态调整权责清单 value=17",
            "service_item 网办事项 rate=98.5",
        ],
    ),
    (
        "开展政务公开季度考评4次，通报问题32个，整改率100%。",
        [
            "inspection 政务公开季度考评 sessions=4",
            "statistic 通报问题 value=32",
            "statistic 整改率 value=100",
        ],
    ),
    (
        "邀请利益相关方、公众代表列席政府常务会议5次，共15人次。",
        ["meeting 邀请利益相关方、公众代表列席政府常务会议 sessions=5 participants=15"],
    ),
    (
        "5月至10月，先后举办“政府开放日”活动6场，邀请人大代表、政协委员、市民代表210余人参与。",
        ["open_day “政府开放日”活动 sessions=6 participants=210"],
    ),
    (
        "發布各類政府信息3,216條，其中通過政府網站發布2,845條，政務微博發布371條。",
        [
            "publication 各类政府信息 count=3216",
            "publication 政府网站 count=2845",
            "publication 政务微博 count=371",
        ],
    ),
    (
        "全區共受理依申請公開18件，已辦結17件，1件正在辦理中。",
        ["application received=18 answered=17", "statistic 正在办理中 value=1"],
    ),
    (
        "區長信箱收到來信92封，回覆92封，回覆率100%。",
        ["mailbox 区长信箱 received=92 resolved=92 rate=100"],
    ),
    (
        "舉辦政務公開培訓班2期，參訓人員135人次。",
        ["training 政务公开培训班 sessions=2 participants=135"],
    ),
    (
        "全年受理信访事项86件次、来信来访120人次，按期办结率100%。",
        ["statistic 受理信访事项 value=86", "mailbox 来信来访 received=120 rate=100"],
    ),
    (
        "我局政务微信发布信息320条，被省厅采用45条，获点赞1.2万次。",
        [
            "publication 政务微信 count=320",
            "statistic 被省厅采用 value=45",
            "statistic 获点赞 value=12000",
        ],
    ),
    (
        "通过“12345”平台受理工单2,031件，办结2,018件，剩余13件在办理期限内，办结率99.36%，满意率95.2%。",
        [
            "mailbox “12345”平台 received=2031 resolved=2018 pending=13 rate=99.36",
            "statistic 满意率 value=95.2",
        ],
    ),
    (
        "纪检监察信访举报电话接听53次，处理举报线索27条。",
        ["mailbox 信访举报电话接听 received=53", "statistic 处理举报线索 value=27"],
    ),
    (
        "厅门户网站“厅长信箱”栏目收到有效来信876封，同比下降8.7%，按时办结率100%，平均办理时间4.5天。",
        [
            "mailbox 厅长信箱 received=876 rate=100",
            "statistic 同比下降 value=8.7",
            "statistic 平均办理时间 value=4.5",
        ],
    ),
    (
        "全市共有政务微博134个、微信公众号278个，累计粉丝量325万人。",
        [
            "account 政务微博 count=134",
            "account 微信公众号 count=278",
            "statistic 粉丝量 value=3250000",
        ],
    ),
    (
        "全区政府网站由上年的12家整合为1家，共设一级栏目8个，二级栏目46个。",
        [
            "statistic 整合 value=12",
            "statistic 整合 value=1",
            "statistic 设一级栏目 value=8",
            "statistic 二级栏目 value=46",
        ],
    ),
    (
        "县图书馆、档案馆公共查阅点分别接待查阅人员1200人次和380人次。",
        ["statistic 县图书馆 value=1200", "statistic 档案馆公共查阅点 value=380"],
    ),
    (
        "政务服务大厅受理各类事项5.8万件，办结5.78万件，办结率99.6%。",
        [
            "statistic 政务服务大厅受理各类事项 value=58000",
            "statistic 办结 value=57800",
            "statistic 办结率 value=99.6",
        ],
    ),
    (
        "全年共召开12次镇长办公会、24次党委会，公开会议纪要18份。",
        [
            "meeting 镇长办公会 sessions=12",
            "meeting 党委会 sessions=24",
            "publication 会议纪要 count=18",
        ],
    ),
    (
        "2015年共收到县人大代表建议19件、县政协委员提案25件，已全部办结并在网上公开办理结果36件。",
        [
            "proposal npc received=19 answered=19",
            "proposal cppcc received=25 answered=25",
            "proposal disclosed=36",
        ],
    ),
    (
        "共承办区人大代表建议14件（其中主办9件，协办5件），政协提案21件（主办16件，协办5件），办结率100%。",
        [
            "proposal npc received=14 rate=100",
            "statistic 主办 value=9",
            "statistic 协办 value=5",
            "proposal cppcc received=21 rate=100",
            "statistic 主办 value=16",
            "statistic 协办 value=5",
        ],
    ),
    (
        "9月中旬开展了为期3天的政务公开专题轮训，参训86人。",
        ["training 为期3天的政务公开专题轮训 participants=86"],
    ),
    (
        "处理政府信息公开相关费用支出2.6万元，与诉讼有关的费用支出0万元。",
        [
            "amount 处理政府信息公开相关费用支出 value_yuan=26000",
            "amount 诉讼有关的费用支出 value_yuan=0",
        ],
    ),
    (
        "本年度受理政府信息公开申请132宗，较上年增加21宗，增长18.9%；办结129宗。",
        [
            "application received=132",
            "statistic 较上年增加 value=21",
            "statistic 增长 value=18.9",
            "application answered=129",
        ],
    ),
    (
        "全年回复依申请公开31件，答复率100%，按时答复率100%。",
        ["application answered=31 rate=100", "statistic 按时答复率 value=100"],
    ),
    (
        "街道办事处通过微信群发布通知公告1200余条，通过社区公示栏张贴公示83期，发放明白纸2.1万份。",
        [
            "publication 微信群 count=1200",
            "publication 社区公示栏 count=83",
            "publication 明白纸 count=21000",
        ],
    ),
]


def words(fact: Fact) -> str:
    """Write a fact in one line."""
    kind = getattr(fact, "event_kind", fact.kind)
    label = getattr(fact, LABEL_FIELDS[fact.kind])
    told = [(name, getattr(fact, name, None)) for name in _FIELDS]
    fields = [f"{name}={value}" for name, value in told if value not in (None, [])]
    return " ".join([kind, *([label] if label else []), *fields])


def facts_told(text: str) -> list[str]:
    """Read a text of a report on 2020 by rules; return its facts, each in one line."""
    script: Script = "hant" if set("區發舉對") & set(text) else "hans"
    view = fold(text, script)
    numbers = read_numbers(view, Passage(1, 0, len(text)))
    return [words(read.fact) for read in RuleReader(text, view, 2020).read(numbers)]


@pytest.mark.parametrize(("sentence", "facts"), CASES, ids=[case[0][:30] for case in CASES])
def test_what_is_read(sentence: str, facts: list[str]) -> None:
    assert facts_told(sentence) == facts
