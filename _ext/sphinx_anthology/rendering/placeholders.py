"""The post-transform that replaces placeholders with their content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from sphinx import addnodes
from sphinx_anthology.core.formats.feeds import ALL_POSTS, ALL_POSTS_JSON
from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.posts.post_list import view_list
from sphinx_anthology.core.posts.query import unknown_names
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.message_catalogues import messages_in
from sphinx_anthology.nodes.placeholders import (
    are_true,
    byline_placeholder,
    contents_placeholder,
    feeds_placeholder,
    footer_placeholder,
    index_placeholder,
    list_placeholder,
    only_expressions,
    placeholder,
    timeline_placeholder,
)
from sphinx_anthology.options import base_url
from sphinx_anthology.reading.post_warnings import error_message
from sphinx_anthology.rendering import fields
from sphinx_anthology.rendering.author_box import render_author_boxes
from sphinx_anthology.rendering.byline import render_byline
from sphinx_anthology.rendering.citation import render_citation
from sphinx_anthology.rendering.lists import mark_thumbnails, no_posts, render_index, render_list
from sphinx_anthology.rendering.post_footer import render_post_footer
from sphinx_anthology.rendering.timeline import render_timeline
from sphinx_anthology.warnings import warn
from sphinx_bindery.common.builders import (
    builder_of,
    is_hosted,
    is_html_site,
    is_print,
    is_print_edition,
    is_web,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_anthology.core.posts.book_views import BookViews
    from sphinx_anthology.core.posts.catalogue import Catalogue
    from sphinx_anthology.core.posts.post_list import PostListView
    from sphinx_anthology.core.posts.post_view import PostView
    from sphinx_anthology.nodes.placeholders import query_placeholder

_ = get_translation("anthology")


class PlaceholderRendering(SphinxPostTransform):
    """Post-transform that renders the views of posts, lists and indexes."""

    default_priority = 4  # before cross-references are resolved (10), images collected (100)

    def run(self, **_kwargs: object) -> None:
        """Replace all placeholders of the document, which a builder may assemble from several."""
        found = list(self.document.findall(placeholder))
        if not found:
            return
        domain = anthology_domain(self.env)
        self.views: BookViews = domain.views
        self.builder = builder_of(self.env)
        self.index_targets = set(domain.index_pages.items())
        self.timelines = 0
        rendered = [(node, self._render(node)) for node in found]
        for node, content in rendered:
            parts = [part for part in content if part is not None]
            if not isinstance(node, byline_placeholder):  # its language is that of the post
                self._expand_reading_times(parts, self.views.language)
            if isinstance(node, footer_placeholder) and (post := _post_with_notes_at_end(node)):
                node.replace_self([])
                post.extend(parts)
            else:
                node.replace_self(parts)

    def _render(self, node: placeholder) -> Iterable[nodes.Element | None]:
        match node:
            case byline_placeholder():
                return self._byline(node)
            case footer_placeholder():
                return self._footer(node)
            case index_placeholder():
                return self._headed_index(node)
            case contents_placeholder():
                return self._contents(node)
            case list_placeholder():
                view = self.views.post_list(node.query, node.style.group_by)
                warn_about_filters(self.views.catalogue, node, has_posts=bool(view.groups))
                return self._list(view, node) or [no_posts()]
            case timeline_placeholder():
                return [self._timeline(node)]
            case feeds_placeholder():
                return self._feed_links(node)
            case _:
                return []

    def _byline(self, node: byline_placeholder) -> Iterable[nodes.Element | None]:
        view = self.views.post(node.docname)
        if not view:
            return []
        with messages_in(self.env, view.catalogue):
            byline = render_byline(view, on_paper=is_print_edition(self.builder))
            parts = [byline, self._hero_image(view)]
            self._expand_reading_times(filter(None, parts), view.text_language)
        return parts

    def _expand_reading_times(self, parts: Iterable[nodes.Element], language: str) -> None:
        for part in parts if is_print(self.builder) else ():
            fields.expand_reading_times(part, language)

    def _hero_image(self, post: PostView) -> nodes.image | None:
        """Return the image of a post for the top of its page, unless its text shows it."""
        path = post.summary.image
        if not path or not self.config.anthology_hero_images or not is_hosted(self.builder):
            return None
        if any(path == image["uri"] for image in self.document.findall(nodes.image)):
            return None
        image = fields.image(path, post.summary.image_alt)
        image["classes"].append("hero-image")
        return image

    def _footer(self, node: footer_placeholder) -> Iterable[nodes.Element | None]:
        view = self.views.post(node.docname)
        if not view:
            return []
        with messages_in(self.env, view.catalogue):
            if not is_hosted(self.builder):
                return [render_post_footer(view)]
            boxes = render_author_boxes(view, self.builder)
            has_citation = self.config.anthology_citations
            citation = render_citation(view, self.builder) if has_citation else None
            return [*boxes, render_post_footer(view), citation]

    def _contents(self, node: contents_placeholder) -> Iterable[nodes.Element]:
        """Render the toctrees of a site as lists of posts, and hide them."""
        if not is_html_site(self.builder):  # some put the documents in the place of toctrees
            return [nodes.compound("", *node.children, classes=["toctree-wrapper"])]
        toctrees = list(node.findall(addnodes.toctree))
        contents = nodes.container(classes=["toctree-wrapper", "contents"])
        for toctree in toctrees:
            toctree["hidden"] = True
            if caption := toctree.get("caption"):
                contents += nodes.paragraph(caption, str(caption), classes=["caption"])
            posts = map(self.views.summary, toctree["includefiles"])
            contents += self._list(view_list(posts), node)
        return [contents, *toctrees]

    def _list(
        self, view: PostListView, node: contents_placeholder | list_placeholder
    ) -> list[nodes.Element]:
        shown = render_list(view, node.style, node.docname)
        if is_web(self.builder):
            mark_thumbnails(shown)
        return shown

    def _headed_index(self, node: index_placeholder) -> Iterable[nodes.Element]:
        heading = node.get("heading")
        if not heading:
            return [self._index(node)]
        if not self.views.index(node.taxonomy).entries:
            return []
        return [nodes.rubric(heading, heading, **{"heading-level": 2}), self._index(node)]

    def _index(self, node: index_placeholder) -> nodes.Element:
        """Render an index; the first one of its page in this output is the link target."""
        key = node.taxonomy, node.docname
        is_target = key in self.index_targets and are_true(
            only_expressions(node), self.builder.tags
        )
        if is_target:
            self.index_targets.discard(key)
        return render_index(
            self.views.index(node.taxonomy),
            node.docname,
            has_term_pages=is_html_site(self.builder),
            is_target=is_target,
        )

    def _feed_links(self, node: feeds_placeholder) -> Iterable[nodes.Element]:
        """Return links to the feeds; none in a book, nor in a site without a base URL."""
        builder = self.builder
        if not (is_hosted(builder) and base_url(self.config) and self.views.catalogue.posts):
            return []
        here = builder.get_target_uri(node.docname)
        links = [
            nodes.reference("", title, refuri=relative_uri(here, file), internal=True)
            for title, file in ((_("Atom feed"), ALL_POSTS), (_("JSON Feed"), ALL_POSTS_JSON))
        ]
        parts = fields.joined(links, " \N{MIDDLE DOT} ")
        return [nodes.paragraph("", "", *parts, classes=["feed-links"])]

    def _timeline(self, node: timeline_placeholder) -> nodes.Element:
        view = self.views.post_list(node.query)
        warn_about_filters(self.views.catalogue, node, has_posts=bool(view.groups))
        name = f"{node.docname}-{self.timelines}"
        self.timelines += 1
        return render_timeline(self.env, self.document, self.views.timeline(view), name)


def _post_with_notes_at_end(node: footer_placeholder) -> nodes.Element | None:
    """Return the element that contains a post and, after its section, notes; else None.

    MyST places footnotes after the section with the text; the footer belongs below them.
    """
    section = node.parent
    if not isinstance(section, nodes.section):
        return None
    post = section.parent
    notes = post.children[post.index(section) + 1 :]
    kinds = (nodes.transition, nodes.footnote, nodes.citation, nodes.system_message)
    return post if notes and all(isinstance(note, kinds) for note in notes) else None


def warn_about_filters(catalogue: Catalogue, node: query_placeholder, *, has_posts: bool) -> None:
    """Warn about filters with unknown names, and about filters that no post matches."""
    query = node.query
    unknown = unknown_names(catalogue, query)
    for option, taxonomy, name in unknown:
        message = error_message(catalogue, str(taxonomy), name)
        warn(Kind.REF, f":{option.replace('_', '-')}: {message}", node)
    if not has_posts and not unknown and query.readable and catalogue.posts:
        warn(Kind.REF, "no post matches these options; remove one of them", node)
