"""Conversion of HTML to MyST by markdownify.

Among the libraries that convert HTML to Markdown, markdownify passes each element, with its
ancestors, attributes and children, to a method that a subclass can override. html-to-markdown is
faster, but passes attributes without the tree, escapes for CommonMark only, and its visitors cannot
see the content of a figure: it leaves no place for MyST directives and links between posts.
"""

from __future__ import annotations

import re
from html import escape as html_escape
from typing import TYPE_CHECKING

from markdownify import MarkdownConverter

from sphinx_anthology.importing.myst.cleanup import clean
from sphinx_anthology.importing.myst.emphasis import is_beside_word
from sphinx_anthology.importing.myst.escape import escape, fenced, without_blank_lines
from sphinx_anthology.importing.myst.languages import code_language, is_valid_code
from sphinx_anthology.importing.myst.links import myst_link
from sphinx_anthology.importing.myst.players import PLAYERS, media_address
from sphinx_anthology.importing.myst.raw_html import raw_html
from sphinx_anthology.importing.myst.tables import delimiters, is_merged

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

    from sphinx_anthology.importing.myst.rewriter import Rewriter

_INLINE_HTML = ("sub", "sup", "u", "ins", "mark", "kbd", "small", "abbr", "del", "var", "samp", "q")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg)(?:\?[^#]*)?$", re.IGNORECASE)
_BLOCKS = re.compile(r"^(p|div|ul|ol|table|blockquote|pre|h[1-6]|figure|dl)$")


class MystConverter(MarkdownConverter):
    """A converter of elements to MyST; what Markdown cannot express stays HTML."""

    def __init__(self, rewriter: Rewriter) -> None:
        super().__init__(heading_style="atx", bullets="-", newline_style="backslash")
        self.rewriter = rewriter

    def myst(self, soup: BeautifulSoup) -> str:
        """Return HTML as MyST."""
        clean(soup)
        return without_blank_lines(self.convert_soup(soup))

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Return a text node with its markup characters escaped."""
        return escape(text.replace("\n", " "))

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a hard line break, or a space where only one line is possible."""
        return " " if "_inline" in parent_tags else "\\\n"

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a paragraph without line breaks at its ends."""
        text = re.sub(r"^(\s|\\\n)+|(\s|\\\n|(?<!\\)\\$)+$", "", text)
        text = re.sub(r"\\\n +", "\\\n", text)
        return f" {text} " if "_inline" in parent_tags else f"\n\n{text}\n\n"

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a link, or its content where Markdown allows no link."""
        href = str(el.get("href") or "").strip()
        if not text.strip() or not href or "_noformat" in parent_tags or "a" in parent_tags:
            return text
        is_block = bool(el.find(_BLOCKS))
        if el.find(["figure", "pre", "table", "ul", "ol"]) or "```" in text:
            return text
        if is_block and (el.find("img") or "_inline" in parent_tags):
            return text
        picture = el.find("img")
        if picture is not None and not el.get_text(strip=True) and self._is_own_file(picture, href):
            return text
        label = el.get("data-label")
        target = f"#{label}" if label else self.rewriter.link(href)
        if not target:
            return text
        if is_block:  # a link cannot hold paragraphs
            return f"\n\n{myst_link(escape(' '.join(el.get_text(' ').split())), target)}\n\n"
        before, label, after = re.fullmatch(r"(\s*)(.*?)(\s*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
        label = re.sub(r"\\?\n\s*", " ", label).strip()
        return f"{before}{myst_link(label, target)}{after}"

    def _is_own_file(self, picture: Tag, href: str) -> bool:
        """Return whether a link leads to the file of the picture that it holds."""
        if not _PICTURE.search(href):
            return False
        path = self.rewriter.picture(str(picture.get("src") or "").strip())
        return bool(path) and self.rewriter.picture(href) == path

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a picture, or a link if there is no copy of it."""
        address = str(el.get("src") or el.get("data-src") or "").strip()
        alt = " ".join(str(el.get("alt") or "").split())
        if not address:
            return ""
        if path := self.rewriter.picture(address):
            return f"![{escape(alt)}]({path})"
        name = alt or address.split("?", maxsplit=1)[0].rstrip("/").rpartition("/")[2]
        target = self.rewriter.link(address)
        if "a" in parent_tags or not target:
            return escape(name)
        return f"[{escape(name)}](<{target}>)"

    def convert_figure(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a figure directive for a single picture with a copy, else the content."""
        pictures, caption = el.find_all("img"), el.find("figcaption")
        nested = el.find(["figure", "table", "pre", "blockquote", "video", "audio", "iframe"])
        if len(pictures) != 1 or nested or "_inline" in parent_tags or "a" in parent_tags:
            return f"\n\n{text.strip()}\n\n"
        path = self.rewriter.picture(str(pictures[0].get("src") or "").strip())
        if not path:
            return f"\n\n{text.strip()}\n\n"
        alt = " ".join(str(pictures[0].get("alt") or "").split())
        words = self.process_tag(caption, parent_tags=parent_tags).strip() if caption else ""  # type: ignore[attr-defined]
        lines = [*([f":alt: {alt}"] if alt else []), *(["", words] if words else [])]
        return "\n\n" + fenced("\n".join(lines), f"{{figure}} {path}") + "\n\n"

    def convert_figcaption(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a caption as a paragraph."""
        return f"\n\n{text.strip()}\n\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a code block in its language."""
        for line_break in el.find_all("br"):
            line_break.replace_with("\n")
        code = el.get_text().strip("\n").replace("\t", "    ").replace("\xa0", " ")
        if "_inline" in parent_tags or not code.strip():
            return escape(" ".join(code.split()))
        language, unknown = code_language(el)
        if unknown:
            self.rewriter.note(f"code: the language {unknown!r} is unknown; it is not highlighted")
        if language and not is_valid_code(code, language):
            self.rewriter.note(f"code: is not valid {language}; it is not highlighted")
            language = ""
        return f"\n\n{fenced(code, language or 'text')}\n\n"

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a code span."""
        code = " ".join(el.get_text().split())
        if not code or "pre" in parent_tags:
            return code
        runs = {len(run) for run in re.findall(r"`+", code)}
        fence = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
        pad = " " if code[0] == "`" or code[-1] == "`" else ""
        return f"{fence}{pad}{code}{pad}{fence}"

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return strong text."""
        return self._emphasis(el, text, parent_tags, is_strong=True)

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return emphasized text."""
        return self._emphasis(el, text, parent_tags, is_strong=False)

    convert_strong, convert_i, convert_cite = convert_b, convert_em, convert_em

    def _emphasis(self, el: Tag, text: str, parent_tags: set[str], *, is_strong: bool) -> str:
        """Return emphasis by asterisks, or by tags where Markdown would not parse asterisks."""
        names = ("b", "strong") if is_strong else ("i", "em", "cite")
        sign, tag = ("**", "strong") if is_strong else ("*", "em")
        words = re.sub(r"^(\s|\\\n)+|(\s|\\\n)+$", "", text)
        is_block = bool(el.find(_BLOCKS)) or "\n\n" in words or "```" in words
        if not words or "_noformat" in parent_tags or parent_tags.intersection(names) or is_block:
            return text
        start = " " if text[0].isspace() else ""
        end = " " if text[-1].isspace() else ""
        near = (not start and is_beside_word(el.previous_sibling, -1)) or (
            not end and is_beside_word(el.next_sibling, 0)
        )
        is_odd = near and not (words[0].isalnum() and words[-1].isalnum())
        signs = (
            (f"<{tag}>", f"</{tag}>")
            if is_odd or "*" in words.replace("\\*", "")[:1]
            else (sign, sign)
        )
        return f"{start}{signs[0]}{words}{signs[1]}{end}"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a table of Markdown; HTML for a table with blocks or merged cells."""
        if "table" in parent_tags or "_inline" in parent_tags:
            return f"\n\n{text.strip()}\n\n"
        rows = el.find_all("tr")
        has_blocks = el.find(["table", "ul", "ol", "pre", "blockquote", "img", "dl", "figure"])
        spans = el.find(is_merged)
        caption = el.find("caption")
        words = caption.get_text(" ", strip=True) if caption else ""
        if has_blocks or spans or not rows:
            return f"\n\n{raw_html(el, self.rewriter)}\n\n"
        cells = [
            [self._cell(cell, parent_tags) for cell in row.find_all(["td", "th"])] for row in rows
        ]
        width = max(map(len, cells))
        if not width:
            return ""
        head = (
            cells.pop(0)
            if all(cell.name == "th" for cell in rows[0].find_all(["td", "th"]))
            else []
        )
        lines = [head, delimiters(rows[0], width), *cells]
        table = "\n".join("| " + " | ".join((line + [""] * width)[:width]) + " |" for line in lines)
        before = f"{escape(words)}\n\n" if words else ""
        return f"\n\n{before}{table}\n\n"

    def _cell(self, cell: Tag, parent_tags: set[str]) -> str:
        inside = {*parent_tags, "table", "_inline"}
        text = "".join(self.process_element(child, parent_tags=inside) for child in cell.children)  # type: ignore[attr-defined]
        return re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.replace("\\\n", " ").split()))

    def convert_dl(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a description list as paragraphs."""
        return f"\n\n{text.strip()}\n\n"

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a term in bold."""
        words = " ".join(text.split())
        return f"\n\n**{words}**\n\n" if words else ""

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a description as a block quote."""
        lines = text.strip().split("\n")
        return "\n\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"

    def convert_div(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return the content of a container."""
        return f" {text.strip()} " if "_inline" in parent_tags else f"\n\n{text.strip()}\n\n"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802
        """Return a heading, nothing for one without a text."""
        heading: str = super().convert_hN(n, el, text, parent_tags)  # type: ignore[misc]
        return heading if text.strip() else ""

    def convert_details(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a details element as HTML around its content in MyST."""
        summary = el.find("summary", recursive=False)
        words = " ".join(summary.get_text().split()) if summary else ""
        if "_inline" in parent_tags or not words:
            return self.convert_div(el, f"{escape(words)} {text}", parent_tags)
        start = f"<details><summary>{html_escape(words, quote=False)}</summary>"
        return f"\n\n{start}\n\n{text.strip()}\n\n</details>\n\n"

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return nothing for the summary of a details element, which has it."""
        is_shown = el.parent is not None and el.parent.name == "details"
        return "" if is_shown else self.convert_div(el, text, parent_tags)

    convert_section = convert_article = convert_div
    convert_center = convert_aside = convert_address = convert_nav = convert_div

    def get_conv_fn(self, tag_name: str) -> object:
        """Return the method for an element."""
        if tag_name in _INLINE_HTML:
            return self._keep
        if tag_name in PLAYERS:
            return self._player
        if tag_name == "x-note":
            return self._note
        if tag_name == "x-formula":
            return self._formula
        if tag_name == "x-label":
            return self._label
        return super().get_conv_fn(tag_name)  # type: ignore[misc]

    def _keep(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return an element without counterpart in Markdown as inline HTML."""
        if not text.strip() or "_noformat" in parent_tags or "\n\n" in text:
            return text
        title = el.get("title") if el.name == "abbr" else None
        attribute = f' title="{re.sub(chr(34), "&quot;", str(title))}"' if title else ""
        return f"<{el.name}{attribute}>{text}</{el.name}>"

    def _note(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return the reference to a footnote."""
        return f"[^{el.get('name')}]"

    def _label(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return the target of links within the text."""
        return "" if "_inline" in parent_tags else f"\n\n({el.get('name')})=\n\n"

    def _formula(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a formula as a ``math`` role."""
        words = " ".join(el.get_text().split())
        if not words or "`" in words:
            return escape(words)
        return f"{{math}}`{words}`"

    def _player(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a player as a link to its media."""
        address = media_address(el)
        target = self.rewriter.link(address) if address else ""
        if not target or "a" in parent_tags:
            return ""
        return f"\n\n[{escape(address)}](<{target}>)\n\n"
