"""The command line: thin commands over the package.

Nothing heavy is imported before a command runs, so that `xxgk --help` answers at once.
"""

from agent.cli.main import app, main

__all__ = ["app", "main"]
