"""Texts that are no report, texts hostile to patterns, and reports with code in them."""

from __future__ import annotations

from functools import partial

from tests.documents.bad.inputs import READS, BadInput, InputTooLarge, NotAReport
from tests.documents.samples import sample

TITLE = "2020年政府信息公开工作年度报告"

NEWS = "本报讯 记者从昨日召开的会议上获悉，全市重点项目建设进展顺利，累计完成投资12.5亿元。\n" * 30
POEM = "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n" * 12
INDEX = "".join(
    f"青岚市{body}{year}年政府信息公开工作年度报告\t{year + 1}-01-19\n"
    for year in range(2008, 2024)
    for body in ("财政局", "教育局", "公安局", "民政局")
)
LETTER = (
    "关于报送2020年政府信息公开工作年度报告的函\n市政府办公室：\n"
    "现将我局2020年政府信息公开工作年度报告报送给你们，请查收。\n"
    "附件：青岚市财政局2020年政府信息公开工作年度报告\n2021年1月15日\n"
)
NOTICE = (
    "青岚市人民政府办公室关于做好2020年政府信息公开工作年度报告编制工作的通知\n"
    "各县区人民政府：\n请于2021年1月20日前编制完成本单位年度报告，并在门户网站公开。\n"
)
CODE = "def read(path):\n    with open(path) as file:\n        return file.read()\n\n\n" * 60
TABLE = "单位,年份,申请数\n" + "".join(f"第{n}中学,{2000 + n % 20},{n}\n" for n in range(600))
LAW = (
    "中华人民共和国政府信息公开条例\n第二十条 行政机关应当依照本条例第十九条的规定，主动公开：\n"
    "（一）行政法规、规章和规范性文件；\n（二）机关职能、机构设置、办公地址、办公时间；\n"
)
OTHERS = {
    "a news article": NEWS,
    "a poem": POEM,
    "an index of reports": INDEX,
    "a cover letter": LETTER,
    "a notice on reports": NOTICE,
    "code": CODE,
    "a CSV table": TABLE,
    "the law itself": LAW,
    "digits of pi": "3.14159265358979323846264338327950288419716939937510" * 40,
    "a JSON file": '{"title": "annual", "items": [1, 2, 3]}' * 40,
}
RUNS = {
    "digits": "1",
    "digits in lines": "1\n",
    "spaces": " ",
    "wide spaces": "\u3000",
    "line ends": "\n",
    "form feeds": "\f",
    "tabs": "\t",
    "tabs in lines": "\t\n",
    "tabbed numbers": "1\t",
    "pipes": "|",
    "pipes in lines": "||\n",
    "rules": "|---|\n",
    "brackets": "（",
    "round brackets": "(",
    "square brackets": "[",
    "angles": "<",
    "bookmarks": "[bookmark: ",
    "open tags": "<td ",
    "open tables": "<table><tr><td>",
    "open comments": "<!--",
    "one": "一",
    "one in lines": "一\n",
    "commas": ",",
    "list marks": "、",
    "full stops": "。",
    "points": ".",
    "leaders": "…",
    "dashes": "-",
    "hashes": "#",
    "asterisks": "*",
    "back slashes": "\\",
    "ampersands": "&nbsp",
    "at signs": "a@",
    "domains": "a.",
    "telephones": "联系电话0",
    "years": "2020年",
    "dates": "2020-1-1至",
    "numerals": "十",
    "book marks": "《",
    "zero widths": "\u200b",
    "combining marks": "e\u0301",
    "title words": "信息公开",
    "report words": "年度报告",
    "headings": "一、总体情况\n",
    "labels": "规章\n",
    "labels with numbers": "规章 1 2 3\n",
    "table rows": "|规章|1|2|3|\n",
    "tabbed rows": "\t规章\n\t1\n\t2\n\t3\n\n",
    "long rows": "予以公开\t1\t2\t3\t4\t5\t6\t7\n",
    "facts": "公开12条\n",
    "counted facts": "其中，微博539条，",
}


RUN = 12_000
"""Characters; what takes a time of their square shows."""


def run(piece: str, size: int) -> bytes:
    """Return a report that is one thing over and over between two headings."""
    filling = piece * (size // len(piece))
    return f"{TITLE}\n一、总体情况\n{filling}\n二、主动公开政府信息情况\n规章\n".encode()


def with_code(code: str) -> bytes:
    """Return a real report with code in its title, its text and a cell."""
    text = sample("D0.txt").decode("utf-8")
    return (
        text.replace("一、总体情况", f"一、总体情况\n\n{code}", 1)
        .replace("\t0", f"\t0{code}", 1)
        .encode()
    )


TEXTS = {
    **{
        word: BadInput("report.txt", partial(text.encode), NotAReport)
        for word, text in OTHERS.items()
    },
    **{
        f"a run of {word}": BadInput("report.txt", partial(run, piece, RUN), None)
        for word, piece in RUNS.items()
    },
    **{
        f"a run of {word} as Markdown": BadInput("report.md", partial(run, RUNS[word], RUN), None)
        for word in ("open tags", "open tables", "open comments", "hashes", "asterisks", "pipes")
    },
    **{
        f"a report with {code}": BadInput("report.txt", partial(with_code, code), READS)
        for code in ("<script>alert(1)</script>", "</mark>", "\x1b[31m", "=1+1", "\u202e", "'\"")
    },
    "a line of a megabyte": BadInput(
        "report.txt", partial(run, "政府信息公开工作", 1_000_000), InputTooLarge, "MB"
    ),
}
