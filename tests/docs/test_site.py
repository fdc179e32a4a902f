"""The documentation site: it builds without a dead link or anchor, and its menu leads to every page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from blocks import ROOT

pytestmark = pytest.mark.slow
pytest.importorskip("zensical", reason="zensical builds the site; it comes with the extra docs")


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """What the site is made from, with the pages of the reference that come from the code."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "docs", folder / "docs")
    (folder / "src").symlink_to(ROOT / "src")
    subprocess.run([sys.executable, "docs/generated.py"], cwd=folder, check=True)
    return folder


def build(project: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
    environment = os.environ | {"NO_COLOR": "1"}
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(project) -> Path:
    done = build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def in_menu(entries: list[Any]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        else:
            for below in entry.values():
                yield from in_menu(below)


def test_site_has_every_page_and_no_dead_link(project, site):
    pages = list((project / "docs").rglob("*.md"))
    assert len(pages) >= 20
    for page in pages:
        assert (site / page.relative_to(project / "docs").with_suffix(".html")).is_file(), page


def test_dead_links_and_anchors_end_the_build(project, tmp_path):
    broken = tmp_path / "broken"
    shutil.copytree(project, broken, symlinks=True)
    with (broken / "docs" / "start.md").open("a", encoding="utf-8") as page:
        page.write("\n[nowhere](gone.md) [nowhere](tour.md#gone)\n")
    done = build(broken)
    assert done.returncode != 0
    assert "2 issues found" in done.stdout + done.stderr


def test_menu_leads_to_every_page_and_to_nothing_else(project):
    menu = list(in_menu(yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]))
    pages = {path.relative_to(project / "docs").as_posix() for path in (project / "docs").rglob("*.md")}
    assert set(menu) == pages, "name the page under `nav` in mkdocs.yml"
    assert len(menu) == len(pages)


def test_reference_names_what_the_code_has(project):
    rules = (project / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
    commands = (project / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert "| `event.sign` | `TRIGGER` | an instrument is signed" in rules
    assert "\n## asean-extract patterns check\n" in commands
    assert "Usage: extract [OPTIONS]" in commands
    assert "--metadata FILE" in commands


def test_python_reference_shows_every_public_name(site):
    import asean_extract

    page = (site / "reference" / "python.html").read_text(encoding="utf-8")
    for name in set(asean_extract.__all__) - {"__version__"}:
        assert f'.{name}"' in page, name
