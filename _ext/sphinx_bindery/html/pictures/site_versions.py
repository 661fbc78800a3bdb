"""The smaller versions of the pictures of a site, made after reading and before pages are written.

They are in ``_images/sizes``; pictures that are not on the site have none there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from docutils import nodes
from sphinx.util import logging

from sphinx_bindery.common import build_record
from sphinx_bindery.common.build_record import fingerprint
from sphinx_bindery.common.builders import is_web
from sphinx_bindery.common.files import remove_file, write_if_changed
from sphinx_bindery.common.repairs.option_names import replace_invalid
from sphinx_bindery.common.repairs.places import with_line
from sphinx_bindery.html.picture_files import is_copied_as_is
from sphinx_bindery.options import PICTURE_WIDTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_bindery.common.pictures.versions import SitePicture
    from sphinx_bindery.html.pictures.cache import CachedPicture

FOLDER = "sizes"
"""The folder of the versions, in that of the images."""

_KIND = "picture versions"
_logger = logging.getLogger(__name__)


def version_name(name: str, width: int) -> str:
    """Return the name of a version, from the name of the picture in the site and its width."""
    return f"{name}-{width}.webp"


class SiteVersions:
    """The pictures of the site of one build.

    Attributes:
        pictures: The pictures with a known size, and their versions, by name in the site.
        paths: The path of each picture from the source folder, by name in the site.
    """

    def __init__(self) -> None:
        self.pictures: dict[str, SitePicture] = {}
        self.paths: dict[str, str] = {}
        self._read: frozenset[str] = frozenset()
        self._files: dict[tuple[str, int], tuple[Path, str]] = {}

    def connect(self, app: Sphinx) -> None:
        """Connect the handlers."""
        app.connect("config-inited", check_widths)
        app.connect("env-before-read-docs", self._note_read)
        app.connect("env-updated", self._update, priority=800)  # after images are renamed
        app.connect("build-finished", self._write, priority=800)  # Sphinx has copied the images

    def _note_read(self, _app: Sphinx, _env: BuildEnvironment, docnames: Sequence[str]) -> None:
        self._read = frozenset(docnames)

    def _update(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-updated``: make the versions; return the documents whose pictures changed.

        Sphinx reads a document again if one of its pictures has changed.
        """
        self.pictures, self.paths, self._files = {}, {}, {}
        if not is_web(app.builder):
            return []
        self.paths = {name: path for path, (_docnames, name) in env.images.items()}
        widths = app.config.bindery_picture_widths
        folder = Path(app.doctreedir, "pictures")
        if widths and (self.paths or folder.is_dir()):
            self._encode(app, env, folder, widths)
        record = build_record.build_record(app)
        return record.outdated("pictures", lambda: self._fingerprints(env))

    def _encode(
        self, app: Sphinx, env: BuildEnvironment, folder: Path, widths: Sequence[int]
    ) -> None:
        # imported here: Pillow takes time, and most sites have no picture
        from sphinx_bindery.html.pictures.cache import PictureCache  # noqa: PLC0415

        cache = PictureCache(folder, widths)
        files = {
            path: Path(env.srcdir, path) for path in self.paths.values() if is_copied_as_is(path)
        }
        found = cache.update(files, threads=app.parallel)
        for name, path in self.paths.items():
            known = found.get(path)
            if known is None:
                continue
            if known.fault:
                self._warn(env, path, known)
            if known.picture:
                self.pictures[name] = known.picture
                for width in known.picture.versions:
                    self._files[name, width] = cache.version(known.key, width), known.key

    def _fingerprints(self, env: BuildEnvironment) -> Mapping[str, str]:
        """Return the fingerprint of the pictures of each document that has some.

        Other extensions register pictures of theirs for a document that is not one, such as "".
        """
        shown: dict[str, list[tuple[str, SitePicture]]] = {}
        for docnames, name in env.images.values():
            if name in self.pictures:
                for docname in docnames & env.all_docs.keys():
                    shown.setdefault(docname, []).append((name, self.pictures[name]))
        return {docname: fingerprint(sorted(shown[docname], key=repr)) for docname in sorted(shown)}

    def _warn(self, env: BuildEnvironment, path: str, known: CachedPicture) -> None:
        """Warn about a picture at its first place in the documents that this build has read."""
        docnames = sorted(self._read.intersection(env.images[path][0]))
        if docnames:
            _logger.warning(
                "image: %r is %s",
                path,
                known.fault,
                location=_place(env, docnames[0], path),
                type="bindery",
                subtype="image",
            )

    def _write(self, app: Sphinx, exception: Exception | None) -> None:
        """Handle ``build-finished``: write the versions to the site, and remove obsolete ones."""
        builder = app.builder
        if exception or not is_web(builder):
            return
        record, outdir = build_record.build_record(app), Path(builder.outdir)
        images = outdir / builder.imagedir
        sources = {
            f"{builder.imagedir}/{FOLDER}/{version_name(name, width)}": source
            for (name, width), source in self._files.items()
            if (images / name).is_file()
        }
        if not sources and not record.files(_KIND):
            return
        record.expect_files(_KIND, sources)
        keys = {name: key for name, (_file, key) in sources.items()}
        changed = {*record.outdated(_KIND, lambda: keys, is_complete=True)}
        for name in record.files(_KIND):
            if name not in sources:
                remove_file(outdir / name, outdir)
        for name, (file, _key) in sources.items():
            if name in changed or not (outdir / name).is_file():
                write_if_changed(outdir / name, file.read_bytes())


def check_widths(app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``: warn about invalid widths."""
    replace_invalid(app.confdir, config, PICTURE_WIDTHS, "config")


def _place(env: BuildEnvironment, docname: str, path: str) -> nodes.Node | str:
    """Return the first node with a picture in a document; the docname if no node has it."""
    return next((with_line(node) for node in _nodes(env, docname, path)), docname)


def _nodes(env: BuildEnvironment, docname: str, path: str) -> Iterator[nodes.Node]:
    name = Path(path).name
    for node in env.get_doctree(docname).findall():
        if isinstance(node, nodes.image):
            if path in node.get("candidates", {}).values():
                yield node
        elif isinstance(node, nodes.raw) and name in unquote(node.astext()):
            yield node
