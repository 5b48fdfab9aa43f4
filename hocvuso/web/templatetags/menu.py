"""The office's menu, for its frame."""

from django import template
from django.contrib.auth.models import AnonymousUser

from hocvuso.places.models import Area
from hocvuso.web.menu import Menu, menu_for

register = template.Library()


@register.simple_tag(takes_context=True)
def office_menu(context) -> Menu:
    """What the frame shows around the page: `area` of the context decides."""
    area = context.get("area")
    request = context.get("request")
    account = getattr(request, "user", None) or AnonymousUser()
    return menu_for(account, area if isinstance(area, Area) else None, getattr(request, "path", ""))
