"""Sphinx's own search for languages whose words it does not separate.

It splits Chinese only with the package ``jieba``, and does not find Korean or Thai words of one or
two letters within a text without spaces. Here each two consecutive characters are an index term,
and so is each character.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_RUN = (
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]+"
)
_RUNS = re.compile(_RUN)


class PairSearch(SearchEnglish):
    """Search in texts whose words are not separated, and in English words among them.

    Sphinx names the stemmer after ``language_name``, which stays English.
    """

    js_splitter_code = f"""
function splitQuery(query) {{
  const pairs = (run) => {{
    const letters = [...run];
    const found = letters.slice(1).map((letter, index) => letters[index] + letter);
    return ` ${{(found.length ? found : letters).join(" ")}} `;
  }};
  return query
    .replace(/{_RUN}/gu, pairs)
    .split(/[^\\p{{L}}\\p{{M}}\\p{{N}}_]+/gu)
    .filter((word) => word);
}}
"""

    def split(self, input: str) -> list[str]:  # noqa: A002 (Sphinx's name)
        """Return the characters, the pairs of characters, and the words of other texts."""
        runs = _RUNS.findall(input)
        pairs = (first + second for run in runs for first, second in pairwise(run))
        return [*pairs, *"".join(runs), *super().split(_RUNS.sub(" ", input))]


class ChineseSearch(PairSearch):
    """Search in Chinese without ``jieba``."""

    lang = "zh"


class KoreanSearch(PairSearch):
    """Search in Korean, whose words are written together with their particles."""

    lang = "ko"


class ThaiSearch(PairSearch):
    """Search in Thai."""

    lang = "th"


def setup(app: Sphinx) -> None:
    """Register the languages; Chinese only without ``jieba``."""
    app.add_search_language(KoreanSearch)
    app.add_search_language(ThaiSearch)
    if find_spec("jieba") is None:
        app.add_search_language(ChineseSearch)
