"""The addresses of Hugo's pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_anthology.importing.addresses import joined
from sphinx_anthology.importing.folders.data import text_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sphinx_anthology.importing.folders.data import Data
    from sphinx_anthology.importing.hugo.config import HugoConfig
    from sphinx_anthology.importing.hugo.content import ContentFile

_TOKEN = re.compile(r":([a-z]+)(\[[^\]]*\])?")
_UNWANTED = re.compile(r"[^\w.\-+~@/ ]")


@dataclass(frozen=True, slots=True)
class PageAddresses:
    """The addresses of a page.

    Attributes:
        page: The page.
        head: Its front matter, with keys in lower case.
        title: Its title.
        moment: Its date, None without one.
        config: The configuration.
    """

    page: ContentFile
    head: Mapping[str, Data]
    title: str
    moment: datetime | None
    config: HugoConfig

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the page from the root of the site: its own, then its aliases."""
        if url := text_of(self.head.get("url")):
            own = self._filled(url if url.startswith("/") else f"{self._prefix}/{url}")
        else:
            own = f"{self._prefix}{self._usual}"
        above = own.rstrip("/").rpartition("/")[0] + "/"
        aliases = (joined(above, alias) for alias in texts_of(self.head.get("aliases")))
        return (own, *(f"/{alias.lstrip('/')}" for alias in aliases if "://" not in alias))

    @property
    def _prefix(self) -> str:
        is_prefixed = self.config.text("defaultcontentlanguageinsubdir") == "true"
        code = self.page.language or (self.config.language if is_prefixed else "")
        return f"/{code}" if code else ""

    @property
    def _usual(self) -> str:
        """The path by the permalink template of the section, else by the folder."""
        template = self.config.permalink(self.page.section)
        if not template:
            folder = self.page.logical.rpartition("/")[0]
            template = f"/{folder}/:slugorfilename/" if folder else "/:slugorfilename/"
        path = self._filled(template)
        if self.config.text("uglyurls") == "true":
            path = f"{path.rstrip('/')}.html"
        path = "/" + re.sub(r"//+", "/", path).lstrip("/")
        path = path if self.config.text("disablepathtolower") == "true" else path.lower()
        return path if path.endswith(("/", ".html")) else f"{path}/"

    def _filled(self, template: str) -> str:
        if ":" not in template:
            return template
        page, title, slug = self.page, self.title, text_of(self.head.get("slug"))
        name = page.dated_name[1] if self.config.takes_dates_from_names else page.name
        values = {
            "section": page.section,
            "sections": page.logical.rpartition("/")[0],
            "title": title,
            "slug": slug or title,
            "slugorfilename": slug or name,
            "slugorcontentbasename": slug or name,
            "filename": name,
            "contentbasename": name,
        }
        if moment := self.moment:
            values |= {
                "year": f"{moment.year:04}",
                "month": f"{moment.month:02}",
                "monthname": f"{moment:%B}",
                "day": f"{moment.day:02}",
                "weekday": str(moment.isoweekday() % 7),
                "weekdayname": f"{moment:%A}",
                "yearday": str(moment.timetuple().tm_yday),
            }
        return _TOKEN.sub(lambda found: _urlized(values.get(found[1], "")), template)


def _urlized(text: str) -> str:
    """Return a text as Hugo's ``urlize`` writes it."""
    return re.sub(r"[\s-]+", "-", _UNWANTED.sub("", text).strip())
