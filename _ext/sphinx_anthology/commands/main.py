"""The command line: ``sphinx-anthology``, or ``python -m sphinx_anthology``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sphinx_anthology.commands import check, import_posts, init, new, schema, stats

if TYPE_CHECKING:
    from collections.abc import Sequence


_COMMANDS = {
    "check": check,
    "import": import_posts,
    "init": init,
    "new": new,
    "schema": schema,
    "stats": stats,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command named by the first argument, and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="sphinx-anthology", description="Work with the posts of an anthology."
    )
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, module in _COMMANDS.items():
        summary = (module.__doc__ or "").partition("\n")[0]
        subparser = subparsers.add_parser(name, help=summary, description=summary)
        module.add_arguments(subparser)
        subparser.set_defaults(run=module.run)
    options = parser.parse_args(arguments)
    exit_code: int = options.run(options)
    return exit_code
