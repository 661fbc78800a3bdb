"""A timeline is honest about dates, and nothing on it covers anything else."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC
from itertools import combinations, pairwise

import pytest
from lxml import etree

from sphinx_anthology.core.timeline.layout import Axis, month_labels, text_width
from sphinx_anthology.core.timeline.opaque import opaque
from sphinx_anthology.core.timeline.svg import Mark, timeline_svg, years
from sphinx_bindery.common.partial_date import PartialDate

SVG = "{http://www.w3.org/2000/svg}"
FIVE = (
    ("2014-09", "Default to Respect"),
    ("2014-11", "OpenStack Paris Summit – Growing Up"),
    ("2014-11", "The OpenStack Big Tent and Magnum"),
    ("2015-01", "OpenStack Nova Mid-cycle Meetup, Day 1"),
    ("2015-01", "OpenStack Nova Mid-cycle Meetup, Day 2"),
)
SHORT = (("2014", "A year"), ("2014-11", "A month"), ("2014-11-03", "A day"), ("2016", "Later"))
LONG = (("2014", "A year " * 40), ("2014-06", "In the middle " * 20), ("2014-12-31", "End"))
HOSTILE = "<b onclick=\"x\">&amp; 'it' ]]> </text></svg>"
MIXED = tuple(
    (date.format(y=2012 + n % 3, m=1 + n * 7 % 12, d=1 + n * 11 % 28), f"Post {n}")
    for n, date in enumerate(
        ["{y}-{m:02}-{d:02}", "{y}-{m:02}", "{y}-{m:02}-{d:02}T09:30:00Z", "{y}"] * 10
    )
)


def marks(*posts: tuple[str, str]) -> list[Mark]:
    return [Mark(PartialDate.parse(date, UTC), title) for date, title in posts]


def drawn(*posts: tuple[str, str], title: str = "Posts", language: str = "en") -> etree._Element:
    return etree.fromstring(timeline_svg(marks(*posts), title=title, language=language))


@dataclass(frozen=True, slots=True)
class Box:
    """What an element covers."""

    left: float
    right: float
    top: float
    bottom: float
    name: str

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @classmethod
    def of(cls, element: etree._Element) -> Box:
        def number(name: str) -> float:
            return float(str(element.get(name)))

        text = "".join(map(str, element.itertext()))
        if element.tag == f"{SVG}rect":
            x, y = number("x"), number("y")
            return cls(x, x + number("width"), y, y + number("height"), text)
        if element.tag == f"{SVG}circle":
            x, y, r = number("cx"), number("cy"), number("r")
            return cls(x - r, x + r, y - r, y + r, text)
        # half an em is a letter's width in fonts for books, and letters reach below the line
        width = 0.5 * 16 * sum(unicodedata.category(c) not in {"Mn", "Cf"} for c in text)
        before = {"middle": width / 2, "end": width}.get(element.get("text-anchor", ""), 0)
        left = number("x") - before
        return cls(left, left + width, number("y") - 12, number("y") + 3, text)

    def meets(self, other: Box) -> bool:
        # coordinates are rounded
        across = min(self.right, other.right) - max(self.left, other.left) > 0.1
        return across and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.1


def shapes(root: etree._Element) -> list[Box]:
    return [Box.of(e) for e in root if e.tag in {f"{SVG}rect", f"{SVG}circle"}]


def texts(root: etree._Element) -> list[Box]:
    return [Box.of(e) for e in root.iter(f"{SVG}text")]


def titles(root: etree._Element) -> list[Box]:
    """Return the labels of the marks; they stand over all else."""
    return texts(root)[-len(shapes(root)) :]


def ticks(root: etree._Element) -> list[float]:
    """Return where the months of an axis start, and where the last ends."""
    lines = [{key: float(line.get(key, "0")) for key in ("x1", "x2", "y1", "y2")}
             for line in root.iter(f"{SVG}line")]  # fmt: skip
    (axis,) = {line["y1"] for line in lines if line["y1"] == line["y2"]}
    return [line["x1"] for line in lines if line["y1"] == axis < line["y2"]]


def collisions(boxes: list[Box]) -> list[tuple[str, str]]:
    return [(a.name, b.name) for a, b in combinations(boxes, 2) if a.meets(b)]


def outside(root: etree._Element) -> list[str]:
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    return [
        box.name
        for box in shapes(root) + texts(root)
        if box.left < 0 or box.top < 0 or box.right > width or box.bottom > height
    ]


def test_years_have_their_posts_and_the_years_between_none() -> None:
    posts = marks(("2016", ""), ("2013-04", ""), ("2014-01-01T00:30:00+14:00", ""), ("2013", ""))
    assert list(years(posts).items()) == [(2013, 2), (2014, 1), (2015, 0), (2016, 1)]
    assert years([]) == {}


def test_no_posts_have_no_timeline() -> None:
    with pytest.raises(ValueError, match="at least one post"):
        timeline_svg([], title="Posts")


@pytest.mark.parametrize("posts", [FIVE, MIXED, MIXED * 2])
def test_a_drawing_needs_nothing_from_outside(posts: tuple[tuple[str, str], ...]) -> None:
    svg = timeline_svg(marks(*posts), title="Posts")
    root = etree.fromstring(svg)
    assert svg.startswith("<svg ")
    assert {str(e.tag).removeprefix(SVG) for e in root.iter()} <= {
        "svg", "title", "text", "rect", "circle", "line",
    }  # fmt: skip
    names = {str(name) for e in root.iter() for name in e.attrib}
    assert names.isdisjoint({"id", "class", "style", "href"})
    colors = {e.get(name) for e in root.iter() for name in ("fill", "stroke")}
    assert colors == {"currentColor", None}
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    assert (root.get("role"), root.get("direction")) == ("img", "ltr")
    assert (root[0].tag, root[0].text) == (f"{SVG}title", "Posts")


def test_the_font_is_that_of_the_page_unless_named() -> None:
    assert drawn(*FIVE).get("font-family") is None
    svg = timeline_svg(marks(*FIVE), title="", font='"A & B", serif')
    assert etree.fromstring(svg).get("font-family") == '"A & B", serif'


@pytest.mark.parametrize("count", [1, 2, 12, 13, 40])
def test_each_of_a_few_posts_has_a_mark(count: int) -> None:
    names = [box.name.partition(": ")[2] for box in shapes(drawn(*MIXED[:count]))]
    assert sorted(names) == sorted(title for _, title in MIXED[:count])


def test_a_mark_is_as_wide_as_its_date_is_precise() -> None:
    root = drawn(("2014", "y"), ("2014-11", "m"), ("2014-11-10", "d"), ("2014-11-10T18:00Z", "t"))
    months = ticks(root)
    year, month, day, time = shapes(root)
    assert len(months) == 13
    assert (year.left, year.right) == pytest.approx((months[0], months[12]), abs=0.7)
    assert (month.left, month.right) == pytest.approx((months[10], months[11]), abs=0.7)
    noon, evening = (months[10] + (months[11] - months[10]) * d / 30 for d in (9.5, 9.75))
    assert (day.left + day.right) / 2 == pytest.approx(noon, abs=0.2)
    assert (time.left + time.right) / 2 == pytest.approx(evening, abs=0.2)
    assert [e.tag for e in root if e.tag == f"{SVG}circle"] == [f"{SVG}circle"] * 2


def test_a_mark_says_no_more_of_its_date_than_is_known() -> None:
    posts = (("2014", "y"), ("2014-11", "m"), ("2014-11-10", "d"))
    assert [box.name for box in shapes(drawn(*posts))] == [
        "2014: y", "November 2014: m", "November 10, 2014: d",
    ]  # fmt: skip


@pytest.mark.parametrize("date", ["2014-11", "2014-11-10"])
def test_a_post_alone_stands_between_other_months(date: str) -> None:
    root = drawn((date, "Alone"))
    (mark,) = shapes(root)
    assert len(ticks(root)) - 1 == 5
    assert [t.name for t in texts(root)] == [
        "Sep", "Oct", "Nov", "Dec", "Jan", "2014", "2015", "Alone",
    ]  # fmt: skip
    assert 150 < mark.left < mark.right < 330


@pytest.mark.parametrize(
    "posts",
    [MIXED, [("2014-11", "x")] * 40, [(f"2014-11-{d:02}", "x") for d in range(1, 31)]],
)
def test_stacked_marks_do_not_overlap(posts: list[tuple[str, str]]) -> None:
    root = drawn(*posts)
    assert len(shapes(root)) == len(posts)
    assert collisions(shapes(root) + texts(root)) == []
    assert outside(root) == []


def test_marks_stack_upwards_in_the_order_of_their_dates() -> None:
    posts = [("2014-11-20", "b"), ("2014-11", "a")] + [("2015-02-03", f"{n:02}") for n in range(12)]
    boxes = {box.name.partition(": ")[2]: box for box in shapes(drawn(*posts))}
    stack = [boxes[f"{n:02}"] for n in range(12)]
    assert all(above.bottom < below.top for below, above in pairwise(stack))
    assert boxes["b"].bottom < boxes["a"].top
    assert boxes["a"].bottom == pytest.approx(stack[0].bottom)


@pytest.mark.parametrize("posts", [FIVE, SHORT, LONG, MIXED[:12], FIVE[:1], LONG[:1]])
def test_each_of_a_dozen_posts_has_a_row_with_its_title(posts: tuple[tuple[str, str], ...]) -> None:
    root = drawn(*posts)
    rows, labels = shapes(root), titles(root)
    assert collisions(rows + texts(root)) == []
    assert outside(root) == []
    assert all(above.bottom < below.top for above, below in pairwise(rows))
    for row, label in zip(rows, labels, strict=True):
        title = row.name.partition(": ")[2]
        assert label.name == title or title.startswith(label.name.removesuffix("…"))
        assert min(rows, key=lambda other: abs(other.middle - label.middle)) == row
        # beside its mark, or over it
        assert min(abs(label.left - row.right), abs(row.left - label.right)) <= 6.1 or (
            label.left <= row.right and row.left <= label.right
        )


def test_titles_that_fit_are_whole() -> None:
    for posts in (FIVE, SHORT):
        assert [box.name for box in titles(drawn(*posts))] == [title for _, title in posts]


def test_a_title_is_beside_its_mark_where_all_have_room_there() -> None:
    def over(posts: tuple[tuple[str, str], ...]) -> list[bool]:
        root = drawn(*posts)
        pairs = zip(shapes(root), titles(root), strict=True)
        return [label.bottom < row.top for row, label in pairs]

    assert over(SHORT) == [False] * 4
    assert over(FIVE) == [True] * 5


def test_more_posts_than_a_dozen_have_no_titles() -> None:
    shown = {box.name for box in texts(drawn(*MIXED[:13]))}
    assert shown == {"Jan", "Apr", "Jul", "Oct", "2012", "2013", "2014"}


@pytest.mark.parametrize(
    ("title", "letter"),
    [("e\u0301" * 90, "\u0301"), ("👩\u200d👩" * 30, "👩"), ("字" * 90, "字"), ("word " * 30, "d")],
    ids=["accents", "families", "ideographs", "words"],
)
def test_a_title_is_cut_between_letters(title: str, letter: str) -> None:
    shown = titles(drawn(("2014", title)))[0].name
    assert shown.endswith(f"{letter}…")
    assert 10 < len(shown) < len(title)
    assert title.startswith(shown[:-1])
    assert "\u200d" not in title[len(shown) - 1]


def test_titles_are_text_whatever_stands_in_them() -> None:
    svg = timeline_svg(marks(("2014-11", HOSTILE)), title=HOSTILE)
    root = etree.fromstring(svg)
    assert "]]>" not in svg
    assert root[0].text == HOSTILE
    assert titles(root)[0].name == HOSTILE
    assert shapes(root)[0].name == f"November 2014: {HOSTILE}"


def test_a_title_that_is_read_from_the_right_keeps_its_direction_to_itself() -> None:
    root = drawn(("2014-11", "مرحبا!"), ("2014-12", "Hello \u200f!"), ("2014-12", "Hello"))
    assert [box.name for box in titles(root)] == [
        "\u2068مرحبا!\u2069", "\u2068Hello \u200f!\u2069", "Hello",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar", "zh-CN", "pl"])
@pytest.mark.parametrize("first", [1, 6, 12])
@pytest.mark.parametrize("length", [0, 4, 6, 8, 9, 12, 20, 24, 25, 30, 36, 48, 71])
def test_months_and_years_have_room(first: int, length: int, language: str) -> None:
    last = first - 1 + length
    dates = (f"2014-{first:02}", f"{2014 + last // 12}-{last % 12 + 1:02}")
    root = drawn(*[(date, "") for date in dates] * 7, language=language)
    names = [box.name for box in texts(root) if re.fullmatch("[0-9]{4}", box.name)]
    assert names == [str(year) for year in range(int(names[0]), int(names[-1]) + 1)]
    assert {date[:4] for date in dates} <= set(names)
    assert collisions(texts(root)) == []
    assert outside(root) == []


def test_the_name_of_the_first_month_is_not_cut_off() -> None:
    axis = Axis(2014 * 12, 2016 * 12 + 1)
    labels = {language: month_labels(axis, language) for language in ("en", "kn", "yi")}
    assert len(labels["en"]) == 9
    every = [label for some in labels.values() for label in some]
    assert all(label.x >= text_width(label.text) / 2 for label in every)


def test_a_line_stands_between_years() -> None:
    root = drawn(("2013-11", ""), ("2015-02", ""))
    lines = [line for line in root.iter(f"{SVG}line") if line.get("y1") == "10"]
    assert [float(line.get("x1", "")) for line in lines] == [ticks(root)[3], ticks(root)[15]]


def test_lines_between_years_cross_no_title() -> None:
    posts = [
        (f"201{4 + n % 2}-{12 - 10 * (n % 2):02}", f"A title {n} of some length") for n in range(6)
    ]
    root = drawn(*posts)
    (x,) = {float(e.get("x1", "")) for e in root.iter(f"{SVG}line") if e.get("y1") != e.get("y2")
            and e.get("stroke-opacity") == "0.2"}  # fmt: skip
    parts = [
        (float(e.get("y1", "")), float(e.get("y2", "")))
        for e in root.iter(f"{SVG}line") if e.get("stroke-opacity") == "0.2"
    ]  # fmt: skip
    crossed = [title for title in titles(root) if title.left < x < title.right]
    assert crossed
    assert parts
    for title in crossed:
        assert not any(top < title.bottom and title.top < bottom for top, bottom in parts)


@pytest.mark.parametrize(("language", "october"), [("de-AT", "Okt"), ("xx-invalid", "Oct")])
def test_months_have_their_names_in_the_language(language: str, october: str) -> None:
    assert october in [box.name for box in texts(drawn(*FIVE, language=language))]


@pytest.mark.parametrize("date", ["0001", "0001-01-01", "9999", "9999-12-31T23:59:00Z"])
def test_the_first_year_and_the_last_can_be_drawn(date: str) -> None:
    root = drawn((date, "Edge"))
    assert len(shapes(root)) == 1
    shown = [box.name for box in texts(root) if box.name.isdecimal()]
    assert shown == [str(int(date[:4]))]
    assert outside(root) == []


@pytest.mark.parametrize(
    "dates", [["2013"] * 30 + ["2014-05"] * 10 + ["2016-01-02"], ["2009"] * 2 + ["2016-03-01"]]
)
def test_many_posts_or_years_are_bars(dates: list[str]) -> None:
    root = drawn(*[(date, "x") for date in dates])
    told = years(marks(*[(date, "x") for date in dates]))
    bars = shapes(root)
    assert [bar.name for bar in bars] == [f"{year}: {n}" for year, n in told.items() if n]
    assert {bar.bottom for bar in bars} == {bars[0].bottom}
    heights = [bar.bottom - bar.top for bar in bars]
    most = max(told.values())
    shares = [n / most for n in told.values() if n]
    assert [height / max(heights) for height in heights] == pytest.approx(shares, abs=0.01)
    labels = {box.name for box in texts(root)}
    assert {str(n) for n in told.values() if n} <= labels
    assert "0" not in labels


def test_a_year_without_posts_leaves_its_place_empty() -> None:
    root = drawn(*[("2013", "x")] * 40, ("2014", "x"), ("2017", "x"))
    first, second, third = ((box.left + box.right) / 2 for box in shapes(root))
    assert third - second == pytest.approx(3 * (second - first), abs=0.2)
    assert {str(year) for year in range(2013, 2018)} <= {box.name for box in texts(root)}


@pytest.mark.parametrize(
    ("first", "count", "step"), [(2010, 8, 1), (2008, 12, 2), (1990, 30, 5), (1850, 170, 20)]
)
def test_years_are_labeled_as_far_as_there_is_room(first: int, count: int, step: int) -> None:
    root = drawn(*[(str(first + n % count), "x") for n in range(count * 3 + 1)])
    names = [box.name for box in texts(root) if len(box.name) == 4]
    assert names == [str(year) for year in range(first, first + count) if year % step == 0]
    assert len(shapes(root)) == count
    assert collisions(shapes(root) + texts(root)) == []
    assert outside(root) == []


def test_where_not_all_counts_have_room_that_of_the_highest_bar_is_told() -> None:
    root = drawn(*[(str(1990 + n % 40), "x") for n in range(400)], *[("2001", "x")] * 7)
    counts = [box for box in texts(root) if len(box.name) < 4]
    assert [box.name for box in counts] == ["17"]
    (highest,) = (box for box in shapes(root) if box.name == "2001: 17")
    assert counts[0].left < highest.left < highest.right < counts[0].right
    assert counts[0].bottom < highest.top


def test_bars_of_all_years_that_there_are_stay_in_the_picture() -> None:
    root = drawn(("0001", "x"), ("5000", "x"), ("9999", "x"))
    assert [box.name for box in shapes(root)] == ["1: 1", "5000: 1", "9999: 1"]
    assert all(box.right - box.left >= 1 for box in shapes(root))
    assert [box.name for box in texts(root)] == ["1", "2000", "4000", "1", "6000", "8000", "1"]
    assert outside(root) == []


def test_ten_thousand_posts_make_no_larger_drawing_than_a_hundred() -> None:
    posts = [(str(2008 + n % 12), "x") for n in range(10_000)]
    few, many = (drawn(*some) for some in (posts[:108], posts))
    assert len(list(few.iter())) == len(list(many.iter()))
    assert outside(many) == []


def test_a_large_count_over_the_first_of_many_years_is_not_cut_off() -> None:
    root = drawn(*[("0100", "x")] * 10_000, ("0400", "x"))
    assert "10000" in [box.name for box in texts(root)]
    assert outside(root) == []


@pytest.mark.parametrize("posts", [FIVE, MIXED[:13], MIXED * 3])
def test_the_same_posts_make_the_same_drawing(posts: tuple[tuple[str, str], ...]) -> None:
    svg = timeline_svg(marks(*posts), title="Posts")
    assert timeline_svg(marks(*posts), title="Posts") == svg
    distinct = dict(posts)
    in_order, reversed_ = (
        timeline_svg(marks(*some), title="")
        for some in (distinct.items(), reversed(distinct.items()))
    )
    assert in_order == reversed_


@pytest.mark.parametrize("posts", [FIVE, MIXED, MIXED * 3])
def test_coordinates_have_one_decimal_at_most(posts: tuple[tuple[str, str], ...]) -> None:
    words = {"xmlns", "role", "fill", "stroke", "direction", "text-anchor", "viewBox"}
    values = [
        str(value)
        for element in drawn(*posts).iter()
        for name, value in element.attrib.items()
        if name not in words
    ]
    assert len(values) > 20
    assert [value for value in values if not re.fullmatch(r"\d+(?:\.[1-9])?", value)] == []


@pytest.mark.parametrize(
    "posts", [FIVE, SHORT, LONG, MIXED, tuple((f"{1990 + n}", "x") for n in range(20))]
)
def test_for_a_press_faint_shapes_are_gray(posts: tuple[tuple[str, str], ...]) -> None:
    svg = timeline_svg(marks(*posts), title="t")
    before, after = (etree.fromstring(text) for text in (svg, opaque(svg)))
    faint = [
        (kind, float(element.attrib[f"{kind}-opacity"]), number)
        for number, element in enumerate(before.iter())
        for kind in ("fill", "stroke")
        if f"{kind}-opacity" in element.attrib
    ]
    assert faint
    elements = list(after.iter())
    assert not any("opacity" in name for element in elements for name in element.attrib)
    for kind, opacity, number in faint:
        gray = elements[number].attrib[kind]
        assert int(gray[1:3], 16) == pytest.approx(255 * (1 - opacity), abs=0.5)


def test_for_a_press_texts_stay() -> None:
    title = 'fill-opacity="0.5"'
    svg = timeline_svg(marks(("2014", title)), title=title)
    texts = [element.text for element in etree.fromstring(opaque(svg)).iter()]
    assert texts == [element.text for element in etree.fromstring(svg).iter()]
