"""Which division a report is about: every province and level, namesakes, and words that mislead."""

from __future__ import annotations

import time

import pytest

from agent.regions import _gazetteer, resolve
from agent.report import Region


def region(*levels: str | None) -> Region:
    return Region(**dict(zip(("province", "city", "county", "township"), levels, strict=False)))


PROVINCES = {
    "北京市": "北京市东城区教育委员会",
    "天津市": "天津市和平区水务局",
    "河北省": "石家庄市长安区人民政府",
    "山西省": "晋城市城区人民政府",
    "内蒙古自治区": "包头市青山区人民政府",
    "辽宁省": "大连市甘井子区人民政府",
    "吉林省": "吉林市船营区人民政府",
    "黑龙江省": "大兴安岭地区呼玛县人民政府",
    "上海市": "浦东新区人民政府",
    "江苏省": "苏州市虎丘区人民政府",
    "浙江省": "景宁畲族自治县人民政府",
    "安徽省": "和县人民政府",
    "福建省": "平潭县人民政府",
    "江西省": "景德镇市珠山区人民政府",
    "山东省": "淄博市周村区人民政府",
    "河南省": "济源市人民政府",
    "湖北省": "神农架林区人民政府",
    "湖南省": "湘西土家族苗族自治州凤凰县人民政府",
    "广东省": "深圳市宝安区人民政府",
    "广西壮族自治区": "南宁市西乡塘区人民政府",
    "海南省": "保亭黎族苗族自治县人民政府",
    "重庆市": "重庆市两江新区财政局",
    "四川省": "凉山彝族自治州西昌市人民政府",
    "贵州省": "六枝特区人民政府",
    "云南省": "芒市人民政府",
    "西藏自治区": "阿里地区噶尔县人民政府",
    "陕西省": "铜川市王益区人民政府",
    "甘肃省": "白银市平川区教育局",
    "青海省": "海西蒙古族藏族自治州德令哈市人民政府",
    "宁夏回族自治区": "中卫市沙坡头区人民政府",
    "新疆维吾尔自治区": "石河子市人民政府",
    "香港特别行政区": "香港特别行政区政府",
    "澳门特别行政区": "澳门特别行政区政府",
}


@pytest.mark.parametrize("province", PROVINCES)
def test_every_province(province: str) -> None:
    assert resolve([PROVINCES[province]]).province == province
    assert resolve([f"{province}人民政府办公厅"]) == region(province)


def test_the_list_is_whole() -> None:
    gazetteer = _gazetteer()
    listed = {place for places in gazetteer.names.values() for place in places}
    assert {place.province for place in listed} == set(PROVINCES)
    assert sum(len(names) for names in gazetteer.townships.values()) == 38_723
    assert len({place for place in listed if place.city and not place.county}) == 333


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(
            "铜川市王益区人民政府办公室",
            region("陕西省", "铜川市", "王益区"),
            id="office of a district",
        ),
        pytest.param("华阴市", region("陕西省", "渭南市", "华阴市"), id="county-level city alone"),
        pytest.param(
            "铜川市耀州区锦阳路街道办事处",
            region("陕西省", "铜川市", "耀州区", "锦阳路街道"),
            id="street office",
        ),
        pytest.param(
            "铜川市耀州区锦阳路办事处",
            region("陕西省", "铜川市", "耀州区", "锦阳路街道"),
            id="street office without 街道",
        ),
        pytest.param(
            "广州市越秀区人民政府北京街道办事处",
            region("广东省", "广州市", "越秀区", "北京街道"),
            id="a street named like a city, behind 人民政府",
        ),
        pytest.param(
            "东莞市虎门镇人民政府",
            region("广东省", "东莞市", None, "虎门镇"),
            id="city without counties",
        ),
        pytest.param(
            "锡林郭勒盟阿巴嘎旗那仁宝拉格苏木人民政府",
            region("内蒙古自治区", "锡林郭勒盟", "阿巴嘎旗", "那仁宝拉格苏木"),
            id="盟, 旗, 苏木",
        ),
        pytest.param("山东省水利厅", region("山东省"), id="provincial department"),
        pytest.param("淄博市水利局", region("山东省", "淄博市"), id="city department"),
        pytest.param(
            "国家税务总局淄博市周村区税务局",
            region("山东省", "淄博市", "周村区"),
            id="body of a national administration",
        ),
        pytest.param(
            "淄博市生态环境局周村分局", region("山东省", "淄博市", "周村区"), id="branch office"
        ),
        pytest.param(
            "北京市朝阳区", region("北京市", None, "朝阳区"), id="a municipality has no city"
        ),
        pytest.param(
            "重庆市城口县", region("重庆市", None, "城口县"), id="county of a municipality"
        ),
        pytest.param("仙桃市人民政府", region("湖北省", None, "仙桃市"), id="省直辖县级, no city"),
        pytest.param(
            "内蒙古呼和浩特市新城区",
            region("内蒙古自治区", "呼和浩特市", "新城区"),
            id="short autonomous region settles namesakes",
        ),
        pytest.param(
            "广西南宁市青秀区", region("广西壮族自治区", "南宁市", "青秀区"), id="广西 short"
        ),
        pytest.param("宁夏2020年", region("宁夏回族自治区"), id="宁夏 alone"),
        pytest.param(
            "山东淄博周村区",
            region("山东省", "淄博市", "周村区"),
            id="short names before a full one",
        ),
        pytest.param(
            "恩施州教育局",
            region("湖北省", "恩施土家族苗族自治州"),
            id="short autonomous prefecture",
        ),
        pytest.param(
            "恭城县人民政府",
            region("广西壮族自治区", "桂林市", "恭城瑶族自治县"),
            id="short autonomous county",
        ),
        pytest.param(
            "吉林市人民政府", region("吉林省", "吉林市"), id="a city named like its province"
        ),
        pytest.param(
            "朝阳市朝阳县", region("辽宁省", "朝阳市", "朝阳县"), id="a county named like its city"
        ),
        pytest.param(
            "济南市市中区",
            region("山东省", "济南市", "市中区"),
            id="市 twice: end of one, head of next",
        ),
        pytest.param("济南市中区", region("山东省", "济南市", "市中区"), id="市 written once"),
        pytest.param(
            "镇江市丹徒区", region("江苏省", "镇江市", "丹徒区"), id="镇 heads a city's name"
        ),
        pytest.param(
            "景德镇市浮梁县", region("江西省", "景德镇市", "浮梁县"), id="镇 inside a city"
        ),
        pytest.param(
            "邢台市桥东区", region("河北省", "邢台市", "桥东区"), id="merged in 2020, its city said"
        ),
        pytest.param("下城区人民政府", region("浙江省", "杭州市", "下城区"), id="merged in 2021"),
        pytest.param(
            "杭州市江干区四季青街道办事处",
            region("浙江省", "杭州市", "江干区", "四季青街道"),
            id="street of a merged district",
        ),
        pytest.param("渝北区教育局", region("重庆市", None, "渝北区"), id="merged in 2025"),
        pytest.param(
            "邯郸市肥乡县人民政府",
            region("河北省", "邯郸市", "肥乡县"),
            id="renamed long ago: county from the text, the rest from the list",
        ),
        pytest.param("淄博市高新区", region("山东省", "淄博市"), id="高新区 is no division"),
        pytest.param(
            "青岛市经济技术开发区管委会", region("山东省", "青岛市"), id="开发区 is no division"
        ),
        pytest.param("西安市国际港务区管委会", region("陕西省", "西安市"), id="管委会 runs a zone"),
        pytest.param("成都市天府新区", region("四川省", "成都市"), id="天府新区 is no division"),
        pytest.param("滨海新区人民政府", region("天津市", None, "滨海新区"), id="滨海新区 is one"),
        pytest.param("铜川市城区建设局", region("陕西省", "铜川市"), id="城区 is a word here"),
        pytest.param(
            "淄博市城市管理局", region("山东省", "淄博市"), id="城市 is no county-level city"
        ),
        pytest.param(
            "周村区城乡建设局", region("山东省", "淄博市", "周村区"), id="城乡 is no township"
        ),
        pytest.param(
            "周村区乡村振兴局", region("山东省", "淄博市", "周村区"), id="乡村 is no township"
        ),
        pytest.param("淄博市市场监督管理局", region("山东省", "淄博市"), id="市场 is no county"),
        pytest.param("周村区域发展中心", region(), id="区域 is no 区"),
        pytest.param("鼓楼区人民政府", region(None, None, "鼓楼区"), id="four namesakes"),
        pytest.param("朝阳区教育委员会", region(None, None, "朝阳区"), id="北京 or 长春"),
        pytest.param(
            "市中区人民政府", region(None, None, "市中区"), id="four namesakes, a word too"
        ),
        pytest.param("江北区人民政府", region(None, None, "江北区"), id="宁波, or 重庆 until 2025"),
        pytest.param("桥东区人民政府", region("河北省", None, "桥东区"), id="both in one province"),
        pytest.param(
            "鼓楼区华大街道办事处",
            region("福建省", "福州市", "鼓楼区", "华大街道"),
            id="the street settles namesakes",
        ),
        pytest.param(
            "大东坝镇2021年政府信息公开工作年度报告",
            region("浙江省", "丽水市", "松阳县", "大东坝镇"),
            id="township with no namesake",
        ),
        pytest.param(
            "龙田镇2021年政府信息公开工作年度报告",
            region(None, None, None, "龙田镇"),
            id="township with namesakes",
        ),
        pytest.param(
            "周村区无名镇人民政府",
            region("山东省", "淄博市", "周村区", "无名镇"),
            id="township that the list lacks, from the text",
        ),
        pytest.param("平川2019年", region(), id="a short name alone is no evidence"),
        pytest.param("区教育局", region(), id="no name at all"),
        pytest.param("", region(), id="empty"),
    ],
)
def test_name_alone(name: str, expected: Region) -> None:
    assert resolve([name]) == expected


@pytest.mark.parametrize(
    ("name", "evidence", "expected"),
    [
        pytest.param(
            "鼓楼区教育局",
            "南京市鼓楼区教育局门户网站",
            region("江苏省", "南京市", "鼓楼区"),
            id="its city right before it",
        ),
        pytest.param(
            "鼓楼区教育局",
            "根据南京市教育局要求",
            region("江苏省", "南京市", "鼓楼区"),
            id="its city elsewhere",
        ),
        pytest.param(
            "鼓楼区教育局",
            "南京市鼓楼区与徐州市、福州市交流",
            region("江苏省", "南京市", "鼓楼区"),
            id="the city before it counts more than other cities",
        ),
        pytest.param(
            "鼓楼区教育局", "南京市与福州市", region(None, None, "鼓楼区"), id="two of its cities"
        ),
        pytest.param(
            "鼓楼区教育局", "江苏省政府", region("江苏省", None, "鼓楼区"), id="only the province"
        ),
        pytest.param(
            "鼓楼区教育局", "赴南京市考察学习", region(None, None, "鼓楼区"), id="a study visit"
        ),
        pytest.param(
            "江北区人民政府", "重庆市人民政府", region("重庆市", None, "江北区"), id="former county"
        ),
        pytest.param(
            "龙田镇2021年报告",
            "福清市龙田镇",
            region("福建省", "福州市", "福清市", "龙田镇"),
            id="town",
        ),
        pytest.param(
            "凤凰镇人民政府",
            "柞水县人民政府网站",
            region("陕西省", "商洛市", "柞水县", "凤凰镇"),
            id="a town by its county's name",
        ),
        pytest.param(
            "大东坝镇人民政府",
            "周村区大东坝镇",
            region("山东省", "淄博市", "周村区", "大东坝镇"),
            id="the text's county outranks the list's only town of that name",
        ),
        pytest.param(
            "平川2019年",
            "平川区人民政府",
            region("甘肃省", "白银市", "平川区"),
            id="short, spelled out",
        ),
        pytest.param("山东2019年", "山东省人民政府", region("山东省"), id="short province"),
        pytest.param("吉林2019年", "吉林省和吉林市", region(), id="short, spelled out in two ways"),
        pytest.param(
            "平川镇人民政府",
            "平川区",
            region(None, None, None, "平川镇"),
            id="a town's name is not short",
        ),
        pytest.param(
            "县水利局",
            "周至县人民政府门户网站",
            region("陕西省", "西安市", "周至县"),
            id="no name: lead",
        ),
        pytest.param(
            "县水利局",
            "陕西省人民政府、周至县人民政府",
            region("陕西省", "西安市", "周至县"),
            id="县 asks",
        ),
        pytest.param(
            "水利局", "周至县人民政府和蓝田县人民政府", region(), id="two governments, none chosen"
        ),
        pytest.param(
            "周村区水利局",
            "潍坊市坊子区人民政府",
            region("山东省", "淄博市", "周村区"),
            id="name first",
        ),
        pytest.param(
            "市场监督管理局",
            "周村区人民政府",
            region("山东省", "淄博市", "周村区"),
            id="市场 does not ask for a city",
        ),
        pytest.param("水利局", "我们和县政府一起", region(), id="和县 is no county here"),
        pytest.param("水利局", "高新城区政府", region(), id="新城区 inside another word"),
    ],
)
def test_evidence(name: str, evidence: str, expected: Region) -> None:
    assert resolve([name], [evidence]) == expected


def test_later_names_are_evidence_before_the_text() -> None:
    names = ["鼓楼区教育局", "鼓楼区教育局2020年报告", "福州市鼓楼区教育局"]
    assert resolve(names, ["南京市"]) == region("福建省", "福州市", "鼓楼区")


def test_first_name_with_a_place_decides() -> None:
    assert resolve(["教育局", "周村区教育局", "华阴市"]).county == "周村区"


def test_line_breaks_and_spaces_inside_names() -> None:
    assert resolve(["周 村\n区人民政府"]).county == "周村区"


def test_long_evidence_is_read_in_bounded_time() -> None:
    started = time.process_time()
    for text in ("区政府" * 20_000, "南京市鼓楼区" * 10_000, "县" * 60_000, "龙田镇" * 20_000):
        resolve(["鼓楼区"], [text])
        resolve(["教育局"], [text])
        resolve(["龙田镇人民政府"], [text])
    assert time.process_time() - started < 10
