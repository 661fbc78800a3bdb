"""Print the JSON Schema of the front matter."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.keys import json_schema

if TYPE_CHECKING:
    import argparse


def schema_text() -> str:
    """Return the JSON Schema as text."""
    return json.dumps(json_schema(), indent=2) + "\n"


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command: none."""


def run(_options: argparse.Namespace) -> int:
    """Print the schema."""
    sys.stdout.write(schema_text())
    return 0
