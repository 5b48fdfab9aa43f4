"""bin/hocvuso sample: fills data/sample with Phường Đạo Thạnh, July 2025, through the ordinary actions."""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db import transaction

from hocvuso.base.commands import Command as OurCommand
from hocvuso.base.commands import Refused
from hocvuso.field.actions.drafts import plan_import, start_import
from hocvuso.field.actions.imports import write_import
from hocvuso.field.models import SheetFile, SheetImport
from hocvuso.insights.actions import count_pending
from hocvuso.people.actions.accounts import create_account, give_post
from hocvuso.people.models import Account, Post
from hocvuso.places.actions import add_usual_organisations
from hocvuso.places.models import Area
from hocvuso.plans.actions import set_target

COMMUNE, PROVINCE = "28249", "82"
PASSWORD = "lop-hoc-dem-1945"


@dataclass(frozen=True)
class Staff:
    """A sample account: works on 127.0.0.1 only (people/adapters.py)."""

    login: str
    name: str
    role: str
    area: str


STAFF = (
    Staff("canbo@mau.example", "Trần Thị Mẫu", Post.Role.OFFICER, COMMUNE),
    Staff("lanhdao@mau.example", "Lê Văn Mẫu", Post.Role.LEADER, COMMUNE),
    Staff("tinhnguyen@mau.example", "Nguyễn Thanh Mẫu", Post.Role.VOLUNTEER, COMMUNE),
    Staff("tinh@mau.example", "Phạm Quang Mẫu", Post.Role.VIEWER, PROVINCE),
)

# The skill of the lists that do not state one, as the officer would answer when asked.
SKILLS = {
    "2025-07-04-khu-pho-4.xlsx": "G3.2",
    "2025-07-05-khu-pho-5.xlsx": "G3.6",
    "2025-07-08-khu-pho-8.xlsx": "G5.2",
    "2025-07-11-khu-pho-11.xlsx": "G3.1",
    "2025-07-14-khu-pho-2.xlsx": "G3.2",
    "2025-07-15-khu-pho-3.xlsx": "G3.2",
}


class Command(OurCommand):
    help = "Dựng dữ liệu mẫu: Phường Đạo Thạnh, tháng 7/2025 / make the sample commune"

    def run(self, **options):
        if settings.SAMPLE_TODAY is None:
            raise Refused("Lệnh này chỉ chạy trong thư mục dữ liệu mẫu.")
        if not Account.objects.exists():
            make_sample()
        return {"folder": str(settings.DATA_DIR), "today": settings.SAMPLE_TODAY}

    def say(self, data) -> None:
        self.stdout.write(f"Dữ liệu mẫu ở {data['folder']}")


def make_sample() -> None:
    """The whole sample, or nothing."""
    with transaction.atomic():
        commune = Area.objects.get(pk=COMMUNE)
        add_usual_organisations(area=commune)
        officer = make_staff()
        import_lists(commune, officer)
        set_target(
            area=commune, indicator="instructed", window="2025-07", value=Decimal(450), unit="count", basis="Kế hoạch BDHVS phường năm 2025"
        )
    count_pending()
    write_sign_ins()


def make_staff() -> Account:
    """The four sample accounts; returns the officer's."""
    made = []
    for one in STAFF:
        account = create_account(login=one.login, name=one.name, password=PASSWORD, is_sample=True)
        give_post(account=account, role=one.role, area=Area.objects.get(pk=one.area))
        made.append(account)
    return made[0]


def import_lists(commune: Area, officer: Account) -> SheetImport:
    lists = sorted((settings.BASE_DIR / "content" / "sample" / "sheets").iterdir())
    batch = start_import(commune=commune, files=[(path.name, path) for path in lists], by=officer, basis="Danh sách của Đoàn phường lập")
    for file in batch.files.filter(name__in=SKILLS):
        file.corrections = {"skill": SKILLS[file.name]}
        file.save(update_fields=["corrections"])
    assert SheetFile.objects.filter(batch=batch).count() == len(lists)
    return write_import(batch=batch, plan=plan_import(batch), by=officer)


def write_sign_ins() -> None:
    """What bin/serve shows."""
    lines = [f"  {Post.Role(one.role).label:<26} {one.login}" for one in STAFF]
    text = "\n".join(
        ["  Đăng nhập mẫu / sample sign-ins, chỉ trên máy này / on this machine only:", *lines, f"  Mật khẩu / password        {PASSWORD}"]
    )
    (settings.DATA_DIR / "sign-ins.txt").write_text(text + "\n", encoding="utf-8")
