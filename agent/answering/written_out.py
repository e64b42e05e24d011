"""English written out in full: contractions (how's, they've, 'em) and clipped words (yr, qty)."""

from __future__ import annotations

import re

from agent.answering.labelled import without_labels

_PRONOUNS = "i|you|he|she|it|we|they|who|that|there|what|which"
_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (r"[’‘]", "'"),
        (r"\bcan't\b|\bcannot\b", "can not"),
        (r"\bwon't\b", "will not"),
        (r"\bshan't\b", "shall not"),
        (r"(^|[,;:.?] (?:and |so |but )?)(is|are|was|were) not (?=there\b)", r"\1\2 "),
        (r"\bain't\b", "is not"),
        # Isn't there one? asks whether there is.
        (r"(^|[,;:.?] (?:and |so |but )?)(is|are|was|were|do|does|did|has|have|had)n't\b", r"\1\2"),
        (r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should|might|must|need)n't\b",
         r"\1 not"),
        (r"\b(?:is|was) there (?:a|any) (?=(?:(?:contact|phone|telephone) )+number\b|e-?mail addr)",
         "what is the "),
        (r" ?% of\b", " percent of"),
        (r"(?<=[a-z]{3})/(?=[a-z]{3})", " and "),
        (r"^([^/?]*) / ([^/?]*) / ([^/?]*)$", r"\1, \2, \3"),
        (r"^([^/?]*) / ([^/?]*) / ([^/?]*) / ([^/?]*)$", r"\1, \2, \3, \4"),
        (r" / (?=[^?]*\b(?:each|both|respectively)\b)", ", "),
        (r"\bi\.e\.,?", "that is,"),
        # An account is told of as one of its platform: Yunshan Fabu Weibo.
        (r"\b(weibo|wechat)\b([^.?]*?)[,\"' ]*(?<!\w)([a-z]+ fabu)\b[\"']?", r"\3 \1\2 "),
        (r"[\"']?\b([a-z]+ fabu)\b[\"']? (?:account )?([^.?,]{1,25}?)\b(weibo|wechat)\b",
         r"\1 \3 \2"),
        (r"\be\.g\.,?", "for example"),
        (r"\betc\.", "and so on"),
        (r"((?:matters?|themes?|bundles?|list)\b[^,.?]{0,40}?)\b(?:(?:was|were|has|have) )?"
         r"(?:sorted(?: out)?|worked through|combed through|got ready)\b", r"\1"),
        (r"\bgot ready\b", ""),
        (r"(?<=\w)'ve\b", " have"),
        (r"(?<=\w)'re\b", " are"),
        (rf"\b(how|why|where|when|what)'d\b|\b(?!(?:{_PRONOUNS})')([a-z]{{3,}})'d\b", r"\1\2 did"),
        (r"\b(who|which|that)'d (?=(?:it|they|he|she|the)\b)", r"\1 did "),
        (r"\b(many|much)'s\b", r"\1 has"),
        (rf"\b({_PRONOUNS})'d (?=(?:rather|like|love|prefer|be)\b)", r"\1 would "),
        (rf"\b({_PRONOUNS})'d\b", r"\1 had"),
        (rf"\b({_PRONOUNS})'ll\b", r"\1 will"),
        (r"\bi'm\b", "i am"),
        (r"\blet's\b", "let us"),
        (rf"\b(how|why|where|when|here|{_PRONOUNS})'s (?=(?:got|had|been)\b)", r"\1 has "),
        (rf"\b(how|why|where|when|here|{_PRONOUNS})'s\b", r"\1 is"),
        (r"(?<![\w'])'em\b", "them"),
        (r"(?<![\w'])'(?:cause|cos)\b", "because"),
        (r"\blemme\b", "let me"),
        (r"\bgimme\b", "give me"),
        (r"\b(?:gonna|gunna)\b", "going to"),
        (r"\bwanna\b", "want to"),
        (r"\bgotta\b", "have to"),
        (r"\b(?:plz|pls)\b", "please"),
        (r"\bw/o\b", "without"),
        (r"\bw/ ?(?=\w)", "with "),
        (r"(?<=\w) & (?=\w)", " and "),
        (r"\bgov(?:'?t)?\b(?!\.)", "government"),
        (r"\b(?:prev|prec)\b\.?", "previous"),
        (r"\byrs\b\.?", "years"),
        (r"\byr\b\.?", "year"),
        (r"\bcols\b\.?", "columns"),
        (r"\bcol\b\.?", "column"),
        (r"\bdepts\b\.?", "departments"),
        (r"\bdept\b\.?", "department"),
        (r"\badmin\b\.?", "administrative"),
        (r"\bpct\b\.?", "percent"),
        (r"\bqty\b\.?", "number"),
        (r"\bno\. of\b|\bnr\b\.?(?= of)|\bnum\b\.?(?= of|$)|#(?= ?(?:of )?[a-z])", "number"),
        (r"\bamt\b\.?", "amount"),
        (r"\bavg\b\.?", "average"),
        (r"\bdiff\b\.?", "difference"),
        (r"\bincl\b\.?", "including"),
        (r"\bexcl\b\.?", "excluding"),
        (r"\bapprox\b\.?", ""),
        (r"\bchg\b\.?", "change"),
        (r"\bdesc\b\.?", "descending"),
        (r"\basc\b\.?", "ascending"),
        (r"\binfo\b", "information"),
        (r"\b(?:fiscal|financial|calendar|reporting|report) (?:year )?(?=20\d\d)", ""),
        (r"\b(?:fy|cy) ?'?(?=20\d\d)", ""),
        (r"\b(?:fy|cy) ?'?(\d\d)\b", r"20\1"),
        (r"\b(in|for|of|during|since) '(\d\d)\b(?!')", r"\1 20\2"),
        (r"(?<=\w)-(?:type|style|like)\b", ""),
        (r"\b(?:by|before|until|till|for|on) (?:next |this |close of )?(?:(?:mon|tues|wednes|thurs|"
         r"fri|satur|sun)day|tomorrow|tonight|noon|lunch|business|deadline)\b[,:]? ?", ""),
        (r"\bhow (many|much)(?: is| was| were| are| would| did| does)? (?:that|it|those|they|this)"
         r"(?: (?:be|make|come to))?(?=[?.]|$)", r"how \1"),
        (r"[.?!] (?:just )?(?:the |a )?(?:number|figure|count|total|value|result)s?"
         r"(?: of times| only)?(?:,? please| is all [\w ]+| will do| would do)?[.?!]?$",
         ", how many?"),
        (r"\b(?:as )?(?:at|of|on|by) (?:31(?:st)?(?: of)? dec(?:ember)?|dec(?:ember)? 31(?:st)?)"
         r",? ?(?=20\d\d)", "at the end of "),
        (r"\breqs\b", "requests"),
        (r"\borgs?\b", "organisations"),
        (r"\bregs\b", "regulations"),
    )
)  # fmt: skip


def written_out(text: str) -> str:
    """Return an English text without contractions, clipped words and labels of its parts."""
    text = without_labels(text)
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return " ".join(text.split())
