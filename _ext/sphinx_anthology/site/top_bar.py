"""The top bar of pydata_sphinx_theme, with the groups of ``{anthology}`` in place of all posts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sphinx.locale import _ as sphinx_translation
from sphinx.locale import get_translation

from sphinx import addnodes
from sphinx_anthology.core.pages.listing_pages import page_name
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.core.posts.toctree_groups import Group, GroupBy, group_posts
from sphinx_anthology.documents import documents_above, plain_title
from sphinx_anthology.domain import anthology_domain
from sphinx_bindery.common.builders import is_html_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

_ = get_translation("anthology")

FUNCTION = "generate_header_nav_html"
"""The function of the theme's templates that returns the items of the bar."""


class BarLink(NamedTuple):
    """A link in the bar.

    Attributes:
        title: Plain text.
        page: The name of a page of the site; empty if the link leads elsewhere.
        url: The address of a link that leads elsewhere.
        docnames: The documents of a group of posts.
    """

    title: str
    page: str = ""
    url: str = ""
    docnames: frozenset[str] = frozenset()


class TopBar:
    """The links of the bar, which are the same on all pages of a build."""

    def __init__(self) -> None:
        self._links: tuple[BarLink, ...] = ()

    def collect(self, app: Sphinx, _docnames: object) -> None:
        """Handle ``write-started``: collect the links."""
        has_groups = anthology_domain(app.env).toctrees.get(app.config.root_doc)
        is_site = is_html_site(app.builder)
        self._links = tuple(_links(app)) if has_groups and is_site else ()

    def add(
        self, app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
    ) -> None:
        """Handle ``html-page-context``, after the theme: replace its function."""
        if not self._links or FUNCTION not in context:
            return
        builder = cast("StandaloneHTMLBuilder", app.builder)
        branch = [pagename, *documents_above(builder.relations, pagename)]
        top = branch[-2] if len(branch) > 1 else ""
        more = context.get("theme_external_links") or []
        links = (*self._links, *(BarLink(link["name"], url=link["url"]) for link in more))

        def items(n_links_before_dropdown: int = 5, dropdown_text: str = "More") -> str:
            shown = [(link, _is_current(link, pagename, top)) for link in links]
            count = int(n_links_before_dropdown)
            # no menu of one item
            count = len(shown) if len(shown) <= count + 1 else count
            html = "".join(_item(*link, context) for link in shown[:count])
            # the default of the theme's option is English
            text = _("More") if dropdown_text == "More" else dropdown_text
            return html + _menu(shown[count:], text, context)

        context[FUNCTION] = items


def _links(app: Sphinx) -> Iterator[BarLink]:
    """Yield links to the entries of the root document's toctrees, and to groups of posts."""
    env, root = app.env, app.config.root_doc
    groups = {
        group.docnames: (found.by, group)
        for found in anthology_domain(env).toctrees[root]
        for group in found.groups
    }
    for toctree in env.tocs[root].findall(addnodes.toctree):
        entries = toctree["entries"]
        if found := groups.get(tuple(target for _title, target in entries)):
            yield from _group_links(app, *found)
            continue
        for title, target in entries:
            if target == "self" or target in env.titles:
                docname = root if target == "self" else target
                yield BarLink(title or plain_title(env, docname), docname)
            else:
                yield BarLink(title or target, url=target)


def _group_links(app: Sphinx, by: GroupBy, group: Group) -> Iterator[BarLink]:
    """Yield the link to a group, and to the years of posts without groups."""
    catalogue = anthology_domain(app.env).catalogue
    if by is GroupBy.NONE:
        posts = (catalogue.by_docname[name] for name in group.docnames)
        by = GroupBy.YEAR
        years = group_posts(posts, by)
    else:
        years = (group,)
    for one in years:
        rest = _("Undated") if by is GroupBy.YEAR else _("Other posts")
        is_listed = one.name is not None or by is GroupBy.YEAR
        term = catalogue.find(Taxonomy(by.value), one.name or "") if is_listed else None
        page = page_name(term) if term else app.config.root_doc
        yield BarLink(one.name or str(rest), page, docnames=frozenset(one.docnames))


def _is_current(link: BarLink, pagename: str, top: str) -> bool:
    """Return whether a page is that of a link, or below it."""
    if link.docnames:
        return top in link.docnames or f"{pagename}/".startswith(f"{link.page}/")
    return bool(link.page) and link.page in {pagename, top}


def _item(link: BarLink, is_current: bool, context: dict[str, Any], classes: str = "") -> str:
    """Return an item as the theme writes it."""
    href = context["pathto"](link.page) if link.page else link.url
    kind = "internal" if link.page else "external"
    item = "" if classes else "nav-item "
    current = "current active" if is_current else ""
    start = f'<a class="nav-link nav-{kind}{classes}" href="{escape(href)}">'
    return f'<li class="{item}{current}">{start}{escape(link.title)}</a></li>\n'


def _menu(links: list[tuple[BarLink, bool]], text: str, context: dict[str, Any]) -> str:
    """Return the menu with the rest of the links, as the theme writes it; empty without links."""
    if not links:
        return ""
    unique = context.get("unique_html_id", str)
    name = unique("pst-nav-more-links")
    items = "".join(_item(*link, context, " dropdown-item") for link in links)
    return (
        '<li class="nav-item dropdown"><button class="btn dropdown-toggle nav-item" type="button" '
        f'data-bs-toggle="dropdown" aria-expanded="false" aria-controls="{name}">'
        f"{escape(str(sphinx_translation(text)))}</button>\n"
        f'<ul id="{name}" class="dropdown-menu">\n{items}</ul></li>\n'
    )


def connect_top_bar(app: Sphinx) -> None:
    """Connect the handlers of the bar."""
    bar = TopBar()
    app.connect("write-started", bar.collect)
    app.connect("html-page-context", bar.add, priority=510)  # the theme's handlers have 500
