"""A resident learns on a phone, in a real browser: the lesson, the practice phone by keyboard alone, the drill, and paper."""

import random
from io import BytesIO

import pytest
from pypdf import PdfReader

from hocvuso.learn import voice
from hocvuso.learn.catalog import catalog
from hocvuso.learn.formats.scene import Play
from tests.browser import axe, is_wider_than_screen, new_page

pytestmark = pytest.mark.browser

LESSON = "/hoc/vneid/"
PRACTICE = "/hoc/vneid/luyen/"
DRILL = "/hoc/dung-kiem-tra-bao/luyen/"
SMALL = (360, 640)


@pytest.fixture
def site(live_server):
    return live_server.url


@pytest.fixture
def voices(tmp_path, settings):
    """Every "Nghe" button is there, which takes the most room; the sounds themselves are empty."""
    settings.VOICE_DIR = tmp_path
    for name in voice.all_texts(catalog()):
        for ending in voice.FORMATS:
            (tmp_path / f"{name}.{ending}").touch()


def follow_the_glow(page, steps: int = 200):
    """Does what the glowing place says, by keyboard: each visit of a step is given once, until the end."""
    for _ in range(steps):
        yield page.evaluate("document.querySelector('#phone .title').textContent")
        if page.query_selector(".ending"):
            return
        glowing = page.query_selector(".keys .glow") or page.query_selector(".shell .glow")
        glowing.focus()
        page.keyboard.press("Enter")
    raise AssertionError("the practice never ended")


def tab_to(page, text: str, most: int = 40) -> None:
    """Presses Tab until the control with this text has the focus, as someone without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()").startswith(text):
            return
    raise AssertionError(f"{text} was not reached by Tab")


def press(page, name: str, role: str = "button", **how) -> None:
    """By keyboard: a pointer that follows its own tap within 0.4 s is held back as an unsteady finger's."""
    page.get_by_role(role, name=name, **how).press("Enter")


def fits(page) -> bool:
    """The whole step is on the screen: nothing to scroll, neither down nor sideways."""
    return page.evaluate("document.documentElement.scrollHeight <= innerHeight + 1") and not is_wider_than_screen(page)


def test_home_to_lesson_to_learnt(browser, site):
    with new_page(browser, *SMALL) as page:
        page.goto(site + "/hoc/")
        assert page.locator("[data-learnt]:visible").count() == 0
        page.goto(site + LESSON)
        assert page.locator(".part:visible").count() == 1
        parts = page.locator(".part").count()
        for number in range(1, parts):
            assert page.locator("#where").inner_text() == f"Phần {number} trong {parts}"
            press(page, "Tiếp")
        assert page.get_by_role("heading", name="Hôm nay bác làm được").is_visible()
        press(page, "Học xong", role="link")
        page.wait_for_url(site + "/")
        page.goto(site + "/hoc/")
        assert page.locator("[data-learnt=vneid]:visible").inner_text().strip() == "Đã học"
        assert page.locator("[data-learnt=dung-kiem-tra-bao]:visible").count() == 0
        assert page.context.cookies() == []


def test_back_goes_one_part_back_and_a_half_done_lesson_goes_on(browser, site):
    with new_page(browser, *SMALL) as page:
        page.goto(site + LESSON)
        press(page, "Tiếp")
        press(page, "Tiếp")
        press(page, "Quay lại", role="link")
        assert page.locator("#where").inner_text().startswith("Phần 2 ")
        page.goto(site + LESSON)
        assert page.locator("#where").inner_text().startswith("Phần 2 ")


def test_an_answer_explains_itself_and_punishes_nobody(browser, site):
    for script in (True, False):
        with new_page(browser, *SMALL, java_script_enabled=script) as page:
            page.goto(site + LESSON + "#q1")
            assert page.get_by_text("Gặp trực tiếp công an là chắc nhất").is_hidden()
            page.get_by_label("Đọc số căn cước cho người đó").check()
            assert page.get_by_text("Mức 2 phải lấy vân tay tại công an").is_visible()
            page.get_by_label("Cúp máy, có gì ra công an xã, phường hỏi").check()
            assert page.get_by_text("Gặp trực tiếp công an là chắc nhất").is_visible()
            assert page.get_by_text("Mức 2 phải lấy vân tay tại công an").is_hidden()


def test_a_device_that_keeps_nothing_is_told_so_and_can_learn(browser, site):
    with new_page(browser, *SMALL) as page:
        page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); };")
        page.goto(site + LESSON + "#xong")
        assert page.get_by_text("Máy này không cho lưu dấu đã học").is_visible()


def test_the_practice_phone_to_the_end_by_keyboard_alone(browser, site, voices):
    with new_page(browser, *SMALL, reduced_motion="reduce") as page:
        page.goto(site + PRACTICE, wait_until="networkidle")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        tab_to(page, "Làm có chỉ dẫn")
        page.keyboard.press("Enter")
        tab_to(page, "Kho ứng dụng")
        page.keyboard.press("Enter")
        tab_to(page, "Tìm ứng dụng")
        page.keyboard.press("Enter")
        page.keyboard.type("vneid")  # a keyboard with letters works as well as the practice keypad
        tab_to(page, "Xong")
        page.keyboard.press("Enter")
        titles = []
        for title in follow_the_glow(page):
            titles.append(title)
            assert fits(page), title
            assert page.locator(".shell .band:visible").inner_text() == "MÔ PHỎNG\nKhông phải ứng dụng thật"
        assert titles[-1] == "Giỏi quá, bác làm xong rồi!"
        assert page.locator(".ending .remember").inner_text().startswith("Bác nhớ nhé: Không ai nâng mức 2")
        assert asked == []  # nothing leaves the phone while practising
        press(page, "Học tiếp", role="link")
        page.locator("#q1").wait_for()


def test_a_wrong_tap_explains_and_offers_again(browser, site):
    with new_page(browser, *SMALL) as page:
        page.goto(site + PRACTICE)
        press(page, "Làm có chỉ dẫn")
        press(page, "Ảnh")
        assert page.locator("#hint").inner_text().startswith("Đây là chỗ xem ảnh bác ạ.")
        assert page.locator("#live").inner_text() == page.locator("#hint").inner_text()
        press(page, "Kho ứng dụng")
        press(page, "Tìm ứng dụng")
        press(page, "A", exact=True)
        assert page.locator("#hint").inner_text().startswith("Chưa đúng phím bác ạ.")
        assert page.locator("#typed").inner_text().strip() == ""
        press(page, "V", exact=True)
        press(page, "Xong")
        assert page.locator("#hint").inner_text() == "Còn thiếu 4 phím nữa bác ạ."


def test_alone_there_is_no_glow_until_asked(browser, site):
    with new_page(browser, *SMALL) as page:
        page.goto(site + PRACTICE)
        press(page, "Tự làm một mình")
        assert page.locator(".glow").count() == 0
        press(page, "Chỉ cho tôi")
        assert page.locator(".glow").inner_text().strip() == "Kho ứng dụng"
        assert page.evaluate("document.activeElement.classList.contains('glow')")


def test_watching_shows_each_step_at_the_viewers_pace(browser, site):
    with new_page(browser, *SMALL) as page:
        page.goto(site + PRACTICE)
        press(page, "Xem làm mẫu trước")
        for _ in range(60):
            if page.locator(".ending").count():
                break
            press(page, "Tiếp")
        assert page.locator(".ending").is_visible()


@pytest.mark.parametrize(
    ("moves", "ending"),
    [
        (["Cúp máy"], "Bác cúp máy, thế là an toàn!"),
        (["Không làm gì"], "Không nghe số lạ, thế là an toàn!"),
        (["Nghe máy", "Hỏi người nhà"], "Bác hỏi người nhà, rất đúng!"),
        (["Nghe máy", "Không làm gì", "Cúp máy"], "Bác cúp máy, thế là an toàn!"),
        (["Nghe máy", "Không làm gì", "Không làm gì", "Không làm gì"], "Kẻ gian tự tắt máy rồi!"),
        (["Nghe máy", "“Vụ án gì thế chú?”", "Không làm gì", "Đọc mã OTP"], "May quá, đây là chỗ tập!"),
    ],
)
def test_the_scam_call_can_be_left_at_any_moment(browser, site, voices, moves, ending):
    with new_page(browser, *SMALL) as page:
        page.goto(site + DRILL)
        press(page, "Bắt đầu tập")
        for move in moves:
            for always in ("Cúp máy", "Hỏi người nhà", "Không làm gì"):
                assert page.get_by_role("button", name=always).is_visible()
            assert fits(page)
            press(page, move)
        assert page.locator(".ending h1").inner_text() == ending
        assert page.locator(".ending .band").is_visible()
        assert "156" in page.locator(".ending").inner_text()


def test_a_double_tap_is_one_tap(browser, site):
    with new_page(browser, *SMALL) as page:
        page.goto(site + LESSON)
        page.get_by_role("button", name="Tiếp").dblclick()
        assert page.locator("#where").inner_text().startswith("Phần 2 ")
        page.wait_for_timeout(450)
        page.get_by_role("button", name="Tiếp").click()  # a calm second tap goes on
        assert page.locator("#where").inner_text().startswith("Phần 3 ")
        page.goto("about:blank")
        page.goto(site + LESSON + "#q3")
        page.get_by_role("button", name="Tiếp").dblclick()  # "Học xong" comes to lie under the finger
        assert page.get_by_role("heading", name="Hôm nay bác làm được").is_visible()
        page.goto(site + DRILL)
        page.get_by_role("button", name="Bắt đầu tập").click()
        page.wait_for_timeout(450)
        page.get_by_role("button", name="Nghe máy").click()
        page.wait_for_timeout(450)
        page.get_by_role("button", name="Không làm gì").dblclick()
        assert page.locator("#phone .title").inner_text() == "Kẻ gian đang dọa"


def test_the_phones_back_key_goes_one_step_back_and_never_out_of_the_practice(browser, site):
    with new_page(browser, *SMALL) as page:
        page.goto(site + LESSON)
        page.goto(site + PRACTICE)
        press(page, "Làm có chỉ dẫn")
        press(page, "Kho ứng dụng")
        press(page, "Tìm ứng dụng")
        assert page.locator(".keys").is_visible()
        for here in ("Kho ứng dụng", "Màn hình chính"):  # the keypad closes first
            page.go_back(wait_until="commit")
            assert page.locator("#phone .title").inner_text() == here
            assert page.locator(".keys").count() == 0
        page.go_back(wait_until="commit")
        assert page.get_by_role("button", name="Làm có chỉ dẫn").is_visible()
        press(page, "Làm có chỉ dẫn")
        press(page, "Dừng luyện")
        assert page.get_by_role("button", name="Làm có chỉ dẫn").is_visible()
        page.go_back()
        assert page.url == site + LESSON


def test_what_is_typed_and_what_is_wrong_is_read_out_by_a_place_that_stays(browser, site):
    with new_page(browser, *SMALL) as page:
        page.goto(site + PRACTICE)
        page.evaluate("window.live = document.getElementById('live')")
        said = lambda: page.evaluate("window.live.isConnected && window.live.textContent")  # noqa: E731
        press(page, "Làm có chỉ dẫn")
        assert said() == "Bác chạm vào Kho ứng dụng nhé."
        press(page, "Ảnh")
        assert said().startswith("Đây là chỗ xem ảnh bác ạ.")
        press(page, "Kho ứng dụng")
        press(page, "Tìm ứng dụng")
        page.keyboard.type("vn")
        assert said() == "2/5"
        page.keyboard.type("a")
        first = said()
        assert first.startswith("Chưa đúng phím bác ạ.")
        page.keyboard.type("a")
        assert said() != first  # said again
        assert said().strip() == first.strip()


@pytest.mark.parametrize("size", [1, 2, 3])
def test_with_any_type_hanging_up_is_in_sight_from_the_start(browser, site, voices, size):
    with new_page(browser, *SMALL, reduced_motion="reduce") as page:
        page.add_init_script(f"localStorage.setItem('size', '{size}')")
        page.goto(site + DRILL)
        press(page, "Bắt đầu tập")
        for move in ("Nghe máy", "Không làm gì", "Không làm gì"):
            for always in ("Cúp máy", "Hỏi người nhà", "Không làm gì"):
                place = page.get_by_role("button", name=always).bounding_box()
                assert place["y"] + place["height"] <= SMALL[1], (always, move)
            press(page, move)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_with_any_type_the_field_and_the_whole_keypad_are_in_sight_together(browser, site, voices, size):
    with new_page(browser, *SMALL, reduced_motion="reduce") as page:
        page.add_init_script(f"localStorage.setItem('size', '{size}')")
        page.goto(site + PRACTICE)
        press(page, "Làm có chỉ dẫn")
        seen = 0
        for title in follow_the_glow(page):
            if not page.query_selector(".keys"):
                continue
            seen += 1
            hidden = page.evaluate(
                """() => {
                    const [keys, box] = [".keys", ".active"].map((one) => document.querySelector(one).getBoundingClientRect());
                    return [keys.bottom - innerHeight, box.bottom - keys.top, -box.top].map((by) => Math.max(0, Math.round(by)));
                }"""
            )
            assert hidden == [0, 0, 0], title
        assert seen > 30


def test_nobody_practises_inside_a_frame_of_another_page(browser, site):
    """A file server may forget to forbid frames; the phone then does not start."""
    with new_page(browser, *SMALL) as page:
        page.route("**/luyen/", lambda route: route.fulfill(body=without_frame_rules(route), content_type="text/html"))
        page.goto(site + PRACTICE)
        assert page.get_by_role("button", name="Làm có chỉ dẫn").is_visible()
        page.route(
            "**/outside/",
            lambda route: route.fulfill(body=f'<iframe src="{PRACTICE}" width="360" height="600"></iframe>', content_type="text/html"),
        )
        page.goto(site + "/outside/", wait_until="networkidle")
        inside = page.frame_locator("iframe")
        assert inside.locator("h1").inner_text() == "Kích hoạt VNeID"
        assert inside.get_by_role("button", name="Làm có chỉ dẫn").is_hidden()


def test_what_a_scene_says_is_never_html(browser, site):
    """Also drawn by the script: a hint with an element in it shows its letters."""
    evil = "\\u003Cimg src=x onerror=document.title=1\\u003E \\u003Cb\\u003Ebold\\u003C/b\\u003E "

    def with_an_evil_hint(route):
        page_text = route.fetch().text()
        assert '"hint": "' in page_text
        route.fulfill(body=page_text.replace('"hint": "', '"hint": "' + evil), content_type="text/html; charset=utf-8")

    with new_page(browser, *SMALL) as page:
        page.route("**/luyen/", with_an_evil_hint)
        page.goto(site + PRACTICE)
        press(page, "Làm có chỉ dẫn")
        assert page.locator("#hint").inner_text().startswith("<img src=x onerror=document.title=1> <b>bold</b> Bác chạm")
        assert page.locator("#phone img, #live *").count() == 0


def without_frame_rules(route) -> bytes:
    return route.fetch().body()


def real_looking(number: int) -> list[str]:
    """Strings as people have them: ID numbers, phones, codes, passwords. Seeded, so that a failure can be repeated."""
    rng = random.Random(20250720)

    def digits(count):
        return "".join(rng.choice("0123456789") for _ in range(count))

    kinds = [
        lambda: f"0{rng.randint(1, 96):02d}{rng.randint(0, 3)}{digits(8)}",
        lambda: f"0{rng.choice('35789')}{digits(8)}",
        lambda: f"+84{rng.choice('35789')}{digits(8)}",
        lambda: digits(6),
        lambda: f"{rng.randint(1, 28):02d}{rng.randint(1, 12):02d}{rng.randint(40, 99)}",
        lambda: "".join(rng.choice("ABCDEFGHIMNOTVabc123@!#") for _ in range(rng.randint(6, 12))),
        lambda: digits(rng.choice((4, 9, 13, 16))),
    ]
    return [kinds[index % len(kinds)]() for index in range(number)]


def test_5000_real_looking_strings_are_refused_by_every_field(browser, site):
    """No key sequence composes anything but the demo value, which is printed on the screen."""
    strings = real_looking(5000)
    with new_page(browser, *SMALL) as page:
        page.goto(site + PRACTICE)
        for scene in catalog().scenes.values():
            data = Play(scene, "vi").data()
            demos = {widget.demo.replace(" ", "") for step in scene.steps for widget in step.widgets if widget.demo}
            accepted, kept, whole = page.evaluate(
                """async ([scene, strings]) => {
                    const engine = await import("/static/learn/engine.mjs");
                    const accepted = new Set(), kept = new Set(), whole = new Set();
                    scene.steps.forEach((step, at) => {
                        if (!step.widgets.some((widget) => widget.demo)) return;
                        const feed = (text) => Array.from(text).reduce((state, key) => engine.press(scene, state, key),
                            Object.assign(engine.start("alone"), { at }));
                        strings.forEach((text) => {
                            const state = feed(text);
                            if (state.typed === text) accepted.add(text);
                            kept.add(state.typed);
                        });
                        whole.add(feed(step.widgets.find((widget) => widget.demo).demo).typed);
                    });
                    return [[...accepted], [...kept], [...whole]];
                }""",
                [data, [text for text in strings if text not in demos]],
            )
            assert accepted == []
            assert all(any(demo.startswith(typed) for demo in demos) for typed in kept)
            assert set(whole) == demos  # the demo value itself is taken: the refusal above could have gone the other way


def test_a_real_number_typed_while_practising_is_nowhere(browser, site):
    with new_page(browser, *SMALL) as page:
        logged: list[str] = []
        page.on("console", lambda message: logged.append(message.text))
        page.goto(site + PRACTICE)
        page.get_by_role("button", name="Làm có chỉ dẫn").click()
        for title in follow_the_glow(page):
            if title == "Kích hoạt tài khoản" and page.query_selector(".keys"):
                break
        page.keyboard.type("001155004321")
        assert page.evaluate("Object.keys(localStorage).filter((key) => !['hocvuso.learnt', 'size'].includes(key))") == []
        assert page.locator("#phone input, #phone textarea, #phone select, #phone form, [contenteditable]").count() == 0
        assert logged == []
        everything = page.evaluate("document.documentElement.outerHTML + JSON.stringify(localStorage) + location.href + document.cookie")
        assert "1155" not in everything
        assert "4321" not in everything


@pytest.mark.parametrize("address", ["/", "/hoc/", LESSON, PRACTICE, DRILL, "/en/", "/en" + LESSON])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, site, voices, address, scheme):
    with new_page(browser, *SMALL, color_scheme=scheme) as page:
        page.goto(site + address)
        assert axe(page) == []
        assert not is_wider_than_screen(page)


@pytest.mark.parametrize("address", [PRACTICE, DRILL])
def test_axe_finds_nothing_while_practising(browser, site, voices, address):
    with new_page(browser, *SMALL, reduced_motion="reduce") as page:
        page.goto(site + address)
        page.locator("[data-level=guided]").press("Enter")
        assert axe(page) == []
        press(page, "Kho ứng dụng" if address == PRACTICE else "Nghe máy")
        if address == PRACTICE:
            press(page, "Tìm ứng dụng")
        assert axe(page) == []
        if address == DRILL:
            press(page, "Cúp máy")
            assert axe(page) == []


def test_targets_are_56_px_on_the_practice_phone(browser, site, voices):
    with new_page(browser, *SMALL, reduced_motion="reduce") as page:
        page.goto(site + PRACTICE)
        press(page, "Làm có chỉ dẫn")
        for title in follow_the_glow(page):
            small = page.evaluate(
                """Array.from(document.querySelectorAll("#phone button, #phone a")).filter((one) => one.offsetParent)
                    .filter((one) => one.getBoundingClientRect().height < 55.5).map((one) => one.textContent)"""
            )
            assert small == [], title
            sizes = page.evaluate("Array.from(document.querySelectorAll('#phone .band *')).map((one) => getComputedStyle(one).fontSize)")
            assert set(sizes) == {"16px"}


@pytest.mark.parametrize("address", ["/", LESSON, PRACTICE])
def test_twice_as_large_type_still_fits_the_width(browser, site, address):
    with new_page(browser, 360, 740) as page:
        page.goto(site + address)
        page.evaluate("document.documentElement.dataset.size = '3'")
        if address == PRACTICE:
            page.get_by_role("button", name="Làm có chỉ dẫn").click()
        assert not is_wider_than_screen(page)
    with new_page(browser, 180, 370) as page:  # 200 % zoom of a small phone
        page.goto(site + address)
        assert not is_wider_than_screen(page)


def test_the_first_paint_waits_for_nothing_but_the_page(browser, site):
    with new_page(browser, *SMALL) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(site + "/", wait_until="networkidle")
        blocking = page.evaluate(
            "performance.getEntriesByType('resource').filter((one) => one.renderBlockingStatus === 'blocking').map((one) => one.name)"
        )
        assert blocking == []
        assert len(asked) <= 6, asked  # the page itself, and small scripts after it is painted


@pytest.mark.parametrize("lesson", ["/hoc/vneid/", "/hoc/dung-kiem-tra-bao/", "/en/hoc/vneid/"])
def test_a_lesson_on_paper_is_one_a4_page(browser, site, voices, lesson):
    with new_page(browser, *SMALL) as page:
        page.goto(site + lesson)
        page.get_by_role("button", name="Next" if lesson.startswith("/en/") else "Tiếp").click()  # wherever the reader is, all is printed
        paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(paper.pages) == 1
        width, height = (float(side) / 72 * 25.4 for side in paper.pages[0].mediabox[2:])
        assert (round(width), round(height)) == (210, 297)
        text = catalog().lesson(lesson.rstrip("/").split("/")[-1]).text("en" if lesson.startswith("/en/") else "vi")
        printed = " ".join(paper.pages[0].extract_text().split())
        assert text.title in printed
        assert text.card[0].split()[0] in printed
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.querySelector('.say')).fontSize") == "24px"  # 18 pt
        assert page.locator(".look:visible").count() == len(text.screens)
