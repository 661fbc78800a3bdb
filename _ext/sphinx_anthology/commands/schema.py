"""Print the JSON Schema of the front matter: ``python -m sphinx_anthology.commands.schema``."""

from __future__ import annotations

import json
import sys

from sphinx_anthology.core.frontmatter.keys import json_schema


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(json_schema(), indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
