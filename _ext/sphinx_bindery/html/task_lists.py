"""Check boxes with a name: MyST writes those of task lists as bare ``input`` elements."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_BOX = '<input class="task-list-item-checkbox"'


class NameCheckBoxes(SphinxPostTransform):
    """Gives each box the text of its item as its name (WCAG 2.2, 4.1.2)."""

    default_priority = 900
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Rewrite the boxes."""
        for raw in self.document.findall(nodes.raw):
            text = raw.astext()
            if text.startswith(_BOX) and raw.parent is not None:
                name = " ".join(
                    child.astext() for child in raw.parent.children if child is not raw
                ).split()
                box = f'{_BOX} aria-label="{escape(" ".join(name))}"' + text.removeprefix(_BOX)
                raw.children = [nodes.Text(box)]


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(NameCheckBoxes)
