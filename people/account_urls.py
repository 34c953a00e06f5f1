"""Addresses of signing in. allauth's other pages are left out or lead to the code."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path
from django.views.decorators.cache import never_cache

from people.sign_in import SignInView, nothing_here, staff_only, to_sign_in

urlpatterns = [
    path("", to_sign_in),
    path("login/", to_sign_in, name="account_login"),
    path("login/code/", SignInView.as_view(), name="account_request_login_code"),
    path(
        "login/code/confirm/",
        never_cache(account.confirm_login_code),
        name="account_confirm_login_code",
    ),
    path("logout/", never_cache(account.logout), name="account_logout"),
    path("inactive/", never_cache(account.account_inactive), name="account_inactive"),
    # allauth asks for this name when it answers an unknown address.
    path("signup/", nothing_here, name="account_signup"),
    path("2fa/", staff_only(mfa.index), name="mfa_index"),
    path("2fa/authenticate/", never_cache(mfa.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", staff_only(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", staff_only(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", staff_only(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/", staff_only(codes.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        "2fa/recovery-codes/generate/",
        staff_only(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        staff_only(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
