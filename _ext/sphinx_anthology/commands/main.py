"""The command ``sphinx-anthology``, also ``python -m sphinx_anthology``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Protocol

from sphinx_anthology.commands import check, new, schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Command(Protocol):
    """The interface of a command's module; its docstring is the help text."""

    __doc__: str | None

    def add_arguments(self, parser: argparse.ArgumentParser, /) -> None:
        """Declare the arguments."""

    def run(self, options: argparse.Namespace, /) -> int:
        """Run the command and return its exit code."""


COMMANDS: Mapping[str, Command] = {"check": check, "new": new, "schema": schema}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command named by the first argument, and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="sphinx-anthology", description="Work with the posts of an anthology."
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        summary = (module.__doc__ or "").partition("\n")[0]
        module.add_arguments(subparsers.add_parser(name, help=summary, description=summary))
    options = parser.parse_args(arguments)
    return COMMANDS[options.command].run(options)
