"""Invented paragraphs in the styles of bodies and years that the reports here are not from.

Each protects a class of misreadings found in texts that the rules had not seen: outcomes told behind
their number, words of publishing within names, accounts named “…发布”, rows of the form of 2014,
scores, ranks, targets and names with numbers. Told with all that is to be read, in any order.
"""

from __future__ import annotations

import pytest

from agent.documents.view import fold
from agent.narrative import Passage, read_numbers
from agent.narrative.rule_reader import RuleReader
from tests.narrative.test_wordings import facts_told

CASES: list[tuple[str, list[str]]] = [
    (
        "2024年，全区共受理政府信息公开申请件512件（含上年结转16件），498件已按规定在法定期限内予以答复，14件结转至2025年继续办理。",
        [
            "application received=512",
            "statistic 上年结转 value=16",
            "application answered=498",
            "statistic 结转至2025年继续办理 value=14",
        ],
    ),
    (
        "本年度共处理政府信息公开申请件326件，其中区政府本级21件、部门和镇街305件，其中311件已办结，15件结转下一年度。",
        [
            "application received=326",
            "application 区政府本级 received=21",
            "application 部门和镇街 received=305",
            "application answered=311",
            "statistic 结转下一年度 value=15",
        ],
    ),
    (
        "全年新收申请88宗，其中71宗通过网上平台提出，12宗通过邮寄提出，5宗为当面提出。",
        [
            "application received=88",
            "application 网上平台 received=71",
            "application 邮寄 received=12",
            "application 当面 received=5",
        ],
    ),
    (
        "全年因政府信息公开申请行政复议26件，其中维持原具体行政行为19件，被依法纠错3件，其他结果4件；行政诉讼9件，均获维持。",
        [
            "statistic 申请行政复议 value=26",
            "statistic 维持原具体行政行为 value=19",
            "statistic 被依法纠错 value=3",
            "statistic 其他结果 value=4",
            "statistic 行政诉讼 value=9",
        ],
    ),
    (
        "收到申请41件，其中：当面申请5件，网络申请22件，信函申请14件。申请办结39件，其中按时办结38件，延期办结1件。答复情况：属于已主动公开范围8件，同意公开答复17件，同意部分公开答复1件，不同意公开答复3件，不属于本行政机关公开4件，申请信息不存在5件，告知作出更改补充1件。",
        [
            "application received=41",
            "application 当面 received=5",
            "application 网络 received=22",
            "application 信函 received=14",
            "application answered=39",
            "statistic 按时办结 value=38",
            "statistic 延期办结 value=1",
            "statistic 属于已主动公开范围 value=8",
            "statistic 同意公开答复 value=17",
            "statistic 同意部分公开答复 value=1",
            "statistic 不同意公开答复 value=3",
            "statistic 不属于本行政机关公开 value=4",
            "statistic 申请信息不存在 value=5",
            "statistic 告知作出更改补充 value=1",
        ],
    ),
    (
        "指标名称\t计量单位\t统计数\n（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）\t条\t1146\n其中：主动公开规范性文件数\t条\t7\n制发规范性文件总数\t件\t9\n2.政府网站公开政府信息数\t条\t1102\n3.政务微博公开政府信息数\t条\t537\n（三）政策解读稿件发布数\t篇\t14\n（一）收到申请数\t件\t41\n1.当面申请数\t件\t5\n（二）申请办结数\t件\t39\n（三）组织各类培训次数\t次\t2\n（一）行政复议数量\t件\t3\n4.政府信息公开专项经费\t万元\t12.5\n",
        [
            "publication 主动公开政府信息 count=1146",
            "publication 主动公开规范性文件 count=7",
            "publication 制发规范性文件 count=9",
            "publication 政府网站公开政府信息 count=1102",
            "publication 政务微博公开政府信息 count=537",
            "interpretation 政策解读稿件发布 count=14",
            "application received=41",
            "application 当面 received=5",
            "application answered=39",
            "training 培训 sessions=2",
            "statistic 行政复议 value=3",
            "statistic 政府信息公开专项经费 value=12.5",
        ],
    ),
    (
        "| 指标名称 | 单位 | 统计数 |\n| --- | --- | --- |\n| 3.回应公众关注热点或重大舆情数 | 次 | 11 |\n| 2.传真申请数 | 件 | 0 |\n| 设置政府信息公开查阅点 | 个 | 3 |\n",
        [
            "statistic 回应公众关注热点或重大舆情 value=11",
            "application 传真 received=0",
            "statistic 设置政府信息公开查阅点 value=3",
        ],
    ),
    (
        "全年共制发18件规范性文件，公开了126个重大建设项目批准和实施信息，完成9个重大行政决策事项全流程公开，梳理出37项高频服务事项。",
        [
            "statistic 规范性文件 value=18",
            "statistic 重大建设项目批准和实施信息 value=126",
            "statistic 重大行政决策事项 value=9",
            "service_item 高频服务事项 count=37",
        ],
    ),
    (
        "“石桥发布”微信公众号推文412篇，用户已突破15万，单篇最高阅读量达10万+；“石桥发布”微博发博1560条，粉丝已达23.4万；两条抖音短视频播放量超600万。",
        [
            "publication “石桥发布”微信公众号 count=412",
            "statistic 用户 value=150000",
            "statistic 单篇最高阅读量 value=100000",
            "publication “石桥发布”微博 count=1560",
            "statistic 粉丝 value=234000",
            "statistic 抖音短视频 value=2",
            "statistic 抖音短视频播放量 value=6000000",
        ],
    ),
    (
        "在镇网站公开政府信息公开年度报告1份、政府信息公开指南1份，其他公告公示通知类信息54条，基层政务公开领域信息124条，调整文件公开属性3件。",
        [
            "publication 镇网站 count=1",
            "publication 政府信息公开指南 count=1",
            "publication 其他公告公示通知类信息 count=54",
            "publication 基层政务公开领域信息 count=124",
            "statistic 调整文件公开属性 value=3",
        ],
    ),
    (
        "政务公开工作在全市23个部门中排名第3位，较上年前进了两名，考核得分96.5分；连续五年获评优秀，政务公开占目标考核总分100分中的4分。",
        [],
    ),
    (
        "下一步，力争2021年全文电子化率达到95%以上，计划新增编译人员2名，确保每月更新不少于4条，解读率力争达到100%。",
        [],
    ),
    (
        "全年公开区政府全体会议2次，区政府常务会议31次以及专题会议15次，邀请市民代表列席6次、48人次。",
        [
            "meeting 公开区政府全体会议 sessions=2",
            "meeting 区政府常务会议 sessions=31",
            "meeting 专题会议 sessions=15",
            "statistic 邀请市民代表列席 value=6",
            "statistic 邀请市民代表列席 value=48",
        ],
    ),
    (
        "新闻发布会累计举行42场，市政府领导出席新闻发布会17人次；其中民生实事发布会共举办9场。",
        [
            "press 新闻发布会 sessions=42",
            "statistic 市政府领导出席新闻发布会 value=17",
            "press 民生实事发布会 sessions=9",
        ],
    ),
    (
        "学校编辑刊发《江大校报》共22期，编印《校情通报》18期、《信息参考》共30期，上传《市人民政府公报》6期。",
        [
            "publication 江大校报 count=22",
            "publication 校情通报 count=18",
            "publication 信息参考 count=30",
            "publication 市人民政府公报 count=6",
        ],
    ),
    (
        "通过市网络问政平台答复处理问题21项，通过书记、校长信箱答复处理问题49项；麻石社区等平台网民留言527条，均已回复。",
        [
            "mailbox 市网络问政平台 resolved=21",
            "mailbox 书记、校长信箱 resolved=49",
            "mailbox 网民留言 received=527 resolved=527",
        ],
    ),
    (
        "网站、微信、微博共发布各类信息1483条，其中网站（含转发）319条，微信（含转发）351条，微博（含转发）813条。",
        [
            "publication 网站、微信、微博 count=1483",
            "publication 网站 count=319",
            "publication 微信 count=351",
            "publication 微博 count=813",
        ],
    ),
    (
        "发布各类信息274条，其中机构概况类5条，业务类30条，建议提案办理结果类2条，其它事项类237条。",
        [
            "publication 各类信息 count=274",
            "publication 机构概况类 count=5",
            "publication 业务类 count=30",
            "publication 建议提案办理结果类 count=2",
            "publication 其它事项类 count=237",
        ],
    ),
    (
        "主动公开政府信息345条，其中规章11条、规范性文件8条、其他文件102条；政府工作报告2条（中英文各1条）、人大建议及政协提案办理信息1条、财政预决算信息4条、政务动态类信息213条、其他信息4条。",
        [
            "publication 政府信息 count=345",
            "publication 规章 count=11",
            "publication 规范性文件 count=8",
            "publication 其他文件 count=102",
            "publication 政府工作报告 count=2",
            "publication 中英文各 count=1",
            "publication 人大建议及政协提案办理信息 count=1",
            "publication 财政预决算信息 count=4",
            "publication 政务动态类信息 count=213",
            "publication 其他信息 count=4",
        ],
    ),
    (
        "2016年度未收到任何形式的有关信息公开方面的咨询，未接到有关政府信息公开方面的复议、诉讼和申诉，没有向申请人收费的情况。",
        [
            "statement 咨询 value=0",
            "statement 复议、诉讼和申诉 value=0",
            "statement 收费 value=0",
        ],
    ),
    (
        "2019年，没有行政复议纠错和行政诉讼败诉案件；全年未发生因政府信息公开引起的举报和投诉。",
        [
            "statement 行政复议纠错和行政诉讼败诉 value=0",
            "statement 举报和投诉 value=0",
        ],
    ),
    (
        "为此，专门配备了132名专、兼职工作人员，设立了50个专门的信息申请受理点，落实专（兼）职人员93人。",
        [
            "statistic 专、兼职工作人员 value=132",
            "statistic 专门的信息申请受理点 value=50",
            "statistic 专(兼)职人员 value=93",
        ],
    ),
    (
        "本区到年底累计主动公开政府信息5928条，全文电子化率达90.3%，其中本年度新增主动公开政府信息2110条。市政府办公室共发布各类主动公开信息96件。",
        [
            "publication 政府信息 count=5928",
            "statistic 全文电子化率 value=90.3",
            "publication 新增主动公开政府信息 count=2110",
            "publication 各类主动公开信息 count=96",
        ],
    ),
    (
        "依申请公开信息收取检索、复制等费用共计186元，减免2人、36元；发出收费通知3件，收取信息处理费1,240元。",
        [
            "amount 依申请公开信息收取检索、复制等费用 value_yuan=186",
            "statistic 减免 value=2",
            "amount 减免 value_yuan=36",
            "statistic 发出收费通知 value=3",
            "amount 收取信息处理费 value_yuan=1240",
        ],
    ),
    (
        "公开4.2亿元财政专项资金安排、136个贫困村退出公示，受理平台接入53个部门2261项事项。",
        [
            "amount 财政专项资金 value_yuan=420000000",
            "statistic 贫困村退出公示 value=136",
            "statistic 部门 value=53",
            "service_item 事项 count=2261",
        ],
    ),
    (
        "在五个街道、四个镇和两个开发区开展试点，八个领域、十一个部门完成目录编制；落实“四个不公开”要求和两个责任。",
        [
            "statistic 街道 value=5",
            "statistic 镇 value=4",
            "statistic 开发区 value=2",
            "statistic 领域 value=8",
            "statistic 部门 value=11",
        ],
    ),
    (
        "围绕“三件大事”“六大行动”和“创业富民30条”“惠企20条”政策加强解读，聚焦三项重大任务，提出6大类30条109项工作任务。",
        [
            "statistic 工作任务 value=30",
            "statistic 工作任务 value=109",
        ],
    ),
    (
        "201x年，我局主动公开信息302条；2021全年，街道公开信息48条；第十一届（2012）绩效评估。",
        [
            "publication 信息 count=302",
            "publication 信息 count=48",
        ],
    ),
    (
        "平均约3.56个工作日答复，比上年度缩短1.3个工作日；35台自助终端轮播总量超600万次；有1名申请人全年提出申请27件。",
        [
            "statistic 平均 value=3.56",
            "statistic 比上年度缩短 value=1.3",
            "statistic 自助终端 value=35",
            "statistic 自助终端轮播总量 value=6000000",
            "statistic 申请人 value=1",
            "statistic 申请人全年提出申请 value=27",
        ],
    ),
    (
        "复核历史公文412件，其中依申请公开转为主动公开37件、不予公开转为主动公开12件。",
        [
            "statistic 复核历史公文 value=412",
            "statistic 依申请公开转为主动公开 value=37",
            "statistic 不予公开转为主动公开 value=12",
        ],
    ),
    (
        "村（居）务公开栏公开各类事项1100余条次，村级广播播报政策信息96期，张贴公告230张。",
        [
            "publication 村(居)务公开栏 count=1100",
            "publication 政策信息 count=96",
            "publication 公告 count=230",
        ],
    ),
    (
        "全部文件实现两种以上解读方式，100%实现负责人解读，图文解读18篇、H5动画12个、短视频5部。",
        [
            "statistic 负责人解读 value=100",
            "interpretation 图文解读 count=18",
            "interpretation H5动画 count=12",
            "interpretation 短视频 count=5",
        ],
    ),
    (
        "街道办事处主动公开信息数为286条，其中通过网站公开160条，公告栏公开126条；处理市长信箱7件、区长信箱0件。",
        [
            "publication 信息 count=286",
            "publication 网站 count=160",
            "publication 公告栏 count=126",
            "mailbox 市长信箱 received=7",
            "mailbox 区长信箱 received=0",
        ],
    ),
    (
        "医院官网发布信息486条，院务公开栏更新36期；院长信箱收到意见建议58条，回复58条；受理患者投诉127件，办结126件，患者满意度95.6%。",
        [
            "publication 医院官网 count=486",
            "publication 院务公开栏 count=36",
            "mailbox 院长信箱 received=58 resolved=58",
            "mailbox 患者投诉 received=127 resolved=126",
            "statistic 患者满意度 value=95.6",
        ],
    ),
    (
        "承办人大代表建议25件（主办11件）、政协提案19件（主办7件），均已按时办复，办复率、满意率均为100%，其中11件建议复文已公开。",
        [
            "proposal npc received=25 answered=25",
            "statistic 主办 value=11",
            "proposal cppcc received=19 answered=19",
            "statistic 主办 value=7",
            "statistic 办复率 value=100",
            "statistic 满意率 value=100",
            "proposal disclosed=11",
        ],
    ),
    (
        "全區共受理申請187件，其中網上申請120件，信函申請58件，當面申請9件，已答覆184件，結轉下年3件。",
        [
            "application received=187",
            "application answered=184",
            "application 网上 received=120",
            "application 信函 received=58",
            "application 当面 received=9",
            "statistic 结转下年 value=3",
        ],
    ),
    (
        "共收到政府信息公开申请94件，比2019年的71件增加23件，增幅32.4%，其中投诉举报类申请61件，占64.9%。",
        [
            "application received=94",
            "statistic 比2019年 value=71",
            "statistic 增加 value=23",
            "statistic 增幅 value=32.4",
            "statistic 投诉举报类申请 value=61",
            "statistic 投诉举报类申请占比 value=64.9",
        ],
    ),
    (
        "团场公开各类信息436条（汉语312条、维吾尔语124条），刊播双语节目45期，发放双语宣传手册1.6万余册。",
        [
            "publication 各类信息 count=436",
            "publication 汉语 count=312",
            "publication 维吾尔语 count=124",
            "publication 双语节目 count=45",
            "publication 双语宣传手册 count=16000",
        ],
    ),
    (
        "全年接受公众咨询3862人次，其中现场咨询1250人次、电话咨询2436人次、网上咨询176人次；问卷调查发放1500份，回收1486份，满意率96.8%。",
        [
            "mailbox 公众咨询 received=3862",
            "mailbox 现场咨询 received=1250",
            "mailbox 电话咨询 received=2436",
            "mailbox 网上咨询 received=176",
            "statistic 问卷调查发放 value=1500",
            "statistic 回收 value=1486",
            "statistic 满意率 value=96.8",
        ],
    ),
    (
        "申请内容主要涉及征地拆迁、房屋产权等方面。\n已答复27件，其中“同意公开”20件，占74.1%；“同意部分公开”2件；“不予公开”1件；“信息不存在”3件；“非本机关掌握”1件。",
        [
            "application answered=27",
            "statistic 同意公开 value=20",
            "statistic 同意公开占比 value=74.1",
            "statistic 同意部分公开 value=2",
            "statistic 不予公开 value=1",
            "statistic 信息不存在 value=3",
            "statistic 非本机关掌握 value=1",
        ],
    ),
    (
        "2023年，厅系统共收到政府信息公开申请1,326件，同比增长11.2%，其中自然人申请1,208件，占91.1%；法人或其他组织申请118件。答复1,298件，按时答复率100%，28件结转下年度。",
        [
            "application received=1326",
            "statistic 同比增长 value=11.2",
            "application 自然人 received=1208",
            "statistic 自然人占比 value=91.1",
            "application 法人或其他组织 received=118",
            "application answered=1298",
            "statistic 按时答复率 value=100",
            "statistic 结转下年度 value=28",
        ],
    ),
    (
        "开展“局长走流程”活动6次，召开企业座谈会3场，邀请企业代表42人，征集意见建议86条，采纳71条。",
        [
            "other “局长走流程”活动 sessions=6",
            "meeting 企业座谈会 sessions=3 participants=42",
            "statistic 征集意见建议 value=86",
            "statistic 采纳 value=71",
        ],
    ),
    (
        "县融媒体中心“云岭之声”公众号推送政务信息1,560条，抖音号发布短视频426个，总播放量突破3000万次，粉丝新增4.2万人。",
        [
            "publication 县融媒体中心“云岭之声”公众号 count=1560",
            "publication 短视频 count=426",
            "statistic 总播放量 value=30000000",
            "statistic 粉丝新增 value=42000",
        ],
    ),
    (
        "本机关2020年度收到行政复议申请12件，受理10件，不予受理2件；作出复议决定9件，其中维持6件、撤销2件、确认违法1件。",
        [
            "statistic 行政复议申请 value=12",
            "statistic 受理 value=10",
            "statistic 不予受理 value=2",
            "statistic 作出复议决定 value=9",
            "statistic 维持 value=6",
            "statistic 撤销 value=2",
            "statistic 确认违法 value=1",
        ],
    ),
    (
        "全镇22个村、3个社区设立公开栏25块，每季度更新一次，累计公开村级事务1,860项次。",
        [
            "statistic 村 value=22",
            "statistic 社区 value=3",
            "statistic 公开栏 value=25",
            "publication 村级事务 count=1860",
        ],
    ),
    (
        "免费向公众发放《市政府公报》4.8万册，在全市128个政务公开专区、62个图书馆设置取阅点。",
        [
            "publication 市政府公报 count=48000",
            "statistic 政务公开专区 value=128",
            "statistic 图书馆 value=62",
        ],
    ),
    (
        "围绕稳就业、保民生发布惠企政策解读43期，制作图解37张、动漫短片5部，主要领导解读2次，部门负责人解读41次。",
        [
            "interpretation 惠企政策解读 count=43",
            "interpretation 图解 count=37",
            "interpretation 动漫短片 count=5",
            "interpretation 主要领导解读 count=2",
            "interpretation 部门负责人解读 count=41",
        ],
    ),
    (
        "共办理市十七届人大三次会议代表建议156件（主办98件、会办58件），市政协十四届三次会议提案211件（主办143件、会办68件），办结率、面商率和满意率均为100%。",
        [
            "proposal npc received=156",
            "statistic 主办 value=98",
            "statistic 会办 value=58",
            "proposal cppcc received=211",
            "statistic 主办 value=143",
            "statistic 会办 value=68",
            "statistic 办结率 value=100",
            "statistic 面商率 value=100",
            "statistic 满意率 value=100",
        ],
    ),
    (
        "审计发现问题212个，已整改完成205个，整改率96.7%，公开审计结果报告14份。",
        [
            "statistic 审计发现问题 value=212",
            "statistic 整改完成 value=205",
            "statistic 整改率 value=96.7",
            "publication 审计结果报告 count=14",
        ],
    ),
    (
        "全市网上政务服务事项可办率达98.7%，“最多跑一次”事项占比99.2%，即办件比例68.4%；累计办理各类事项126.5万件。",
        [
            "service_item 网办事项 rate=98.7",
            "statistic “最多跑一次”事项占比 value=99.2",
            "service_item 网办事项 rate=68.4",
            "statistic 办理各类事项 value=1265000",
        ],
    ),
    (
        "截至2022年底，全区备案政务新媒体48个，其中微信公众号31个、微博9个、抖音号5个、其他3个，日均发布信息2.3条。",
        [
            "account 政务新媒体 count=48",
            "account 微信公众号 count=31",
            "account 微博 count=9",
            "account 抖音号 count=5",
            "account 其他 count=3",
            "publication 日均发布信息 count=2.3",
        ],
    ),
    (
        "印发《2021年政务公开工作要点》，细化5方面23项任务；召开领导小组会议2次、推进会1次，举办培训班2期、参训235人次，开展第三方评估1次，通报4期。",
        [
            "statistic 任务 value=23",
            "meeting 领导小组会议 sessions=2",
            "meeting 推进会 sessions=1",
            "training 培训班 sessions=2 participants=235",
            "statistic 第三方评估 value=1",
            "statistic 通报 value=4",
        ],
    ),
    (
        "本年度未收到人大代表建议、政协提案，未发生信息公开投诉举报，无行政复议、行政诉讼案件，未收取任何费用。",
        [
            "proposal npc received=0",
            "proposal cppcc received=0",
            "statement 投诉举报 value=0",
            "statement 行政复议、行政诉讼 value=0",
            "statement 费用 value=0",
        ],
    ),
    (
        "区长信箱收到来信1,032封，同比下降5.3%，按时办结1,030封；其中咨询求助类612封、投诉举报类308封、意见建议类112封。",
        [
            "mailbox 区长信箱 received=1032 resolved=1030",
            "statistic 同比下降 value=5.3",
            "category_count 咨询求助类 count=612",
            "category_count 投诉举报类 count=308",
            "category_count 意见建议类 count=112",
        ],
    ),
    (
        "疫情期间召开新闻发布会36场，发布疫情通报212期，辟谣信息47条，推送防疫科普图文385篇，回应网民关切1,200余次。",
        [
            "press 新闻发布会 sessions=36",
            "publication 疫情通报 count=212",
            "publication 辟谣信息 count=47",
            "publication 防疫科普图文 count=385",
            "statistic 回应网民关切 value=1200",
        ],
    ),
    (
        "對外公開行政許可結果5,632件、行政處罰結果418件，雙隨機抽查結果公示率100%。",
        [
            "publication 行政许可结果 count=5632",
            "publication 行政处罚结果 count=418",
            "statistic 双随机抽查结果公示率 value=100",
        ],
    ),
    (
        "2018年共收到依申请公开38件，其中当面2件，信函11件，网络25件；已办结37件，其中按期办结35件，延期2件；同意公开21件，不予公开4件，不属于本机关公开9件，信息不存在3件。",
        [
            "application received=38",
            "application 当面 received=2",
            "application 信函 received=11",
            "application 网络 received=25",
            "application answered=37",
            "statistic 按期办结 value=35",
            "statistic 延期 value=2",
            "statistic 同意公开 value=21",
            "statistic 不予公开 value=4",
            "statistic 不属于本机关公开 value=9",
            "statistic 信息不存在 value=3",
        ],
    ),
    (
        "“两微一端”共发布信息8,642条，其中原创6,210条，原创率71.9%，单条最高转发量1.3万次。",
        [
            "publication 两微一端 count=8642",
            "publication 原创 count=6210",
            "statistic 原创率 value=71.9",
            "statistic 单条最高转发量 value=13000",
        ],
    ),
    (
        "企业代表42人、党代表9名参加座谈，统计报表45份，图表12张，2名副县长为副组长。",
        [
            "statistic 企业代表 value=42",
            "statistic 党代表 value=9",
            "statistic 图表 value=12",
            "statistic 统计报表 value=45",
            "statistic 副县长 value=2",
        ],
    ),
    (
        "各职能部门共收到政府信息依申请公开149件，其中，通过网络申请130件，占87.2%；通过信函申请17件；通过当面申请2件。共完成政府信息依申请公开答复145件。",
        [
            "application received=149",
            "application 网络 received=130",
            "statistic 网络占比 value=87.2",
            "application 信函 received=17",
            "application 当面 received=2",
            "application answered=145",
        ],
    ),
    (
        "我局共收到12条依申请公开信息，均按期答复。本年度共受理政府信息公开申请3件，已完成3件。",
        [
            "application received=12",
            "application received=3",
            "application answered=3",
        ],
    ),
    (
        "全年受理政府信息公开申请96件，其中网站申请88件、信函申请8件；已办理92件，结转下年度继续办理4件。",
        [
            "application received=96",
            "application 网站 received=88",
            "application 信函 received=8",
            "application answered=92",
            "statistic 结转下年度继续办理 value=4",
        ],
    ),
    (
        "公开人大建议、政协提案答复意见37件，一式三份报送档案馆；事前公示信息8条，在预决算专栏公示信息3条。",
        [
            "publication 人大建议、政协提案答复意见 count=37",
            "publication 事前公示信息 count=8",
            "publication 预决算专栏 count=3",
        ],
    ),
    (
        "“政府信箱”共收到网民留言305条，其中咨询类留言116条、投诉类留言185条、建言献策类留言4条，处理答复率99.87%。",
        [
            "mailbox 政府信箱 received=305 rate=99.87",
            "category_count 咨询类留言 count=116",
            "category_count 投诉类留言 count=185",
            "category_count 建言献策类留言 count=4",
        ],
    ),
    (
        "共完成政府信息依申请公开答复145件，包括上年结转信息公开申请30件，同意公开或部分公开共81件；与上年相比有13.9%的下降率。",
        [
            "application answered=145",
            "statistic 上年结转 value=30",
            "statistic 同意公开或部分公开 value=81",
            "statistic 下降率 value=13.9",
        ],
    ),
    (
        "全校召开信息公开工作推进会2次，27个二级单位开展自查，整改问题16项；校长信箱、书记信箱共收到师生来信236封，回复236封。",
        [
            "meeting 信息公开工作推进会 sessions=2",
            "statistic 二级单位 value=27",
            "statistic 整改问题 value=16",
            "mailbox 校长信箱、书记信箱 received=236 resolved=236",
        ],
    ),
    (
        "梳理形成6大类、48小类、312项主动公开事项目录，覆盖14个镇（街道）、29个部门。",
        [
            "service_item 主动公开事项目录 count=312",
            "statistic 镇(街道) value=14",
            "statistic 部门 value=29",
        ],
    ),
    (
        "2011年，全局共受理各类咨询4,860人次，其中电话咨询4,120人次，来访咨询530人次，网上咨询210人次；提供政策资料2,300份。",
        [
            "mailbox 各类咨询 received=4860",
            "mailbox 电话咨询 received=4120",
            "statistic 来访咨询 value=530",
            "mailbox 网上咨询 received=210",
            "statistic 提供政策资料 value=2300",
        ],
    ),
    (
        "发生行政复议案件7件，其中维持3件，撤销1件，驳回2件，终止1件；一审行政诉讼5件、二审2件，均未败诉。",
        [
            "statistic 行政复议案件 value=7",
            "statistic 维持 value=3",
            "statistic 撤销 value=1",
            "statistic 驳回 value=2",
            "statistic 终止 value=1",
            "statistic 一审行政诉讼 value=5",
            "statistic 二审 value=2",
        ],
    ),
    (
        "政务公开工作经费支出18.6万元，其中平台维护12万元、培训3.1万元、印刷3.5万元。",
        [
            "amount 政务公开工作经费支出 value_yuan=186000",
            "amount 平台维护 value_yuan=120000",
            "amount 培训 value_yuan=31000",
            "amount 印刷 value_yuan=35000",
        ],
    ),
    (
        "根据《条例》第五条、六条规定，对2017年以来的52件规范性文件开展清理，废止9件。现场咨询86人次，电话咨询30次。",
        [
            "statistic 规范性文件 value=52",
            "statistic 废止 value=9",
            "mailbox 现场咨询 received=86",
            "mailbox 电话咨询 received=30",
        ],
    ),
    (
        "召开职代会1次、院务会22次。粉丝数比上年增加300人，达5200人。8个科室中仅3个按时更新。",
        [
            "meeting 职代会 sessions=1",
            "meeting 院务会 sessions=22",
            "statistic 粉丝数比上年增加 value=300",
            "statistic 粉丝数 value=5200",
            "statistic 科室 value=8",
            "statistic 按时更新 value=3",
        ],
    ),
    (
        "四、依申请公开情况\n全年共办理申请31件，同比增长8.5%。其中信函申请20件，当面申请11件。",
        [
            "application received=31",
            "statistic 同比增长 value=8.5",
            "application 信函 received=20",
            "application 当面 received=11",
        ],
    ),
]
NO_FACTS = [
    "拨打“12360”服务热线咨询。",
    "明年再组织3次业务培训，开展交流不少于4次；依据第十九条、二十条规定办理。",
    "地址：青岚市人民路128号3号楼506室，邮编：526000，传真2231457，联系人：13800001234，QQ群：123456789。",
    "根据青政办发〔2020〕3号和《条例》第49条规定，于3月15日上午9时30分在8楼会议室召开会议。",
    "政务公开考核得分97.8分，位列全省第2名，比上年提升5个位次，连续三年获优秀，评估前10名。",
    "申请人应在15个工作日内补正；信息更新时限为3个月，每季度不少于1次，力争公开率达到95%。",
    "下设办公室（附件1）、表3、图2所示，详见第12页；1.加强领导。2.完善制度。（3）强化督查。",
    "围绕“三件大事”“六大行动”和“惠企20条”政策，落实“四个不公开”和两个责任，抓好三项重点任务。",
    "201x年至2021全年，第十一届（2012）绩效评估，在全市23个部门中排名前列，占总分100分中的4分。",
]


@pytest.mark.parametrize(("text", "facts"), CASES, ids=[case[0][:24] for case in CASES])
def test_what_a_paragraph_says(text: str, facts: list[str]) -> None:
    assert sorted(facts_told(text)) == sorted(facts)


@pytest.mark.parametrize("text", NO_FACTS)
def test_what_counts_nothing_is_no_fact(text: str) -> None:
    view = fold(text, "hans")
    numbers = read_numbers(view, Passage(1, 0, len(text)))
    assert numbers.explained
    assert RuleReader(text, view, 2020).read(numbers) == []
