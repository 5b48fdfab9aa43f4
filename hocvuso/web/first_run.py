"""The first run: in a folder without any account an officer picks the commune, names its villages and becomes its first officer.

Open to whoever sits at this machine, and from elsewhere to whoever types the code that `bin/serve --empty` prints. Once there
is an account these pages do not exist.
"""

import secrets
from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from hocvuso.people.access import public
from hocvuso.people.actions.accounts import create_account, give_post
from hocvuso.people.adapters import sits_at_this_machine
from hocvuso.people.forms.accounts import JoinForm
from hocvuso.people.models import Account, Post
from hocvuso.people.rules.tokens import ALPHABET, CODE_LENGTH
from hocvuso.people.views.sign_in import BACKEND
from hocvuso.places.actions import Refused, add_usual_organisations, add_villages
from hocvuso.places.forms import ManyForm, NamesField
from hocvuso.places.models import NATION, Area
from hocvuso.places.queries import find_areas
from hocvuso.places.rules import usual_kind

OPENED, TYPED = "first_run_opened", "first_run_typed"  # in the session: the code was right; what was typed so far
STEPS = 3


# -- whether, and for whom ---------------------------------------------------------------------------------------------


def nobody_yet() -> bool:
    """Whether this folder has no account at all."""
    return not Account.objects.exists()


def code_path() -> Path:
    return settings.DATA_DIR / "first-run-code"


def first_run_code() -> str:
    """The one-time code of this folder, "K7M-4PX-9QT": made when first asked for, readable by its owner only."""
    path = code_path()
    if not path.exists():
        letters = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
        path.touch(mode=0o600)
        path.write_text("-".join(letters[start : start + 3] for start in range(0, CODE_LENGTH, 3)))
    return path.read_text().strip()


def code_is_right(typed: str) -> bool:
    """Small letters, spaces and missing dashes do not matter."""
    if not code_path().exists():
        return False
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return secrets.compare_digest(letters.encode(), first_run_code().replace("-", "").encode())


def only_first(view: Callable) -> Callable:
    """404 once there is an account; asks for the code unless the request comes from this very machine."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not nobody_yet():
            raise Http404
        if not sits_at_this_machine(request) and not request.session.get(OPENED):
            return _ask_code(request)
        return view(request, *args, **kwargs)

    return public(never_cache(guarded))


def or_first_run(view: Callable) -> Callable:
    """Sends a visitor of the office's front door to the first run while there is no account; the view's own rule stays."""

    @wraps(view)
    def led(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated and nobody_yet():
            return redirect("first_run")
        return view(request, *args, **kwargs)

    return led


class OpenForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Mã mở lần đầu"),
        help_text=gettext_lazy("9 chữ và số, hiện trên máy chủ khi khởi động. Ví dụ: K7M-4PX-9QT."),
        max_length=30,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


def _ask_code(request: HttpRequest) -> HttpResponse:
    form = OpenForm(request.POST if "code" in request.POST else None)
    if form.is_bound and form.is_valid():
        if code_is_right(form.cleaned_data["code"]):
            request.session[OPENED] = True
            return redirect("first_run")
        form.add_error("code", _("Mã chưa đúng. Bác xem lại dòng chữ trên máy chủ."))
    return render(request, "web/first_run_code.html", {"form": form})


# -- the steps ---------------------------------------------------------------------------------------------------------


@only_first
def first_run(request: HttpRequest) -> HttpResponse:
    """Step 1: which commune? Typed without marks; nothing needs script."""
    text = request.GET.get("q", "")[:100]
    communes = find_areas(text, levels=(Area.Level.COMMUNE,))
    return render(request, "web/first_run.html", {"q": text, "found": communes, "step": 1, "steps": STEPS})


class VillageNamesForm(forms.Form):
    names = NamesField(
        label=gettext_lazy("Tên thôn, ấp, khu phố, mỗi dòng một nơi"),
        help_text=gettext_lazy("Chưa nhớ hết cũng được, sau này thêm."),
        required=False,
    )


@only_first
def first_run_villages(request: HttpRequest, commune: str) -> HttpResponse:
    """Step 2: its villages. "Ghi sẵn" fills in numbered ones; what was typed stays until the end."""
    area = _commune(commune)
    usual = usual_kind(area.kind, area.parent_id or "")
    many = ManyForm(request.POST if "fill" in request.POST else None, usual=usual, use_required_attribute=False)
    form = VillageNamesForm(request.POST or None, initial={"names": "\n".join(_typed(request, area))})
    if "fill" in request.POST:
        kept = "\n".join(many.names()) if many.is_valid() else request.POST.get("names", "")
        form = VillageNamesForm(initial={"names": kept})
    elif request.method == "POST" and form.is_valid():
        request.session[TYPED] = {"commune": area.code, "names": form.cleaned_data["names"]}
        refusal = _try_villages(area, form.cleaned_data["names"])
        if not refusal:
            return redirect("first_run_account", commune=area.code)
        form.add_error("names", refusal)
    context = {"area": area, "form": form, "many": many, "step": 2, "steps": STEPS}
    return render(request, "web/first_run_villages.html", context)


class FirstOfficerForm(JoinForm):
    """The first account of this folder."""

    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    bodies = forms.BooleanField(
        label=gettext_lazy("Ghi sẵn tám cơ quan, đoàn thể của xã, phường (sửa được sau)"), required=False, initial=True
    )
    field_order = ["name", "login", "password", "again", "bodies"]


@only_first
def first_run_account(request: HttpRequest, commune: str) -> HttpResponse:
    """Step 3: the first officer; writes everything at once and goes on to the team."""
    area = _commune(commune)
    form = FirstOfficerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = _set_up(area, _typed(request, area), form.cleaned_data)
        request.session.flush()
        login(request, account, backend=BACKEND)
        messages.success(request, _("Xong rồi. Còn cài mã xác thực, rồi bác mời những người cùng làm."))
        return redirect("team", area=area.code)
    context = {"area": area, "form": form, "villages": len(_typed(request, area)), "step": 3, "steps": STEPS}
    return render(request, "web/first_run_account.html", context)


def _commune(code: str) -> Area:
    return get_object_or_404(Area.objects.select_related("parent"), pk=code, level=Area.Level.COMMUNE, valid_to=None)


def _typed(request: HttpRequest, area: Area) -> list[str]:
    """The village names typed for this commune so far."""
    kept = request.session.get(TYPED) or {}
    return kept["names"] if kept.get("commune") == area.code else []


def _try_villages(area: Area, names: list[str]) -> str:
    """Why these names cannot be villages; "" when they can. Writes nothing."""
    try:
        with transaction.atomic():
            add_villages(commune=area, names=names)
            transaction.set_rollback(True)
    except Refused as refusal:
        return str(refusal)
    return ""


def _set_up(area: Area, names: list[str], data: dict) -> Account:
    """Villages, bodies, the first account and its post, together. Two who come at once: the second meets 404."""
    with transaction.atomic():
        Area.objects.select_for_update().get(pk=NATION)
        if not nobody_yet():
            raise Http404
        add_villages(commune=area, names=names)
        if data["bodies"]:
            add_usual_organisations(area=area)
        account = create_account(login=data["login"], name=data["name"], password=data["password"])
        give_post(account=account, role=Post.Role.OFFICER, area=area)
    code_path().unlink(missing_ok=True)
    return account
