"""What learners' templates need: marked words and pictures of the catalogue."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from hocvuso.learn.catalog import Catalog
from hocvuso.learn.catalog import catalog as the_catalog
from hocvuso.learn.formats import lesson as lesson_format
from hocvuso.learn.formats.picture import Picture

register = template.Library()


@register.filter
def marked(text: str) -> SafeString:
    """A sentence of a lesson with its **important words** in bold; everything else is escaped by the Markdown renderer."""
    return mark_safe(lesson_format.marked(text))


@register.simple_tag
def picture(name: str, alt: str = "") -> SafeString | str:
    """The drawing "vneid/kho.svg" inside the page; its symbols come from {% sprite %}. Without `alt` it is decoration."""
    drawn = the_catalog().pictures.get(name)
    if drawn is None:
        return ""
    told = format_html('role="img" aria-label="{}"', alt) if alt else mark_safe('aria-hidden="true"')
    return format_html('<svg class="picture" viewBox="{}" {}>{}</svg>', drawn.box, told, mark_safe(drawn.body))  # checked by read_picture


@register.simple_tag
def symbol(name: str) -> SafeString | str:
    """One symbol alone, for a place on the practice phone."""
    return format_html('<svg viewBox="0 0 40 46" aria-hidden="true"><use href="#{}"/></svg>', name) if name in the_catalog().symbols else ""


@register.simple_tag
def sprite(names: str | list[str]) -> SafeString:
    """The symbols that these drawings use, each once; one drawing, or a list of drawings and symbols."""
    read = the_catalog()
    names = [names] if isinstance(names, str) else names
    wanted = dict.fromkeys(symbol for name in names for symbol in symbols_of(read, name))
    drawn = "".join(read.symbols[name] for name in wanted if name in read.symbols)
    return mark_safe(f'<svg class="sprite" width="0" height="0" aria-hidden="true">{drawn}</svg>' if drawn else "")


def symbols_of(read: Catalog, name: str) -> tuple[str, ...]:
    """The symbols of a picture; a name without a slash is a symbol itself."""
    found: Picture | None = read.pictures.get(name)
    return found.uses if found else (name,)


@register.filter
def pictures_of(shown) -> list[str]:
    """The drawings of lessons or screens, for {% sprite %}."""
    return [one.picture for one in shown]
