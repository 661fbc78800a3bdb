"""The fingerprint of all inputs of a build, computed before any page is looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_anthology.core.posts.publication import is_future
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import OPTIONS, today
from sphinx_bindery.common.build_record import fingerprint
from sphinx_bindery.common.files import modification_times

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class SourceFingerprint:
    """The fingerprint of the inputs of the current build.

    An output depends on our own code and the documents: when Sphinx read them, for it reads all
    again after a change of an option with ``rebuild="env"``, and their front matter. Besides, it
    depends on which posts are published, which are in the future, git's dates, and what HTML adds.
    """

    def __init__(self) -> None:
        self.value = ""

    def compute(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-get-updated``, before outdated pages are looked for: return no page."""
        config, domain, now = app.config, anthology_domain(env), today(app.config)
        posts = domain.catalogue.by_docname
        self.value = fingerprint(
            (
                modification_times(Path(__file__).parents[1], ".py"),
                sorted(env.all_docs.items()),
                sorted((docname, scan.digest) for docname, scan in domain.scans.items()),
                [(name, is_future(posts[name], now)) for name in sorted(posts)],
                sorted(domain.last_commit_dates.items()),
                [(option.name, config[option.name]) for option in OPTIONS],
                sorted(app.tags),
                _html_inputs(app),
            )
        )
        return []


def _html_inputs(app: Sphinx) -> tuple[object, ...]:
    """Return what only HTML depends on: its options, templates, and extra files."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return ()
    newest = builder.templates.newest_template_mtime() if builder.templates else 0
    extra = [modification_times(Path(app.confdir, path)) for path in app.config.html_extra_path]
    return builder.build_info.config_hash, newest, extra
