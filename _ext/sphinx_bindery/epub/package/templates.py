"""The Jinja templates of the generated files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from sphinx_bindery.common.xml_text import xml_text


def render(name: str, **values: object) -> bytes:
    """Render a template of ``epub/template``; values are escaped, so that the result is XML."""
    return _environment().get_template(name).render(**values).encode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: xml_text(value) if type(value) is str else value,
    )


def _source(name: str) -> str:
    return files("sphinx_bindery.epub").joinpath("template", name).read_text(encoding="utf-8")
