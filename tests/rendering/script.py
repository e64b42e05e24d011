"""Other renderings of a whole model: in the other script, or with padded cells."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import cycle

from opencc import OpenCC

from .model import ReportModel, ScriptName

TAIWAN_WORDS = {"規範性文件": "規範性檔案"}
PADDINGS = ("\u3000{}", "{}\u00a0", "\u00a0{}", "{}")


@cache
def _converter(configuration: str) -> OpenCC:
    return OpenCC(configuration)


def convert(text: str, script: ScriptName) -> str:
    """The text in a script; `tw` has the characters usual in Taiwan (為 for 爲) and its words."""
    if script == "hans":
        return str(_converter("t2s").convert(text))
    if script == "hant":
        return str(_converter("s2t").convert(text))
    converted = str(_converter("s2tw").convert(text))
    for word, taiwan_word in TAIWAN_WORDS.items():
        converted = converted.replace(word, taiwan_word)
    return converted


def to_traditional(model: ReportModel, taiwan_words: bool = False) -> ReportModel:
    """The report in traditional characters, labels of the form included."""
    script: ScriptName = "tw" if taiwan_words else "hant"
    return replace(model.map_text(lambda text: convert(text, script)), script=script)


def to_simplified(model: ReportModel) -> ReportModel:
    """The report in simplified characters, labels of the form included."""
    return replace(model.map_text(lambda text: convert(text, "hans")), script="hans")


def padded(model: ReportModel) -> ReportModel:
    """The report with U+3000 and U+00A0 around the text of its cells, as Word tables leave them."""
    paddings = cycle(PADDINGS)
    return model.with_cells({key: next(paddings).format(raw) for key, raw in model.cells() if raw})
