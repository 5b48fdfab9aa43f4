"""Where: the tree nation, province, commune, village, with dates; and the organisations beside it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hocvuso.base.ids import uuid7
from hocvuso.base.text import fold
from hocvuso.places.rules import find_words, order_words

NATION = "VN"


class Area(models.Model):
    """A unit of the tree. `code` never changes: "VN", a province's 2 digits, a commune's 5, a village's commune code + ".NN"."""

    class Level(models.TextChoices):
        NATION = "nation", _("Cả nước")
        PROVINCE = "province", _("Tỉnh, thành phố")
        COMMUNE = "commune", _("Xã, phường, đặc khu")
        VILLAGE = "village", _("Thôn, ấp, khu phố, tổ dân phố")

    code = models.CharField(max_length=20, primary_key=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    kind = models.CharField(max_length=30)  # "Tỉnh", "Phường", "Khu phố"…: the word before the name
    name = models.CharField(max_length=120)  # in full: "Phường Đạo Thạnh"
    name_key = models.CharField(max_length=120)  # folded: "phuong dao thanh"
    find_key = models.CharField(max_length=400, default="", editable=False)  # its words and those of the units above: rules.find_words
    order_key = models.CharField(max_length=200, default="", editable=False)  # "khu pho 0010": Khu phố 2 stands before Khu phố 10
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=60)  # "/VN/82/28249/28249.03/"
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    area_km2 = models.FloatField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)  # the first day it is no more

    class Meta:
        ordering = ["path"]
        indexes = [
            models.Index(fields=["path"], name="area_path"),
            models.Index(fields=["level", "name_key"], name="area_name"),
            models.Index(fields=["level", "valid_to", "find_key", "code", "name"], name="area_find"),  # finding reads nothing else
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        above = self.parent.find_key if self.parent else ""
        self.set_keys(above)
        super().save(*args, **kwargs)

    def set_keys(self, above: str) -> None:
        """Derives the keys from the name; `above` is the parent's find_key. Bulk writes call it themselves."""
        self.name_key = fold(self.name)
        self.find_key = find_words(self.name, above if self.level in (self.Level.COMMUNE, self.Level.VILLAGE) else "")
        self.order_key = order_words(self.name)

    @property
    def is_village(self) -> bool:
        return self.level == self.Level.VILLAGE

    @property
    def lineage(self) -> list[str]:
        """Codes from the nation down to this area."""
        return [code for code in self.path.split("/") if code]

    @property
    def commune_code(self) -> str:
        """The commune this area is or lies in; empty above the communes."""
        return self.lineage[2] if len(self.lineage) > 2 else ""


class AreaName(models.Model):
    """What an area was called in a stretch of time, so that old lists and reports stay readable."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30)
    name_key = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=200, blank=True)  # the decision it rests on

    class Meta:
        ordering = ["area_id", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["area", "valid_from"], name="one_name_a_day")]


class Succession(models.Model):
    """On this day `old` became (part of) `new`: a merge has many old, a split many new."""

    old = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="became")
    new = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="came_from")
    day = models.DateField()
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="one_succession"),
            models.CheckConstraint(condition=~Q(old=models.F("new")), name="succession_of_another"),
        ]


class Organisation(models.Model):
    """A body beside the tree: an office, a union branch, a school, a community digital team, an enterprise."""

    class Kind(models.TextChoices):
        PARTY = "party", _("Đảng ủy")
        COUNCIL = "council", _("Hội đồng nhân dân")
        COMMITTEE = "committee", _("Ủy ban nhân dân")
        OFFICE = "office", _("Phòng, ban, trung tâm")
        POLICE = "police", _("Công an")
        FRONT = "front", _("Mặt trận Tổ quốc")
        WOMEN = "women", _("Hội Liên hiệp Phụ nữ")
        YOUTH = "youth", _("Đoàn Thanh niên")
        FARMERS = "farmers", _("Hội Nông dân")
        VETERANS = "veterans", _("Hội Cựu chiến binh")
        ELDERLY = "elderly", _("Hội Người cao tuổi")
        SCHOOL = "school", _("Trường học")
        TEAM = "team", _("Tổ công nghệ số cộng đồng")
        ENTERPRISE = "enterprise", _("Doanh nghiệp")
        OTHER = "other", _("Tổ chức khác")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="organisations")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=160)
    name_key = models.CharField(max_length=160)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="branches")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name_key"]
        constraints = [models.UniqueConstraint(fields=["area", "kind", "name_key"], name="one_organisation_a_name")]

    def __str__(self) -> str:
        return self.name
