"""``standfirst poll``: sources are asked where nothing serves."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from standfirst.cli.poll import _poll
from standfirst.stories.tests.factories import make_publication
from standfirst.wire.models import WatchedHost
from standfirst.wire.polling import poller
from standfirst.wire.tests.watched import Watch, news, said, site


@pytest.mark.django_db
def test_the_command_asks_what_is_due_and_says_what_failed(monkeypatch, capsys):
    make_publication()
    with site({"/feed": [said(news("1", "2"))]}) as served:
        watch = Watch(served)
        watch.poller.close()
        watch.source()
        watch.source("/lost", "port.example")
        watch.source("/feed", "later.example", active=False)
        WatchedHost.objects.update(robots_at=timezone.now(), reservations_at=timezone.now())
        monkeypatch.setattr(poller, "NETWORK", watch.network)
        assert _poll(as_json=True) == 1
        done = json.loads(capsys.readouterr().out)
        assert (done["asked"], done["items"], len(done["failed"])) == (2, 2, 1)
        assert "no page" in done["failed"][0]["problem"] and sorted(served.paths()) == ["/feed", "/lost"]
