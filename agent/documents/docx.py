"""DOCX -> HTML by mammoth, then the code that reads pages: one way to read merged cells."""

from __future__ import annotations

import io

from agent.documents.markup import Markup, read_markup
from agent.documents.package import text_parts
from agent.errors import UnreadableDocument

_REMEDY = "Open it in Word or WPS and save it again as .docx"


def read_docx(data: bytes, path: str) -> Markup:
    """Turn a Word file into text with grids.

    Raises:
        UnreadableDocument: the file is damaged.
        InputTooLarge: it unpacks to more than a report has.
    """
    import mammoth

    parts = text_parts(data, path)
    try:
        # The parts have no pictures: each would be carried along as base64 text.
        result = mammoth.convert_to_html(
            io.BytesIO(parts), convert_image=mammoth.images.img_element(lambda image: {})
        )
    except MemoryError:
        raise
    except RecursionError as error:
        raise UnreadableDocument(
            f"{path}: the Word file has tables nested too deeply", _REMEDY
        ) from error
    except Exception as error:
        # mammoth lets its parsers' errors through (zip, XML, missing parts): all mean damage.
        raise UnreadableDocument(
            f"{path}: the Word file is damaged ({type(error).__name__})", _REMEDY
        ) from error
    return read_markup(result.value, path)
