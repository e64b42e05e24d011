"""Chinese terms in brackets in English questions: fees (行政事业性收费), 无法提供 (not held).

The term is what is meant; of the words before it only those count that it does not say: of
“enforcement decisions (行政强制)” the decisions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from agent.answering.language import MARK
from agent.answering.vocabulary import found_terms

_TERM = re.compile(
    "[(（\\[] ?([\u3400-\u9fff]{2,20})(?: ?[,;:] [^()（）\u3400-\u9fff]{1,40})? ?[)）\\]]"
)
_ENGLISH_BEHIND = re.compile("(?<=[\u3400-\u9fff]) ?[(（\\[][a-z' -]+[)）\\]]")
_QUOTED = re.compile("(?:'[^']{3,60}'|\"[^\"]{3,60}\"|“[^“”]{3,60}”) $")
_WORDS = re.compile(
    r"(?:(?!(?:the|an?|of|in|on|under|for|to|by|from|with|and|or|many|much|what|which|its|their|our|"
    r"this|that|these|those|each|any|all|every|was|were|is|are|did|does|has|have|had|marked|minus|"
    r"plus|vs|versus|as|called|two|three|four|five|bodies|reports|authorities|places|make|made)\b)"
    r"(?<![\w'-])[a-z][a-z'-]*(?<!'s) ){1,6}$"
)
_SAYS_NOTHING = re.compile(
    r"['\"]? (?:services?|schemes?|programmes?|programs?|polic(?:y|ies)|initiatives?|reforms?|"
    r"arrangements?|campaigns?|headings?|categor(?:y|ies)|rows?|lines?)\b"
)


def without_glosses(text: str, targets: Callable[[str], Iterable[str]]) -> str:
    """Return a question with its Chinese terms in place of the English words they stand behind.

    Args:
        targets: gives the Chinese words of English ones.
    """
    text = _ENGLISH_BEHIND.sub("", text)
    out, position = "", 0
    for term in _TERM.finditer(text):
        before = text[position : term.start()].rstrip() + " "
        gloss = _QUOTED.search(before) or _WORDS.search(before)
        kept = ""
        if gloss and not MARK.search(gloss[0]):
            words = before[_begin(before, gloss.start(), targets, term[1]) :]
            before = before.removesuffix(words)
            kept = " ".join(_besides(term[1], targets(words)))
        out += f"{before} {term[1]} {kept} "
        behind = _SAYS_NOTHING.match(text, term.end())
        position = behind.end() if behind else term.end()
    return (out + text[position:]) if position else text


def _begin(text: str, start: int, targets: Callable[[str], Iterable[str]], term: str) -> int:
    """Return where the words begin: also before an “and” that joins no other row."""
    joined = text[:start].endswith(" and ")
    more = _WORDS.search(text[: start - 4]) if joined else None
    if more is None:
        return start
    whole = [word for word in targets(text[more.start() :]) if word in term]
    apart = {*targets(more[0]), *targets(text[start:])}
    if not set(whole) <= apart:  # one term has both: tender and procurement
        return more.start()
    return start if any(_names(word, "rows") for word in targets(more[0])) else more.start()


def _besides(term: str, said: Iterable[str]) -> Iterable[str]:
    """Yield what names a row or a column, where the term names only the other."""
    for part, other in (("rows", "columns"), ("columns", "rows")):
        if _names(term, part) and not _names(term, other):
            yield from (word for word in said if _names(word, other) and not _names(word, part))


def _names(text: str, part: str) -> bool:
    return any(hit.strength for hit in found_terms(text, part))
