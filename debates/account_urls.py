"""The account's part of the site map: those pages of django-allauth that this site has, and its own."""

from __future__ import annotations

from allauth.account import views as account
from django.conf import settings
from django.contrib.auth.views import LogoutView
from django.urls import include, path, re_path

from debates.views import accounts, invitations, members

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", LogoutView.as_view(), name="account_logout"),
    path("admin/login/", accounts.admin_sign_in, name="admin_sign_in"),
    path("sign-up/", account.signup, name="account_signup"),
    path("account/", accounts.account_home, name="account_home"),
    path("account/shut-out/", account.account_inactive, name="account_inactive"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/email/", account.email, name="account_email"),
    path("account/email/sent/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^account/email/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/password/set/", account.password_set, name="account_set_password"),
    path("account/password/forgotten/", account.password_reset, name="account_reset_password"),
    path("account/password/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^account/password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/two-factor/", include("allauth.mfa.urls")),
    path("invitations/", invitations.invitation_list, name="invitation_list"),
    path("invitations/<int:pk>/withdraw/", invitations.invitation_withdraw, name="invitation_withdraw"),
    path("invitations/<str:token>/", invitations.invitation_follow, name="invitation_follow"),
    path("members/", members.member_list, name="member_list"),
    path("members/<int:pk>/", members.member_change, name="member_change"),
]

if settings.PROVIDERS:
    urlpatterns += [
        path("account/elsewhere/", include("allauth.socialaccount.urls")),
        *(path("account/elsewhere/", include(f"{app}.urls")) for app in settings.PROVIDERS.apps[1:]),
    ]
