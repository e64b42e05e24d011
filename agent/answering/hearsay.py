"""What applicants were told, in English questions: were told that the authority does not hold it.

The words that lead up to such an answer say nothing where it is a row of the form. Where it is none
they stay: nobody counted who was told that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from agent.answering.vocabulary import found_terms

_ANSWER = "(?:answer|reply|response|message|news|word|verdict)"
_TOLD = re.compile(
    r"\b(?:(?:(?:was|were|is|are|been|being|got|get) )*(?:told|informed|advised|notified|given to "
    r"understand)(?: back)?(?: that)?|(?:(?:was|were|been|being) )?(?:given|got|get|gets|received?|"
    rf"met with|sent|handed|had) (?:the|an?|this) {_ANSWER} (?:that|of)) (?P<said>[^,;.?]+)"
)
_CAME_TO_GRIEF = re.compile(
    r"\b(?:(?:had|have|has|were|was|been|got) )*(?:r[au]n|c[ao]me|f[ae]ll|went|go|gone|end(?:ed)?|"
    r"founder(?:ed)?|fail(?:ed)?|stall(?:ed)?|br[eo]ke?|collapsed?|stumbled?|hit|met|died|lapsed?|"
    r"stopp?(?:ed)?|stuck|blocked)(?: (?:aground|unstuck|to|nothing|nought|naught|grief|a|the|halt|"
    r"stop|dead|end|nowhere|through|down|up|short|against|brick|wall|snag|buffers|rocks))*"
    r"(?: (?:merely|only|just|simply))? (?:because|since|as|owing to|due to|on account of|on the "
    r"grounds?(?: that| of)?|for (?:lack|want) of) (?P<said>[^,;.?]+)"
)
_OUTCOMES = ("denied", "rejected", "unable")


def without_hearsay(text: str, targets: Callable[[str], Iterable[str]]) -> str:
    """Return a question with the outcome of a request in place of who was told it.

    Args:
        targets: gives the Chinese words of English ones.
    """

    def outcome(said: str) -> bool:
        rows = (hit for word in (said, *targets(said)) for hit in found_terms(word, "rows"))
        return any(row.name.startswith(_OUTCOMES) for row in rows)

    def told(hit: re.Match[str]) -> str:
        return hit["said"] if outcome(hit["said"]) else f"were told {hit['said']}"

    def grief(hit: re.Match[str]) -> str:
        return hit["said"] if outcome(hit["said"]) else hit[0]

    return _CAME_TO_GRIEF.sub(grief, _TOLD.sub(told, text))
