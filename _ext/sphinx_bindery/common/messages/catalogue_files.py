"""The message catalogues of a project: their translations, and the documents that they outdate.

Sphinx reads a document again when the ``.mo`` file of its catalogue is newer, but not when the file
is removed or replaced by an older one, nor when a catalogue of the interface changes.
"""

from __future__ import annotations

import gettext
import struct
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.i18n import CatalogInfo, docname_to_domain

from sphinx_bindery.common.domain import bindery_domain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from os import PathLike

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    Translate = Callable[[str], str]

_logger = logging.getLogger(__name__)

INTERFACE = ("sphinx", "anthology", "bindery")
"""The catalogues of the interface: texts that every page may show."""
_MESSAGES = "LC_MESSAGES"


def translation_of(
    srcdir: str | PathLike[str], config: Config, domain: str, language: str = ""
) -> Translate:
    """Return the function that translates messages of a catalogue in ``locale_dirs``.

    Args:
        srcdir: The folder that ``locale_dirs`` are relative to.
        config: The configuration.
        domain: The name of the catalogue.
        language: The language to translate into, that of the configuration if empty.
    """
    languages = [language or config.language or "en"]
    paths = [
        path
        for folder in config.locale_dirs
        for path in gettext.find(domain, Path(srcdir, folder), languages, all=True)
    ]
    catalogues = [_catalogue(path, *_state_of(Path(path))) for path in paths]

    def translate(message: str) -> str:
        if not message:
            return message
        found = (catalogue.gettext(message) for catalogue in catalogues)
        return next((text for text in found if text != message), message)

    return translate


@lru_cache(maxsize=256)  # gettext's own cache would keep what an earlier build has read
def _catalogue(path: str, _time: int, _size: int) -> gettext.NullTranslations:
    return read_catalogue(path)


def read_catalogue(path: str | PathLike[str]) -> gettext.NullTranslations:
    """Return the translations in a compiled catalogue; none, with a warning, if it is broken."""
    try:
        with Path(path).open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError, LookupError, struct.error) as error:
        message = (
            "%s: cannot be read as translations (%s); correct the header of its .po file, such as"
            " Plural-Forms, and compile it again"
        )
        reason = error.strerror if isinstance(error, OSError) else error
        _logger.warning(message, path, reason, type="bindery", subtype="catalogue")
        return gettext.NullTranslations()


def compile_catalogue(srcdir: str | PathLike[str], config: Config, domain: str) -> None:
    """Compile the ``.po`` files of a catalogue whose ``.mo`` files are missing or older.

    Sphinx does so for the catalogues of documents, too late for texts of the configuration.
    """
    if not config.gettext_auto_build or not config.language:
        return
    for folder in config.locale_dirs:
        place = Path(srcdir, folder, config.language, _MESSAGES)
        info = CatalogInfo(place, domain, config.source_encoding)
        if info.po_path.is_file() and info.is_outdated():
            info.write_mo(config.language, config.gettext_allow_fuzzy_translations)


def outdated_by_catalogues(
    app: Sphinx, env: BuildEnvironment, _added: object, _changed: object, _removed: object
) -> list[str]:
    """Handle ``env-get-outdated``: return the documents whose catalogues have changed.

    A changed catalogue of the interface outdates all documents.
    """
    domain = bindery_domain(env)
    before, now = domain.catalogues, dict(_states(app.srcdir, app.config))
    domain.note_catalogues(now)
    if before is None or before == now:
        return []
    changed = {name for name in {*before, *now} if before.get(name) != now.get(name)}
    if changed & {*INTERFACE}:
        return sorted(env.found_docs)
    compact = app.config.gettext_compact
    return [name for name in sorted(env.found_docs) if docname_to_domain(name, compact) in changed]


def catalogue_state(env: BuildEnvironment, *docnames: str) -> object:
    """Return the state of the catalogues that pages show texts of, for fingerprints.

    Args:
        env: The environment, after reading.
        docnames: The documents; none for a generated page.
    """
    states = bindery_domain(env).catalogues or {}
    compact = env.config.gettext_compact
    domains = dict.fromkeys((*INTERFACE, *(docname_to_domain(name, compact) for name in docnames)))
    return [(name, states[name]) for name in domains if name in states]


def _states(srcdir: str | PathLike[str], config: Config) -> Iterator[tuple[str, object]]:
    """Yield each catalogue with the paths, times and sizes of its files.

    Those of the interface count in all languages, since a post may be in another than the book.
    """
    found: dict[str, list[object]] = {}
    for folder in config.locale_dirs:
        place = Path(srcdir, folder, config.language or "en", _MESSAGES)
        for path in sorted(place.rglob("*.mo")):
            domain = path.relative_to(place).with_suffix("").as_posix()
            found.setdefault(domain, []).append((str(path), *_state_of(path)))
        for name in INTERFACE:
            for path in sorted(Path(srcdir, folder).glob(f"*/{_MESSAGES}/{name}.mo")):
                found.setdefault(name, []).append((str(path), *_state_of(path)))
    yield from found.items()


def _state_of(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size
