"""Templates, styles and scripts of the pages, and the policy that lets a page run nothing else.

Templates escape everything. Styles and scripts are files of this package, put into the page as they
are and named in its Content-Security-Policy by their hash: text of a report that got past the
escaping would still be neither a script nor a style.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

START = "start.js"
"""Runs before anything is drawn: tells the styles that there are scripts."""


@cache
def static(name: str) -> str:
    """Return a style sheet or a script."""
    return (files("agent.pages") / "static" / name).read_text(encoding="utf-8")


@cache
def policy(style: str, *scripts: str) -> str:
    """Return the Content-Security-Policy of a page with this style sheet and these scripts."""
    allowed = " ".join(_hash(static(script)) for script in scripts)
    return (
        f"default-src 'none'; style-src {_hash(static(style))}; script-src {allowed};"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def exact(text: str) -> Markup:
    """Escape text so that a browser has it character for character.

    A bare carriage return would become a newline; a null character cannot be in a page at all.
    """
    return Markup(str(escape(text)).replace("\r", "&#13;").replace("\0", "\ufffd"))


@cache
def environment() -> Environment:
    """Return the templates."""

    def source(name: str) -> str:
        return (files("agent.pages") / "templates" / name).read_text(encoding="utf-8")

    made = Environment(
        loader=FunctionLoader(source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["exact"] = exact
    made.globals["static"] = lambda name: Markup(static(name))  # our own files
    made.globals["policy"] = policy
    made.globals["start"] = START
    return made
