"""Labels without the words and marks around them: which channel, what subject."""

from __future__ import annotations

import re

_MARKS = r"[\s,;、:.。!?·|-]"
_LEADING = (
    r"\d{1,2}[)、.]|[一二三四五六七八九十]{1,3}\)|(?:我|本)(?:省|市|县|区|州|盟|旗|镇|乡|局|委|办|院|校|厅|站|所|处|街道|单位|机关|部门)|"
    r"(?:19|20)\d\d年(?:度|以来|来)?|截至(?:目前|年底)?|截止(?:目前)?|到(?:目前|年底|年末)(?:为止)?|目前|今年|本年度?|"
    r"全年|年度|一年来|"
    r"(?:公布|发布|公开|梳理|完成|开展|设立|建立|实现)了|其中|另有|另外?|还有|包括|含(?!有)|任何|实现了?|梳理(?:并|公布|发布|编制)*|"
    r"以及|并且?|同时|和|及(?!时)|与|共计?|"
    r"(?:收到|受理|接听|办理|回复|答复)(?=[一-鿿]{0,6}(?:信箱|邮箱|热线|留言|来信|来电|电话|平台))|"
    r"总计|合计|累计|分别|通过|在(?![岗校线建册籍编押读训任职位办孵库管外途售用运营])|了|已|的|及时|全面|积极|主动向社会"
)
_TRAILING = (
    r"共计?|总计|合计|累计|全年|分别|(?<!平)(?<!^[日月年])均|达到?|增至|增加到|数量|(?<![户人次件项])数|总数|(?<![统设会审])计|"
    r"(?<!行)为|是|有|了|大?约|近|的|等|超过?|逾|突破|已经?|即"
)
_PAIRS = {"“": "”", "(": ")", "《": "》", "〈": "〉", '"': '"', "'": "'", "「": "」", "『": "』"}
_QUOTES = frozenset("".join(_PAIRS) + "".join(_PAIRS.values()))
_TRIM = re.compile(rf"^(?:{_MARKS}|{_LEADING})+|(?:{_MARKS}|{_TRAILING})+$")
_INNER = re.compile(
    r"(?<=[一-鿿])\([省市州盟县区旗镇乡街道办场村居社园校院厅局专兼职、]{1,8}\)|专、兼职|“[^“”、\n]{1,8}(?:、[^“”、\n]{1,8}){1,2}”"
)
"""Brackets and marks within a name: 县(市、区), 村(居)务公开, “双随机、一公开”."""
_TO_LETTERS = str.maketrans("(、)", "乀乁乄")
_FROM_LETTERS = str.maketrans("乀乁乄", "(、)")


def without_inner_marks(text: str) -> str:
    """Make letters of the marks within a name, so that they end no clause and part no list.

    `clean_label` makes marks of them again.
    """
    return _INNER.sub(lambda name: name[0].translate(_TO_LETTERS), text)


def clean_label(text: str) -> str | None:
    """Return a label without the words and marks around it; None when nothing is left."""
    text = re.sub(r"([一-鿿]{2,4})\1", r"\1", "".join(text.split()))
    while (trimmed := _without_marks(_TRIM.sub("", text))) != text:
        text = trimmed
    return text.translate(_FROM_LETTERS) or None


def _without_marks(text: str) -> str:
    """Drop quotation marks and brackets that hold the whole label, and halves of pairs."""
    if _QUOTES.isdisjoint(text):
        return text
    if text.rfind(")") > text.rfind("(") == -1 and not text.endswith(")"):
        text = text[text.rfind(")") + 1 :]
    for opening, closing in _PAIRS.items():
        if text.startswith(opening) and text.find(closing, 1) in (len(text) - 1, -1):
            text = text[1:].removesuffix(closing)
        elif text.endswith(closing) and opening not in text:
            text = text[:-1]
        elif text.startswith(closing):
            text = text[1:]
    return text
