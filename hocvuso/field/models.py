"""Do: gatherings, who was there, and the attendance sheets from which both are read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hocvuso.base.ids import uuid7
from hocvuso.people.models import Account, Mention, Person
from hocvuso.places.models import Area, Organisation


class Gathering(models.Model):
    """A dated field meeting (buổi)."""

    class Kind(models.TextChoices):
        CLASS = "class", _("Lớp học")
        BRANCH = "branch", _("Lồng ghép sinh hoạt chi hội")
        MOBILE = "mobile", _("Điểm lưu động")
        HOME = "home", _("Hướng dẫn tại nhà")
        MARKET = "market", _("Buổi ở chợ")
        SCHOOL = "school", _("Buổi ở trường")
        LAUNCH = "launch", _("Lễ phát động, ra quân")
        CLUSTER = "cluster", _("Cụm tuyên truyền")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    commune = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")  # the village where, or the commune
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CLASS)
    day = models.DateField()
    starts_at = models.DateTimeField()
    venue = models.CharField(max_length=200, blank=True)
    skills = models.JSONField(default=list)  # codes of content/skills.toml; empty: "chưa rõ"
    lead = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entry = models.UUIDField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["commune", "day"], name="gathering_day")]


class Attendance(models.Model):
    """A person was at a gathering: at most once each."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attendances")
    skills = models.JSONField(default=list)
    entry = models.UUIDField(unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "person"], name="once_a_gathering")]


class SheetImport(models.Model):
    """A handful of files dropped in together; written or taken back as a whole."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Đang xem trước")
        WRITTEN = "written", _("Đã ghi")
        UNDONE = "undone", _("Đã rút lại")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    commune = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    basis = models.CharField(max_length=200, blank=True)  # the legal ground on which the list was made
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    villages_made = models.JSONField(default=list)  # codes of villages this import made


class SheetFile(models.Model):
    """One file of an import: the bytes as they came, how they were understood, what the officer corrected."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    batch = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    stored = models.CharField(max_length=255, blank=True)  # under DATA/uploads; blank once deleted
    digest = models.CharField(max_length=64)
    corrections = models.JSONField(default=dict)  # what the officer set: column roles, day, place, skill
    problem = models.CharField(max_length=400, blank=True)  # why the whole file was refused
    gathering = models.ForeignKey(Gathering, null=True, on_delete=models.SET_NULL, related_name="+")


class SheetRow(models.Model):
    """What became of a row when the import was written. The person's data is in its mention, and goes with it."""

    class Status(models.TextChoices):
        NEW = "new", _("Người mới")
        KNOWN = "known", _("Người đã biết")
        REPEAT = "repeat", _("Ghi hai lần trong một danh sách")
        REVIEW = "review", _("Cần xem lại")
        REFUSED = "refused", _("Không nhận")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file = models.ForeignKey(SheetFile, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=80, blank=True)
    number = models.PositiveIntegerField()  # from 1, as Excel shows it
    status = models.CharField(max_length=8, choices=Status.choices)
    reason = models.CharField(max_length=200, blank=True)
    mention = models.OneToOneField(Mention, null=True, on_delete=models.SET_NULL, related_name="row")
    attendance = models.ForeignKey(Attendance, null=True, on_delete=models.SET_NULL, related_name="rows")

    class Meta:
        ordering = ["file_id", "number"]
