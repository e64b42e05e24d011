"""Tells whether words name the label of a number, also in short: 城建 for 城市建设."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agent.answering.language import with_synonyms
from agent.answering.matching import has_content

GENERIC = re.compile(r"(?:类|方面|领域)?(?:信息|事项|工作|情况|问题|政策|业务|户数|内容)+$|类$")
"""What a label has in common with others of its kind."""
BETWEEN = re.compile(
    r"[、，,；;/＋+()（）：|]|(?<! )还是(?! )|抑或|或者|以及|还有|连同|[再外]加上?"
    r"|(?<![增添参追附])加(?:上|(?![了之以强快大班]))"
    r"|(?<![总共])[和与及跟同](?!期)|(?<=[”」』》])\s*(?=[“「『《])"
)
"""What parts things that are named one behind the other."""
_SENT_OUT = re.compile(
    r"(?<=..)(?:发布|公开|受理|经手|经办|承办|接收|收到|发|出|[更最]?[强多少勤快高大]|厉害|领先|占优)+$"
)
"""What is said of a channel behind its name: 网站发布的, 网站更多."""
_QUOTES = re.compile(r"[“”\"「」『』《》]")
_AROUND = re.compile(
    r"[的地中里内有占各是为了在把被对类这那讲谈说\s]|关于|涉及|反映|方面|三样|[两三四五六七八九十][类项种样个者]"
)
_UNIT_BEFORE = re.compile(r"^[条件封项户家个期次场人份篇]")
_HOTLINE = re.compile(r"(?<!\d)\d{5}(?!\d)")
"""12345热线 of 云江市12345市民服务热线."""
GENERAL = 0.4
"""How well a label is named that has only what others have too: 信息."""
_HEAD = 0.35
_SHARED = 0.5
"""A shorter name has so much of the label at least."""


def names(piece: str, label: str) -> float:
    """Tell how well a piece of a question names a label, from 0 to 1: 城建 for 城市建设."""
    piece, label = _QUOTES.sub("", piece), _QUOTES.sub("", with_synonyms(label.replace(" ", "")))
    core = GENERIC.sub("", label) or label
    if label in piece:
        return GENERAL if GENERIC.fullmatch(label) else 1.0
    if len(core) > 1 and core in piece:
        return 0.95
    best = 0.9 if (hit := _HOTLINE.search(piece)) and hit[0] in label else 0.0
    for run in _AROUND.split(piece):
        run = _SENT_OUT.sub("", GENERIC.sub("", _UNIT_BEFORE.sub("", run)))
        other = len(run) > 2 and run.startswith("其他")
        ends_it = len(run) > 2 and core.endswith(run)  # 政府网 of 云山市政府网
        if len(run) < 2 or not (other or ends_it or has_content(run)):
            continue
        share = len(run) / len(core)
        if run in core and (share >= _SHARED or core.startswith(run)):
            best = max(best, 0.6 + 0.3 * share)
        elif (
            _is_head(run, core)
            or _abbreviates(run, core)
            and (share >= _SHARED or len(run) > 3 or run[0] + run[-1] == core[0] + core[-1])
        ):
            best = max(best, 0.5 + 0.3 * share)
    return best


def says_something(piece: str, labels: Iterable[str]) -> bool:
    """Tell whether words say what they are about, or are the end of a label: 政府网, 给付."""
    if has_content(piece):
        return True
    word = _AROUND.split(piece.strip(" ，"))[0]
    return len(word) > 1 and any(with_synonyms(label).endswith(word) for label in labels)


def _is_head(short: str, name: str) -> bool:
    """Tell whether a word is what a name says last: 部门 of 区政府部门."""
    long_enough = len(short) >= _HEAD * len(name)
    return long_enough and name.endswith(short) and not name.startswith("其他")


def _abbreviates(short: str, name: str) -> bool:
    """Tell whether the characters of a short name stand in a name in their order."""
    if len(short) < 4 and short[0] != name[0]:
        return False
    rest = iter(name)
    return all(character in rest for character in short)
