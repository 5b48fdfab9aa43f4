"""bin/hocvuso account create|list|reset: for the technician at the server, who stands above nobody's gate but has the machine."""

import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from hocvuso.base.commands import Command as OurCommand
from hocvuso.base.commands import Refused
from hocvuso.people.access import current_posts
from hocvuso.people.actions import accounts, invitations
from hocvuso.people.models import Account, Post
from hocvuso.people.rules.phones import is_login, read_login
from hocvuso.people.rules.posts import ROLES_AT
from hocvuso.places.models import Area


class Command(OurCommand):
    help = "Tài khoản của cán bộ, tình nguyện viên / accounts of staff"

    def add_arguments(self, parser):
        steps = parser.add_subparsers(dest="step", required=True, metavar="create|list|reset")
        create = steps.add_parser("create", help="tạo tài khoản và giao việc")
        create.add_argument("--login", required=True, help="số điện thoại hoặc thư điện tử")
        create.add_argument("--name", required=True, help="họ và tên")
        create.add_argument("--role", required=True, choices=Post.Role.values, help="vai trò")
        create.add_argument("--area", required=True, help="mã đơn vị, ví dụ 28249")
        create.add_argument("--password-stdin", action="store_true", help="đọc mật khẩu từ đầu vào chuẩn")
        listing = steps.add_parser("list", help="liệt kê tài khoản")
        listing.add_argument("--area", help="chỉ những ai giữ việc ở đơn vị này hoặc bên dưới")
        reset = steps.add_parser("reset", help="làm mã cấp lại dùng một lần: mật khẩu mới, bỏ lớp khóa thứ hai")
        reset.add_argument("login", help="số điện thoại hoặc thư điện tử")
        for step in (create, listing, reset):
            step.add_argument("--json", action="store_true", help="in kết quả dạng JSON / print JSON alone")

    def run(self, *, step, **options):
        return {"create": self.create, "list": self.list, "reset": self.reset}[step](**options)

    def create(self, *, login, name, role, area, password_stdin, **options) -> dict:
        if not is_login(login):
            raise Refused(f"“{login}” chưa phải số điện thoại hay địa chỉ thư. Ví dụ: --login 0912345678")
        unit = known_area(area)
        if role not in ROLES_AT[unit.level]:
            raise Refused(f"Ở {unit.name} có các vai trò: {', '.join(ROLES_AT[unit.level])}.")
        password = read_password(password_stdin)
        try:
            with transaction.atomic():
                account = accounts.create_account(login=login, name=name, password=password)
                accounts.give_post(account=account, role=role, area=unit)
        except accounts.LoginTaken as error:
            raise Refused(f"Đã có tài khoản {read_login(login)}. Mời người này nhận thêm việc ở trang Đội ngũ.") from error
        return described(account)

    def list(self, *, area=None, **options) -> dict:
        unit = known_area(area) if area else None
        found = [described(account) for account in Account.objects.order_by("login")]
        if unit:
            found = [one for one in found if any(post["path"].startswith(unit.path) for post in one["posts"])]
        return {"accounts": found}

    def reset(self, *, login, **options) -> dict:
        account = Account.objects.filter(login=read_login(login)).first()
        if account is None:
            raise Refused(f"Không có tài khoản {read_login(login)}. Xem các tài khoản: account list")
        post = current_posts(account).first()
        if post is None:
            raise Refused(f"{account.name} không giữ việc ở đâu nên không cấp lại được. Mời lại ở trang Đội ngũ.")
        made = invitations.offer_recovery(account=account, area=post.area, by=None)
        with translation.override("vi"):
            address = reverse("invitation", kwargs={"token": invitations.token_of(made)})
        return {"login": account.login, "address": address, "code": invitations.code_of(made), "expires_at": made.expires_at.isoformat()}

    def say(self, data) -> None:
        if "accounts" in data:
            for one in data["accounts"]:
                posts = "; ".join(f"{post['role']} {post['area']}" for post in one["posts"])
                self.stdout.write(f"{one['login']}  {one['name']}  {posts or 'không giữ việc nào'}")
        elif "code" in data:
            self.stdout.write(f"Mở địa chỉ {data['address']} trên trang của chương trình, hoặc vào /moi/ và gõ mã {data['code']}")
            self.stdout.write("Dùng một lần, trong 3 ngày. Ai có mã này đều vào được: đưa tận tay.")
        else:
            self.stdout.write(f"Đã tạo tài khoản {data['login']} cho {data['name']}.")


def known_area(code: str) -> Area:
    area = Area.objects.filter(pk=code).first()
    if area is None:
        raise Refused(f"Không có đơn vị nào mang mã {code}. Mã xã, phường có 5 chữ số, ví dụ 28249 (Phường Đạo Thạnh).")
    return area


def read_password(from_stdin: bool) -> str:
    """Never from an argument: those stay in the shell's history and in the list of processes."""
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = getpass.getpass("Mật khẩu: ")
    else:
        raise Refused("Cần mật khẩu: thêm --password-stdin và đưa mật khẩu qua đầu vào chuẩn.")
    try:
        validate_password(password)
    except ValidationError as error:
        raise Refused("Mật khẩu chưa được. " + " ".join(error.messages)) from error
    return password


def described(account: Account) -> dict:
    return {
        "login": account.login,
        "name": account.name,
        "active": account.is_active,
        "sample": account.is_sample,
        "posts": [{"role": post.role, "area": post.area_id, "path": post.area.path} for post in current_posts(account)],
    }
