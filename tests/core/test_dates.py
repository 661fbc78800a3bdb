"""Dates in a language, and the time of a build."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from sphinx_bindery.common.dates import (
    EARLIEST,
    LATEST,
    build_time,
    canonical_language,
    format_minutes,
    format_names,
    format_number,
    format_period,
    format_years,
    text_direction,
    with_digits,
)


@pytest.mark.parametrize(
    ("newest", "epoch", "expected"),
    [
        (None, "", EARLIEST),
        (datetime(2014, 11, 10, tzinfo=UTC), "", datetime(2014, 11, 10, tzinfo=UTC)),
        (
            datetime(2014, 11, 10, tzinfo=UTC),
            "1500000000",
            datetime(2017, 7, 14, 2, 40, tzinfo=UTC),
        ),
        (None, "-1", EARLIEST),
        (None, "99999999999", LATEST),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))), "", EARLIEST),
        (datetime(9999, 12, 31, 23, tzinfo=timezone(-timedelta(hours=1))), "", LATEST),
    ],
)
def test_the_build_time_fits_into_a_zip_archive(
    newest: datetime | None, epoch: str, expected: datetime
) -> None:
    assert build_time(newest, {"SOURCE_DATE_EPOCH": epoch}) == expected


@pytest.mark.parametrize(
    ("published", "language", "expected"),
    [
        ("", "en", ""),
        ("2014", "en", "2014"),
        ("2014-11", "en", "November 2014"),
        ("2014-11-10", "en", "November 10, 2014"),
        ("2014-11-10T09:00:00Z", "de", "10. November 2014"),
        ("2014-13", "en", "2014-13"),
        ("2014-11", "xx-invalid", "November 2014"),
    ],
)
def test_a_date_is_formatted_in_the_language_of_the_book(
    published: str, language: str, expected: str
) -> None:
    assert format_period("", published, language) == expected


@pytest.mark.parametrize(
    ("first", "last", "words", "digits"),
    [
        ("", "", "", ""),
        ("2014-09", "2015-01", "September 2014 – January 2015", "2014–2015"),
        ("2014-09-01T10:00:00Z", "2014-11", "September 1, 2014 – November 2014", "2014"),
        ("2014", "2014", "2014", "2014"),
        ("", "2015", "2015", "2015"),
    ],
)
def test_a_period_with_equal_ends_is_a_single_date(
    first: str, last: str, words: str, digits: str
) -> None:
    assert format_period(first, last, "en") == words
    assert format_years(first, last, "en") == digits


@pytest.mark.parametrize(
    ("language", "years", "period", "names", "number"),
    [
        ("de", "2014–2015", "November 2014 – 3. Mai 2015", "A, B und C", "1.234"),
        ("fr", "2014–2015", "novembre 2014 – 3 mai 2015", "A, B et C", "1\u202f234"),
        ("ja", "2014年～2015年", "2014年11月～2015年5月3日", "A、B、C", "1,234"),
        ("zh_CN", "2014–2015年", "2014年11月 – 2015年5月3日", "A、B和C", "1,234"),
        ("ar", "2014–2015", "نوفمبر 2014 – 3 مايو 2015", "A وB وC", "1,234"),
        ("en-GB", "2014–2015", "November 2014 – 3 May 2015", "A, B and C", "1,234"),
    ],
)
def test_periods_lists_and_numbers_are_by_cldr(
    language: str, years: str, period: str, names: str, number: str
) -> None:
    assert format_years("2014-11", "2015-05-03", language) == years
    assert format_period("2014-11", "2015-05-03", language) == period
    assert format_names(["A", "B", "C"], language) == names
    assert format_names(["A"], language) == "A"
    assert format_number(1234, language) == number
    assert format_years("2014", "", language) == format_period("2014", "2014", language)


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        *((tag, "rtl") for tag in ("ar", "he-IL", "iw", "ckb", "ku-Arab", "az_Arab", "pa-arab-PK")),
        *((tag, "ltr") for tag in ("de", "ku", "ar-Latn", "fa-Latn-IR", "he-latn", "und", "xx")),
        ("uz@cyrillic", "ltr"),
        ("sd@devanagari", "ltr"),
    ],
)
def test_direction_of_a_language_or_its_script(language: str, direction: str) -> None:
    assert text_direction(language) == direction


@pytest.mark.parametrize(
    ("tag", "canonical"),
    [("deu", "de"), ("iw-IL", "he-IL"), ("zho-Hant", "zh-Hant"), ("sh", "sh"), ("EN-gb", "EN-gb")],
)
def test_current_code_of_a_language(tag: str, canonical: str) -> None:
    assert canonical_language(tag) == canonical


@pytest.mark.parametrize(
    ("language", "names"),
    [("sr", "A и B"), ("sr@latin", "A i B"), ("sr_RS@latin", "A i B"), ("de_DE@euro", "A und B")],
)
def test_texts_have_the_script_of_a_posix_locale(language: str, names: str) -> None:
    assert format_names(["A", "B"], language) == names


@pytest.mark.parametrize(
    ("language", "digits", "number"),
    [
        ("fa", "۰۱۲۳۴۵۶۷۸۹", "۱٬۲۳۴"),
        ("ar-EG", "٠١٢٣٤٥٦٧٨٩", "١٬٢٣٤"),
        ("mr", "०१२३४५६७८९", "१,२३४"),
        ("bn", "০১২৩৪৫৬৭৮৯", "১,২৩৪"),
        ("ar", "0123456789", "1,234"),
        ("hi", "0123456789", "1,234"),
    ],
)
def test_digits_are_those_of_the_language(language: str, digits: str, number: str) -> None:
    assert with_digits("0123456789", language) == digits
    assert format_number(1234, language) == number
    year = with_digits("2014", language)
    assert year in format_period("", "2014-11-10", language)
    assert year in format_years("2014", "2015", language)
    assert with_digits("3", language) in format_minutes(3, language)
