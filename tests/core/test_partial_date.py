"""Dates of any precision."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from sphinx_bindery.common.dates import format_date
from sphinx_bindery.common.partial_date import PartialDate, Precision


@pytest.mark.parametrize(
    ("written", "precision", "iso"),
    [
        ("2014", Precision.YEAR, "2014"),
        ("0987", Precision.YEAR, "0987"),
        ("2014-11", Precision.MONTH, "2014-11"),
        ("2014-11-10", Precision.DAY, "2014-11-10"),
        (" 2014-11-10 ", Precision.DAY, "2014-11-10"),
        ("2014-11-10T09:30:00Z", Precision.TIME, "2014-11-10T09:30:00+00:00"),
        ("2014-11-10t09:30:00.250z", Precision.TIME, "2014-11-10T09:30:00+00:00"),
        ("2014-05-09T10:00:00+09:00", Precision.TIME, "2014-05-09T10:00:00+09:00"),
        ("2014-05-09 10:00:00 +0900", Precision.TIME, "2014-05-09T10:00:00+09:00"),
        ("2014-05-09 9:00:00 -5", Precision.TIME, "2014-05-09T09:00:00-05:00"),
        ("2014-05-09 10:00", Precision.TIME, "2014-05-09T10:00:00+00:00"),
    ],
)
def test_a_date_keeps_its_precision(written: str, precision: Precision, iso: str) -> None:
    date = PartialDate.parse(written, UTC)
    assert (date.precision, date.iso) == (precision, iso)


@pytest.mark.parametrize(
    "written",
    [
        "2014-13", "2014-00", "2014-02-30", "2014-1", "14", "201411", "2014-11-", "0000",
        "November 2014", "2014-11-10T25:00:00Z", "2014-11-10T10:00:00+99:00", "2014-11T10:00",
        "２０１４", "tomorrow", "2014-11-10T10:00:00+01:99", "2014-11-10T10:00:00-24:00",
        "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-00:01",
    ],
)  # fmt: skip
def test_an_invalid_date_raises_an_error_with_the_accepted_forms(written: str) -> None:
    with pytest.raises(ValueError, match="write 2014, 2014-11, 2014-11-10 or"):
        PartialDate.parse(written, UTC)


def test_a_partial_date_sorts_at_the_start_of_its_period() -> None:
    written = ["2014", "2014-01-01T00:00:01Z", "2014-11", "2014-11-02", "2015"]
    starts = [PartialDate.parse(text, UTC).start for text in written]
    assert starts == sorted(starts)
    assert starts[0] == datetime(2014, 1, 1, tzinfo=UTC)


def test_a_date_without_an_offset_is_in_the_default_zone() -> None:
    in_tokyo = PartialDate.parse("2014-11-10", ZoneInfo("Asia/Tokyo"))
    assert in_tokyo.start < PartialDate.parse("2014-11-10", UTC).start
    assert in_tokyo.iso == "2014-11-10"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2014-11-10 00:00:00", "2014-11-10"),
        ("2014-11-10T00:00", "2014-11-10"),
        ("2014-11-10 00:00:01", "2014-11-10T00:00:01+00:00"),
        ("2014-11-10T00:00:00Z", "2014-11-10T00:00:00+00:00"),
        ("2014-11-10 00:00:00 +0100", "2014-11-10T00:00:00+01:00"),
    ],
)
def test_midnight_without_an_offset_is_a_day(text: str, iso: str) -> None:
    assert PartialDate.parse(text, UTC).iso == iso


def test_the_first_year_is_out_of_range_east_of_greenwich() -> None:
    assert PartialDate.parse("0001", UTC).iso == "0001"
    with pytest.raises(ValueError, match="write 2014"):
        PartialDate.parse("0001", ZoneInfo("Asia/Tokyo"))


@pytest.mark.parametrize(
    ("zone", "iso"),
    [
        ("Europe/Paris", "1890-01-01T12:00:00+00:09"),
        ("America/New_York", "1880-01-01T12:00:00-04:56"),
    ],
)
def test_a_time_before_zones_has_an_offset_of_whole_minutes(zone: str, iso: str) -> None:
    """The local mean time of Paris is 9 minutes and 21 seconds ahead."""
    assert PartialDate.parse(f"{iso[:10]} 12:00", ZoneInfo(zone)).iso == iso


@pytest.mark.parametrize(
    ("written", "language", "words"),
    [
        ("2014", "en", "2014"),
        ("2014-11", "en", "November 2014"),
        ("2014-11-10", "en", "November 10, 2014"),
        ("2014-11", "de-AT", "November 2014"),
        ("2014-11-10", "de", "10. November 2014"),
        ("2014-11", "ja", "2014年11月"),
        ("2014-11", "xx-Nope", "November 2014"),
    ],
)
def test_a_formatted_date_keeps_its_precision(written: str, language: str, words: str) -> None:
    assert format_date(PartialDate.parse(written, UTC), language) == words


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2014", "2014-01-01"),
        ("2014-11", "2014-11-01"),
        ("2014-11-10", "2014-11-10"),
        ("2014-11-10T09:30:00+01:00", "2014-11-10T09:30:00+01:00"),
    ],
)
def test_the_day_of_a_partial_date_is_the_first(text: str, iso: str) -> None:
    assert PartialDate.parse(text, UTC).iso_in_full == iso
