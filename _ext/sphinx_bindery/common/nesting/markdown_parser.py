"""MyST's parser with a higher limit of nesting, for lists of ten levels and more.

markdown-it's preset for CommonMark stops at 20 levels, of which each level of a list takes two,
and drops the rest of the document without a message
(https://github.com/executablebooks/markdown-it-py/blob/master/markdown_it/presets/commonmark.py).
MyST has no option for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from myst_parser.config.main import TopmatterReadError, merge_file_level, read_topmatter
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import create_warning
from sphinx.util import logging

from sphinx_bindery.common.markdown.rules.code_fences import rewrite_code_fences
from sphinx_bindery.common.markdown.rules.dollar_signs import (
    keep_dollar_sign,
    read_double_dollars,
)
from sphinx_bindery.common.markdown.rules.fenced_divs import rewrite_fences
from sphinx_bindery.common.markdown.rules.image_alternatives import complete_alternatives

if TYPE_CHECKING:
    from docutils import nodes
    from markdown_it import MarkdownIt
    from myst_parser.config.main import MdParserConfig
    from myst_parser.warnings_ import MystWarnings

MAX_NESTING = 300
"""The maximum number of levels in markdown-it, which counts two for each level of a list."""

_logger = logging.getLogger(__name__)


class NestingMystParser(MystParser):
    """Parser of Markdown that warns about blocks that are nested too deep."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a document.

        Args:
            inputstring: The text.
            document: The document, to which the nodes are added.
        """
        config = _config(inputstring, document)
        parser: MarkdownIt = create_md_parser(config, SphinxRenderer)
        parser.options["document"] = document
        parser.options["maxNesting"] = MAX_NESTING
        if document.settings.env.config.smartquotes:
            # markdown-it has English quotation marks; docutils has those of the language
            parser.disable("smartquotes", ignoreInvalid=True)
        parser.core.ruler.push("fences", rewrite_fences)
        parser.core.ruler.push("code_fences", rewrite_code_fences)
        parser.core.ruler.push("alternatives", complete_alternatives)
        if "math_inline" in parser.get_all_rules()["inline"]:
            parser.inline.ruler.before("math_inline", "dollar_sign", keep_dollar_sign)
            if not config.dmath_double_inline:
                parser.inline.ruler.before("dollar_sign", "double_dollars", read_double_dollars)
        env: dict[str, Any] = {}
        tokens = parser.parse(inputstring, env)
        deepest = max(tokens, key=lambda token: token.level, default=None)
        if deepest is not None and deepest.level >= MAX_NESTING - 2:
            line = deepest.map[0] + 1 if deepest.map else None
            _logger.warning(
                "nesting: blocks are nested more than %d levels deep, so the text from here on may "
                "be lost; nest less",
                MAX_NESTING // 2,
                location=(document.settings.env.current_document.docname, line),
                type="bindery",
                subtype="nesting",
            )
        parser.renderer.render(tokens, parser.options, env)


def _config(text: str, document: nodes.document) -> MdParserConfig:
    """Return MyST's configuration, updated from the front matter of a document."""
    config: MdParserConfig = document.settings.env.myst_config

    def report(kind: MystWarnings, message: str) -> None:
        create_warning(document, message, kind, line=1, append_to=document)

    try:
        front_matter = read_topmatter(text)
    except TopmatterReadError:  # reported when it is rendered
        return config
    return merge_file_level(config, front_matter, report) if front_matter else config
