"""English questions in the Chinese words of the forms and reports."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from agent.answering.dictionary import chinese_for
from agent.answering.glosses import without_glosses
from agent.answering.hearsay import without_hearsay
from agent.answering.language import MARK, with_synonyms
from agent.answering.matching import only_asks
from agent.answering.rephrasing import NUMBERS, rephrased
from agent.answering.vocabulary import english, words


class Told:
    """What reports tell, to choose Chinese words from.

    Args:
        texts: gives the words that they tell their numbers with, and all their words.
        sparing: only what is counted gets Chinese words.
    """

    def __init__(self, texts: Callable[[], tuple[str, str]], sparing: bool = False) -> None:
        self._texts = cache(texts)
        self.sparing = sparing
        self.could_be_left_out: list[str] = []
        """Words of the question that got Chinese words all the same."""

    def word_for(self, english: str) -> str:
        """Return the Chinese word of an English one that the reports have, or nothing."""
        for told, most in zip(self._texts(), _MOST_LOSS, strict=True):
            for word, loss in chinese_for(english) if told else ():
                chinese = with_synonyms(word)
                if loss <= most and chinese in told and not _asks().search(chinese):
                    return chinese
        return ""


def narrows(english: str) -> str:
    """Return the Chinese word of an English one that narrows what is counted, or nothing."""
    return next(
        (w for w, loss in chinese_for(english) if loss <= _EXACT and _NARROWING.fullmatch(w)), ""
    )


def says_nothing(english: str) -> bool:
    """Tell whether a verb only says that there was something: obtain, record, register."""
    return any(loss <= _EXACT and only_asks(word) for word, loss in chinese_for(english))


_NARROWING = re.compile(words().narrowing)
_EXACT = 0.4
_MOST_LOSS = (1.2, 0.9)
"""How much else the sense of a word may say that stands in labels, and elsewhere."""


@cache
def _asks() -> re.Pattern[str]:
    """Return the words that say what is done with what is asked for; no other word gives them."""
    told = words()
    patterns = [*(p for each in told.operations.values() for p in each), told.plans, told.domain]
    return re.compile("|".join([*patterns, told.cause]))


def translated(text: str, reports: Told) -> str:
    """Return the Chinese words for an English question.

    Words that are not known stay where they say what is counted.

    Args:
        reports: what they tell; a word that is not known becomes a word of theirs.
    """
    text = " ".join(text.lower().replace("’", "'").split())
    text = without_hearsay(without_glosses(rephrased(text), _targets), _targets)
    text = _CLOSED.sub(r"\1shut", _BESIDE.sub("", text))
    spaced = _HYPHEN.sub(" ", text)
    asks_what = _ASKS_WHAT.search(text)
    counts = _COUNTS.search(text)
    out = []
    named_before = hit.end() if (hit := _TOPIC.search(text)) else 0
    position = asked = found = 0
    unknown = []
    while position < len(text):
        start = position
        end, target = _longest(text, position)
        if spaced != text:
            end, target = max((end, target), _longest(spaced, position))
        if end > position:
            if text.startswith("how m", position):
                asked = _ASKED
            elif asked <= _BEHIND or target in _ONLY_ASKS or _VERB.search(text[position:end]):
                asked = 0
            asks = not asks_what and (not counts or _CLAUSE_BEGINS.search(text[:start]))
            if asks or target != "有没有":
                out.append(target)
            found += target not in _ONLY_ASKS
            position = end
            continue
        word = _WORD.match(text, position)
        assert word
        position = word.end()
        said = word[0]
        if said in _BEFORE_NOUN:
            asked = _BEHIND
        elif asked and said in _frame():
            asked = 0 if _VERB.search(said) else min(asked, _BEHIND)
        if said in ("not", "never") and counts and _longest(text, position + 1)[0] <= position + 1:
            out.append(said)  # how many were not done is not how many were
            continue
        if said in _frame() or not said.strip():
            continue
        if "\u3400" <= said[0] <= "\u9fff":
            found += 1
        elif said[0].isalpha():
            # What is counted, what it is of, from or by, and what was done to it must be known;
            # the rest need not.
            plain = len(said) < _SHORT or said in NUMBERS
            chinese = "" if plain else narrows(said) or reports.word_for(said)
            done = not plain and _is_done(text, word.start(), counts is not None)
            done = done and not says_nothing(said)
            topic = position < named_before and not plain and not _VERB.search(said)
            # Penalties for dumping are a part of all penalties, and so are forged requests.
            what_for = counts and said.endswith("ing") and text[:start].endswith(" for ")
            before_noun = topic or _HOW_MANY.search(text[: word.start()])
            which = before_noun and _longest(text, position + 1)[1] and not says_nothing(said)
            idle = not asked or _VERB.search(said) is not None
            idle = idle and not what_for and not which
            idle = idle and not done and not (counts and chinese and narrows(said))
            if idle and (not chinese or reports.sparing):
                unknown.append(said)
                continue
            if idle:
                reports.could_be_left_out.append(said)
            found += bool(chinese)
            asked -= not idle
            said = chinese or said
        out.append(said)
    if _YES_NO.search(text) and not asks_what and "有没有" not in out and "多少" not in out:
        out.insert(0, "有没有")
    # Where nothing else is said it is what is asked about.
    told = " ".join(out if found else out + unknown)
    told = told.removeprefix("和 ")  # And … only goes on
    if _OF_LETTERS.search(told):
        told = told.replace("尚未审结", "办理中")
    return _UNIT_BEHIND.sub(r"多少\1", told)


def _is_done(text: str, position: int, counts: bool) -> bool:
    """Tell whether the word at a position says what was done with what is asked for."""
    before = _BEFORE_VERB if counts else _WHETHER
    return before.search(text[:position]) is not None


_BEFORE_VERB = re.compile(
    r"\b(?:(?:is|are|was|were|been|be|being|get|got)"
    r"(?: (?:not|ever|later|then|still|yet|already|also|eventually|\w+ly))*"
    rf"|(?:did|does|do)(?: the)?(?: {MARK.pattern}| it| they)+(?: (?:not|ever|later|\w+ly))*) $"
)
_WHETHER = re.compile(
    rf"^(?:did|does|do|has|have|had)(?: (?:the|(?:any|some)(?:one|body)?|{MARK.pattern}|it|they))+"
    r"(?: (?:not|ever|also|actually|really|already|even|still|\w+ly))* $"
)
_CLAUSE_BEGINS = re.compile(r"(?:^|[,:;.]) *(?:(?:and|so|but|in|for|\d+) )*$")
"""There a verb asks whether; in “it has received how many requests” it does not."""
_COUNTS = re.compile("how (?:many|much)|what (?:number|percent|share|proportion)")
_HOW_MANY = re.compile(r"\b(?:how many|number of) $")
"""What comes next is counted, or says which ones are: forged requests."""
_TOPIC = re.compile(r"^\S+(?: \S+){0,3}(?=$|[:,] (?:how many|how much|total|number)\b)(?<![?.:,;])")
"""What is named before it is asked for: Noise complaints: how many?"""
_ONLY_ASKS = frozenset({"多少", "百分之", "哪天", "哪些", "有没有", "为什么", "怎么", "它", "两家"})
_UNIT_BEHIND = re.compile(rf"多少 ({words().units})(?![\u3400-\u9fff])")
_BESIDE = re.compile(
    r"(?<=\w )(?<!say )(?<!know )(?<!tell )"
    r"when (?=they |people |he |she |it publish|information |\w+ing\b)"
)
"""Such clauses tell what was, and do not ask when."""
_CLOSED = re.compile(
    r"(\b(?:accounts?|media|platforms?|web ?sites?|columns?|hotlines?|apps?)\b[^,;.?]{0,40}\b)"
    r"clos(?:ed?|ing)\b"
)
"""A case is closed when it is dealt with, and a website when it is no more."""
_ASKED, _BEHIND = 9, 2
"""So many words behind "how many" say what is counted, and behind a preposition what it is of."""
_VERB = re.compile(r"\w(?:ed|ing)\b|^(?:is|are|was|were|made|did|be|been)$")
_OF_LETTERS = re.compile("^(?!.*(?:复议|诉讼|起诉)).*(?:信件|信箱|留言|投诉|诉求|建议|提案|咨询)")
"""They are pending, but no court decides on them."""
_SHORT = 4
_BEFORE_NOUN = frozenset({"of", "from", "by", "about", "concerning", "regarding", "for"})
_WORD = re.compile(r"[a-z]+(?:'s)?|[0-9][0-9,.]*|[\u3400-\u9fff]+(?:[/、][\u3400-\u9fff]+)*|\s+|.")
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
_ASKS_WHAT = re.compile(
    r"^(?:(?:and|so|but|on|in|at|of|to|for|from|by|through|under|with) )*"
    r"(?:what|how|which|when|where|who|whose|why)\b|[,:;.] (?:how (?:many|much)|what)\b"
)
_YES_NO = re.compile(r"(?:^|[,:;.] )(?:(?:and|so|but) )?(?:is|are|was|were|has|have|had) ")


@cache
def _frame() -> frozenset[str]:
    return frozenset(english().frame)


def _longest(text: str, position: int) -> tuple[int, str]:
    """Return the end of the longest phrase that begins at a position, and its Chinese words."""
    end, words = position, ""
    for pattern, target in _phrases():
        if (hit := pattern.match(text, position)) and hit.end() > end:
            end, words = hit.end(), target
    return end, words


def _targets(text: str) -> list[str]:
    """Return the Chinese words of the phrases in a text."""
    found, position = [], 0
    while position < len(text):
        end, target = _longest(text, position)
        if end > position:
            found.append(target)
        position = max(end, position + 1)
    return found


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"\b(?:{pattern})\b"), target) for pattern, target in english().phrases.items()
    )
