"""Parquet with typed columns; numbers are exact decimals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from agent.export.columns import Column, Kind, Record

_DIGITS, _FRACTION = 38, 10
_TYPES: dict[Kind, Any] = {
    "integer": pa.int64(),
    "number": pa.decimal128(_DIGITS, _FRACTION),
    "text": pa.string(),
}
_ROWS_AT_ONCE = 20_000


def write_parquet(path: Path, columns: Sequence[Column], records: Iterable[Record]) -> None:
    """Write the records, a row group at a time.

    A number past 28 whole or 10 fractional digits is null; the column `raw` of the long shape has
    it as the report does.
    """
    schema = pa.schema([(column.name, _TYPES[column.kind]) for column in columns])
    # A wide record has some hundred columns: as many values at once, whatever the shape.
    rows_at_once = max(1, _ROWS_AT_ONCE * 20 // len(columns))
    with pq.ParquetWriter(path, schema) as writer:
        for batch in _batches(records, rows_at_once):
            arrays = [
                pa.array(map(_exact, values) if column.kind == "number" else values, field.type)
                for column, field, values in zip(
                    columns, schema, zip(*batch, strict=True), strict=True
                )
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _batches(records: Iterable[Record], size: int) -> Iterator[list[Record]]:
    iterator = iter(records)
    while batch := list(islice(iterator, size)):
        yield batch


def _exact(value: int | Decimal | None) -> Decimal | None:
    if value is None:
        return None
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int), "a stored number is finite"
    fits = exponent >= -_FRACTION and number.adjusted() < _DIGITS - _FRACTION
    return number if fits else None
