"""Posts as ABlog's sources have them: sections, excerpts, images and labels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from sphinx_anthology.ablog.directives import post_mark
from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.posts.document_record import EMPTY_RECORD
from sphinx_anthology.core.posts.post import document_of, is_section
from sphinx_anthology.core.relations.related_posts import keywords
from sphinx_anthology.core.values.text_length import count_words
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.placeholders import byline_placeholder
from sphinx_anthology.reading.document_record import collect_excerpt, texts_in
from sphinx_anthology.reading.images import image_digest
from sphinx_anthology.warnings import warn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.document_record import DocumentRecord

_logger = logging.getLogger(__name__)


class PostMarks(SphinxTransform):
    """Transform that assigns posts to the marks in a document.

    A section that is a post gets a byline; one that is a draft is left out of the document.
    """

    default_priority: ClassVar[int] = 450  # before the byline of the document (500)

    def apply(self, **_kwargs: object) -> None:
        """Set the keys of all marks."""
        domain, docname = anthology_domain(self.env), self.env.current_document.docname
        scan = domain.scans.get(docname)
        posts = (scan.post, *scan.sections) if scan else ()
        by_line = {post.line_of("post"): post.docname for post in posts if post.is_post is not None}
        for mark in list(self.document.findall(post_mark)):
            key = mark["key"] = by_line.get(mark["lineno"], "")
            section = section_around(mark)
            if not key:
                message = "post: it is found only at the start of a line; move it there"
                warn(Kind.TYPE, message, mark)
            elif is_section(key) and section is not None:
                if key in domain.published:
                    section.insert(1, byline_placeholder(docname=key))
                else:
                    _remove(section, self.document)


def _remove(section: nodes.section, document: nodes.document) -> None:
    """Remove a section, and its labels."""
    for element in list(section.findall(nodes.Element)):
        names: list[str] = element.get("names", [])
        for name in names:
            document.nametypes[name] = False  # Sphinx takes explicit names for labels
    section.parent.remove(section)


def section_around(node: nodes.Element) -> nodes.section | None:
    """Return the innermost section around a node."""
    around: nodes.Element | None = node
    while around is not None and not isinstance(around, nodes.section):
        around = around.parent
    return around


def note_posts(app: Sphinx, doctree: nodes.document) -> None:
    """Handle ``doctree-read``: apply ABlog's options to the records of posts."""
    env, docname = app.env, app.env.current_document.docname
    domain = anthology_domain(env)
    is_noted = False
    for mark in list(doctree.findall(post_mark)):
        key = mark["key"]
        root = section_around(mark) if is_section(key) else doctree
        if key in domain.published and root is not None:
            _note_record(app, key, root, mark.options, mark)
            is_noted |= key == docname
        mark.replace_self([] if "exclude" in mark.options else mark.children)
    if docname in domain.published and not is_noted:
        _note_record(app, docname, doctree, env.metadata[docname], None)
    scan = domain.scans.get(docname)
    if scan and app.config.post_auto_orphan and (scan.sections or scan.post.is_post is not None):
        env.metadata[docname]["orphan"] = True
    for section in scan.sections if scan else ():
        # without gaps, so that the domain finds all of them
        domain.records.setdefault(section.docname, EMPTY_RECORD)
    if docname in domain.published:
        _note_label(env, docname)


def _note_record(
    app: Sphinx, key: str, root: nodes.Element, options: Mapping[str, Any], mark: post_mark | None
) -> None:
    """Store the record of a post, with the options of its directive or front matter applied."""
    domain, docname = anthology_domain(app.env), document_of(key)
    record = domain.record(key)
    if is_section(key):
        texts = texts_in(root)
        record = replace(
            record,
            title="".join(title.astext() for title in list(root.findall(nodes.title))[:1]),
            anchor=root["ids"][0],
            words=sum(map(count_words, texts)),
            keywords=tuple(sorted(keywords(" ".join(texts)))),
        )
    if title := str(options.get("title") or "").strip():
        record = replace(record, title=title)
    config = app.config
    if not domain.catalogue.by_docname[key].description:
        count = _number(options.get("excerpt"), config.post_auto_excerpt)
        place = (mark, len(mark.children)) if mark is not None and mark.children else (root, count)
        record = replace(record, excerpt=collect_excerpt(place[0], docname, place[1]))
    image = _number(options.get("image"), config.post_auto_image)
    record = _with_image(app.env, record, root, image)
    domain.records[key] = record


def _number(text: object, default: int) -> int:
    return int(str(text)) if str(text).strip().isdecimal() else default


def _with_image(
    env: BuildEnvironment, record: DocumentRecord, root: nodes.Element, number: int
) -> DocumentRecord:
    """Return a record with the image of that number in a text, unless it has another."""
    images = list(_images(root))
    if record.image or not 0 < number <= len(images):
        return record
    path = Path(env.srcdir, images[number - 1])
    if images[number - 1] not in env.images or not path.is_file():
        return record  # on another host, from which no page loads images of posts
    digest = image_digest(path.read_bytes())
    return replace(record, image=images[number - 1], image_digest=digest)


def _images(root: nodes.Element) -> Iterator[str]:
    for image in root.findall(nodes.image):
        yield str(image["uri"])


def _note_label(env: BuildEnvironment, docname: str) -> None:
    """Make the name of a file, or of the folder of an index, a label of the document."""
    path = PurePosixPath(docname)
    label = (path.parent.name if path.name == "index" else path.name).lower()
    standard = env.domains.standard_domain
    if label and label not in standard.labels and docname in env.titles:
        standard.note_hyperlink_target(label, docname, "", env.titles[docname].astext())
