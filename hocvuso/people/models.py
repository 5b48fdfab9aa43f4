"""Who: persons and the mentions by which lists name them, accounts of staff, posts, invitations, consent."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hocvuso.base.ids import uuid7
from hocvuso.people.rules.phones import masked_phone
from hocvuso.places.models import Area, Organisation


class Sex(models.TextChoices):
    FEMALE = "f", _("Nữ")
    MALE = "m", _("Nam")


class Person(models.Model):
    """A person of the commune. What it shows is the best of its mentions (people/actions/persons.py)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)  # random: says nothing about anyone
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120, db_index=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    home = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")  # a village, or the commune when unknown
    commune = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=16, blank=True)  # "0912345678"
    groups = models.JSONField(default=list)  # learner groups by code: content/groups.toml
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["commune", "name_key"], name="person_name"), models.Index(fields=["home"], name="person_home")]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)


class Mention(models.Model):
    """One naming of a person: a row of a list, a form that was filled in. Identity is decided between mentions."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mentions")
    commune = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)
    birth_year = models.PositiveSmallIntegerField(null=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    home = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")  # none: village not stated
    groups = models.JSONField(default=list)
    source = models.UUIDField(null=True)  # the row of a sheet that said so
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["commune", "name_key"], name="mention_name"),
            models.Index(fields=["commune", "phone"], name="mention_phone", condition=~Q(phone="")),
            models.Index(fields=["source"], name="mention_source"),
        ]

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)


class PossibleDouble(models.Model):
    """Two mentions that may be one person; somebody who knows them decides. A decision is remembered."""

    class Decision(models.TextChoices):
        SAME = "same", _("Là một người")
        DIFFERENT = "different", _("Là hai người")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    commune = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    left = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=40)  # code: people/rules/identity.py
    pressing = models.BooleanField(default=True)  # False: merely possible, shown apart
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("Account", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="one_pair"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="pair_in_order"),
        ]

    @property
    def sides(self) -> tuple[Mention, Mention]:
        return self.left, self.right


class Merge(models.Model):
    """`absorbed` turned out to be `kept`. Undone: the mentions that had come over go back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    absorbed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    mentions = models.JSONField(default=list)  # ids of the mentions that moved
    entry = models.UUIDField()  # the journal's
    at = models.DateTimeField()
    by = models.ForeignKey("Account", null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, login: str, password: str | None = None, **fields) -> "Account":
        account = self.model(login=login, **fields)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser):
    """Someone of the staff who signs in. A learner never has one; a card never opens one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField(max_length=150, unique=True)  # a phone "0912345678" or an e-mail, lower case
    name = models.CharField(max_length=120)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)  # works on 127.0.0.1 only
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS = ["name"]
    objects = AccountManager()
    _posts_today: "list[Post]"  # once people/access.py has asked

    def __str__(self) -> str:
        return self.name

    # allauth and axes ask for these; nobody here is above the gate of people/access.py
    is_staff = False
    is_superuser = False

    def get_full_name(self) -> str:
        return self.name

    @property
    def masked_login(self) -> str:
        return self.login if "@" in self.login else masked_phone(self.login)


class Post(models.Model):
    """What an account may do, where, and for whom: (account, role, organisation, area), with dates."""

    class Role(models.TextChoices):
        OFFICER = "officer", _("Cán bộ phụ trách")
        VOLUNTEER = "volunteer", _("Tình nguyện viên")
        LEADER = "leader", _("Lãnh đạo")
        VIEWER = "viewer", _("Người xem của cấp trên")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="posts")
    role = models.CharField(max_length=10, choices=Role.choices)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "role", "area", "organisation", "valid_from"], name="one_post"),
            models.UniqueConstraint(
                fields=["account", "role", "area", "valid_from"], condition=Q(organisation__isnull=True), name="one_post_alone"
            ),
        ]


class Invitation(models.Model):
    """A one-time way in that an officer hands over: a new post, or a fresh start for an account that lost its keys.

    Only hashes stand here; the token and the code themselves are derived from the server's key (people/rules/tokens.py).
    """

    class Kind(models.TextChoices):
        POST = "post", _("Lời mời")
        RECOVERY = "recovery", _("Cấp lại")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=10, choices=Post.Role.choices, blank=True)  # of a post
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="+")  # whose recovery; who took the post
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    # None is the server's technician, who is asked nothing more: so an invitation goes with its maker, and never becomes one of hers.
    made_by = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area", "made_at"], name="invitation_area")]


class Consent(models.Model):
    """Someone agreed to one purpose, with the proof: which text, how, before whom, when. Withdrawn, it stays as proof of both."""

    class Purpose(models.TextChoices):
        LEARN = "learn", _("Tổ chức lớp học và hướng dẫn")
        STATISTICS = "statistics", _("Thống kê của phong trào")
        CONFIRM = "confirm", _("Đề nghị xác nhận phổ cập kỹ năng số")
        CONTACT = "contact", _("Liên hệ, nhắc lịch học")
        STORY = "story", _("Đăng câu chuyện, hình ảnh")
        FRAUD = "fraud", _("Tiếp nhận tin báo lừa đảo")

    class Giver(models.TextChoices):
        SELF = "self", _("Chính người đó")
        REPRESENTATIVE = "representative", _("Người đại diện")

    class Channel(models.TextChoices):
        TICK = "tick", _("Tự đánh dấu trên màn hình")
        SPOKEN = "spoken", _("Nói miệng, có người chứng kiến")
        PAPER = "paper", _("Ký trên giấy")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    giver = models.CharField(max_length=14, choices=Giver.choices, default=Giver.SELF)
    giver_name = models.CharField(max_length=120, blank=True)  # the representative's
    text_version = models.CharField(max_length=20)
    text_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=5, default="vi")
    channel = models.CharField(max_length=6, choices=Channel.choices)
    witness = models.CharField(max_length=120, blank=True)  # who heard it
    paper = models.CharField(max_length=60, blank=True)  # where the signed sheet is kept
    at = models.DateTimeField()
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "giver"], condition=Q(withdrawn_at__isnull=True), name="one_consent_in_force"
            )
        ]
        indexes = [models.Index(fields=["person", "purpose"], name="consent_person")]


class RightsRequest(models.Model):
    """A data subject asked for something the law gives; the days are counted in people/rules/rights.py."""

    class Kind(models.TextChoices):
        VIEW = "view", _("Xem dữ liệu của mình")
        CORRECT = "correct", _("Sửa dữ liệu")
        PROVIDE = "provide", _("Nhận bản sao dữ liệu")
        WITHDRAW = "withdraw", _("Rút lại đồng ý")
        RESTRICT = "restrict", _("Hạn chế dùng dữ liệu")
        OBJECT = "object", _("Phản đối dùng dữ liệu")
        DELETE = "delete", _("Xóa dữ liệu")

    class Outcome(models.TextChoices):
        DONE = "done", _("Đã làm xong")
        REFUSED = "refused", _("Không làm được, đã nêu lý do")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    commune = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="rights_requests")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=120, blank=True)  # who asked; blank once the person is erased
    contact = models.CharField(max_length=120, blank=True)
    detail = models.CharField(max_length=400, blank=True)
    received_on = models.DateField()
    answer_due = models.DateField()
    due = models.DateField()
    answered_at = models.DateTimeField(null=True)
    extended_at = models.DateTimeField(null=True)
    extension_reason = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    outcome_reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["commune", "closed_at", "due"], name="rights_queue")]


class Look(models.Model):
    """Someone opened a person's own page, where the phone stands whole, or took a copy. Ids only: it outlives the person."""

    class What(models.TextChoices):
        PAGE = "page", _("Mở trang cá nhân")
        COPY = "copy", _("Lấy bản sao dữ liệu")
        ERASE = "erase", _("Xóa dữ liệu")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.UUIDField()
    commune = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=5, choices=What.choices)
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="look_person")]
