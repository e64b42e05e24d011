"""Makes the generated parts of the documentation: `python -m docs.regenerate`.

- In both READMEs, each block below `<!-- output: COMMAND -->` is what that command prints, and each
  Python block has what its statements print. All run in the order of the page, in one folder, where
  `reports/` has the five reports of `eval/corpus`. What stands behind `<<<` in a command is typed
  into it on a terminal, a line each.
- `docs/rules.md` lists the rules of `agent.checks.RULES`.
- The layers in `docs/architecture.md` are those that the import linter enforces.
- `docs/images/show.svg` is a terminal with the output of `xxgk show` and `xxgk findings`.

`tests/test_docs.py` fails when one of them is not current.
"""

from __future__ import annotations

import doctest
import html
import io
import os
import re
import shlex
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import chdir, contextmanager, nullcontext, redirect_stderr, redirect_stdout
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

if TYPE_CHECKING:
    from agent.checks import Rule

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "eval" / "corpus"
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
ARCHITECTURE = ROOT / "docs" / "architecture.md"
RULES_PAGE = ROOT / "docs" / "rules.md"
PICTURE = ROOT / "docs" / "images" / "show.svg"

_BLOCK = re.compile(
    r"(?P<head><!-- output: (?P<command>[^\n]+) -->\n```console\n).*?(?=^```$)"
    r"|^```python\n(?P<code>>>> .*?)(?=^```$)",
    re.DOTALL | re.MULTILINE,
)
_LAYERS = re.compile(r"(<!-- layers -->\n```text\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)

_DRAWING = {"COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"}
"""Variables of a terminal that would change what is printed."""

_CLASSES = {
    "stated": "stated in the form itself",
    "arithmetic": "follows from what the cells mean",
    "implied": "normally true",
    "heuristic": "a hint, worth a look",
    "structure": "the report is not built as the form asks",
    "quality": "a cell, a label or the text is not as it should be",
}
_GROUPS = {
    "ST": "Structure",
    "T2": "Section two, 主动公开: both forms",
    "T2A": "Section two, 主动公开: form 2019",
    "T2B": "Section two, 主动公开: form 2021",
    "T3": "Section three, 依申请公开",
    "T4": "Section four, 复议诉讼",
    "NT": "The narrative against the tables",
    "NN": "The narrative against itself",
    "DQ": "Cells and labels",
    "CV": "Copying and conversion",
}


class Session:
    """Runs the commands and the Python of a page in one folder, each once."""

    def __init__(self) -> None:
        self._outputs: dict[str, str] = {}
        self._names: dict[str, object] = {}

    def output(self, command: str) -> str:
        """Return what a command prints, both streams, without spaces at line ends."""
        if command not in self._outputs:
            self._outputs[command] = _run(command)
        return self._outputs[command]

    def python(self, code: str) -> str:
        """Return a block of Python with what its statements print."""
        lines = []
        for example in doctest.DocTestParser().get_examples(code):
            printed = io.StringIO()
            with redirect_stdout(printed):
                exec(compile(example.source, "README", "single"), self._names)
            first, *more = example.source.splitlines()
            lines += [f">>> {first}", *(f"... {line}" for line in more)]
            lines += printed.getvalue().splitlines()
        # The empty line ends the output for whoever runs the page as a doctest.
        return "".join(f"{line}\n" for line in [*lines, ""])


@contextmanager
def session() -> Iterator[Session]:
    """Work in a new folder that has the five reports in `reports/`."""
    with tempfile.TemporaryDirectory() as name, chdir(name):
        shutil.copytree(CORPUS, "reports")
        yield Session()


def _run(command: str) -> str:
    from agent.cli.main import run

    program, *arguments = shlex.split(command)
    assert program == "xxgk", command
    typed: list[str] = []
    if "<<<" in arguments:
        place = arguments.index("<<<")
        arguments, typed = arguments[:place], arguments[place + 1 :]
    printed = io.StringIO()
    plain = {name: value for name, value in os.environ.items() if name not in _DRAWING}
    # As on a machine with one processor: with several, the numbers of the reports depend on which
    # of them is read first.
    with (
        mock.patch("agent.batch.default_jobs", return_value=1),
        mock.patch.dict(os.environ, plain, clear=True),
        mock.patch("sys.stdin", _Terminal(typed)) if typed else nullcontext(),
        redirect_stdout(printed),
        redirect_stderr(printed),
    ):
        run(arguments)
    return "".join(f"{line.rstrip()}\n" for line in printed.getvalue().splitlines())


class _Terminal(io.StringIO):
    """Somebody who types lines at a terminal, where they are seen."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))

    def isatty(self) -> bool:
        return True

    def readline(self, *_: object) -> str:
        line = super().readline()
        print(line, end="")
        return line


def with_outputs(page: str, runs: Session) -> str:
    """Return a page with its outputs made again."""

    def block(match: re.Match[str]) -> str:
        if match["code"]:
            return f"```python\n{runs.python(match['code'])}"
        shown = match["command"].partition(" <<< ")[0]
        return f"{match['head']}$ {shown}\n{runs.output(match['command'])}"

    return _BLOCK.sub(block, page)


def with_layers(page: str) -> str:
    """Return the page on the architecture with the layers as they are enforced."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    layers = "".join(f"{layer}\n" for layer in contract["layers"])
    return _LAYERS.sub(lambda match: match[1] + layers, page)


def rules_page() -> str:
    """Return the list of all rules."""
    from agent.checks import RULES
    from agent.checks.registry import SEVERITY

    lines = [
        "# The rules",
        "",
        "<!-- Generated by docs/regenerate.py from agent.checks.RULES: do not edit. -->",
        "",
        f"The {len(RULES)} rules in the order in which their findings are told. A rule reports, it"
        " never repairs. Its severity follows its class, unless the rule says otherwise.",
        "",
        "| class | severity | meaning |",
        "|---|---|---|",
        *(f"| {name} | {SEVERITY[name]} | {meaning} |" for name, meaning in _CLASSES.items()),
        "",
    ]
    for group, rules in groupby(RULES, key=lambda rule: rule.id.split("-")[0]):
        lines += [f"## {group}: {_GROUPS[group]}", ""]
        lines += ["| id | class | severity | subject | note |", "|---|---|---|---|---|"]
        lines += [
            f"| {rule.id} | {rule.rule_class} | {rule.severity} | {rule.subject} | {_note(rule)} |"
            for rule in rules
        ]
        lines.append("")
    return "\n".join(lines)


def _note(rule: Rule) -> str:
    """Return the first line of a rule's docstring."""
    first = (rule.check.__doc__ or "").partition("\n")[0]
    return re.sub(r" \(format\.md [\d.]+\)", "", first)


_THEME = TerminalTheme(
    (255, 255, 255),
    (36, 41, 47),
    [(36, 41, 47), (180, 35, 24), (17, 99, 41), (140, 90, 0), (9, 105, 218), (130, 80, 223),
     (27, 124, 131), (110, 119, 129)],
)  # fmt: skip
_TEMPLATE = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font: {char_height}px/{line_height}px ui-monospace, "SF Mono", Menlo, \
Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "Noto Sans CJK SC", "PingFang SC", \
"Microsoft YaHei", "WenQuanYi Micro Hei", monospace; white-space: pre }}
.{unique_id}-title {{ font: 16px sans-serif }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
_RULE = "T2A-DELTA-WORDONLY"
_WIDTH = 84
_ASPECT = 0.6
_CELL = 20 * _ASPECT
_TEXT = re.compile(
    r'<text class="(?P<style>[^"]+)" x="(?P<x>[^"]+)" y="(?P<y>[^"]+)" textLength="[^"]+"'
    r' clip-path="(?P<clip>[^"]+)">(?P<text>[^<]+)</text>'
)


def picture(runs: Session) -> str:
    """Return a terminal with a table and a finding of a real report, as an SVG image."""
    from agent.cli.rendering import finding_line, print_report
    from agent.store import Store

    runs.output("xxgk extract reports")
    console = Console(
        record=True, width=_WIDTH, file=io.StringIO(), force_terminal=True, highlight=False,
        markup=False, color_system="truecolor", legacy_windows=False, _environ={},
    )  # fmt: skip
    with Store("xxgk.db", read_only=True) as store:
        _prompt(console, "xxgk show 平川区 --table article20")
        print_report(console, store.get("平川区"), ("article20",))
        console.print()
        _prompt(console, f"xxgk findings --report 平川区 --rule {_RULE}")
        rows = list(store.findings("平川区", rule=_RULE))
        heading = f"{rows[0].report_id}  {rows[0].organization} {rows[0].year}  {rows[0].path}"
        console.print(Text(heading, "bold"))
        for row in rows:
            console.print(finding_line(row))
    svg = console.export_svg(
        title="xxgk", theme=_THEME, code_format=_TEMPLATE, font_aspect_ratio=_ASPECT, unique_id="t"
    )
    svg = _TEXT.sub(_by_width, svg).replace("rgba(255,255,255,0.35)", "#d0d7de")
    return re.sub(r"[ \t]+$", "", svg, flags=re.M)


def _prompt(console: Console, command: str) -> None:
    console.print(Text.assemble(("$ ", "dim"), (command, "bold")))


def _by_width(match: re.Match[str]) -> str:
    """Split a run of text where the width of its characters changes, and place each piece.

    rich gives every character one column; a Chinese one has two, and would be squeezed.
    """
    x = float(match["x"])
    pieces = []
    for wide, run in groupby(html.unescape(match["text"]), key=lambda c: cell_len(c) == 2):
        text = "".join(run)
        length = cell_len(text) * _CELL
        if text.strip():
            size = ' font-size="22"' if wide else ""
            pieces.append(
                f'<text class="{match["style"]}" x="{x:g}" y="{match["y"]}"{size}'
                f' textLength="{length:g}" clip-path="{match["clip"]}">{html.escape(text)}</text>'
            )
        x += length
    return "".join(pieces)


def generated(runs: Session) -> dict[Path, str]:
    """Return every generated file as it should be."""
    return {
        **{page: with_outputs(page.read_text(encoding="utf-8"), runs) for page in READMES},
        PICTURE: picture(runs),
        RULES_PAGE: rules_page(),
        ARCHITECTURE: with_layers(ARCHITECTURE.read_text(encoding="utf-8")),
    }


def main() -> None:
    """Write what is not current."""
    with session() as runs:
        files = generated(runs)
    for path, text in files.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
