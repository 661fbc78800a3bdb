"""Tabs in print: each panel below its own title."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_bindery.common.builders import builder_of
from sphinx_bindery.other_extensions.settings import BOOKS


class UnfoldTabs(SphinxPostTransform):
    """Transform that moves the titles of tabs before their panels, for a book.

    The nodes are recognized by their roles, which extensions set for HTML
    (https://www.w3.org/WAI/ARIA/apg/patterns/tabs/): a ``tablist`` of ``tab`` nodes, and for each
    one a ``tabpanel`` with its id in ``aria-labelledby``.
    """

    default_priority = 210  # after those that make tabs, which run at 200

    def run(self, **_options: object) -> None:
        """Move the titles, and remove lists of tabs whose titles have all been moved."""
        if builder_of(self.env).name not in BOOKS:
            return
        tabs = {tab_id: tab for tab in self._with_role("tab") for tab_id in tab["ids"]}
        for panel in self._with_role("tabpanel"):
            tab = tabs.get(str(panel.get("aria-labelledby", "")))
            if tab is not None and tab.parent is not None and panel.parent is not None:
                tab.parent.remove(tab)
                title = nodes.rubric("", "", *tab.children, ids=tab["ids"])
                title.source, title.line = tab.source, tab.line
                panel.parent.insert(panel.parent.index(panel), title)
        for tab_list in self._with_role("tablist"):
            if not tab_list.children and tab_list.parent is not None:
                tab_list.parent.remove(tab_list)

    def _with_role(self, role: str) -> list[nodes.Element]:
        found = self.document.findall(nodes.Element)
        return [node for node in found if node.get("role") == role]
