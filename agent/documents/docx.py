"""DOCX -> HTML by mammoth, then the code that reads pages: one way to read merged cells."""

from __future__ import annotations

import io

from agent.documents.markup import Markup, read_markup
from agent.errors import UnreadableDocument


def read_docx(data: bytes, path: str) -> Markup:
    """Turn a Word file into text with grids.

    Raises:
        UnreadableDocument: the file is damaged or has no text.
    """
    import mammoth

    try:
        # Pictures would be carried along as base64 text.
        result = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=mammoth.images.img_element(lambda image: {})
        )
    except Exception as error:
        # mammoth lets its parsers' errors through (zip, XML, missing parts): all mean damage.
        raise UnreadableDocument(
            f"{path}: the Word file is damaged ({type(error).__name__})",
            "Open it in Word or WPS and save it again as .docx",
        ) from error
    markup = read_markup(result.value)
    if not markup.text.strip():
        raise UnreadableDocument(
            f"{path}: the Word file has no text", "If it holds pictures, run text recognition first"
        )
    return markup
