"""The first run without script, and the pages of places, as a browser sees them."""

import pytest
from django.test import Client

from hocvuso.people.models import Account
from hocvuso.places.actions import add_usual_organisations, add_villages
from hocvuso.places.queries import villages_of
from tests import factories
from tests.browser import DESK, PHONE, axe, is_wider_than_screen, new_page, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])


def test_a_first_officer_needs_no_script_and_no_marks(browser, live_server, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    ward = factories.make_commune("28249")
    with new_page(browser, *PHONE, java_script_enabled=False) as page:
        page.goto(live_server.url + "/vp/")
        page.get_by_label("Tên xã, phường, đặc khu").fill("dao thanh")
        page.get_by_role("button", name="Tìm").click()
        page.get_by_role("link", name="Phường Đạo Thạnh").click()
        page.get_by_label("Có bao nhiêu?").fill("3")
        page.get_by_role("button", name="Ghi sẵn").click()
        assert page.get_by_label("Tên thôn, ấp, khu phố").input_value() == "Khu phố 1\nKhu phố 2\nKhu phố 3"
        page.get_by_role("button", name="Tiếp tục").click()
        page.get_by_label("Họ và tên").fill("Nguyễn Thị Lan")
        page.get_by_label("Số điện thoại hoặc thư điện tử").fill("0912 345 678")
        page.locator("#id_password").fill("mùa lúa chín 1945")
        page.locator("#id_again").fill("mùa lúa chín 1945")
        page.get_by_role("button", name="Xong, vào làm việc").click()
        assert "/vao/hai-lop/" in page.url  # the second factor, and then the team
        assert "doi-ngu" in page.url
    assert villages_of(ward).count() == 3
    assert Account.objects.get().posts.get().area == ward


@SCREENS
def test_the_first_run_passes_axe_and_fits(browser, live_server, settings, tmp_path, screen):
    settings.DATA_DIR = tmp_path
    factories.make_commune("28249")
    with new_page(browser, *screen) as page:
        for address in ("/bat-dau/?q=dao+thanh", "/bat-dau/?q=zzzz", "/bat-dau/28249/", "/bat-dau/28249/tai-khoan/", "/tim-don-vi/?q=dao"):
            page.goto(live_server.url + address)
            assert axe(page) == [], address
            assert not is_wider_than_screen(page), address


@SCREENS
def test_the_pages_of_places_pass_axe_and_fit(browser, live_server, screen):
    ward = factories.make_commune("28249")
    one, *_others = add_villages(commune=ward, names=["1", "2", "3"])
    body = add_usual_organisations(area=ward)[0]
    client = Client()
    factories.sign_in(client, factories.make_account("officer", ward))
    village = f"khu-pho/{one.code}/"
    pages = ["khu-pho/", "khu-pho/them/", "khu-pho/nhap/", village, village + "ten/", village + "tach/", village + "thoi/", "to-chuc/them/"]
    with new_page(browser, *screen) as page:
        sign_in(page, client, live_server.url)
        for address in [*pages, f"to-chuc/{body.pk}/"]:
            page.goto(f"{live_server.url}/vp/28249/{address}")
            page.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = true)")
            assert axe(page) == [], address
            assert not is_wider_than_screen(page), address
