"""Publishing from the admin's own views: what the checks refuse is said, and the draft is kept."""

import pytest
from django.contrib.messages import get_messages
from django.test import RequestFactory
from django.urls import reverse
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from standfirst.stories.actions import Refused
from standfirst.stories.middleware import RefusalMiddleware
from standfirst.stories.models import Story
from standfirst.stories.public import is_public
from standfirst.stories.tests.factories import make_draft, make_publication, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def refusing(request):
    from django.contrib.messages.storage.cookie import CookieStorage

    request._messages = CookieStorage(request)
    bad = make_draft(standfirst="")
    with pytest.raises(Refused) as refused:
        PublishBulkAction.execute_action([bad], user=make_user())
    middleware = RefusalMiddleware(lambda _: None)
    return bad, middleware.process_exception(request, refused.value)


def test_refusal_leads_back_to_the_form_and_says_why():
    request = RequestFactory().post("/admin/bulk/wagtailcore/page/publish/")
    bad, response = refusing(request)
    assert response.status_code == 302 and response.url == reverse("wagtailadmin_pages:edit", args=[bad.pk])
    assert "The standfirst is missing." in str(next(iter(get_messages(request))))
    assert Story.objects.get(pk=bad.pk).get_latest_revision() is not None


def test_refusal_answers_a_script_in_json():
    _, response = refusing(
        RequestFactory().post("/admin/pages/1/edit/", headers={"accept": "application/json"})
    )
    assert response.status_code == 400 and b"The standfirst is missing." in response.content


def test_other_errors_and_other_pages_are_left_alone():
    middleware = RefusalMiddleware(lambda _: None)
    assert middleware.process_exception(RequestFactory().post("/admin/"), ValueError()) is None
    assert middleware.process_exception(RequestFactory().post("/en/"), Refused(["no"])) is None


@pytest.mark.parametrize("standfirst", ["What it stands on.", ""])
def test_last_approval_of_a_workflow_publishes_by_the_same_checks(standfirst):
    user = make_user()
    draft = make_draft(standfirst=standfirst)
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Reviewer")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(draft, user)
    if standfirst:
        state.current_task_state.approve(user=user)
    else:
        with pytest.raises(Refused):
            state.current_task_state.approve(user=user)
    assert is_public(Story.objects.get(pk=draft.pk)) == bool(standfirst)
