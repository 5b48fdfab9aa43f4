"""Why a file could not be read, said so that an officer knows what to do next."""


def gettext_noop(text: str) -> str:
    """Marks a text for translation; the translation is looked up when the file is refused."""
    return text


MESSAGES = {
    "missing": gettext_noop("Không mở được tệp “%(name)s”. Bác kiểm tra tệp còn ở đó không rồi thử lại."),
    "empty": gettext_noop("Tệp “%(name)s” không có dòng nào. Bác kiểm tra xem đã lưu danh sách vào đúng tệp này chưa."),
    "too-big": gettext_noop("Tệp “%(name)s” quá lớn. Bác chép riêng phần danh sách sang một tệp mới (dưới 25 MB) rồi thả lại."),
    "too-many-rows": gettext_noop("Tệp “%(name)s” có quá 20.000 dòng. Bác tách ra nhiều tệp, mỗi tệp nhiều nhất 20.000 dòng, rồi thả lại."),
    "too-many-columns": gettext_noop("Tệp “%(name)s” có quá 60 cột. Bác chỉ giữ các cột của danh sách rồi lưu và thả lại."),
    "too-wide": gettext_noop(
        "Trong tệp “%(name)s” có chữ nằm rất xa danh sách (cuối trang tính). Bác chép riêng phần danh sách sang tệp mới rồi thả lại."
    ),
    "too-many-sheets": gettext_noop("Tệp “%(name)s” có quá nhiều trang tính. Bác tách ra nhiều tệp rồi thả lại."),
    "too-slow": gettext_noop("Đọc tệp “%(name)s” mất quá nhiều thời gian. Bác chép riêng phần danh sách sang một tệp mới rồi thả lại."),
    "zip-bomb": gettext_noop(
        "Tệp “%(name)s” phình ra quá lớn khi mở nên không an toàn để đọc. Bác mở bằng Excel, chép phần danh sách sang tệp mới rồi thả lại."
    ),
    "corrupt": gettext_noop(
        "Tệp “%(name)s” bị hỏng hoặc tải về chưa đủ. Bác mở bằng Excel, chọn “Lưu thành” tệp .xlsx mới; nếu không mở được thì xin lại tệp."
    ),
    "encrypted": gettext_noop("Tệp “%(name)s” có đặt mật khẩu. Bác mở bằng Excel, bỏ mật khẩu, lưu lại rồi thả lại."),
    "macro": gettext_noop(
        "Tệp “%(name)s” có chứa macro (lệnh tự chạy) nên không được nhận. Bác mở bằng Excel, chọn “Lưu thành”, kiểu .xlsx, rồi thả tệp mới."
    ),
    "lost-letters": gettext_noop(
        "Tệp “%(name)s” đã mất chữ có dấu (thành dấu ?). Bác mở lại tệp Excel gốc, lưu kiểu .xlsx hoặc “CSV UTF-8” rồi thả lại."
    ),
    "unknown-letters": gettext_noop(
        "Chưa nhận ra bảng mã chữ trong tệp “%(name)s”. Bác mở tệp gốc bằng Excel, lưu kiểu .xlsx hoặc “CSV UTF-8” rồi thả lại."
    ),
    "pdf": gettext_noop("Tệp “%(name)s” là PDF, không phải bảng tính. Bác xin tệp Excel gốc, hoặc gõ lại danh sách vào Excel."),
    "image": gettext_noop("Tệp “%(name)s” là ảnh, chưa đọc được chữ trong ảnh. Bác xin tệp Excel gốc, hoặc gõ lại danh sách vào Excel."),
    "word": gettext_noop("Tệp “%(name)s” là văn bản Word. Bác chép bảng trong đó sang Excel, lưu thành .xlsx rồi thả lại."),
    "powerpoint": gettext_noop("Tệp “%(name)s” là bài trình chiếu. Bác chép bảng trong đó sang Excel, lưu thành .xlsx rồi thả lại."),
    "archive": gettext_noop("Tệp “%(name)s” là tệp nén. Bác giải nén ra trước, rồi thả từng danh sách bên trong."),
    "old-excel": gettext_noop(
        "Tệp “%(name)s” là kiểu bảng tính chưa đọc được. Bác mở bằng Excel, chọn “Lưu thành”, kiểu .xlsx, rồi thả tệp mới."
    ),
    "no-table": gettext_noop(
        "Tệp “%(name)s” là trang web, không thấy bảng nào. Bác mở bằng Excel, chọn “Lưu thành”, kiểu .xlsx, rồi thả tệp mới."
    ),
    "not-a-workbook": gettext_noop("Tệp “%(name)s” không phải bảng tính. Bác thả tệp Excel (.xlsx, .xls), .ods hoặc .csv."),
}


class Unreadable(Exception):
    """A file that is refused whole. `code` is short and for programs, the message is for the officer."""

    def __init__(self, code: str, name: str) -> None:
        self.code = code if code in MESSAGES else "corrupt"
        self.name = name
        super().__init__(_translated(MESSAGES[self.code]) % {"name": name})


def _translated(text: str) -> str:
    # Imported here: the reading child shares this package and does without Django.
    from django.utils.translation import gettext

    return gettext(text)
