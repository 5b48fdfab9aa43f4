"""Addresses of people under /vp/<area>/."""

from django.urls import path

from hocvuso.people.views import consents, doubles, persons, rights, team

urlpatterns = [
    path("doi-ngu/", team.team, name="team"),
    path("doi-ngu/moi/<uuid:invitation>/", team.invitation_made, name="invitation_made"),
    path("doi-ngu/moi/<uuid:invitation>/rut/", team.invitation_withdraw, name="invitation_withdraw"),
    path("doi-ngu/<uuid:post>/thoi/", team.post_end, name="post_end"),
    path("doi-ngu/<uuid:post>/cap-lai/", team.account_recovery, name="account_recovery"),
    path("nguoi/", persons.people, name="people"),
    path("nguoi/<uuid:person>/", persons.person, name="person"),
    path("nguoi/<uuid:person>/sua/", persons.person_edit, name="person_edit"),
    path("nguoi/<uuid:person>/ban-sao/", persons.person_copy, name="person_copy"),
    path("nguoi/<uuid:person>/xoa/", persons.person_erase, name="person_erase"),
    path("nguoi/<uuid:person>/dong-y/<slug:purpose>/", consents.consent_give, name="consent_give"),
    path("nguoi/<uuid:person>/dong-y/<uuid:consent>/rut/", consents.consent_withdraw, name="consent_withdraw"),
    path("can-xem-lai/", doubles.doubles, name="doubles"),
    path("can-xem-lai/<uuid:pair>/", doubles.double_decide, name="double_decide"),
    path("can-xem-lai/gop/<uuid:merge>/tach/", doubles.merge_undo, name="merge_undo"),
    path("quyen/", rights.rights, name="rights"),
    path("quyen/them/", rights.rights_new, name="rights_new"),
    path("quyen/<uuid:asked>/", rights.rights_request, name="rights_request"),
    path("quyen/<uuid:asked>/buoc/", rights.rights_act, name="rights_act"),
]
