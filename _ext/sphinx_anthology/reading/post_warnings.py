"""Warnings about the front matter of posts, and about references to posts and terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.foreign_keys import is_known
from sphinx_anthology.core.frontmatter.problem import Kind, did_you_mean
from sphinx_anthology.core.posts.known_terms import known_tags
from sphinx_anthology.core.posts.post_problems import (
    closed_tag_problems,
    order_problems,
    slug_problems,
    update_problem,
    without_repeated,
)
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.domain import AnthologyDomain, anthology_domain
from sphinx_anthology.nodes.cross_references import POST
from sphinx_anthology.options import today
from sphinx_anthology.warnings import warn, warn_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

    from sphinx import addnodes
    from sphinx_anthology.core.frontmatter.problem import Problem
    from sphinx_anthology.core.frontmatter.scan import FrontMatterScan
    from sphinx_anthology.core.posts.catalogue import Catalogue


def warn_about_post(app: Sphinx, scan: FrontMatterScan) -> None:
    """Warn about the front matter of a post, each time its file is read."""
    post = scan.post
    warn_about_front_matter(app.config, scan)
    if problem := update_problem(post, today(app.config)):
        warn_of(problem, post.docname)
    if app.config.anthology_closed_tags:
        for found in closed_tag_problems(post, known_tags(app.config.anthology_tags)):
            warn_of(found, post.docname)


def warn_about_page(scan: FrontMatterScan) -> None:
    """Warn if a page that is not a post says that it is a draft."""
    post = scan.post
    if post.draft and "draft" in dict(post.lines):
        message = "draft: has no effect, since the file is not a post; add it to exclude_patterns"
        warn(Kind.DRAFT, message, (post.docname, post.line_of("draft")))


def warn_about_front_matter(config: Config, scan: FrontMatterScan) -> None:
    """Warn about mistakes in front matter, but not about keys in ``anthology_known_keys``."""
    problems: Iterable[Problem] = scan.problems
    if not config.anthology_drafts:
        problems = without_repeated(problems, scan.post, today(config))
    for problem in problems:
        if not is_known(problem.unknown_key, config.anthology_known_keys):
            warn_of(problem, scan.post.docname)


def warn_about_clashes(_app: Sphinx, env: BuildEnvironment) -> None:
    """Handle ``env-check-consistency``: warn about posts with the same order or the same slug."""
    catalogue = anthology_domain(env).catalogue
    for docname, problem in (*order_problems(catalogue), *slug_problems(catalogue)):
        warn_of(problem, docname)


def warn_missing_reference(
    _app: Sphinx, domain: Domain | None, node: addnodes.pending_xref
) -> bool | None:
    """Handle ``warn-missing-reference``: suggest the most similar target."""
    if not isinstance(domain, AnthologyDomain):
        return None
    warn(Kind.REF, error_message(domain.catalogue, node["reftype"], node["reftarget"]), node)
    return True


def error_message(catalogue: Catalogue, kind: str, target: str) -> str:
    """Return the warning about a target that does not exist or is ambiguous."""
    if kind != POST:
        known = catalogue.spellings(Taxonomy(kind))
        return f"no post has the {kind} {target!r}{did_you_mean(target, known)}"
    if several := catalogue.docnames_of(target):
        return f"{target!r} is the slug of several posts; write one of {', '.join(several)}"
    posts = [*catalogue.by_slug, *catalogue.by_docname]
    return f"there is no post {target!r}{did_you_mean(target, posts)}"
