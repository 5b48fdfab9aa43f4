"""Invitations and recoveries: made, handed over, used once; and who works at a place."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hocvuso.base import clock
from hocvuso.people.actions import accounts, invitations
from hocvuso.people.actions.accounts import Refused
from hocvuso.people.models import Account, Invitation, Post
from tests import factories

NEW = {"login": "0987 654 321", "password": "đi-cấy-buổi-sáng", "again": "đi-cấy-buổi-sáng"}


@pytest.fixture
def lan(areas):
    return factories.make_account("officer", areas.commune, name="Chị Lan")


@pytest.fixture
def invited(lan, areas):
    return invitations.invite(name="Anh Bình", role="volunteer", area=areas.commune, organisation=None, by=lan)


def link(invitation) -> str:
    return reverse("invitation", kwargs={"token": invitations.token_of(invitation)})


def late(invitation) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=clock.now() - timedelta(seconds=1))


class TestInviting:
    def test_the_officer_makes_one_and_hands_over_a_picture_and_a_code(self, client, lan, areas):
        organisation = factories.make_organisation(areas.commune)
        factories.sign_in(client, lan)
        data = {"name": "  Anh   Bình ", "role": "volunteer", "organisation": organisation.pk}
        answer = client.post(reverse("team", kwargs={"area": "28249"}), data)
        made = Invitation.objects.get()
        assert answer["Location"] == reverse("invitation_made", kwargs={"area": "28249", "invitation": made.pk})
        assert (made.name, made.role, made.organisation, made.made_by) == ("Anh Bình", "volunteer", organisation, lan)
        page = client.get(answer["Location"]).content.decode()
        assert "<svg" in page
        assert invitations.code_of(made) in page

    def test_the_database_holds_neither_the_token_nor_the_code(self, invited):
        kept = str(Invitation.objects.values().get())
        assert invitations.token_of(invited) not in kept
        assert invitations.code_of(invited) not in kept

    def test_roles_of_another_level_and_foreign_organisations_are_not_on_offer(self, client, lan, areas):
        factories.sign_in(client, lan)
        foreign = factories.make_organisation(areas.sibling)
        for wrong in ({"role": "viewer"}, {"role": "volunteer", "organisation": foreign.pk}):
            answer = client.post(reverse("team", kwargs={"area": "28249"}), {"name": "Anh Bình", **wrong})
            assert answer.status_code == 200
            assert "Anh Bình" in answer.content.decode(), "nothing typed is lost"
        assert not Invitation.objects.exists()

    def test_nobody_invites_to_a_place_she_does_not_hold(self, lan, areas):
        with pytest.raises(Refused):
            invitations.invite(name="X", role="officer", area=areas.sibling, organisation=None, by=lan)
        with pytest.raises(Refused):
            invitations.invite(name="X", role="officer", area=areas.province, organisation=None, by=lan)

    def test_an_officer_of_the_province_invites_the_first_of_a_commune(self, areas):
        above = factories.make_account("officer", areas.province)
        assert invitations.invite(name="X", role="officer", area=areas.commune, organisation=None, by=above).pk


class TestJoining:
    def test_the_invited_chooses_a_login_and_works_at_once(self, client, invited, areas):
        assert "Anh Bình" in client.get(link(invited)).content.decode()
        assert client.post(link(invited), NEW)["Location"] == reverse("office")
        account = Account.objects.get(login="0987654321")
        assert account.name == "Anh Bình"
        assert account.check_password(NEW["password"])
        assert [(post.role, post.area) for post in account.posts.all()] == [("volunteer", areas.commune)]
        assert client.get(reverse("account")).status_code == 200

    def test_the_code_leads_to_the_same_page(self, client, invited):
        typed = invitations.code_of(invited).lower().replace("-", " ")
        assert client.post(reverse("invitation_code"), {"code": typed})["Location"] == link(invited)
        wrong = client.post(reverse("invitation_code"), {"code": "AAA-AAA-AAA"})
        assert "Không có lời mời nào" in wrong.content.decode()

    def test_it_works_once(self, client, invited):
        client.post(link(invited), NEW)
        client.logout()
        assert client.get(link(invited)).status_code == 404
        again = client.post(link(invited), {**NEW, "login": "0911111111"})
        assert again.status_code == 404
        assert not Account.objects.filter(login="0911111111").exists()

    def test_after_three_days_it_is_over(self, client, invited):
        late(invited)
        assert client.get(link(invited)).status_code == 404
        assert client.post(link(invited), NEW).status_code == 404

    def test_withdrawn_it_is_over(self, client, invited, lan):
        factories.sign_in(client, lan)
        client.post(reverse("invitation_withdraw", kwargs={"area": "28249", "invitation": invited.pk}))
        client.logout()
        assert client.get(link(invited)).status_code == 404

    def test_when_whoever_made_it_is_gone_it_is_worth_nothing(self, client, invited, lan, areas):
        factories.make_account("officer", areas.commune)
        accounts.end_post(post=lan.posts.get())
        assert client.post(link(invited), NEW).status_code == 404
        assert not Account.objects.filter(login="0987654321").exists()

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"login": "lan"}, "số điện thoại"),
            ({"again": "khác"}, "chưa giống nhau"),
            ({"password": "ngắn", "again": "ngắn"}, "10"),
            ({"password": "1234567890", "again": "1234567890"}, "Mật khẩu"),
        ],
    )
    def test_what_is_wrong_is_said_and_the_invitation_stays(self, client, invited, change, field):
        answer = client.post(link(invited), {**NEW, **change})
        assert answer.status_code == 200
        assert field in answer.content.decode()
        assert client.post(link(invited), NEW).status_code == 302

    def test_a_taken_login_leaves_the_invitation_open(self, client, invited, areas):
        factories.make_account("volunteer", areas.sibling, login="0987654321")
        assert "Không dùng được tên này" in client.post(link(invited), NEW).content.decode()
        assert client.post(link(invited), {**NEW, "login": "0911111111"}).status_code == 302

    def test_someone_with_an_account_takes_one_more_post(self, client, invited, areas):
        account = factories.make_account("volunteer", areas.sibling)
        factories.sign_in(client, account)
        assert account.name in client.get(link(invited)).content.decode()
        assert client.post(link(invited)).status_code == 302
        assert {post.area for post in account.posts.all()} == {areas.commune, areas.sibling}
        assert client.get(link(invited)).status_code == 404


class TestTeam:
    url = "/vp/28249/doi-ngu/"

    def end(self, client, post):
        return client.post(reverse("post_end", kwargs={"area": "28249", "post": post.pk}), follow=True)

    def test_the_page_names_who_works_here_and_never_a_whole_phone(self, client, lan, areas):
        factories.make_account("volunteer", areas.commune, login="0905555123", name="Anh Bình")
        factories.make_account("volunteer", areas.sibling, name="Người xã bên")
        factories.sign_in(client, lan)
        page = client.get(self.url).content.decode()
        assert "Anh Bình" in page
        assert "Người xã bên" not in page
        assert "0905555123" not in page
        assert "090•••••23" in page

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_page_asks_the_same_questions_for_one_and_for_three(self, client, lan, areas, count, django_assert_max_num_queries):
        for number in range(count):
            factories.make_account("volunteer", areas.commune, login=f"09055551{number:02d}")
        factories.sign_in(client, lan)
        with django_assert_max_num_queries(14 + count):  # one look at the posts of each, to know whom she may reset
            client.get(self.url)

    def test_an_ended_post_is_over_at_once(self, client, lan, areas):
        binh = factories.make_account("volunteer", areas.commune)
        factories.sign_in(client, lan)
        self.end(client, binh.posts.get())
        assert binh.posts.get().valid_to == clock.today()

    def test_the_last_officer_stays(self, client, lan, areas):
        factories.sign_in(client, lan)
        assert "cuối cùng" in self.end(client, lan.posts.get()).content.decode()
        assert lan.posts.get().valid_to is None
        other = factories.make_account("officer", areas.commune)
        self.end(client, lan.posts.get())
        assert lan.posts.get().valid_to == clock.today()
        with pytest.raises(Refused):
            accounts.end_post(post=other.posts.get())

    def test_neither_a_leader_nor_a_former_nor_a_closed_officer_counts_as_the_other(self, areas, lan):
        factories.make_account("leader", areas.commune)
        closed = factories.make_account("officer", areas.commune)
        closed.is_active = False
        closed.save()
        former = factories.make_account(None)
        factories.give_post(former, "officer", areas.commune, until=clock.today())
        factories.make_account("officer", areas.province)
        with pytest.raises(Refused):
            accounts.end_post(post=lan.posts.get())

    def test_a_post_of_another_place_cannot_be_ended_from_here(self, client, lan, areas):
        other = factories.make_account("volunteer", areas.sibling)
        factories.sign_in(client, lan)
        assert self.end(client, other.posts.get()).status_code == 404
        assert other.posts.get().valid_to is None

    def test_ended_and_given_again_on_one_day(self, areas):
        account = factories.make_account(None)
        first = accounts.give_post(account=account, role="volunteer", area=areas.commune)
        accounts.end_post(post=first)
        again = accounts.give_post(account=account, role="volunteer", area=areas.commune)
        assert again.pk == first.pk
        assert again.valid_to is None
        assert accounts.give_post(account=account, role="volunteer", area=areas.commune) == again
        assert Post.objects.count() == 1


class TestRecovery:
    @pytest.fixture
    def binh(self, areas):
        return factories.make_account("leader", areas.commune, login="0987654321", name="Anh Bình")

    def ask(self, client, account):
        post = account.posts.get(area="28249")
        return client.post(reverse("account_recovery", kwargs={"area": "28249", "post": post.pk}), follow=True)

    def test_the_officer_makes_a_one_time_link_and_the_old_password_and_sessions_end(self, client, lan, binh):
        from django.test import Client

        theirs = Client()
        factories.sign_in(theirs, binh)
        factories.sign_in(client, lan)
        assert "Cấp lại cho Anh Bình" in self.ask(client, binh).content.decode()
        made = Invitation.objects.get(kind="recovery")
        assert theirs.get(reverse("account")).status_code == 200, "until it is used nothing changes"
        other = Client()
        assert other.post(link(made), {"password": NEW["password"], "again": NEW["again"]}).status_code == 302
        binh.refresh_from_db()
        assert binh.check_password(NEW["password"])
        assert theirs.get(reverse("account")).status_code == 302
        assert other.get(reverse("account"))["Location"].startswith(reverse("second_factor_setup")), "the lost app is forgotten"
        assert other.get(link(made)).status_code == 404

    def test_a_newer_link_ends_the_older(self, client, lan, binh, areas):
        first = invitations.offer_recovery(account=binh, area=areas.commune, by=lan)
        invitations.offer_recovery(account=binh, area=areas.commune, by=lan)
        assert client.get(link(first)).status_code == 404

    def test_a_colleague_who_also_works_above_is_beyond_her(self, client, lan, binh, areas):
        factories.give_post(binh, "viewer", areas.province)
        factories.sign_in(client, lan)
        assert "cấp trên" in self.ask(client, binh).content.decode()
        assert not Invitation.objects.exists()
        above = factories.make_account("officer", areas.province)
        assert invitations.offer_recovery(account=binh, area=areas.commune, by=above).pk

    def test_a_post_given_above_after_the_link_was_made_closes_it(self, client, lan, binh, areas):
        made = invitations.offer_recovery(account=binh, area=areas.commune, by=lan)
        factories.give_post(binh, "viewer", areas.province)
        assert client.post(link(made), {"password": NEW["password"], "again": NEW["again"]}).status_code == 404
        binh.refresh_from_db()
        assert not binh.check_password(NEW["password"])

    def test_nobody_resets_herself_or_a_sample_account(self, lan, areas):
        sample = factories.make_account("leader", areas.commune, is_sample=True)
        for account in (lan, sample):
            with pytest.raises(Refused):
                invitations.offer_recovery(account=account, area=areas.commune, by=lan)


@pytest.mark.parametrize("password", ["Nguyễn Thị Bình", "nguyenthibinh", "binh@nha.example", "binhnhaexample"])
def test_a_password_is_not_ones_own_name_or_login(client, lan, areas, password):
    invited = invitations.invite(name="Nguyễn Thị Bình", role="volunteer", area=areas.commune, organisation=None, by=lan)
    data = {"login": "binh@nha.example", "password": password, "again": password}
    assert "trùng tên của bác" in client.post(link(invited), data).content.decode()
    data = {"login": "binh@nha.example", "password": f"{password} đi cấy", "again": f"{password} đi cấy"}
    assert client.post(link(invited), data).status_code == 302
