"""Problems of the text of a post that a build reports: no title, and missing pictures.

The text is searched by patterns, not parsed: problems that only a parser finds are left to the
build.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sphinx_anthology.core.frontmatter.problem import Kind, Problem
from sphinx_anthology.core.posts.file_name import title_of_file
from sphinx_anthology.core.posts.post_problems import no_title_problem
from sphinx_anthology.core.posts.template_tags import template_tags, without_code
from sphinx_bindery.common.addresses import quoted
from sphinx_bindery.common.pictures.image_format import ImageFormatError, image_type
from sphinx_bindery.common.site_files.lookup import MISSING
from sphinx_bindery.common.site_files.raw_addresses import raw_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_anthology.core.posts.post import Post
    from sphinx_bindery.common.site_files.lookup import SiteFolders

_WRITE = "write the path of a picture"

_HEADING = re.compile(
    r"^ {0,3}#{1,6}[ \t]+[^\s#]|^ {0,3}[^\s\n>|-][^\n]*\n {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE
)
_TITLE = re.compile(
    r"^(?P<text>\S[^\n]*|[ \t]+\S[^\n]*)\n(?P<mark>[=\-~*^\"'`#+.:_<>])(?P=mark)*[ \t]*$",
    re.MULTILINE,
)
_IMAGE = re.compile(
    r"""!\[(?P<alt>[^\]\n]*)\](?:
        \((?:<(?P<quoted>[^>\n]+)>|(?P<plain>[^\s()]+))(?=\s*\)|\s+["'(])
        |\[(?P<label>[^\]\n]*)\] | (?!\())""",
    re.VERBOSE,
)
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]+)\]:\s*<?([^\s>]+)", re.MULTILINE)
_DIRECTIVE = re.compile(r"^\{(?:image|figure)\}[ \t]+(\S+)", re.MULTILINE)
_COLON_DIRECTIVE = re.compile(r"^[ \t>]*:{3,}\{(?:image|figure)\}[ \t]+(\S+)", re.MULTILINE)
_RST_DIRECTIVE = re.compile(
    r"^[ \t]*\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?(?:image|figure)::[ \t]+(\S[^\n]*?)[ \t]*$",
    re.MULTILINE,
)


def text_problems(
    text: str, end: int, post: Post, folders: SiteFolders | None, *, is_markdown: bool
) -> Iterator[Problem]:
    """Yield the problems of the text of a post, and of the image in its front matter.

    Args:
        text: The text of its file, with front matter.
        end: The number of lines of its front matter.
        post: The post, with its docname.
        folders: The folders in which pictures are looked up; None to skip pictures.
        is_markdown: Whether the text is Markdown; else it is reStructuredText.
    """
    body = "".join(f"{line}\n" for line in text.splitlines()[end:])
    body = without_code(body) if is_markdown else body
    if not post.title and not (_HEADING if is_markdown else _TITLE).search(body):
        yield no_title_problem(title_of_file(post.docname))
    if folders is None:
        return
    if problem := _image_problem(post, folders):
        yield problem
    reported = set()
    for address, position in _pictures(body, is_markdown=is_markdown):
        line = end + body.count("\n", 0, position) + 1
        is_missing = _is_path(address) and folders.find(address, post.docname) is None
        if is_missing and (line, address) not in reported:
            reported.add((line, address))
            message = f"image: {quoted(address)} {MISSING}; {_WRITE}"
            yield Problem(Kind.IMAGE, line, message)


def _pictures(body: str, *, is_markdown: bool) -> Iterator[tuple[str, int]]:
    """Yield the addresses of pictures in a text, and their positions."""
    if not is_markdown:
        yield from ((found[1], found.start(1)) for found in _RST_DIRECTIVE.finditer(body))
        return
    labels = {name.casefold(): address for name, address in _DEFINITION.findall(body)}
    for found in _IMAGE.finditer(body):
        label = (found["label"] or found["alt"]).casefold()
        if address := found["quoted"] or found["plain"] or labels.get(label):
            yield address, found.start()
    for directive in (_DIRECTIVE, _COLON_DIRECTIVE):
        yield from ((found[1], found.start(1)) for found in directive.finditer(body))
    for raw in raw_addresses(body):
        if raw.is_picture:
            yield raw.address, raw.position


def _is_path(address: str) -> bool:
    """Return whether an address is the path of a file, without a template tag."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_tag = bool(template_tags(unquote(address))) or "{{" in address or "{%" in address
    is_generated = parts.path.lstrip("./").startswith("_")
    return bool(parts.path) and not (parts.scheme or parts.netloc or is_tag or is_generated)


def _image_problem(post: Post, folders: SiteFolders) -> Problem | None:
    """Return the problem of the image in the front matter of a post."""
    address = post.image
    found = folders.find(address, post.docname) if address else None
    if not address:
        return None
    if found is None and ("://" in address or address.startswith(("//", "data:"))):
        fault = "is on the web, and no page loads files from there"
        message = f"image: {quoted(address)} {fault}; write the path of a copy beside the post"
    elif found is None:
        path = Path(post.docname).parent / address.lstrip("/")
        message = f"image: {quoted(path.as_posix())} does not exist; {_WRITE}"
    else:
        try:
            image_type(found.file.read_bytes())
        except (ImageFormatError, OSError) as error:
            message = f"image: {quoted(address)} is {error}; {_WRITE}"
        else:
            return None
    return Problem(Kind.IMAGE, post.line_of("image"), message)
