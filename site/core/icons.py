"""The drawings of the icons: lines on a square of 24, coloured and sized by the stylesheet."""

from __future__ import annotations

from django.utils.safestring import SafeString

ICONS = {
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 5 5"/>',
    "next": '<path d="M4 12h16M14 6l6 6-6 6"/>',
    "back": '<path d="M20 12H4m6-6-6 6 6 6"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10.5h16M8 3v4m8-4v4"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2.5"/>',
    "place": (
        '<path d="M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21z"/>'
        '<circle cx="12" cy="9.5" r="2.2"/>'
    ),
    "price": '<path d="M4 7h16v10H4z"/><circle cx="12" cy="12" r="2.5"/>',
    "people": (
        '<circle cx="9" cy="8" r="3.5"/>'
        '<path d="M2.5 20q.5-6 6.5-6t6.5 6M16 5a3.5 3.5 0 0 1 0 6M18 14.5q3 1 3.5 5.5"/>'
    ),
    "phone": (
        '<path d="M5 4h4l2 5-2.5 1.7a12 12 0 0 0 4.8 4.8L15 13l5 2v4c0 .6-.4 1-1 1A15 15 0 0 '
        '1 4 5c0-.6.4-1 1-1z"/>'
    ),
    "mail": '<path d="M3 6h18v12H3zM3 7l9 7 9-7"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "check": '<path d="m4 12.5 5.5 5.5L20 7"/>',
    "cross": '<path d="m6 6 12 12M18 6 6 18"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>',
    "warning": '<path d="M12 3.5 22 20H2zM12 10v4.5m0 2.7v.1"/>',
    "error": '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/><path d="M12 7.5V13m0 3.2v.1"/>',
    "success": '<circle cx="12" cy="12" r="9"/><path d="m7.5 12.5 3 3 6-6.5"/>',
    "half": '<circle cx="12" cy="12" r="9"/><path d="M12 3v18M15 6v12M18 8v8"/>',
    "full": '<circle cx="12" cy="12" r="9"/><path d="M7 12h10"/>',
    "lock": '<path d="M5 11h14v9H5zM8 11V7.5a4 4 0 0 1 8 0V11"/>',
    "move": '<path d="M4 8h13m-4-4 4 4-4 4M20 16H7m4-4-4 4 4 4"/>',
    "door": '<path d="M6 21V3h12v18M3 21h18M14 12v.1"/>',
    "print": '<path d="M7 8V3h10v5M7 17H3V8h18v9h-4M7 13.5h10V21H7z"/>',
    "share": '<path d="M12 15V3m-4 4 4-4 4 4M5 12v9h14v-9"/>',
    "file": '<path d="M6 3h8l4 4v14H6zM14 3v4h4M12 11v6m-2.5-2.5L12 17l2.5-2.5"/>',
    "play": '<circle cx="12" cy="12" r="9"/><path d="m10 8 6 4-6 4z"/>',
    "sound": '<path d="M4 10v4h4l5 4V6L8 10zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11"/>',
    "link": (
        '<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 '
        '0 0 0 6 6l1-1"/>'
    ),
    "access": (
        '<circle cx="12" cy="4.5" r="1.5"/>'
        '<path d="M5 8.5c4.5 1.3 9.5 1.3 14 0M12 9.5v5M12 14.5 9 21M12 14.5l3 6.5"/>'
    ),
}

DRAWINGS = {name: SafeString(lines) for name, lines in ICONS.items()}
