"""The header rules of Mozilla's HTTP Observatory, on one page of every kind, every page of the app and the admin's door.

Asked for: nothing lost. The publication is served as in production: its own name, https by a web server in front.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from shared import node, pages, results
from shared.tls_front import in_front

HOST = "digest.example.org"
PRELOADED = "the HSTS preload list, worth 5 more, is the operator's to ask for"


def _as_in_production(folder: Path) -> None:
    settings = folder / "publication.toml"
    text = settings.read_text()
    changes = {
        'base_url = "http://localhost:8000"': f'base_url = "https://{HOST}"',
        'hosts = ["localhost"': f'hosts = ["{HOST}", "localhost"',
    }
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    settings.write_text(text)


def scan(sample: Any, paths: list[str]) -> list[dict[str, Any]]:
    """Return what the Observatory says of each path."""
    with tempfile.TemporaryDirectory(prefix="standfirst-audit-") as folder:
        port = urlsplit(sample.base).port
        with in_front(port, HOST, Path(folder)) as (plain, secure, certificate):
            order = {"host": HOST, "http": plain, "https": secure, "paths": paths}
            return list(node.run("observatory_scan.mjs", order, NODE_EXTRA_CA_CERTS=str(certificate)))


def main() -> int:
    """Scan, write the result, and return 1 where points are lost."""
    about = results.machine()
    with pages.sample(_as_in_production) as sample:
        # The withdrawn story and the page for nothing have statuses that the scanner refuses.
        paths = [path for shapes in _html(sample) for path in shapes]
        found = scan(sample, [*paths, *OTHERS])
    failures, rows = [], []
    for page in found:
        lost = {name: test for name, test in page["tests"].items() if test["score"] < 0 or not test["pass"]}
        failures += [
            f"{page['path']}: {name} {test['result']} {test['score']}" for name, test in lost.items()
        ]
        rows.append([f"`{page['path']}`", str(page["score"]), page["grade"], ", ".join(lost) or "nothing"])
    rules = [[name, test["result"], str(test["score"])] for name, test in found[0]["tests"].items()]
    text = "\n\n".join(
        [
            f"The publication as `https://{HOST}`, a small TLS server in front of `standfirst serve`; the scanner is the "
            f"Observatory's own, its ports led to the loopback. Of the bonuses, {PRELOADED}.",
            results.table(["page", "score", "grade", "lost"], rows),
            f"## The rules, on `{found[0]['path']}`",
            results.table(["rule", "result", "points"], rules),
        ]
    )
    data = {"pages": found, "falls_short": failures}
    used = results.versions(observatory=node.wanted()["@mdn/mdn-http-observatory"])
    results.write("observatory", "Observatory", text, data, about, used)
    return results.end(failures)


OTHERS = ["/_/en/search/?q=source", "/_/en/account/login/", "/_/en/account/signup/", "/admin/login/"]


def _html(sample: Any) -> list[list[str]]:
    return [[path for path in shapes if path.endswith("/")] for shapes in sample.one_of_each().values()]


if __name__ == "__main__":
    sys.exit(main())
