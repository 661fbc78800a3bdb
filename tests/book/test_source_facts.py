"""Every fact of the five posts is in the chapter that retells its post."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tools.uncited_sentences import sentences

from .chapters import CHAPTERS
from .conftest import REPOSITORY

LIST = Path(__file__).with_name("source_facts.txt")
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True)
class Fact:
    """A fact of a post, the chapter that must have it, and a pattern of the words for it."""

    docname: str
    fact: str
    words: str


def facts() -> list[Fact]:
    found: list[Fact] = []
    docname = ""
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            docname = line.strip("[]")
        elif line and not line.startswith("#"):
            fact, words = line.split(" -> ")
            found.append(Fact(docname, fact, words))
    return found


def text_of(docname: str) -> str:
    """Return the sentences of a chapter, without markup and with straight quotes."""
    markdown = (REPOSITORY / f"{docname}.md").read_text(encoding="utf-8")
    return " ".join(sentence.text for sentence in sentences(markdown)).translate(STRAIGHT)


def missing(docname: str, text: str) -> list[str]:
    """Return the facts of a chapter that a text does not have."""
    return [
        fact.fact
        for fact in facts()
        if fact.docname == docname and not re.search(fact.words, text, re.IGNORECASE)
    ]


def test_the_list_has_every_post_and_no_fact_twice() -> None:
    found = facts()
    assert {fact.docname for fact in found} == {chapter.docname for chapter in CHAPTERS}
    assert len({(fact.docname, fact.fact) for fact in found}) == len(found) >= 250
    assert [fact.fact for fact in found if len(fact.words.replace(" ", "")) < 8] == []


@pytest.mark.parametrize("docname", [chapter.docname for chapter in CHAPTERS])
def test_no_fact_of_its_post_is_missing(docname: str) -> None:
    assert missing(docname, text_of(docname)) == []


@pytest.mark.parametrize("docname", [chapter.docname for chapter in CHAPTERS])
def test_facts_of_other_posts_would_be_missed(docname: str) -> None:
    others = " ".join(text_of(other.docname) for other in CHAPTERS if other.docname != docname)
    all_facts = [fact for fact in facts() if fact.docname == docname]
    assert len(missing(docname, others)) > 0.9 * len(all_facts)
