"""The import of the posts of a source to a target."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from posixpath import relpath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_anthology.importing.addresses import AddressBook, joined
from sphinx_anthology.importing.front_matter import front_matter
from sphinx_anthology.importing.markdown.converter import markdown_to_myst, with_tags
from sphinx_anthology.importing.markdown.tag_placeholders import has_kept, restore
from sphinx_anthology.importing.media import MediaFolders
from sphinx_anthology.importing.myst.escape import escape, fenced
from sphinx_anthology.importing.myst.html_text import html_to_myst
from sphinx_anthology.importing.myst.source_links import rewrite_links
from sphinx_anthology.importing.progress import no_progress
from sphinx_anthology.importing.publication import draft_reason, with_publication
from sphinx_anthology.importing.records import Markup, NoticeKind, Place, PostKind
from sphinx_anthology.importing.restructuredtext import converter as restructuredtext
from sphinx_anthology.importing.target import TargetError
from sphinx_bindery.common.addresses import is_safe, link_problem, percent_encoded
from sphinx_bindery.common.dates import current_time
from sphinx_bindery.common.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx_anthology.importing.progress import Progress
    from sphinx_anthology.importing.records import Blog, ImportedPost
    from sphinx_anthology.importing.report import Report
    from sphinx_anthology.importing.source import Source
    from sphinx_anthology.importing.target import Target

    BodyConverter = Callable[[ImportedPost, "PostRewriter"], str]
    """Returns the body of a post as MyST or reStructuredText."""

_FILE = re.compile(r"/wp-content/|\.(?:png|jpe?g|gif|webp|svg|avif)$", re.IGNORECASE)
"""Paths of files rather than posts: a missing picture has a notice of its own."""

_OF_COMMENTS = re.compile(r"(?:comments?|c|more)-?\d*|respond|disqus_thread", re.IGNORECASE)
"""Fragments of the parts of a page beside the text of its post."""

COMMENTS = "_comments"
"""The folder of the target that has the comments as JSON."""


@dataclass(frozen=True, slots=True)
class PostRewriter:
    """The rewriting of the links and pictures of one post.

    Attributes:
        post: The post.
        path: The path of its file below the target.
        book: The addresses of all posts.
        media: The folders of pictures.
        report: Takes notices.
    """

    post: ImportedPost
    path: str
    book: AddressBook
    media: MediaFolders
    report: Report

    def at(self, line: int) -> PostRewriter:
        """Return a rewriter whose notices name a line of the body, counted from 0."""
        lines = self.post.body_lines
        number = lines[min(line, len(lines) - 1)] if lines else self.post.first_line + line
        if not lines and not self.post.first_line:
            return self
        place = replace(self.post.place, line=number)
        return replace(self, post=replace(self.post, place=place))

    def link(self, address: str) -> str:
        """Return the new address of a link; empty if it must be plain text."""
        if address.startswith("#") or self._has_tag("link", address):
            return ""
        address = f"https:{address}" if address.startswith("//") else self._resolved(address)
        if found := self.book.path_of(address):
            if found == self.path:
                return PurePosixPath(self.path).name
            fragment = urlsplit(address).fragment
            if fragment and not _OF_COMMENTS.fullmatch(fragment):
                self._note_link(address, "now leads to the start of the post; add a label there")
            return relpath(found, str(PurePosixPath(self.path).parent))
        address = self.book.old_address(address).replace(" ", "%20")
        if not is_safe(address) or link_problem(address):
            self._note_link(address, "is not a valid address; only its text is kept")
            return ""
        if self.book.is_unpublished(address):
            self._note_link(address, "leads to a draft, which has no page; only its text is kept")
            return ""
        if not urlsplit(address).netloc and ":" not in address:
            if not self.book.base or not address.startswith("/"):
                self._note_link(address, "no imported post has this address; only its text is kept")
                return ""
            address = joined(self.book.base, address)
        is_home = address.rstrip("/") == self.book.base.rstrip("/")
        is_page = not is_home and not _FILE.search(urlsplit(address).path)
        if is_page and self.book.is_in_blog(address):
            self._note_link(address, "leads to the old blog, as its page is not imported; check it")
        return percent_encoded(address)

    def html_link(self, address: str) -> str:
        """Return the new address of a link in HTML that stays HTML; empty if it must be text."""
        target = self.link(address)
        if not target or ":" in target:
            return target
        found = self.book.path_of(self._resolved(address))
        if old := self.book.canonical.get(found, ""):
            return old
        self.note(
            f"link {address!r}: is in HTML, which cannot name a source file; only its text is kept"
        )
        return ""

    def _note_link(self, address: str, problem: str) -> None:
        self.report.note(NoticeKind.LINK, self.post.place, f"link {address!r}: {problem}")

    def picture(self, address: str) -> str:
        """Return the path of the copy of a picture; empty if no folder has it."""
        return self._picture(address, "no copy was found, so the text links to it instead")

    def cover(self, address: str) -> str:
        """Return the path of the copy of the post's own picture; empty if no folder has it."""
        return self._picture(address, "no copy was found, so the post has no image")

    def _picture(self, address: str, loss: str) -> str:
        if self._has_tag("picture", address):
            return ""
        file = self.post.resources.get(address.removeprefix("./"))
        source = self.post.source_path
        inner = joined(source, address) if source and not address.startswith("/") else address
        found = self.media.path_for(Path(file)) if file else self.media.picture(inner)
        if found:
            return relpath(found, str(PurePosixPath(self.path).parent))
        message = f"picture {address!r}: {loss}; name its folder by --media"
        self.report.note(NoticeKind.PICTURE, self.post.place, message)
        return ""

    def _has_tag(self, what: str, address: str) -> bool:
        """Return whether an address contains a template tag, and report it."""
        if has_kept(address):
            message = f"{what} {restore(address)!r}: contains a template tag; only its text is kept"
            self.report.note(NoticeKind.MARKUP, self.post.place, message)
        return has_kept(address)

    def _resolved(self, address: str) -> str:
        """Resolve a relative link if it leads to a post; return other addresses unchanged."""
        source, old = self.post.source_path, next(iter(self.post.addresses), "")
        if not source or address.startswith(("/", "?")) or ":" in address.partition("/")[0]:
            return address
        found = (joined(base, address) for base in (source, old) if base)
        is_known = (self.book.path_of, self.book.is_unpublished)
        return next((link for link in found if any(known(link) for known in is_known)), address)

    def document(self, name: str) -> str:
        """Return the path of an imported document by its old docname; empty without one."""
        old = joined(self.post.source_path, name)
        found = (self.book.path_of(f"{old}{suffix}") for suffix in (".rst", ".md", ".txt"))
        path = next(filter(None, found), "")
        return relpath(path, str(PurePosixPath(self.path).parent)) if path else ""

    def note(self, message: str) -> None:
        """Report a notice about the markup of the post."""
        self.report.note(NoticeKind.MARKUP, self.post.place, message)


def html_body(post: ImportedPost, rewriter: PostRewriter) -> str:
    """Convert the HTML of a post to MyST."""
    try:
        name = rewriter.path.rpartition(".")[0]
        text = html_to_myst(xml_text(post.body), rewriter, post.footnotes, name)
    except RecursionError:
        rewriter.note("text: its elements are nested too deep; it is kept as code, edit it")
        return fenced(xml_text(post.body), "html") + "\n"
    return with_tags(text, rewriter.note)


def markdown_body(post: ImportedPost, rewriter: PostRewriter) -> str:
    """Convert the Markdown of a post to MyST."""
    name = rewriter.path.rpartition(".")[0]
    return markdown_to_myst(
        xml_text(post.body), rewriter, post.title, name, has_formulas=post.has_formulas
    )


def myst_body(post: ImportedPost, rewriter: PostRewriter) -> str:
    """Rewrite the links and pictures of MyST."""
    return rewrite_links(xml_text(post.body), rewriter)


def restructuredtext_body(post: ImportedPost, rewriter: PostRewriter) -> str:
    """Rewrite the links and pictures of reStructuredText."""
    return restructuredtext.convert(xml_text(post.body), rewriter)


CONVERTERS: dict[Markup, BodyConverter] = {
    Markup.HTML: html_body,
    Markup.MARKDOWN: markdown_body,
    Markup.MYST: myst_body,
    Markup.RESTRUCTUREDTEXT: restructuredtext_body,
}


def import_posts(
    source: Source,
    target: Target,
    report: Report,
    media: Sequence[Path] = (),
    *,
    with_pages: bool = False,
    name: str = "",
    progress: Progress = no_progress,
) -> None:
    """Import the posts of a source.

    Args:
        source: The source.
        target: The folder to write to.
        report: Takes counts, changes and notices.
        media: Folders with pictures, the first with precedence.
        with_pages: Whether pages are imported too.
        name: The name of the source, which identifies a blog without an address and a title.
        progress: Shows the number of posts that are done.

    Raises:
        SourceError: The source cannot be read.
        OSError: A file cannot be written.
    """
    blog = source.blog()
    if others := target.select(blog.address, blog.title or name):
        message = f"{target.root}: has posts of {', '.join(others)} too; they are left"
        report.note(NoticeKind.FILE, Place(str(target.root)), message)
    book = AddressBook(blog.address, target.aliases, target.folder)
    total = done = 0
    now = current_time()
    for post in with_publication(source.posts(), now, report):
        if with_pages or post.kind is PostKind.POST:
            total += 1
            progress(total, 0)
            suffix = ".rst" if post.markup is Markup.RESTRUCTUREDTEXT else ".md"
            path = target.path_for(post.identifier, post.folder, post.slug or post.title, suffix)
            addresses = (*post.addresses, *_source_addresses(post.source_path))
            first = next(iter(post.addresses), "")
            book.add(path, addresses, is_published=post.is_published, canonical=first)
            target.blog.addresses.pop(path, None)
            if post.is_published:
                target.blog.addresses[path] = list(post.addresses)
        elif post.is_published and post.addresses:
            book.left |= dict.fromkeys(_source_addresses(post.source_path), post.addresses[0])
    target.remove_aliases()
    for path, old in target.blog.addresses.items():
        if path not in target.given and (target.root / path).is_file():
            book.add(path, old, is_published=True, canonical=next(iter(old), ""))
    folders = MediaFolders(media, target.has_other)
    for post in with_publication(source.posts(), now, report):
        if with_pages or post.kind is PostKind.POST:
            path = target.blog.paths[post.identifier]
            rewriter = PostRewriter(post, path, book, folders, report)
            _import_post(post, rewriter, blog, target)
            done += 1
            progress(done, total)
    for picture, file in sorted(folders.used.items()):
        _write(target, report, picture, file.read_bytes())
    target.save()


def _source_addresses(path: str) -> Iterator[str]:
    """Yield the addresses by which links within a site's folder name the file of a post."""
    if path:
        stem = path.rpartition(".")[0]
        yield from (path, stem)
        if stem.endswith("/index"):
            yield stem.removesuffix("index")


def _import_post(post: ImportedPost, rewriter: PostRewriter, blog: Blog, target: Target) -> None:
    report, path = rewriter.report, rewriter.path
    image = rewriter.cover(post.image) if post.image else ""
    aliases = rewriter.book.aliases_of(path, post.addresses) if post.is_published else ()
    head = front_matter(post, aliases, image, post.excerpt)
    body = CONVERTERS[post.markup](post, rewriter)
    if post.kind is PostKind.PAGE and post.title:
        is_rst = post.markup is Markup.RESTRUCTUREDTEXT
        heading = restructuredtext.heading(post.title) if is_rst else f"# {escape(post.title)}\n"
        body = f"{heading}\n{body}"
    _write(target, report, path, f"{head}\n{body}".encode(errors="replace"))
    if post.comments:
        text = json.dumps(post.comments, ensure_ascii=False, indent=1) + "\n"
        name = path.rpartition(".")[0].replace("/", "-")
        _write(target, report, f"{COMMENTS}/{name}.json", text.encode(errors="replace"))
    described = {author.id: author for author in post.described_authors}
    for author in post.authors:
        if found := blog.authors.get(author) or described.get(author):
            report.authors[author] = found
    for entry in post.series:
        if entry.name in blog.series:
            report.series[entry.name] = dict(blog.series[entry.name])
    report.counts[f"{post.kind}s imported"] += 1
    report.counts["comments kept"] += len(post.comments)
    if post.held_back:
        report.counts["imported as drafts"] += 1
        message = f"{path}: {draft_reason(post.held_back)}"
        report.note(NoticeKind.DRAFT, post.place, message)


def _write(target: Target, report: Report, path: str, data: bytes) -> None:
    try:
        report.changes[path] = target.write(path, data)
    except TargetError as error:
        report.note(NoticeKind.UNREADABLE, Place(str(target.root / path)), str(error))
