"""The search finds words in many languages, by Pagefind and by Sphinx's own search."""

from __future__ import annotations

# ruff: noqa: E501 (letters of double width)
import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_bindery.html.search import search_index
from sphinx_bindery.html.search.spellings import (
    END,
    character_pairs,
    other_spellings,
    with_spellings,
)
from tests.browser import in_the_browser, looked_at

from .searching import search

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Project

TEXTS = {
    "ja": "吾輩は猫である。名前はまだ無い。コンピューターの検索を試す。東京都に住む。",
    "zh": "我们在北京大学学习计算机科学。图书馆里有很多书。",
    "ko": "서울에서 도서관에 갔습니다. 책을 읽었습니다.",
    "de": "Das Bundesverfassungsgericht prüft Häuser und Straßen.",
    "ar": "ذهبت إلى المكتبة وقرأت الكتاب الجديد.",
    "th": "ฉันไปห้องสมุดเพื่ออ่านหนังสือ",
    "en": "Walking in the park.",
}
WORDS = {
    "ja": ("猫", "名前", "検索", "コンピューター", "東京"),
    "zh": ("书", "北京", "图书馆", "计算机科学"),
    "ko": ("책", "서울", "도서관"),
    "de": ("Bundesverfassungsgericht", "haus", "Strassen", "Straße"),
    "ar": ("المكتبة", "كتاب"),
    "th": ("ห้องสมุด", "หนังสือ"),
    "en": ("walk", "park"),
}
ABSENT = ("犬", "京東", "书图", "부산", "Gericht", "جامعة")


def build(project: Project, language: str, more: str = "") -> Path:
    project.write(
        {
            f"posts/{name}.md": f"---\ndate: 2014-05-09\n---\n# {name.upper()}\n\n{text}\n"
            for name, text in TEXTS.items()
        }
    )
    conf = project.folder / "conf.py"
    settings = f'language = "{language}"\nhtml_theme = "sphinx_book_theme"\n{more}'
    text = conf.read_text(encoding="utf-8") + settings + 'extensions.append("sphinx_bindery")\n'
    conf.write_text(text, encoding="utf-8")
    return project.build(fresh=True).outdir


def asked(query: str) -> str:
    """Return what the search page asks Pagefind for: pairs of characters where there are some."""
    pairs = {part for part in character_pairs(query) if END not in part}
    return " ".join(sorted(pairs)) or query


@pytest.mark.skipif(search_index.pagefind_program() is None, reason="Pagefind is not installed")
@pytest.mark.parametrize("language", ["en", "ja", "zh_CN", "ar"])
def test_pagefind_finds_words_of_all_languages(project: Project, language: str) -> None:
    site = build(project, language)
    queries = [(name, word) for name, words in WORDS.items() for word in words]
    if language != "en":
        queries.remove(("de", "haus"))  # the stem, and so "walk", is that of English
        queries.remove(("en", "walk"))
    answers = search(site, *((asked(word), {}) for _name, word in queries))
    for (name, word), answer in zip(queries, answers, strict=True):
        found = [page["raw_url"] for page in answer["results"]]
        assert found[:1] == [f"/posts/{name}.html"], word
    absent = [(asked(word), {}) for word in ABSENT]
    for word, answer in zip(ABSENT, search(site, *absent), strict=True):
        assert answer["results"] == [], word


@in_the_browser
def test_the_search_page_divides_queries_likewise(project: Project) -> None:
    site = build(project, "en")
    words = (("ja", "猫"), ("ja", "名前"), ("zh", "图书馆"), ("th", "หนังสือ"))
    searches = [json.dumps(["search.html", f"words:{word}"]) for _name, word in words]
    found: Any = looked_at("search.mjs", site, *searches)
    for (name, word), page in zip(words, found, strict=True):
        assert [hit["title"] for hit in page["found"]] == [name.upper()]
        assert page["found"][0]["marked"] == [word]


SPHINX_SEARCH = """\
const vm = require("vm"), fs = require("fs");
const [folder, ...words] = process.argv.slice(1);
const context = { document: { addEventListener() {} }, addEventListener() {},
  SPHINX_HIGHLIGHT_ENABLED: false, DOCUMENTATION_OPTIONS: {}, console, _ready() {}, _: (text) => text,
  Documentation: { ngettext: (one) => one } };
context.window = context;
vm.createContext(context);
const read = (name) => fs.readFileSync(`${folder}/${name}`, "utf-8");
for (const name of ["_static/language_data.js", "_static/searchtools.js"]) {
  vm.runInContext(read(name).replaceAll(/^(const|let) (\\w+) =/gm, "var $2 ="), context);
}
vm.runInContext("Search.setIndex = (index) => { Search._index = index; };", context);
vm.runInContext(read("searchindex.js"), context);
const found = words.map((word) => {
  context.word = word;
  return vm.runInContext(
    "(() => { const [, terms, not] = Search._parseQuery(word);" +
    " return Search.performTermsSearch(terms, not).map((hit) => hit[0]); })()",
    context);
});
console.log(JSON.stringify(found));
"""


@pytest.mark.parametrize(
    ("language", "name"),
    [("ja", "ja"), ("zh_CN", "zh"), ("zh_TW", "zh"), ("ko", "ko"), ("th", "th"), ("de", "de")],
)
def test_sphinx_s_own_search_finds_words_of_its_language(
    project: Project, language: str, name: str
) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed")
    site = build(project, language, 'bindery_search = "sphinx"\n')
    words = [word for word in WORDS[name] if word not in {"猫", "haus", "Strassen", "Straße"}]
    run = subprocess.run(
        [node, "-e", SPHINX_SEARCH, site, *words], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    for word, found in zip(words, json.loads(run.stdout), strict=True):
        assert found == [f"posts/{name}"], word


def test_character_pairs_are_pairs_of_characters() -> None:
    assert character_pairs("I saw 東京都, ねこ and a.") == {
        "東京",
        "京都",
        f"都{END}",
        "ねこ",
        f"こ{END}",
    }
    assert character_pairs("ﾈｺ") == {"ネコ", f"コ{END}"}
    assert character_pairs("No such text, café") == set()


def test_arabic_words_are_found_without_their_article() -> None:
    assert other_spellings("قرأت الكتاب وللمدينة بالقلم في البيت") == {
        *("كتاب", "مدينة", "قلم", "بيت"),
    }


def test_pages_without_such_texts_are_left_as_they_are() -> None:
    page = "<html><head></head><body data-pagefind-body>Plain text</body></html>"
    assert with_spellings(page) is page
    assert "猫で" in with_spellings(page.replace("Plain", "猫である"))
