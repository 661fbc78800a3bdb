"""The ratios of frames, players and pictures."""

from __future__ import annotations

import pytest

from sphinx_anthology.site.frame_shapes import with_shapes

SHAPE = "aspect-ratio: 560 / 315; height: auto"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '<iframe width="560" height="315" src="a"></iframe>',
            f'<iframe style="{SHAPE}" width="560" height="315" src="a"></iframe>',
        ),
        (
            "<object width=560 height=315 data='a'>",
            f"<object style=\"{SHAPE}\" width=560 height=315 data='a'>",
        ),
        (
            "<EMBED SRC=a WIDTH=560 HEIGHT='315px' />",
            f"<EMBED style=\"{SHAPE}\" SRC=a WIDTH=560 HEIGHT='315px' />",
        ),
        (
            '<iframe allow style="border: 0; width: 560px; height: 315px;" width="1">',
            f'<iframe style="border: 0; width: 560px; height: 315px; {SHAPE}" allow  width="1">',
        ),
        (
            "<img style='font-family: \"A\"' width=560 height=315>",
            f'<img style="font-family: &quot;A&quot;; {SHAPE}"  width=560 height=315>',
        ),
    ],
)
def test_sizes_in_pixels(body: str, expected: str) -> None:
    assert with_shapes(f"<p>{body}</p>") == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    "body",
    [
        '<iframe width="100%" height="315"></iframe>',
        '<iframe width="560" height="315" style="position: absolute; width: 100%; height: 100%">',
        '<iframe width="560"></iframe>',
        '<video width="560" height="0"></video>',
        '<video width="560" height="315" style="aspect-ratio: 4 / 3"></video>',
        '<canvas width="560" height="315"></canvas>',
        """<script>write('<iframe width="560" height="315"></iframe>')</script>""",
        '<!-- <iframe width="560" height="315"></iframe> -->',
        '<pre>&lt;iframe width="560" height="315"&gt;</pre>',
        '<iframe width="560" height="315',
    ],
)
def test_other_sizes_stay(body: str) -> None:
    assert with_shapes(body) == body
