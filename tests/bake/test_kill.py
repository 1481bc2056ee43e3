"""Killed at any moment: no reader gets half a page, and nothing that changed is forgotten."""

import json
from pathlib import Path

from tests.bake.conftest import run
from tests.bake.kill import STEPS


def test_kill_at_random_moments_and_at_each_step(template: Path) -> None:
    done = run("kill", template, 50)
    assert done.stdout, done.stderr[-4000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["wrong"] == []
    assert found["kills"] == 50 + len(STEPS)
    assert found["recoveries"] > 30
    assert found["seen"] > 100
