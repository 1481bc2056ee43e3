"""The versions that are installed are those that this version of Standfirst was made for."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement

from standfirst.project.checks.finding import Finding
from standfirst.project.folder import Folder

MEND = "Install it again: python -m pip install --upgrade standfirst (in a fresh virtual environment)."


def versions(folder: Folder) -> Iterator[Finding]:
    """Every dependency is installed within its bounds: a resolver that fell back to an old release shows here."""
    extras = {"postgres"} if folder.database_url else set()
    try:
        wanted = requires("standfirst") or []
    except PackageNotFoundError:
        yield Finding("warning", "standfirst", "it runs without being installed: versions are not checked", MEND)
        return
    for text in wanted:
        requirement = Requirement(text)
        marker = requirement.marker
        if marker is not None and not any(marker.evaluate({"extra": extra}) for extra in {"", *extras}):
            continue
        try:
            found = version(requirement.name)
        except PackageNotFoundError:
            yield Finding("error", requirement.name, "it is not installed", MEND)
            continue
        if not requirement.specifier.contains(found, prereleases=True):
            yield Finding(
                "error", requirement.name, f"version {found} is installed, not {requirement.specifier}", MEND
            )
