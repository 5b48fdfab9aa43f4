"""Small worlds for tests: a few areas, an account with a post, a person. Every test file may import from here.

make_commune("28249")                           the commune with its province and the nation above it
make_village(commune, "Khu phố 1")
make_account("officer", commune)                 an account holding that role there (role=None: no post)
make_person("Nguyễn Thị Hoa", commune, birth_year=1950)
sign_in(client, account)                         signed in, with the second factor done
"""

from datetime import UTC, date, datetime

from hocvuso.base import text
from hocvuso.people.models import Account, Person, Post
from hocvuso.places.models import Area, AreaName, Organisation

LONG_AGO = date(2025, 7, 1)
PASSWORD = "mùa-lúa-chín-1945"

PLACES = {
    "VN": ("nation", "", "Việt Nam", None),
    "82": ("province", "Tỉnh", "Tỉnh Đồng Tháp", "VN"),
    "01": ("province", "Thành phố", "Thành phố Hà Nội", "VN"),
    "28249": ("commune", "Phường", "Phường Đạo Thạnh", "82"),
    "28627": ("commune", "Phường", "Phường Cao Lãnh", "82"),
    "00454": ("commune", "Xã", "Xã Đông Anh", "01"),
}


def make_area(code: str) -> Area:
    """One of PLACES with everything above it; made once."""
    found = Area.objects.filter(pk=code).first()
    if found:
        return found
    level, kind, name, above = PLACES[code]
    parent = make_area(above) if above else None
    return _new_area(code, level, kind, name, parent)


def make_commune(code: str = "28249") -> Area:
    return make_area(code)


def make_village(commune: Area, name: str, number: int | None = None) -> Area:
    """A village of the commune: make_village(commune, "Khu phố 3")."""
    number = number or Area.objects.filter(parent=commune).count() + 1
    return _new_area(f"{commune.code}.{number:02d}", "village", "Khu phố", name, commune)


def _new_area(code: str, level: str, kind: str, name: str, parent: Area | None) -> Area:
    path = f"{parent.path if parent else '/'}{code}/"
    area = Area.objects.create(
        code=code, level=level, kind=kind, name=name, name_key=text.fold(name), parent=parent, path=path, valid_from=LONG_AGO
    )
    AreaName.objects.create(area=area, name=name, kind=kind, name_key=text.fold(name), valid_from=LONG_AGO)
    return area


def make_organisation(area: Area, name: str = "Chi đoàn khu phố 1", kind: str = "youth") -> Organisation:
    return Organisation.objects.create(area=area, kind=kind, name=name, name_key=text.fold(name))


def make_account(
    role: str | None, area: Area | None = None, *, login: str = "", name: str = "", organisation: Organisation | None = None, **fields
) -> Account:
    """An account with PASSWORD holding `role` at `area` since long ago; role None makes one without a post."""
    number = Account.objects.count() + 1
    account = Account.objects.create_user(
        login or f"09120{number:05d}", fields.pop("password", PASSWORD), name=name or f"Cán bộ thứ {number}", **fields
    )
    if role:
        give_post(account, role, area, organisation=organisation)
    return account


def give_post(
    account: Account, role: str, area: Area, *, organisation: Organisation | None = None, since: date = LONG_AGO, until: date | None = None
):
    return Post.objects.create(account=account, role=role, area=area, organisation=organisation, valid_from=since, valid_to=until)


def make_person(name: str, home: Area, *, birth_year: int | None = 1955, sex: str = "f", phone: str = "", **fields) -> Person:
    """A person living at `home`, a village or a commune; without mentions."""
    commune = home.parent if home.is_village else home
    return Person.objects.create(
        name=name,
        name_key=text.fold(name),
        birth_year=birth_year,
        sex=sex,
        home=home,
        commune=commune,
        phone=phone,
        created_at=fields.pop("created_at", datetime(2025, 7, 5, 3, tzinfo=UTC)),
        **fields,
    )


def sign_in(client, account: Account) -> None:
    """Signs the test client in, as after password and second factor."""
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["second_factor"] = str(account.pk)
    session.save()
