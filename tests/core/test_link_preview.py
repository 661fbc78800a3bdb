"""What a picture for previews of links says, where some characters cannot be drawn."""

from __future__ import annotations

from sphinx_anthology.core.pages.link_preview import LinkPreview, preview_path

HAN, EMOJI = "\u6f22", "\N{ROCKET}"


def test_texts_stand_on_one_line_and_have_no_characters_that_are_none() -> None:
    preview = LinkPreview(" A\n\ttitle\0 ", authors="A\ud800 B", book="\u202eBook").normalized()
    assert preview == LinkPreview("A title", authors="A B", book="\u202eBook")


def test_signs_that_no_font_has_are_left_out() -> None:
    preview = LinkPreview(f"Launch {EMOJI} day", book="Book")
    assert preview.without({EMOJI}) == LinkPreview("Launch day", book="Book")
    assert preview.letters_in({EMOJI}) == []


def test_a_text_with_a_letter_that_no_font_has_is_left_out() -> None:
    preview = LinkPreview("Title", authors=f"A {HAN}", series=HAN, book="Book", language="ja")
    assert preview.without({HAN}) == LinkPreview("Title", book="Book", language="ja")
    assert preview.letters_in({HAN, EMOJI}) == [HAN]


def test_the_books_name_takes_the_place_of_a_title() -> None:
    for title in (f"{HAN}, and more", EMOJI):
        preview = LinkPreview(title, date="2014", book="Book")
        assert preview.without({HAN, EMOJI}) == LinkPreview("Book", date="2014")


def test_what_can_be_drawn_stays() -> None:
    preview = LinkPreview(f"{HAN} {EMOJI}", authors="A", date="2014", book="Book", series="S")
    assert preview.without({"x"}) == preview


def test_a_picture_stands_at_its_documents_name() -> None:
    assert preview_path("posts/2014/a") == "_images/previews/posts/2014/a.png"
