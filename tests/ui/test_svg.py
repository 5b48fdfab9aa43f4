"""Pictures of numbers: what was not measured is never drawn as 0, green means reached, the mark stays on the bar."""

import re
import xml.etree.ElementTree as xml

import pytest

from hocvuso.ui.icons import ICONS, icon_svg
from hocvuso.ui.svg import goal_bar, sparkline


def places(picture: str) -> list[list[tuple[float, float]]]:
    """The points of each line of a sparkline."""
    lines = re.findall(r'class="course" d="M([^"]*)"', picture)
    return [[(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", line)] for line in lines]


def test_more_is_higher_and_later_is_further_right():
    [[first, second, third]] = places(sparkline([0, 10, 5]))
    assert first[0] < second[0] < third[0]
    assert second[1] < third[1] < first[1]
    assert (first[0], third[0]) == (0, 100)


def test_a_value_not_measured_is_a_gap():
    lines = places(sparkline([1, 2, None, 3, 4]))
    assert [len(line) for line in lines] == [2, 2]


def test_a_course_starts_at_zero_so_that_small_changes_look_small():
    [[low, high]] = places(sparkline([98, 100]))
    assert abs(low[1] - high[1]) < 1


@pytest.mark.parametrize("values", [[], [5], [None, None], [None, 5, None]])
def test_too_little_draws_nothing(values):
    assert sparkline(values) == ""


def test_only_zeros_lie_on_the_ground():
    [line] = places(sparkline([0, 0, 0]))
    assert {y for _, y in line} == {22}


def bar(value, target, **more) -> dict[str, dict]:
    return {part.get("class"): dict(part.attrib) for part in xml.fromstring(goal_bar(value, target, **more))}


def test_the_bar_is_as_long_as_its_value_and_the_mark_stands_at_the_target():
    drawn = bar(43, 50, most=100)
    assert drawn["part"]["width"] == "43%"
    assert drawn["mark"]["x"] == "50%"


def test_beyond_the_target_the_mark_moves_inwards():
    drawn = bar(60, 30)
    assert (drawn["part"]["width"], drawn["mark"]["x"]) == ("100%", "50%")


@pytest.mark.parametrize(("value", "reached"), [(49, False), (50, True), (51, True)])
def test_green_means_reached(value, reached):
    assert ('class="goal reached"' in goal_bar(value, 50)) is reached


def test_not_measured_has_no_bar_and_zero_has_an_empty_one():
    assert goal_bar(None, 50) == ""
    assert set(bar(0, 50)) == {"all", "mark"}


def test_without_a_target_there_is_no_mark_and_no_green():
    assert set(bar(5, None)) == {"all", "part"}
    assert "reached" not in goal_bar(5, None)


def test_what_is_said_aloud_cannot_break_out():
    assert 'aria-label="&lt;b&gt; &quot;x&quot;"' in goal_bar(1, 2, '<b> "x"')
    assert 'aria-hidden="true"' in goal_bar(1, 2)


@pytest.mark.parametrize("name", ICONS)
def test_icon_is_sound_svg_without_words_or_colours(name):
    drawn = xml.fromstring(icon_svg(name))
    assert len(drawn) > 0
    assert not any("fill" in part.attrib or "style" in part.attrib for part in drawn.iter())


def test_an_unknown_icon_is_a_fault():
    with pytest.raises(KeyError):
        icon_svg("unicorn")
