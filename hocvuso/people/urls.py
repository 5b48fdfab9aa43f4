"""Addresses of people that belong to no area: in and out, invitations, one's own account, rights."""

from django.urls import path

from hocvuso.people.views import invitations, rights, second_factor, sign_in

urlpatterns = [
    path("vao/", sign_in.sign_in, name="sign_in"),
    path("vao/ma/", second_factor.second_factor, name="second_factor"),
    path("vao/hai-lop/", second_factor.second_factor_setup, name="second_factor_setup"),
    path("vao/ma-du-phong/", second_factor.recovery_codes, name="recovery_codes"),
    path("ra/", sign_in.sign_out, name="sign_out"),
    path("tai-khoan/", sign_in.account, name="account"),
    path("moi/", invitations.invitation_code, name="invitation_code"),
    path("moi/<str:token>/", invitations.invitation, name="invitation"),
    path("quyen-cua-toi/", rights.my_rights, name="my_rights"),
    path("quyen-cua-toi/to-yeu-cau/", rights.rights_form, name="rights_form"),
    path("rieng-tu/", rights.privacy, name="privacy"),
]
