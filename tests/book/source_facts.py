"""The facts of the five posts, sentence by sentence, and the words by which each chapter has them.

The facts were taken from the posts, the words from the chapters. A pattern is matched, in any case,
against the text of the chapter without its markup; white space in it matches a line break too.
"""

from __future__ import annotations

from typing import NamedTuple


class Fact(NamedTuple):
    """What a post says, and a pattern of words in the chapter that retells it."""

    fact: str
    words: str


