"""Our own line icons, drawn on 24 by 24. An icon never stands alone: its word stands beside it (tests/ui/test_axe.py looks)."""

# name -> what to draw. Kept short: each travels inside the page that shows it.
ICONS: dict[str, str] = {
    "add": '<path d="M12 5v14M5 12h14"/>',
    "ask": '<path d="M3 4h18v13h-9l-5 4v-4H3Z"/><path d="M9.5 8.5c0-3.3 5-3.3 5 0 0 1.8-2.5 1.9-2.5 3.5M12 14.3v.1"/>',
    "back": '<path d="M15 4 7 12l8 8"/>',
    "book": '<path d="M12 6c-2-1.5-5-2-9-2v14c4 0 7 .5 9 2 2-1.5 5-2 9-2V4c-4 0-7 .5-9 2ZM12 6v14"/>',
    "bin": '<path d="M4 7h16M10 3.5h4M6 7l1 13.5h10L18 7M10 11v6M14 11v6"/>',
    "calendar": '<path d="M4 5.5h16V20H4ZM4 10h16M8 3v4M16 3v4"/><path d="M8 14h3"/>',
    "card": '<path d="M3 5.5h18v13H3Z"/><circle cx="8.5" cy="10.8" r="1.9"/><path d="M5.5 15.5c.6-2.7 5.4-2.7 6 0M15 10h3.5M15 13.5h3.5"/>',
    "check": '<path d="m5 12.5 5 5L19.5 7"/>',
    "clock": '<circle cx="12" cy="12" r="8.7"/><path d="M12 7v5.3l3.5 2"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "doubles": '<circle cx="7" cy="8" r="3"/><circle cx="17" cy="8" r="3"/><path d="M2 19c0-7 10-7 10 0M12 19c0-7 10-7 10 0"/>',
    "down": '<path d="M12 4v12M7 11.5l5 5 5-5M4 20.5h16"/>',
    "edit": '<path d="m4 20 1-4.5L16.5 4 20 7.5 8.5 19ZM14 6.5l3.5 3.5"/>',
    "figures": '<path d="M4 4v16h16"/><path d="m7.5 15 4-5 3 3L20 6"/>',
    "file": '<path d="M6 3h8l5 5v13H6ZM14 3v5h5M9.5 13h6M9.5 17h6"/>',
    "gather": '<circle cx="12" cy="7" r="3"/><path d="M7 20c0-9 10-9 10 0M5 8v.1M19 8v.1M2 18c0-3 1-5 3.5-5.5M22 18c0-3-1-5-3.5-5.5"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c-5 5-5 13 0 18 5-5 5-13 0-18Z"/>',
    "home": '<path d="M3.5 11.5 12 4l8.5 7.5M6 10v10h12V10M10 20v-5.5h4V20"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.2"/>',
    "key": '<circle cx="8" cy="15" r="4.5"/><path d="m11.5 11.5 8-8M16 7l3 3"/>',
    "list": '<path d="M4 6h.1M4 12h.1M4 18h.1M8.5 6H20M8.5 12H20M8.5 18H20"/>',
    "listen": '<path d="M4 9.5v5h3.5L12 19V5L7.5 9.5Z"/><path d="M15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>',
    "lock": '<path d="M5 11h14v9.5H5ZM8 11V8c0-5.5 8-5.5 8 0v3M12 15v2"/>',
    "menu": '<path d="M4 6.5h16M4 12h16M4 17.5h16"/>',
    "next": '<path d="m9 4 8 8-8 8"/>',
    "people": '<circle cx="12" cy="7.5" r="3.8"/><path d="M4.5 20.5c0-10 15-10 15 0"/>',
    "phone": '<rect x="6.5" y="2.5" width="11" height="19" rx="2.5"/><path d="M10.5 18.5h3"/>',
    "pin": '<path d="M12 21.5S4.5 14.5 4.5 9.5a7.5 7.5 0 0 1 15 0c0 5-7.5 12-7.5 12Z"/><circle cx="12" cy="9.5" r="2.7"/>',
    "places": '<path d="M4 20.5V10l5-4 5 4v10.5M14 20.5V4h6v16.5M2.5 20.5h19M8 20.5v-4h2v4M17 8v.1M17 12v.1M17 16v.1"/>',
    "print": '<path d="M7 8V3.5h10V8M7 17H3.5V8h17v9H17M7 14h10v6.5H7Z"/>',
    "report": '<path d="M5 3h10l4 4v14H5ZM15 3v4h4"/><path d="M8.5 17v-3M12 17v-6M15.5 17v-4"/>',
    "rights": '<path d="M12 3 4.5 6v5.5c0 5 3.5 8 7.5 9.5 4-1.5 7.5-4.5 7.5-9.5V6Z"/><path d="m8.5 12 2.5 2.5 4.5-5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
    "sheets": '<path d="M12 16V4M7.5 8 12 3.5 16.5 8"/><path d="M4 13v7.5h16V13"/>',
    "sign-out": '<path d="M13 4H5v16h8M10 12h11M17 8l4 4-4 4"/>',
    "stop": '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8Z"/><path d="M12 7.5v5.5M12 16.3v.2"/>',
    "target": '<circle cx="12" cy="12" r="8.7"/><circle cx="12" cy="12" r="4.5"/><path d="M12 12v.1"/>',
    "team": '<circle cx="9" cy="8" r="3.3"/><path d="M2.5 20c0-9 13-9 13 0M16 5a3.3 3.3 0 0 1 0 6M18 14.5c2.2.7 3.5 2.5 3.5 5.5"/>',
    "undo": '<path d="M8 5 3.5 9.5 8 14M4 9.5h10c8 0 8 10 0 10h-3"/>',
    "warn": '<path d="M12 3.5 2.5 20h19Z"/><path d="M12 10v4.5M12 17.3v.1"/>',
}


def icon_svg(name: str) -> str:
    """The icon as SVG that a screen reader passes over, because the word beside it says the same."""
    return f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>'
