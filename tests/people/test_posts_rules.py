"""Which roles exist where, and who may reset whom."""

from hocvuso.people.rules.posts import may_reset, role_fits


def test_viewers_look_from_above_and_volunteers_work_on_the_ground():
    assert role_fits("viewer", "province")
    assert not role_fits("viewer", "commune")
    assert role_fits("volunteer", "commune")
    assert not role_fits("volunteer", "province")
    assert not role_fits("officer", "village")


def test_an_officer_resets_who_works_under_her_and_nobody_who_also_works_elsewhere():
    commune, village, province = "/VN/82/28249/", "/VN/82/28249/28249.01/", "/VN/82/"
    assert may_reset([commune], [commune])
    assert may_reset([commune], [village])
    assert not may_reset([commune], [commune, province])
    assert may_reset([province], [commune, province])
    assert not may_reset([commune], ["/VN/82/28627/"])
    assert not may_reset([commune], [])
    assert not may_reset([], [commune])
