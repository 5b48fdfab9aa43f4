"""Who holds which post at an area, and which invitations are on their way."""

from django.db.models import Q, QuerySet

from hocvuso.base import clock
from hocvuso.people.models import Invitation, Post
from hocvuso.places.models import Area


def posts_at(area: Area) -> QuerySet[Post]:
    """Posts held today at this very area (not below)."""
    today = clock.today()
    posts = Post.objects.filter(area=area, valid_from__lte=today).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today))
    return posts.select_related("account", "organisation", "area").order_by("role", "account__name")


def invitations_at(area: Area) -> QuerySet[Invitation]:
    """Invitations and recoveries of this area that still work."""
    waiting = Invitation.objects.filter(area=area, used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=clock.now())
    return waiting.select_related("organisation", "made_by").order_by("made_at")
