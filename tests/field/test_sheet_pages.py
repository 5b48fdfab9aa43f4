"""The officer's road: drop files, look, correct, write, take back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hocvuso.field.models import Attendance, Gathering, SheetImport
from hocvuso.people.models import Mention, Person
from hocvuso.places.models import Area
from tests import factories

LIST = (
    "DANH SÁCH LỚP HỌC,,,\nNgày 01/07/2025 tại Nhà văn hóa Khu phố 1,,,\n"
    "STT,Họ và tên,Năm sinh,Điện thoại,Khu phố\n"
    "1,Nguyễn Thị Hoa,1960,0912345678,1\n2,Trần Văn Nam,1955,,2\n3,,1970,0987654321,2\n"
)
ODD = "Cột A,Cột B\nhoa hồng,đỏ\nhoa cúc,vàng\nhoa lan,tím\n"


@pytest.fixture
def officer(client, areas):
    account = factories.make_account("officer", areas.commune)
    factories.sign_in(client, account)
    return account


def upload(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def drop(client, *files) -> SheetImport:
    client.post(reverse("sheets", args=["28249"]), {"files": list(files)})
    return SheetImport.objects.latest("created_at")


def page(name: str, batch: SheetImport) -> str:
    return reverse(name, args=["28249", batch.pk])


def test_nothing_is_written_before_the_officer_says_so(client, officer, areas):
    batch = drop(client, upload("kp1.csv", LIST))
    answer = client.get(page("sheet_import", batch)).content.decode()
    assert "Xem trước: chưa ghi gì cả" in answer
    assert "Khu phố 2" in answer  # a village that the list names and the commune does not have yet
    assert not Person.objects.exists()
    assert not Area.objects.filter(name="Khu phố 2").exists()
    client.post(page("sheet_write", batch))
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Nguyễn Thị Hoa", "Trần Văn Nam"]
    assert Attendance.objects.count() == 2
    assert Gathering.objects.get().place.name == "Khu phố 1"
    done = client.get(page("sheet_import", batch)).content.decode()
    assert "Đã ghi 2 người, 2 lượt" in done
    assert "dòng 6: Thiếu họ tên." in done
    day = Gathering.objects.get().day.isoformat()
    assert f"?tu={day}&amp;den={day}" in done, "the figures of these lists, not of a month without any"


def test_the_whole_import_is_taken_back(client, officer, areas):
    batch = drop(client, upload("kp1.csv", LIST))
    client.post(page("sheet_write", batch))
    client.post(page("sheet_undo", batch))
    assert not Person.objects.exists()
    assert not Mention.objects.exists()
    assert not Gathering.objects.exists()
    batch.refresh_from_db()
    assert batch.state == "undone"
    # and the same file may come again
    again = drop(client, upload("kp1.csv", LIST))
    client.post(page("sheet_write", again))
    assert Person.objects.count() == 2


def test_the_same_file_twice_is_said_and_not_written(client, officer, areas):
    client.post(page("sheet_write", drop(client, upload("kp1.csv", LIST))))
    again = drop(client, upload("tên khác.csv", LIST))
    assert "đã được nhập ngày" in client.get(page("sheet_import", again)).content.decode()
    client.post(page("sheet_write", again))
    assert Attendance.objects.count() == 2


def test_a_bad_file_stops_nothing(client, officer, areas):
    batch = drop(client, upload("ảnh.pdf", "%PDF-1.7 …"), upload("rỗng.csv", ""), upload("kp1.csv", LIST))
    answer = client.get(page("sheet_import", batch)).content.decode()
    assert "Tệp “ảnh.pdf” là PDF" in answer
    assert "Tệp “rỗng.csv” không có dòng nào" in answer
    client.post(page("sheet_write", batch))
    assert Attendance.objects.count() == 2


def test_day_and_skill_are_asked_once_for_a_file(client, officer, areas):
    batch = drop(client, upload("lớp.csv", LIST.split("\n", 2)[2]))
    assert "chưa ghi rõ ngày hoặc kỹ năng" in client.get(page("sheet_import", batch)).content.decode()
    client.post(page("sheet_write", batch))
    assert not Person.objects.exists()
    file = batch.files.get()
    wrong = client.post(page("sheet_correct_files", batch), {f"day-{file.pk}": "2999-01-01"})
    assert wrong.status_code == 400
    assert "Ngày này chưa tới" in wrong.content.decode()
    client.post(
        page("sheet_correct_files", batch), {f"day-{file.pk}": "2025-07-03", f"skill-{file.pk}": "G3.1", f"place-{file.pk}": "kp 1"}
    )
    client.post(page("sheet_write", batch))
    gathering = Gathering.objects.get()
    assert (str(gathering.day), gathering.skills, gathering.place_id) == ("2025-07-03", ["G3.1"], areas.village.pk)


def test_a_column_is_corrected_once_for_all_files_like_it(client, officer, areas):
    day = "Ngày,Người,Ở\n"
    first = day + "01/07/2025,Tèo con bà Sáu,Khu phố 1\n01/07/2025,Tý nhà ông Bảy,Khu phố 1\n"
    second = day + "02/07/2025,Cu Bin xóm chùa,Khu phố 1\n02/07/2025,Bé Na xóm chợ,Khu phố 1\n"
    batch = drop(client, upload("a.csv", first), upload("b.csv", second), upload("hoa.csv", ODD))
    answer = client.get(page("sheet_import", batch)).content.decode()
    assert "Chưa thấy cột họ và tên" in answer
    client.post(
        page("sheet_correct_columns", batch), {"signature": "ngay|nguoi|o", "column-0": "day", "column-1": "name", "column-2": "village"}
    )
    client.post(page("sheet_write", batch))
    assert Attendance.objects.count() == 4
    assert Gathering.objects.values("day").distinct().count() == 2


def test_phones_are_masked_before_and_after(client, officer, areas):
    batch = drop(client, upload("kp1.csv", LIST))
    file = batch.files.get()
    pages = [page("sheet_import", batch), reverse("sheet_file", args=["28249", batch.pk, file.pk])]
    before = [client.get(address).content.decode() for address in pages]
    client.post(page("sheet_write", batch))
    after = [client.get(address).content.decode() for address in pages]
    assert not any("0912345678" in answer for answer in [*before, *after])
    assert "Nguyễn Thị Hoa" in after[1]


def test_a_draft_can_be_thrown_away(client, officer, areas, settings):
    batch = drop(client, upload("kp1.csv", LIST))
    kept = settings.UPLOAD_DIR / batch.files.get().stored
    assert kept.exists()
    client.post(page("sheet_discard", batch))
    assert not kept.exists()
    assert not SheetImport.objects.exists()


def test_a_list_that_is_in_already_under_another_form_is_said_and_can_be_left_out(client, officer, areas):
    people = "".join(
        f"{number},Nguyễn Thị {name},19{50 + number},09123456{number:02d},1\n"
        for number, name in enumerate(["Hoa", "Lan", "Mai", "Nga", "Yến", "Đào"])
    )
    whole = LIST.split("1,Nguyễn")[0] + people
    client.post(page("sheet_write", drop(client, upload("kp1.csv", whole))))
    again = drop(client, upload("bản khác.csv", whole.replace(",", ";")), upload("kp2.csv", LIST.replace("01/07", "02/07")))
    assert "có vẻ đã nhập" in client.get(page("sheet_import", again)).content.decode()
    client.post(reverse("sheet_drop_file", args=["28249", again.pk, again.files.get(name="bản khác.csv").pk]))
    answer = client.get(page("sheet_import", again)).content.decode()
    assert "có vẻ đã nhập" not in answer
    assert [file.name for file in again.files.all()] == ["kp2.csv"]


def test_no_file_is_said_kindly(client, officer, areas):
    answer = client.post(reverse("sheets", args=["28249"]), {})
    assert answer.status_code == 400
    assert "Bác chọn ít nhất một tệp danh sách." in answer.content.decode()


def test_the_list_of_imports_asks_the_same_with_one_and_with_three(client, officer, areas, django_assert_max_num_queries):
    def queries_now():
        with django_assert_max_num_queries(60) as seen:
            client.get(reverse("sheets", args=["28249"]))
        return len(seen)

    drop(client, upload("kp1.csv", LIST))
    one = queries_now()
    drop(client, upload("kp2.csv", LIST.replace("Hoa", "Lan")))
    drop(client, upload("kp3.csv", LIST.replace("Hoa", "Mai")))
    assert queries_now() == one
