"""The values of front matter: one reader for each kind of value.

A reader takes a YAML node and returns the value; what it cannot read it notes as a problem, and
gives the value that the key has when it is left out, so that one slip costs one key and no more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import yaml

from .partial_date import PartialDate
from .post import Author, License, SeriesPlace
from .problem import Kind, Problem, did_you_mean

if TYPE_CHECKING:
    from datetime import tzinfo

_TRUE, _FALSE = {"true", "yes", "on"}, {"false", "no", "off"}
_NULL_TAG = "tag:yaml.org,2002:null"


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
        """Return a scalar as it was written; nothing for ``key:`` alone."""
        if not isinstance(node, yaml.ScalarNode):
            self._note(Kind.TYPE, node, f"{key}: expected text, not a list or a mapping")
            return ""
        if node.tag == _NULL_TAG:
            return ""
        return " ".join(str(node.value).split())

    def flag(self, key: str, node: yaml.Node) -> bool:
        """Return a truth value."""
        word = self.text(key, node).lower()
        if word in _TRUE:
            return True
        if word not in _FALSE and word:
            self._note(Kind.TYPE, node, f"{key}: expected true or false, not {word!r}")
        return False

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

    def texts(self, key: str, node: yaml.Node) -> tuple[str, ...]:
        """Return a list of texts, or one text split at its commas; doubles are dropped."""
        if isinstance(node, yaml.SequenceNode):
            found = [self.text(key, item) for item in node.value]
        else:
            found = [part.strip() for part in self.text(key, node).split(",")]
        return tuple(dict.fromkeys(text for text in found if text))

    def url(self, key: str, node: yaml.Node) -> str:
        """Return an absolute http(s) address; any other scheme is refused as unsafe."""
        text = self.text(key, node)
        if not text:
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
                facts = self._mapping(key, item, ("name", "url", "email", "orcid", "affiliation"))
                texts = {name: self.text(f"{key}.{name}", value) for name, value in facts.items()}
                if "url" in facts:
                    texts["url"] = self.url(f"{key}.url", facts["url"])
                if texts.get("name"):
                    found.append(Author(**texts))
                else:
                    self._note(Kind.AUTHOR, item, f"{key}: an author needs a name")
            elif name := self.text(key, item):
                found.append(Author(name))
        return tuple(dict.fromkeys(found))

    def series(self, key: str, node: yaml.Node) -> tuple[SeriesPlace, ...]:
        """Return the series of a post from a name, ``{name, order}``, or a list of either."""
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found = []
        for item in items:
            if isinstance(item, yaml.MappingNode):
                facts = self._mapping(key, item, ("name", "order", "weight"))
                name = self.text(f"{key}.name", facts["name"]) if "name" in facts else ""
                order_node = facts.get("order") or facts.get("weight")
                order = self.number(f"{key}.order", order_node) if order_node else None
            else:
                name, order = self.text(key, item), None
            if name:
                found.append(SeriesPlace(name, order))
            elif isinstance(item, yaml.MappingNode):
                self._note(Kind.SERIES, item, f"{key}: a series needs a name")
        return tuple({place.name: place for place in found}.values())

    def number(self, key: str, node: yaml.Node) -> float | None:
        """Return a finite number, None for what is none."""
        text = self.text(key, node)
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if number - number != 0:
            self._note(Kind.TYPE, node, f"{key}: expected a number, not {text!r}")
            return None
        return number

    def license(self, key: str, node: yaml.Node) -> License | None:
        """Return a licence from an SPDX id or ``{name, url}``."""
        if not isinstance(node, yaml.MappingNode):
            name = self.text(key, node)
            return License(name) if name else None
        facts = self._mapping(key, node, ("name", "url"))
        name = self.text(f"{key}.name", facts["name"]) if "name" in facts else ""
        url = self.url(f"{key}.url", facts["url"]) if "url" in facts else ""
        if not name:
            self._note(Kind.TYPE, node, f"{key}: a license needs a name")
            return None
        return License(name, url)

    def _mapping(
        self, key: str, node: yaml.MappingNode, known: tuple[str, ...]
    ) -> dict[str, yaml.Node]:
        found = {}
        for name_node, value in node.value:
            name = str(name_node.value)
            if name in known:
                found[name] = value
            else:
                hint = did_you_mean(name, known)
                self._note(Kind.KEY, name_node, f"{key}: unknown key {name!r}{hint}")
        return found

    def _note(self, kind: Kind, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(kind, node.start_mark.line + self.first_line, message))
