"""Who can sign in to the demo, and where."""

from __future__ import annotations

from core.models import Library, Membership
from home.demo.libraries import ADMINISTRATOR, LIBRARIES, DemoLibrary
from people.actions import ensure_user
from people.models import User


def employ(library: Library, facts: DemoLibrary) -> None:
    """The library's staff; somebody who is there already keeps role and rights."""
    for email, name, role in facts.staff:
        user = ensure_user(email=email, name=name, language="da")
        Membership.objects.get_or_create(user=user, library=library, defaults={"role": role})


def appoint_administrator() -> None:
    """The platform's administrator, made once."""
    email, name = ADMINISTRATOR
    if not User.objects.filter(email=email).exists():
        user = ensure_user(email=email, name=name, language="da")
        User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)


def table() -> str:
    """Addresses and sign-ins, in Danish and English."""
    hosts = [facts.hostname for facts in LIBRARIES]
    libraries = {
        library.site.hostname: library
        for library in Library.objects.filter(site__hostname__in=hosts).select_related("site")
    }
    if len(libraries) < len(hosts):
        return "Demoen er ikke sat op endnu / The demo is not furnished yet: manage.py load_demo"
    first = libraries[hosts[0]].base_url
    lines = ["", "Samling · demo", ""]
    lines += [f"  {libraries[host].name:<22} {libraries[host].base_url}/" for host in hosts]
    lines += [
        f"  {'Administration':<22} {first}/admin/",
        f"  {'Mail og koder / codes':<22} {first}/demo-mail/",
        "",
        "Log ind med e-mail; koden kommer i konsollen og på /demo-mail/",
        "Sign in by e-mail; the code comes in the console and at /demo-mail/",
        "",
        f"  {ADMINISTRATOR[0]:<30} administrator (hele platformen / whole platform)",
    ]
    roles = {"administrator": "leder / head", "editor": "redaktør / editor"}
    for facts in LIBRARIES:
        lines += [
            f"  {email:<30} {roles[role]}, {facts.name}" for email, _name, role in facts.staff
        ]
    lines += [
        f"  {'formand@strikkeliv.example':<30} samarbejdspartner / partner, {first}/da/partner/",
        "",
    ]
    return "\n".join(lines)
