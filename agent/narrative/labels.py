"""Labels without the words and marks around them: which channel, what subject."""

from __future__ import annotations

import re

_MARKS = r"[\s,;、:.。“”\"'()《》〈〉!?·-]"
_LEADING = (
    r"\d{1,2}[)、.]|(?:19|20)\d\d年(?:度|以来|来)?|截至(?:目前|年底)?|截止(?:目前)?|目前|今年|本年度?|全年|年度|一年来|"
    r"其中|另外?|还有|以及|并且?|同时|和|及|与|共计?|总计|合计|累计|分别|通过|了|已|的|及时|全面|积极|主动向社会"
)
_TRAILING = r"共计?|总计|合计|累计|分别|达到?|数量|数|总数|为|是|有|了|约|近|的|等"
_TRIM = re.compile(rf"^(?:{_MARKS}|{_LEADING})+|(?:{_MARKS}|{_TRAILING})+$")


def clean_label(text: str) -> str | None:
    """Return a label without the words and marks around it; None when nothing is left."""
    text = re.sub(r"([一-鿿]{2,4})\1", r"\1", "".join(text.split()))
    while (trimmed := _TRIM.sub("", text)) != text:
        text = trimmed
    return text or None
