"""The second factor: chosen by staff, and then asked for."""

from __future__ import annotations

import pytest

from tests.factories import make_user


@pytest.fixture
def editor(library):
    return make_user("eva@havnby.test", library, "editor")


def test_staff_can_set_it_up(library, editor, client_for):
    client = client_for(library, editor)
    assert client.get("/da/account/2fa/").status_code == 200
    page = client.get("/da/account/2fa/totp/activate/")
    assert page.status_code == 200
    assert "data:image/svg" in page.content.decode()
    assert client.post("/da/account/2fa/totp/activate/", {"code": "1"}).status_code == 200


def test_with_it_the_code_by_mail_is_not_enough(library, editor, client_for, sign_in):
    from allauth.mfa.totp.internal.auth import (
        TOTP,
        format_hotp_value,
        generate_totp_secret,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    client = client_for(library)
    assert sign_in(client, editor.email)["Location"] == "/da/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.get("/da/account/2fa/authenticate/").status_code == 200
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret, counter))
    client.post("/da/account/2fa/authenticate/", {"code": code})
    assert client.session["_auth_user_id"] == str(editor.pk)


def test_others_find_nothing(library, client_for):
    assert client_for(library).get("/da/account/2fa/").status_code == 302
    user = make_user("fremmed@havnby.test")
    assert client_for(library, user).get("/da/account/2fa/").status_code == 404
