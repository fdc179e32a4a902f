"""The lock files: every dependency is pinned with hashes, and where packages come from is nobody's business here."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("requirements.lock", "requirements-dev.lock")


def pins(text: str) -> list[tuple[Requirement, int]]:
    """Every requirement of a lock file, with the number of its hashes."""
    entries = re.sub(r"\\\n", " ", text).splitlines()
    return [
        (Requirement(entry.split("--hash")[0].strip()), entry.count("--hash=sha256:")) for entry in entries if entry
    ]


def extra(project: dict[str, Any], name: str) -> list[str]:
    """What an extra asks for, with what the extras that it names ask for."""
    asked = project["project"]["optional-dependencies"][name]
    own = [Requirement(entry) for entry in asked if Requirement(entry).name == project["project"]["name"]]
    rest = [entry for entry in asked if Requirement(entry).name != project["project"]["name"]]
    return rest + [entry for part in own for other in sorted(part.extras) for entry in extra(project, other)]


@pytest.fixture(params=LOCKS)
def lock(request, root) -> str:
    return (root / request.param).read_text(encoding="utf-8")


def test_lock_pins_everything_to_one_version_with_hashes(lock):
    locked = pins(lock)
    assert len(locked) > 40
    for requirement, hashes in locked:
        assert [part.operator for part in requirement.specifier] == ["=="], requirement
        assert hashes > 0, requirement


def test_lock_names_no_index_and_no_place(lock):
    assert not re.search(r"https?:|file:|^-|[@/]", lock, re.MULTILINE)


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("name", LOCKS)
def test_lock_holds_what_pyproject_asks_for_on_every_python(root, name, python):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["build"]
    if name == "requirements-dev.lock":
        wanted += extra(project, "dev")
    here = {"python_version": python, "python_full_version": f"{python}.0"}
    locked = {
        canonicalize_name(requirement.name): next(iter(requirement.specifier)).version
        for requirement, _ in pins((root / name).read_text(encoding="utf-8"))
        if requirement.marker is None or Marker(str(requirement.marker)).evaluate(here)
    }
    assert len(wanted) > 10
    for requirement in map(Requirement, wanted):
        version = locked.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement}: `make lock` was not run"
        assert requirement.specifier.contains(version), f"{requirement}: locked is {version}"
