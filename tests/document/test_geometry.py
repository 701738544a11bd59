from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.document import geometry
from planforge.document.blocks import Emphasis, Orientation, Sheet, SheetZone
from planforge.document.geometry import (
    BLANK_BAND,
    BODIES,
    COLUMNS,
    GUTTER,
    SCALES,
    Lettering,
    content_width,
    gauge,
    line_height,
    page_size,
    row_gap,
    side_pad,
    span_width,
)

ORIENTATIONS = st.sampled_from(Orientation)


def test_a_page_that_lies_is_the_upright_one_turned() -> None:
    assert page_size(Orientation.LANDSCAPE) == page_size(Orientation.PORTRAIT)[::-1]
    assert page_size(Orientation.PORTRAIT)[0] < page_size(Orientation.PORTRAIT)[1]


@given(st.lists(st.integers(1, COLUMNS), min_size=1).filter(lambda spans: sum(spans) <= COLUMNS), ORIENTATIONS)
def test_zones_side_by_side_fill_the_page_with_their_gutters(spans: list[int], orientation: Orientation) -> None:
    spans = [*spans, COLUMNS - sum(spans)] if sum(spans) < COLUMNS else spans

    filled = sum(span_width(span, orientation) for span in spans) + GUTTER * (len(spans) - 1)

    assert filled == pytest.approx(content_width(orientation))


@given(st.floats(0.1, 2), st.integers(2, 60), st.integers(2, 60))
def test_type_is_never_smaller_than_what_is_read(scale: float, full: int, least: int) -> None:
    lettering = Lettering(full, least)

    assert lettering.at(scale) >= least
    assert lettering.at(1.0) == max(full, least)


def test_scales_go_down_and_the_last_one_has_every_body_at_its_least() -> None:
    assert sorted(SCALES, reverse=True) == list(SCALES)
    assert SCALES[0] == 1.0
    assert set(BODIES) == set(Emphasis)
    for body in BODIES.values():
        assert body.at(SCALES[-1]) == body.least < body.full


def test_a_line_is_taller_than_its_type() -> None:
    assert line_height(20) == 230
    assert line_height(20, geometry.CHECK_PITCH) == 264


def test_the_gap_above_a_row_shrinks_with_the_page_but_never_grows() -> None:
    small, full, large = (Sheet("s", "", "", (), "", (), (), scale) for scale in (0.5, 1.0, 1.5))
    assert row_gap(small, stop=False) < row_gap(full, stop=False) == row_gap(large, stop=False)
    assert row_gap(full, stop=False) < row_gap(full, stop=True)


def test_a_form_to_fill_has_less_air_and_smaller_titles_than_a_sheet_to_read() -> None:
    read = Sheet("s", "", "", (), "", (), ())
    assert row_gap(replace(read, blank=True), stop=True) < row_gap(read, stop=True)
    assert gauge(blank=True).zone_title.full < gauge(blank=False).zone_title.full
    assert sum(BLANK_BAND) == COLUMNS


def test_tables_reach_the_frame_of_a_flush_zone_unless_it_is_thick() -> None:
    zone = SheetZone("z", "Z", ())
    flush = replace(zone, flush=True)
    assert side_pad(zone) > side_pad(replace(flush, emphasis=Emphasis.STOP)) > side_pad(flush) == 0
