"""The book's statements beyond the five posts have sources: scripts look for those without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tools.uncited_sentences import CITATION, main, sentences, split, uncited

from .conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

CITED_IN_EACH_SENTENCE = sorted(REPOSITORY.glob("after/*.md"))
PLANTED = "Nobody knows who wrote this sentence."
DOCUMENT = """\
# A heading needs none

One fact {cite:p}`one`. Another one, of *some* weight {cite:p}`two`! "A third," he wrote
{cite:p}`three`. A fourth, after a number such as 2.1 or v2. {cite:p}`four`

- An item with {term}`a term <term>` {cite:p}`one`.
-   Two of J. Doe's sentences in Acme Inc. buildings {cite:p}`one`. The second {cite:p}`one`?

| cell |
| --- |
| A cell {cite:p}`one`. |

:::{figure} picture.svg
:alt: An alternative text. It needs no citation.
:name: fig-one

The caption {cite:p}`one`.
:::

```{figure} picture.svg
---
alt: >-
  An alternative text. In two sentences.
---
The caption of another {cite:p}`one`.
```

```{toctree}
one
```

```python
print("No sentence. None.")
```
"""


def test_every_sentence_of_what_came_of_it_is_cited(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(CITED_IN_EACH_SENTENCE) >= 12
    assert main([str(path) for path in CITED_IN_EACH_SENTENCE]) == 0, capsys.readouterr().out
    counted = sum(len(sentences(path.read_text("utf-8"))) for path in CITED_IN_EACH_SENTENCE)
    assert counted > 150


@pytest.mark.parametrize(
    "place",
    [
        ("One fact {cite:p}`one`.", f"{PLANTED} One fact {{cite:p}}`one`."),
        ("{cite:p}`four`\n", f"{{cite:p}}`four` {PLANTED}\n"),
        ("-   Two", f"- {PLANTED}\n-   Two"),
        ("| A cell {cite:p}`one`. |", f"| {PLANTED} |"),
        ("The caption {cite:p}`one`.", PLANTED),
        ("```{toctree}", f"```{{note}}\n{PLANTED}\n```\n\n```{{toctree}}"),
    ],
    ids=["first", "last", "item", "cell", "caption", "note"],
)
def test_a_planted_sentence_is_found(place: tuple[str, str], tmp_path: Path) -> None:
    assert uncited(DOCUMENT) == []
    planted = DOCUMENT.replace(*place)
    assert [sentence.text for sentence in uncited(planted)] == [PLANTED]
    file = tmp_path / "planted.md"
    file.write_text(planted, encoding="utf-8")
    assert main([str(file)]) == 1


def test_sentences_end_where_a_reader_sees_their_end() -> None:
    text = f"A {CITATION}. B? {CITATION} C v2.1 by J. Doe!{CITATION} “Done.” E…"
    ends = ["A .", "B? ", "C v2.1 by J. Doe!", "“Done.”", "E…"]
    assert [sentence.replace(CITATION, "") for sentence in split(text)] == ends


def test_every_definition_of_the_glossary_is_cited() -> None:
    text = (REPOSITORY / "matter" / "glossary.md").read_text(encoding="utf-8")
    entries = re.split(r"\n\n(?=\S)", text.partition("```{glossary}\n")[2].rpartition("\n```")[0])
    assert len(entries) >= 40
    assert [entry for entry in entries if "{cite:p}`" not in entry] == []


def test_every_term_of_the_glossary_is_used_in_a_chapter() -> None:
    glossary = (REPOSITORY / "matter" / "glossary.md").read_text(encoding="utf-8")
    terms = set(re.findall(r"^(\S.*)\n  \S", glossary.partition("{glossary}")[2], re.MULTILINE))
    texts = [
        path.read_text(encoding="utf-8")
        for folder in ("posts", "after", "matter")
        for path in REPOSITORY.glob(f"{folder}/*.md")
        if path.name != "glossary.md"
    ]
    roles = re.findall(r"\{term\}`(?:[^`<]*<)?([^`<>]+)>?`", "\n".join(texts))
    used = {" ".join(role.split()) for role in roles}
    assert len(terms) >= 40
    assert terms - used == set()
