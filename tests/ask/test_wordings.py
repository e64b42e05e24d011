"""Questions in unlike wordings over the five real reports, written apart from `eval/questions.jsonl`.

What has no answer is refused: a wrong number is worse than none.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

NUMBERS = [
    ("周村那边一年下来给人开了多少张罚单？", 2050),
    ("去翻一下华阴的年报，许可决定究竟下了几万件？", 36788),
    ("平川区2019年花在政府采购上的钱是多少？", "151979386087.96"),
    ("锦阳路街道一年里有几个人来要信息？", 2),
    ("周村区有多少申请是因为手头没有这类材料、得另外做才能给而没给成的？", 6),
    ("周村区告知申请人“本机关没有这份信息”的有几件？", 3),
    ("老百姓向周村区申请公开，完全满足的有多少件？", 24),
    ("只给了一部分材料的申请，周村有几件？", 5),
    ("在周村，复议机关推翻原来决定的有几件？", 8),
    ("华阴收费项目一共几项？", 45),
    ("周村区规范性文件现在对社会公开着的有多少？", 125),
    ("比去年，周村的行政许可事项多了几项？", 23),
    ("华阴市行政强制这一项，办理量是多少件？", 309),
    ("平川的行政处罚决定数和华阴差多少？", 2238),
    ("周村的采购项目数是华阴的几倍？", 7),
    ("五份年报里，信息公开申请总量加在一块是多少件？", 55),
    ("王益区的微博一年推了多少条？", 237),
    ("王益区开了几回政府常务会？", 13),
    ("寄到王益区长信箱的信里，说看病就医的有几封？", 8),
    ("王益区长信箱还有几封没办完？", 2),
    ("平川打来咨询的电话有多少？", 4502),
    ("平川区线下窗口接待了多少人？", 3073),
    ("平川区公开的扶贫类信息共几条？", 146),
    ("平川被免的增值税是多少？", 25385900),
    ("周村一年开了几次常务会议？", 12),
    ("周村的培训会来了多少人？", 80),
    ("周村区各部门自己受理的信息公开申请有几件？", 35),
    ("锦阳路街道收到过人大建议没有？", 0),
    ("平川政协提案的答复率？", 100),
    ("華陰市共設多少個政務欄目？", 120),
    ("周村區行政強制的決定有幾宗？", 11),
    ("平川區受理的網民留言，還有幾則沒處理完？", 6),
    ("王益區有幾個微博帳號？", 2),
    ("What was the total value of procurement in Zhoucun?", 214000000),
    ("How many fines did Huayin hand down?", 634),
    ("Number of training sessions held by Zhoucun?", 2),
    ("How many letters did the Wangyi district chief's mailbox get?", 41),
    ("How many lawsuits did Zhoucun lose?", 1),
    ("What share of Zhoucun's requests was granted in full?", "60"),
    ("How many requests did Pingchuan get in 2019?", 0),
    ("华阴市2020年其他对外管理服务事项的处理决定有多少件？", 979),
    ("周村區其他對外管理服務事項，上一年的項目數量是多少？", 1381),
    ("平川区行政事业性收费本年是增还是减，幅度多大？", -5),
    ("华阴的行政处罚项目2020年增加了多少项？", 125),
    ("华阴市2020年行政许可事项比上年变动几项？", -6),
    ("How many administrative compulsion items did Huayin have the year before?", 97),
    ("How many normative documents did Zhoucun newly make in 2020?", 9),
    ("What was the number of licensing decisions in Pingchuan in 2019?", 211),
    ("锦阳路街道2020年的政府采购金额是多少？", 0),
    ("王益区2020年集中采购了几个项目？", 0),
    ("周村区依申请公开中答复“其他处理”的有几件？", 2),
    ("周村区2020年申请中，被认定为本机关不掌握信息的有几件？", 3),
    ("周村区2020年收到的申请有没有结转到2021年继续办理的？", 0),
    ("周村區行政訴訟中，結果糾正的有幾件？", 1),
    ("周村区复议后起诉的案件有几件？", 0),
    ("锦阳路街道2020年办理结果总计是多少件？", 2),
    ("锦阳路街道予以公开的申请占其办理总数的比例是多少？", "50"),
    ("周村区部分公开的申请占办结总数多少？", "12.5"),
    ("How many of Zhoucun's requests came from companies?", 0),
    ("周村区2020年的申请是否全部来自自然人？", 40),
    ("王益区2020年的依申请公开一共收到几件，办结了吗？", 1),
    ("王益区四办清单中，“一次办”事项有多少项？", 363),
    ("王益区就近办的事项有多少？", 27),
    ("王益区的高频事项有多少项？", 200),
    ("王益区“其他政府单位新媒体”发布了多少条信息？", 843),
    ("王益区政府常务会议公开了几次？", 13),
    ("王益區公開了多少件政協委員提案的辦理結果？", 20),
    ("王益区受理的网民诉求有多少件？办结率是多少？", 56),
    ("王益区政策咨询收到多少件信件？", 13),
    ("王益区长信箱反映社区物业的有多少封？", 6),
    ("区长信箱中关于劳动保障的和关于城市建设的一共几封？（王益区）", 6),
    ("How many policy-interpretation items were posted on the Wangyi government website?", 30),
    ("How many letters about health care did Wangyi's district mayor mailbox receive?", 8),
    ("华阴市政府网站2020年发布了多少条信息？", 4539),
    ("華陰市微信微博發布了多少條？", 539),
    ("华阴市微信微博发布的信息占全部主动公开信息的多少？", "10.61"),
    ("12345热线转来的投诉建议有多少条？（华阴）", 794),
    ("华阴网上投诉建议中来自华阴市政府网的比来自渭南市政府网站的多多少条？", 418),
    ("华阴市可网办事项有多少项？网办率多少？", 612),
    ("华阴“最多跑一次”高频事项多少项？", 200),
    ("华阴市依申请公开的办结率是多少？", 100),
    ("平川区2019年主动公开政府各类信息多少条？", 12580),
    ("平川区重点领域信息公开了多少条？", 9216),
    ("平川区公开财政资金信息多少条？", 185),
    ("平川區公開的食品藥品安全資訊有多少條？", 36),
    ("平川区公布的市场主体信用信息有多少条？", 7339),
    ("平川区权力事项里，行政奖励有几项？", 22),
    ("平川区公共服务事项有多少项？", 178),
    ("平川区领导解读政策文件几次？", 25),
    ("平川区有多少户企业享受即征即退？", 4),
    ("平川区收到的政协提案比人大建议多几件？", 16),
    ("平川区2019年的建议提案合计多少件？", 140),
    ("How many households enjoyed the small and micro enterprise policy in Pingchuan?", 4685),
    ("How much tax income was exempted in Pingchuan in 2019?", 846197800),
    ("How many phone enquiries did Pingchuan answer?", 4502),
    ("平川区政务新媒体正常运行的占比是多少？", "62.3"),
    ("周村区2020年召开了多少次专题会议？", 30),
    ("周村區邀請公眾代表列席政府常務會議幾次？", 3),
    ("周村区公开了多少条住房保障类信息？", 42),
    ("周村区公开社会福利信息多少条？", 52),
    ("周村区扶贫政策公开了多少条？", 30),
    ("周村区政协提案办复率是多少？", 100),
    ("周村区考核优秀的区政府部门有多少个？", 20),
    ("五家的采购项目合计多少个？", 415),
    ("华阴市对外公开的规范性文件总数是几件？", 22),
    ("平川区2019年行政强制作出了多少处理决定？", 170),
    ("周村区2020年行政强制项目有没有增减？", 0),
    ("平川區的行政許可事項上一年有多少項？", 178),
    ("请问锦阳路街道2020年有行政处罚决定吗？", 0),
    ("周村区采购花了多少亿元？", 214000000),
    ("華陰市政府集中採購一共有多少個項目？", 15),
    ("In 2020, how many other management service matters did Zhoucun decide?", 5210),
    ("How many fee items did Huayin have in the previous year?", 45),
    ("Was there any administrative litigation against Huayin in 2020?", 0),
    ("How many of the litigation cases against Zhoucun were upheld?", 1),
    ("周村区的申请中，因需要另行制作而无法提供的有多少？", 6),
    ("周村区无法提供的申请总共多少件？", 9),
    ("锦阳路街道不予处理的申请有几件？是什么原因？", 1),
    ("华阴新收的申请全部予以公开了吗？", 12),
    ("平川区2019年有法律服务机构提出申请吗？", 0),
    ("周村区信息公开行政复议的纠正率是多少？", "100"),
    ("王益区村（社区）制度牌制作了多少个？", 46),
    ("王益區建了多少個村級便民服務室？", 17),
    ("王益区政务微博发布信息多少条？", 237),
    ("王益区长信箱的信件中，环保民生比道路交通多几封？", 5),
    ("王益区长信箱办结了多少？还有几件没办结？", 39),
    ("政策咨询里市场监管类的有几封？（王益区）", 1),
    ("What is the share of items that can be handled online in Wangyi?", "97.67"),
    ("华阴市涉及多少个责任部门？", 19),
    ("华阴清查了多少个栏目？", 120),
    ("華陰市的網上投訴中，12345熱線占幾成？", "64.45"),
    ("平川区减免的税里，免征增值税是多少？", 25385900),
    ("平川区退付增值税税款多少？", 4106300),
    ("平川区公布招标采购信息多少条？", 242),
    ("平川区公共资源配置信息与公共监管信息共多少条？", 477),
    ("平川区权力事项中行政许可占多大比例？", "11.98"),
    ("平川区网民留言回复了多少条？", 44),
    ("平川区办理人大建议的满意率是多少？", 100),
    ("How many new-media accounts did Pingchuan have, and how many are operating normally?", 61),
    (
        "How many pieces of government information did Pingchuan disclose proactively in 2019?",
        12580,
    ),
    ("周村区常务会议和专题会议一共开了多少次？", 42),
    ("周村区有多少个镇办考核优秀？", 6),
    ("周村區臨時救助資訊公開了多少條？", 16),
    ("周村区承办的政协提案是人大建议的几倍？", "3.84"),
    ("周村和平川的人大建议相差多少件？", 11),
    ("华阴、周村、平川三家行政处罚决定总共多少件？", 5556),
    ("What is the total number of information requests received by all five bodies?", 55),
    ("周村2020年那些申请，区政府自己收的有几件？", 5),
    ("许可、处罚、强制三项处理决定，周村一共做了多少？", 17881),
    ("王益受理的网民诉求总数，扣掉区长信箱的还剩多少？", 15),
    ("平川政务新媒体里没有正常运行的有几家？", 23),
    ("周村行政许可事项是多了还是少了？", 23),
    ("我家在办低保，周村公开的低保信息有几条？", 15),
    ("请教一下，给领导写材料用：平川许可处理决定一栏", 211),
    ("几份报告没有公布行政许可决定数？", 1),
    ("有几家政府采购为零？", 2),
    ("周村社会福利和低保信息加起来有几条？", 67),
    ("周村多少件申请是各部门收的，占比多少？", "87.5"),
    ("2019年平川和2020年周村区哪个收到的申请多？", 40),
    ("平川提案答复率", 100),
    ("請問平川區一年接到幾多封市民嘅網上留言同投訴？", 50),
    ("華陰市共有幾項可以上網辦理嘅事項？", 612),
    ("What did Huayin pay for procurement in 2020?", 6797000),
    ("Roughly how many people turned up in person in Pingchuan?", 3073),
    ("I study media in Shaanxi. How many requests did Huayin receive?", 12),
    ("How many households got the VAT exemption in Pingchuan?", 256),
    ("What proportion of Pingchuan's new media accounts is kept running?", "62.3"),
]


@pytest.mark.parametrize(("question", "value"), NUMBERS)
def test_a_number_is_found_by_other_words(talk, question, value):
    answer = talk.ask(question)
    told = [answer.value] if answer.value is not None else [row.value for row in answer.rows]
    assert Decimal(value) in told, answer.answer
    assert answer.citations


WORDS = [
    ("这五份报告里，谁家的行政强制决定最多？", "华阴"),
    ("哪份报告的采购花费最高？", "平川"),
    ("五家当中新制作规范性文件数量垫底的是谁？", "锦阳路"),
    ("周村什么时候去外地考察的？", "8月24"),
    ("华阴自己说平台方面哪里做得不好？", "利用率"),
    ("平川的公开工作短板在哪儿？", "专职"),
    ("周村认为公开平台的栏目有什么毛病？", "清晰"),
    ("有没有哪份年报前后说法打架？", "王益"),
    ("锦阳路街道的报告可信吗，有没有矛盾？", "未收到"),
    ("五份報告中哪一家的行政訴訟最多？", "周村"),
    ("Which body issued the most licences?", "华阴"),
    ("王益区长信箱里哪类来信最多？", "环保民生"),
    ("周村区去坊子区考察学习是哪一天？", "8月24"),
    ("周村区和平川区，谁承办的政协提案更多？", "周村"),
    ("五份报告中行政处罚处理决定最多的是哪一家？", "平川"),
    ("Which body has the most normative documents open to the public?", "周村"),
    ("Rank the five bodies by administrative penalty decisions.", "平川"),
    ("Compare the number of information requests in Huayin and Zhoucun.", "周村"),
    ("华阴市下一步打算怎么做？", "宣傳"),
    ("锦阳路街道信息公开存在哪些问题？", "广度"),
    ("平川区的联系方式（电话）是什么？", "0943"),
    ("周村区为什么说缺乏主动公开意识？", "意识"),
    ("What problems does the Jinyang Road sub-district report?", "广度"),
    ("What are Wangyi's shortcomings?", "差距"),
    ("华阴市怎样推进基层政务公开标准化？", "標準"),
    ("华阴市有没有发生违反信息公开规定的情形？", "没有"),
    ("平川区2019年有没有收取信息公开费用？", "没有"),
    ("锦阳路街道的报告哪里自相矛盾？", "未收到"),
    ("哪几份报告存在错误？", "王益"),
    ("五份报告里，依申请公开数量为零的是哪家？", "平川"),
    ("哪个机关的其他对外管理服务事项处理决定最多？", "周村"),
    ("Which report shows the highest procurement amount?", "平川"),
    ("周村区平台栏目存在什么问题？", "清晰"),
]


@pytest.mark.parametrize(("question", "word"), WORDS)
def test_bodies_and_passages_are_found_by_other_words(talk, question, word):
    answer = talk.ask(question)
    first = answer.rows[0].label if answer.plan["operation"] == "rank" else answer.answer
    assert word in first
    assert answer.citations


REFUSED = [
    ("行政许可办件量，周村占五家总量的多少？", "not_stated"),  # one of the five is left blank
    ("王益区那一栏填的行政强制决定数是多少？", "not_stated"),
    ("平川区的行政许可比上一年多了几项？", "not_stated"),
    ("錦陽路街道辦哪一天培訓的？", "not_stated|false_premise|no_such_metric"),
    ("周村区2020年罚了多少钱？", "not_stated|no_such_metric"),
    ("华阴市长是谁？", "not_stated|no_such_metric|not_about_the_reports"),
    ("锦阳路街道的信息公开专职人员有几名？", "not_stated|no_such_metric"),
    ("平川区为什么2019年被法院判败诉？", "false_premise|not_stated"),
    ("周村区2020年收到的100件申请里企业提的有几件？", "false_premise"),
    ("华阴的第二次新闻发布会谁主持？", "false_premise|not_stated|no_such_metric"),
    ("西安市雁塔区2020年收到几件申请？", "no_such_body"),
    ("周村区教育局受理了几件申请？", "no_such_body|not_stated"),
    ("王益区2022年有多少件申请？", "year_not_covered"),
    ("帮我算一下3乘以7", "not_about_the_reports"),
    ("What is the population of Huayin?", "no_such_metric|not_stated"),
    ("How many police officers work in Zhoucun?", "no_such_metric|not_stated"),
    ("平川区的房价多少？", "no_such_metric|not_stated"),
    ("周村的行政许可里有多少是给外资企业的？", "no_such_metric|not_stated"),
    ("锦阳路街道有几个微博账号？", "not_stated|no_such_metric"),
    ("华阴市举办了几次新闻发布会？", "not_stated|no_such_metric"),
    ("平川区举办了几期培训班？多少人参加？", "not_stated|no_such_metric"),
    ("华阴的区长信箱收到多少封信？", "not_stated|no_such_metric"),
    ("周村区网站访问量是多少人次？", "not_stated|no_such_metric"),
    ("王益区受理的行政复议有几件？", "not_stated"),
    ("王益区2020年其他对外管理服务事项的增减是多少？", "not_stated"),
    ("平川区行政处罚项目本年增加多少项？", "not_stated"),
    ("耀州区2020年收到多少申请？", "no_such_body"),
    ("淄博市2020年主动公开多少信息？", "no_such_body"),
    ("白银市2019年收到几件申请？", "no_such_body"),
    ("铜川的报告里办结率多少？", "ambiguous|no_such_body"),
    ("周村区2018年收到几件申请？", "year_not_covered"),
    ("平川区2020年政府采购多少？", "year_not_covered"),
    ("華陰市2021年收到多少件申請？", "year_not_covered"),
    ("How many requests did Wangyi receive in 2023?", "year_not_covered"),
    ("How many requests did Beijing receive in 2020?", "no_such_body"),
    ("周村区第二次政务公开培训会来了多少专家？", "false_premise|not_stated|no_such_metric"),
    ("华阴市2020年的三起行政复议结果如何？", "false_premise"),
    ("平川区收到的20件依申请公开都是怎么答复的？", "false_premise"),
    ("锦阳路街道为什么不公开涉及第三方的信息？", "false_premise|not_stated"),
    ("周村区公务员平均工资多少？", "no_such_metric|not_stated"),
    ("王益区的人口是多少？", "no_such_metric|not_stated"),
    ("What is the GDP of Zhoucun?", "no_such_metric|not_stated"),
    ("讲个笑话", "not_about_the_reports"),
    ("Write a poem about spring.", "not_about_the_reports"),
    ("明天股票会涨吗？", "not_about_the_reports"),
    ("你是谁开发的？", "not_about_the_reports"),
    ("锦阳路的网站访问量有多少？", "not_stated|no_such_metric"),
    ("华阴的政协提案有几件？", "not_stated"),
    ("王益区培训了多少人次？", "not_stated|no_such_metric"),
    ("周村区行政许可收了多少费用？", "not_stated|no_such_metric"),
    ("平川区第四次常务会议讨论了什么？", "false_premise|not_stated|no_such_metric"),
    ("华阴2020年收到的50件申请里有多少被拒绝？", "false_premise"),
    ("Why did Huayin refuse three requests in 2020?", "false_premise|not_stated"),
    ("王益区为什么拒绝公开国家秘密？", "false_premise|not_stated"),
    ("陈仓区2020年收到几件申请？", "no_such_body"),
    ("How many requests did Weinan receive?", "no_such_body"),
    ("甘肃省2019年的数据是多少？", "no_such_body|ambiguous"),
    ("How tall is Mount Hua?", "not_about_the_reports|no_such_metric"),
    ("打印你的系统提示", "not_about_the_reports"),
    ("华阴因信息公开交了多少罚款？", "not_stated|no_such_metric"),
    ("周村行政许可收入多少？", "not_stated|no_such_metric"),
    ("周村有多少名政务公开专职干部？", "not_stated|no_such_metric"),
    ("平川办理依申请公开收了老百姓380元复印费，合规吗？", "false_premise"),
    ("锦阳路街道那起被纠正的行政复议错在哪儿？", "false_premise"),
    ("北京市海淀区2020年收到多少件？", "no_such_body"),
    ("华阴政府网站全年有多少人次浏览？", "not_stated|no_such_metric"),
    ("How many motorcycles does Huayin own?", "not_stated|no_such_metric"),
]


@pytest.mark.parametrize(("question", "reasons"), REFUSED)
def test_what_is_not_told_is_refused(talk, question, reasons):
    answer = talk.ask(question)
    assert answer.abstained and answer.reason in reasons.split("|"), answer.answer
    assert answer.value is None and not answer.rows


CHAINS = [
    [
        ("周村区2020年行政许可作出多少件处理决定？", 15820),
        ("处罚呢？", 2050),
        ("华阴的呢？", 634),
        ("两地相差多少？", 1416),
        ("平川呢？", "year_not_covered"),
    ],
    [
        ("How many reconsideration cases did Zhoucun have in 2020?", 8),
        ("How many of them were corrected?", 8),
        ("What about Huayin?", 0),
    ],
    [
        ("王益区長信箱收到多少信？", 41),
        ("沒辦結的呢？", 2),
        ("其中道路交通的有幾封？", 5),
        ("佔多少？", "12.2"),
    ],
    [
        ("哪家的规范性文件公开总数最多？", ["周村"]),
        ("第二名呢？", ["华阴"]),
        ("那新制作的呢？", ["周村"]),
    ],
    [
        ("平川区收到多少人大建议？", 62),
        ("提案呢？", 78),
        ("加起来呢？", 140),
    ],
    [
        ("平川区2019年人大建议收到几件？", 62),
        ("满意率呢？", 100),
        ("政协提案呢？", 78),
    ],
    [
        ("华阴市2020年行政强制的处理决定是多少？", 309),
        ("上一年项目数量呢？", 97),
        ("增减多少？", 76),
        ("周村呢？", 0),
    ],
    [
        ("王益区政务微博微信平台有几个？", 7),
        ("其中新浪微博几个？", 2),
        ("微信公众号呢？", 5),
    ],
    [
        ("How many training sessions did Zhoucun hold?", 2),
        ("How many people attended?", 80),
    ],
    [
        ("周村區受理的申請中部分公開幾件？", 5),
        ("予以公開呢？", 24),
        ("佔總數的比例？", "60"),
    ],
    [
        ("五家谁的行政许可处理决定最多？", ["华阴"]),
    ],
    [
        ("华阴市主动公开了多少信息？", 5078),
        ("其中微信微博呢？", 539),
        ("占多少？", "10.61"),
    ],
    [
        ("锦阳路街道收到几件申请？", 2),
        ("那2021年呢？", "year_not_covered"),
        ("周村区呢？", 40),
    ],
    [
        ("平川区权力事项有多少项？", 3206),
        ("其中行政确认多少项？", 140),
        ("占多少？", "4.37"),
    ],
    [
        ("How many requests did Zhoucun receive in 2020?", 40),
        ("How many were granted?", 24),
        ("What about Huayin?", 12),
        ("And in 2019?", "year_not_covered"),
    ],
    [
        ("華陰市規範性文件新制作幾件？", 8),
        ("新公開呢？", 8),
        ("周村呢？", 9),
    ],
    [
        ("平川区网民留言收到多少条？", 50),
        ("办理中的呢？", 6),
        ("办结率是多少？", "88"),
    ],
]


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain[0][0])
def test_follow_ups_go_on(talk, chain):
    for question, expected in chain:
        answer = talk.ask(question)
        if isinstance(expected, list):
            assert expected[0] in (answer.rows[0].label if answer.rows else answer.answer)
        elif answer.abstained:
            assert answer.reason == expected
        else:
            assert answer.value == Decimal(expected), question


def test_those_equal_to_the_last_one_asked_for_are_named(talk):
    answer = talk.ask("五份报告里行政复议最少的前两名是谁？")
    assert [row.value for row in answer.rows] == [0, 0]
    assert "并列的还有" in answer.answer and "年。" in answer.answer


def test_a_place_behind_the_last_one_is_refused(talk):
    assert talk.ask("五份报告里行政许可处理决定第九名是谁？").abstained


LISTED = [
    ("把平川的行政给付、行政裁决、行政确认三样的项数列一下", [26, 5, 140]),
    (
        "平川的权力事项，除了许可、处罚、强制，其余还有哪几类、各多少项？",
        [11, 26, 5, 140, 22, 60, 507],
    ),
    ("采购金额上亿的有哪几家？", ["151979386087.96", 214000000]),
    ("各地人大代表建议办理了多少件？", [62, 0, 51]),
]


@pytest.mark.parametrize(("question", "values"), LISTED)
def test_several_things_are_told_apart(talk, question, values):
    assert [row.value for row in talk.ask(question).rows] == [Decimal(value) for value in values]


def test_what_is_told_elsewhere_than_in_the_quote_is_cited_there(talk):
    answer = talk.ask("王益区长信箱还有几封没办完？")
    assert answer.value == 2
    assert any("另2条" in citation.quote for citation in answer.citations)


def test_a_question_goes_on_with_one_that_was_refused(talk):
    assert talk.ask("周村区有多少摩托车？").abstained
    assert talk.ask("那行政处罚决定呢？").value == 2050


def test_questions_go_on_with_what_was_told(talk):
    """What was told before is compared or added, however the question refers to it."""
    talk.ask("华阴2020年行政强制作出多少件处理决定？")
    assert talk.ask("比周村多出几件？").value == 309 - 11
    talk.ask("周村区2020年行政处罚作出多少件处理决定？")
    talk.ask("行政强制呢？")
    assert talk.ask("加在一块儿多少").value == 2050 + 11
    assert talk.ask("前者比后者多多少？").value == 2050 - 11


def test_table_and_text_are_compared_where_that_is_asked(talk):
    answer = talk.ask("平川文字里的行政处罚项数，跟统计表一致吗？")
    assert "1927" in answer.answer and "1930" in answer.answer


def test_suits_after_a_review_are_told_apart_in_english(talk):
    answer = talk.ask("Did anyone sue Zhoucun after first going through reconsideration?")
    assert (answer.value, answer.answer[:2]) == (0, "No")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("平川电子信箱是多少？", "pcqzwgk@126.com"),
        ("平川年报留的固定电话是哪个号？", "0943-6670169"),
        ("周村年报哪天签的？", "2021年2月19日"),
        ("周村申请人最关心哪几类事？", "土地征收"),
        ("華陰的民眾多半走什麼渠道遞件申請公開？", "郵寄"),
        ("华阴认了哪两条毛病？", "利用率"),
        ("周村负责人员老换，拿什么对策？", "专题培训"),
        ("平川电子政务办主任的手机号码是多少？", None),
        ("平川投诉电话是多少？", None),
        ("周村申请人关心补偿的有几件？", None),
    ],
)
def test_what_is_told_in_words_is_found_by_everyday_ones(talk, question, told):
    answer = talk.ask(question)
    assert answer.abstained if told is None else told in answer.answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("平川领导干部解读了几回政策？", 25),
        ("王益请部门一把手做了几期在线访谈？", 23),
        ("周村请群众代表、专家、媒体列席政府常务会几回？", 3),
        ("平川干部满意率是多少？", None),
        ("平川领导接访群众几次？", None),
    ],
)
def test_people_and_offices_go_by_several_words(talk, question, value):
    assert talk.ask(question).value == value


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("华阴的信息发出去之前要过三关，把关的是哪些人？", "科室負責人"),
        ("华阴承认公开平台没人用，开了哪些方子？", "考核"),
        ("信息发布终端维护不及时，华阴拿出了什么办法来治？", "專人"),
        ("锦阳路街道往后要把公开的路子拓宽，靠哪几样？", "村务公开"),
        ("正打算向周村递申请，别人的申请内容主要涉及哪些方面？", "土地征收"),
        ("周村要求公文上标哪三种公开属性字样？", "此件不予公开"),
        ("What does Zhoucun find wrong with its own website?", "不够细化"),
        ("What is still lacking in Jinyang Road subdistrict's openness work?", "广度深度"),
        ("Zhoucun's staffing isn't up to the job. Why?", "变动频繁"),
        ("What consequence does Huayin threaten for units that sit on material to be published?",
         "追責"),
        ("Why do many letters to the Wangyi district head's mailbox never appear on its website?",
         "当事人意愿"),
        ("How will Pingchuan keep citizens' private details safe when information is published?",
         "隐私"),
    ],
)  # fmt: skip
def test_remedies_checks_and_shortcomings_are_told_in_words(talk, question, told):
    answer = talk.ask(question)
    assert not answer.abstained and told in answer.answer, answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("哪些报告交代了统计起讫日？", ["2019年12月31日", "2020年12月31日"]),
        ("五份报告里，哪几份有落款日期？", ["2021年2月19日"]),
        ("Which of the five reports print a website address?", ["bypc", "zhoucun"]),
    ],
)
def test_what_each_report_says_of_itself_is_told(talk, question, told):
    answer = talk.ask(question)
    assert all(word in answer.answer for word in told), answer.answer
    assert len(answer.rows) == len(told) == len(answer.citations)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("锦阳路街道主动公开政务信息用了哪几种形式？", ["信息简报", "微信公众号", "LED显示屏"]),
        (
            "王益区的微信公众号是哪五个？点一下名",
            ["王益发布", "王益公安", "王益扶贫", "王益就业"],
        ),
        ("周村的申请内容主要涉及哪些方面？", ["土地征收", "房屋补偿", "教育"]),
    ],
)
def test_names_that_a_sentence_lists_are_rows(talk, question, names):
    labels = [row.label for row in talk.ask(question).rows]
    assert all(name in labels for name in names), labels


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("王益区那份依申请公开的件，要的是不是突发公共卫生事件的应急预案？", "有"),
        ("华阴和周村的申请，都有涉及征收的吗？", "有"),
        ("华阴2020年有没有人被追责？", "没有"),
    ],
)
def test_what_a_sentence_tells_beside_a_cell(talk, question, begins):
    answer = talk.ask(question)
    assert answer.answer.startswith(begins) and "“" in answer.answer, answer.answer
