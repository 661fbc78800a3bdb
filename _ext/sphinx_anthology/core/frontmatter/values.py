"""The values of front matter: one reader for each kind of value.

A reader takes a YAML node and returns the value; what it cannot read it notes as a problem, and
gives the value that the key has when it is left out, so that one slip costs one key and no more.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import yaml

from sphinx_anthology.core.frontmatter.markdown import mapping_entries
from sphinx_anthology.core.frontmatter.problem import HELD_BACK, Kind, Problem, did_you_mean
from sphinx_anthology.core.pages.aliases import alias_path, is_absolute
from sphinx_anthology.core.posts.post import Author, License, SeriesPlace
from sphinx_anthology.core.values.language_name import LANGUAGE_TAG
from sphinx_bindery.common.partial_date import PartialDate
from sphinx_bindery.common.xml_text import FORBIDDEN, xml_text

if TYPE_CHECKING:
    from datetime import tzinfo

_TRUE, _FALSE = {"true", "yes", "on"}, {"false", "no", "off"}
_NULL_TAG = "tag:yaml.org,2002:null"
_NOT_IN_URL = re.compile("[\\s\x00-\x20\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class FieldReader:
    """Reads the values of one file.

    zone: that of dates which name none. first_line: the line of the file, from 1, on which the
    text begins that the nodes come from.
    """

    zone: tzinfo
    first_line: int
    problems: list[Problem] = field(default_factory=list)

    def text(self, key: str, node: yaml.Node) -> str:
        """Return a scalar as it was written; nothing for ``key:`` alone.

        Characters that XML cannot hold are told and taken out.
        """
        if not isinstance(node, yaml.ScalarNode):
            self._note(Kind.TYPE, node, f"{key}: expected text, not a list or a mapping")
            return ""
        if node.tag == _NULL_TAG:
            return ""
        text = str(node.value)
        if found := FORBIDDEN.search(text):
            character = f"the character U+{ord(found[0]):04X}"
            self._note(Kind.TYPE, node, f"{key}: {character} cannot be written: take it out")
            text = xml_text(text)
        return " ".join(text.split())

    def flag(self, key: str, node: yaml.Node) -> bool | None:
        """Return a truth value, None for nothing and for what is none."""
        word = self.text(key, node).lower()
        if word in _TRUE:
            return True
        if word in _FALSE:
            return False
        if word:
            self._note(Kind.TYPE, node, f"{key}: expected true or false, not {word!r}")
        return None

    def draft(self, key: str, node: yaml.Node) -> bool:
        """Return whether a post is a draft; True also where that cannot be read."""
        word = node.value.strip() if isinstance(node, yaml.ScalarNode) else "a list or a mapping"
        if word.lower() in _TRUE | _FALSE:
            return word.lower() in _TRUE
        shown = repr(word) if isinstance(node, yaml.ScalarNode) and word else word or "nothing"
        self._note(Kind.TYPE, node, f"{key}: expected true or false, not {shown}; {HELD_BACK}")
        return True

    def date(self, key: str, node: yaml.Node) -> PartialDate | None:
        """Return a date of the precision written, None for what is no date."""
        text = self.text(key, node)
        if not text:
            return None
        try:
            return PartialDate.parse(text, self.zone)
        except ValueError as error:
            self._note(Kind.DATE, node, f"{key}: {text!r} is not a date: {error}")
            return None

    def updated(self, key: str, node: yaml.Node) -> tuple[PartialDate | None, bool]:
        """Return a date, and whether it is to be asked of git instead."""
        if isinstance(node, yaml.ScalarNode) and node.value.strip() == "git":
            return None, True
        return self.date(key, node), False

    def texts(self, key: str, node: yaml.Node) -> tuple[str, ...]:
        """Return a list of texts, or one text split at its commas; doubles are dropped."""
        if isinstance(node, yaml.SequenceNode):
            found = [self.text(key, item) for item in node.value]
        else:
            found = [part.strip() for part in self.text(key, node).split(",")]
        return tuple(dict.fromkeys(text for text in found if text))

    def aliases(self, key: str, node: yaml.Node) -> tuple[str, ...]:
        """Return old addresses, written as a list of texts is; those that cannot be are left out.

        Of an absolute one only a build knows whether it is of the site.
        """
        if isinstance(node, yaml.SequenceNode):
            written = [(self.text(key, item), item) for item in node.value]
        else:
            written = [(alias, node) for alias in self.texts(key, node)]
        found: dict[str, None] = {}
        for alias, item in written:
            try:
                if alias and not is_absolute(alias):
                    alias_path(alias)
            except ValueError as error:
                self._note(Kind.ALIAS, item, f"{key}: {error}")
            else:
                found[alias] = None
        return tuple(filter(None, found))

    def language(self, key: str, node: yaml.Node) -> str:
        """Return a language tag; nothing for what has not the shape of one."""
        text = self.text(key, node)
        if not text or LANGUAGE_TAG.fullmatch(text):
            return text.replace("_", "-")
        message = f"{key}: {text!r} is no language tag: write one like 'en' or 'pt-BR'"
        self._note(Kind.TYPE, node, message)
        return ""

    def url(self, key: str, node: yaml.Node) -> str:
        """Return an absolute http(s) address; any other scheme is refused as unsafe."""
        if not isinstance(node, yaml.ScalarNode) or node.tag == _NULL_TAG:
            return self.text(key, node)
        text = str(node.value).strip(" \t\r\n")
        if not text:
            return ""
        if _NOT_IN_URL.search(text):
            message = f"{key}: {text!r} is not an address: it has a space or a control character"
            self._note(Kind.TYPE, node, message)
            return ""
        try:
            parts = urlsplit(text)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme.lower() not in {"http", "https"}:
            kind = Kind.UNSAFE if parts.scheme else Kind.TYPE
            self._note(kind, node, f"{key}: {text!r} is not an address: write https://…")
            return ""
        if not parts.hostname:
            self._note(Kind.TYPE, node, f"{key}: {text!r} names no host: write https://…")
            return ""
        return text

    def authors(self, key: str, node: yaml.Node) -> tuple[Author, ...]:
        """Return authors from ids, names or mappings, one or a list of them."""
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found: list[Author] = []
        for item in items:
            if isinstance(item, yaml.MappingNode):
                slips = len(self.problems)
                facts = self._mapping(key, item, ("name", "url", "email", "orcid", "affiliation"))
                texts = {
                    name: (self.url if name == "url" else self.text)(f"{key}.{name}", value)
                    for name, value in facts.items()
                }
                if texts.get("name"):
                    found.append(Author(**texts))
                elif len(self.problems) == slips:
                    self._note(Kind.AUTHOR, item, f"{key}: an author needs a name")
            elif name := self.text(key, item):
                found.append(Author(name))
        return tuple(dict.fromkeys(found))

    def series(self, key: str, node: yaml.Node) -> tuple[SeriesPlace, ...]:
        """Return the series of a post from a name, ``{name, order}``, or a list of either."""
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found: dict[str, SeriesPlace] = {}
        for item in items:
            place = self._series_place(key, item)
            if place is None:
                continue
            if place.name in found:
                message = f"{key}: {place.name!r} is named twice; the last one counts"
                self._note(Kind.SERIES, item, message)
            found[place.name] = place
        return tuple(found.values())

    def _series_place(self, key: str, node: yaml.Node) -> SeriesPlace | None:
        if not isinstance(node, yaml.MappingNode):
            name = self.text(key, node)
            return SeriesPlace(name) if name else None
        slips = len(self.problems)
        facts = self._mapping(key, node, ("name", "order", "weight"))
        name = self.text(f"{key}.name", facts["name"]) if "name" in facts else ""
        orders = {
            word: self.number(f"{key}.{word}", facts[word])
            for word in ("order", "weight")
            if word in facts
        }
        if len(self.problems) > slips:
            pass
        elif not name:
            self._note(Kind.SERIES, node, f"{key}: a series needs a name")
        elif len(set(orders.values())) > 1:
            message = f"{key}: 'weight' differs from 'order', which counts"
            self._note(Kind.KEY, facts["weight"], message)
        order = orders.get("order", orders.get("weight"))
        return SeriesPlace(name, order) if name else None

    def number(self, key: str, node: yaml.Node) -> float | None:
        """Return a finite number, None for nothing and for what is none."""
        text = self.text(key, node)
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            self._note(Kind.TYPE, node, f"{key}: expected a number, not {text!r}")
            return None
        return number

    def license(self, key: str, node: yaml.Node) -> License | None:
        """Return a licence from an SPDX id or ``{name, url}``."""
        if not isinstance(node, yaml.MappingNode):
            name = self.text(key, node)
            return License(name) if name else None
        slips = len(self.problems)
        facts = self._mapping(key, node, ("name", "url"))
        name = self.text(f"{key}.name", facts["name"]) if "name" in facts else ""
        url = self.url(f"{key}.url", facts["url"]) if "url" in facts else ""
        if not name and len(self.problems) == slips:
            self._note(Kind.TYPE, node, f"{key}: a license needs a name")
        return License(name, url) if name else None

    def _mapping(
        self, key: str, node: yaml.MappingNode, known: tuple[str, ...]
    ) -> dict[str, yaml.Node]:
        found = {}
        entries, problems = mapping_entries(node, self.first_line, key)
        self.problems += problems
        for entry in entries:
            if entry.key in known:
                found[entry.key] = entry.value
            else:
                message = f"{key}: unknown key {entry.key!r}{did_you_mean(entry.key, known)}"
                self.problems.append(Problem(Kind.KEY, entry.line, message))
        return found

    def _note(self, kind: Kind, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(kind, node.start_mark.line + self.first_line, message))
