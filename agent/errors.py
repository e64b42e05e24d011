"""Every error this package raises on purpose, in one tree.

    XxgkError                      one plain line: what is wrong, and what to do
    ├── InputError                 a file cannot be read as a report; others go on
    │   ├── UnsupportedFormat        not a format that is read (.doc, .xls, an image, binary)
    │   ├── UnreadableDocument       the right format, but empty, damaged, encrypted or a scan
    │   ├── InputTooLarge            past a size limit (also a zip bomb)
    │   └── NotAReport               readable text, but no information-disclosure report
    ├── StoreError                 the database is missing, foreign, locked or too new
    ├── ConfigurationError         a form, a prompt or a setting is malformed
    ├── ModelError                 a model cannot be had, or does not answer as asked
    └── UsageError                 the command was called with something that cannot be done

The command line prints the message and exits with 1, or 2 for `UsageError`. Anything else that
escapes is a defect.
"""

from __future__ import annotations


class XxgkError(Exception):
    """Base of all errors raised on purpose.

    Args:
        message: what is wrong, naming the value that caused it.
        remedy: what the user can do about it, as an imperative sentence.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}. {self.remedy}" if self.remedy else self.message

    def __reduce__(self) -> tuple[type[XxgkError], tuple[str, str]]:
        # The default would hand only the message to the constructor, and so lose the remedy on
        # the way back from a worker process.
        return type(self), (self.message, self.remedy)


class InputError(XxgkError):
    """A file that cannot be read as a report."""


class UnsupportedFormat(InputError):
    """A file in a format that is not read."""


class UnreadableDocument(InputError):
    """A file of a supported format without readable text: empty, damaged, encrypted, scanned."""


class InputTooLarge(InputError):
    """A file past a size limit, packed or unpacked."""


class NotAReport(InputError):
    """Readable text that is no government information-disclosure report."""


class StoreError(XxgkError):
    """The database is missing, not ours, locked, or written by a newer version."""


class ConfigurationError(XxgkError):
    """A form, a prompt or a setting is malformed."""


class ModelError(XxgkError):
    """A model cannot be had, does not answer, or answers what is no answer."""


class UsageError(XxgkError):
    """The command was called with something that cannot be done."""
