"""The property test is not blind: whatever registration is taken away, a folder differs."""

from pathlib import Path

from tests.bake.conftest import run
from tests.bake.mutations import KEYS, KINDS


def test_each_missing_registration_is_noticed(template: Path) -> None:
    done = run("mutations", template)
    assert done.returncode == 0, done.stdout + done.stderr[-4000:]
    assert done.stdout.count("noticed by try") == len(KEYS) + len(KINDS)


def test_every_key_of_the_reference_is_tried() -> None:
    reference = Path(__file__).parents[2] / "docs/reference/keys.md"
    named = [line.split("`")[1] for line in reference.read_text().splitlines() if line.startswith("| `")]
    assert {name.partition(":")[0] for name in named} == {key.partition(":")[0] for key in KEYS}
