"""The office's frame with its menu, and the error pages, as a browser sees them."""

import pytest
from django.test import Client

from tests.browser import DESK, PHONE, axe, is_wider_than_screen, new_page, sign_in
from tests.factories import give_post, make_account
from tests.factories import sign_in as sign_client_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer(areas) -> Client:
    """Signed in, with work in two areas."""
    account = make_account("officer", areas.commune, name="Nguyễn Thị Minh Hạnh")
    give_post(account, "viewer", areas.other_province)
    client = Client()
    sign_client_in(client, account)
    return client


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_the_office_frame_passes_axe(browser, live_server, officer, screen, theme):
    with new_page(browser, *screen, color_scheme=theme) as page:
        sign_in(page, officer, live_server.url)
        page.goto(live_server.url + "/vp/28249/chi-tieu/")
        assert axe(page) == []
        assert not is_wider_than_screen(page)


def test_on_a_phone_the_menu_opens_without_script_and_leads_on(browser, live_server, officer):
    with new_page(browser, *PHONE, java_script_enabled=False) as page:
        sign_in(page, officer, live_server.url)
        page.goto(live_server.url + "/vp/28249/chi-tieu/")
        assert not page.get_by_role("link", name="Đội ngũ").is_visible()
        page.get_by_text("Danh mục", exact=True).click()
        page.get_by_role("link", name="Đội ngũ").click()
        assert page.url.endswith("/vp/28249/doi-ngu/")


def test_on_a_desk_the_menu_stands_at_the_side(browser, live_server, officer):
    with new_page(browser, *DESK) as page:
        sign_in(page, officer, live_server.url)
        page.goto(live_server.url + "/vp/28249/chi-tieu/")
        assert page.get_by_role("link", name="Chỉ tiêu", exact=True).get_attribute("aria-current") == "page"
        assert not page.get_by_text("Danh mục", exact=True).is_visible()
        page.get_by_role("link", name="Đổi nơi làm việc").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Hôm nay làm việc ở đâu?"
        assert axe(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_an_error_page_passes_axe(browser, live_server, screen, theme):
    with new_page(browser, *screen, color_scheme=theme) as page:
        page.goto(live_server.url + "/khong-co-trang-nay/")
        assert axe(page) == []
        assert axe(page, ("color-contrast-enhanced",)) == []
        assert not is_wider_than_screen(page)
        page.get_by_role("link", name="English").click()
        assert page.get_by_role("heading", level=1).inner_text() == "There is no such page"
