"""Several processes: the same files, and nobody who dies takes a file or another with him."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from asean_extract.engines import local, workers
from asean_extract.engines.outcome import Outcome
from asean_extract.errors import EngineError, ModelError
from asean_extract.files.judgements import Judgement
from asean_extract.files.read import find_sources
from asean_extract.metadata import Metadata

STARTS = [start for start in ("fork", "spawn") if start in multiprocessing.get_all_start_methods()]
MANY = {f"{name}.txt": f"Words of {name}." for name in "abcdefgh"} | {"x.txt": "refuse", "y.txt": "break"}


@pytest.fixture
def stubs(monkeypatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "stubs"))
    import stub_extractors

    return stub_extractors


@pytest.fixture
def by_name(tmp_path, texts) -> Callable[..., dict[str, Outcome]]:
    """Runs workers over texts: `by_name({"a.txt": "words"}, build, jobs=2)`."""

    def call(files: dict[str, str], build: Callable[[], object], **options: object) -> dict[str, Outcome]:
        found = find_sources([texts(files)])
        outcomes = list(workers.run(found, tmp_path / "out", build, **options))
        assert len({o.name for o in outcomes}) == len(outcomes)
        return {outcome.name: outcome for outcome in sorted(outcomes, key=lambda o: o.name)}

    return call


def written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("start", "jobs"), [(start, 2) for start in STARTS] + [(STARTS[0], 1), (STARTS[0], 5)])
def test_run_gives_the_outcomes_and_the_bytes_of_one_process(texts, tmp_path, stubs, by_name, start, jobs):
    alone = list(local.run(find_sources([texts(MANY)]), tmp_path / "alone", stubs.Obedient))
    assert list(by_name(MANY, stubs.Obedient, jobs=jobs, start=start).values()) == alone
    assert len(written(tmp_path / "alone")) == 8
    assert written(tmp_path / "out") == written(tmp_path / "alone")


def test_run_gives_each_file_its_metadata_and_its_judgements(tmp_path, one_article, by_name):
    outcomes = by_name(
        {"a.txt": "Words.", "b.txt": "Words."}, one_article, jobs=2, start=STARTS[0],
        known={"a.txt": Metadata(title="Talks")},
        judgements=[Judgement(id="evt-gone", verdict="reject", source="b.txt")],
    )  # fmt: skip
    assert [b"Talks" in content for _, content in sorted(written(tmp_path / "out").items())] == [True, False]
    assert [outcome.lapsed for outcome in outcomes.values()] == [(), ("evt-gone",)]


@pytest.mark.parametrize("start", STARTS)
def test_run_ends_when_the_extractor_cannot_be_made(by_name, stubs, start):
    with pytest.raises(ModelError, match="no such model"):
        by_name(MANY, stubs.WithoutModel, jobs=2, start=start)


def test_run_ends_when_workers_die_before_they_can_read(by_name, stubs):
    with pytest.raises(EngineError, match="a worker ended with exit code 7 before it could read; try --jobs 1"):
        by_name(MANY, stubs.Stillborn, jobs=2, start="spawn")


@pytest.mark.parametrize(("start", "jobs"), [(start, 2) for start in STARTS] + [(STARTS[0], 1)])
def test_run_reads_a_file_again_whose_worker_was_killed(tmp_path, by_name, stubs, start, jobs):
    files = {"a.txt": "Words.", "b.txt": f"kill unless {tmp_path / 'killed'}", "c.txt": "Words.", "d.txt": "Words."}
    assert [outcome.error for outcome in by_name(files, stubs.Obedient, jobs=jobs, start=start).values()] == [None] * 4
    assert (tmp_path / "killed").exists()
    assert sorted(written(tmp_path / "out")) == ["a.json", "b.json", "c.json", "d.json"]


def test_run_names_the_file_that_kills_every_worker_and_goes_on(tmp_path, by_name, stubs):
    outcomes = by_name({"a.txt": "Words.", "b.txt": "kill", "c.txt": "Words."}, stubs.Obedient, jobs=2)
    assert [outcome.error is None for outcome in outcomes.values()] == [True, False, True]
    assert (outcomes["b.txt"].error or "").startswith(
        "b.txt: the process that read it was killed (SIGKILL), and so did"
    )
    assert sorted(written(tmp_path / "out")) == ["a.json", "c.json"]


def test_run_leaves_no_worker_when_it_is_not_read_to_its_end(texts, tmp_path, stubs):
    files = find_sources([texts({"a.txt": "Words.", "b.txt": "sleep", "c.txt": "sleep"})])
    outcomes = workers.run(files, tmp_path / "out", stubs.Obedient, jobs=2)
    assert next(outcomes).name == "a.txt"
    assert multiprocessing.active_children()
    outcomes.close()
    assert not multiprocessing.active_children()


#: A run of its own process; it prints the ids of its workers when the first file is done.
RUN = """
import multiprocessing, sys
from pathlib import Path
from stub_extractors import Obedient
from asean_extract.engines import workers
from asean_extract.files.read import find_sources

if __name__ == "__main__":
    folder, out = map(Path, sys.argv[1:3])
    for outcome in workers.run(find_sources([folder]), out, Obedient, jobs=2, start=sys.argv[3]):
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
"""


def alive(process: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has asked after does not."""
    status = Path(f"/proc/{process}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks /proc which processes there are")
@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_the_process_that_started_them(texts, tmp_path, start, ended_by):
    folder = texts({"a.txt": "Words.", "b.txt": "sleep", "c.txt": "sleep"})
    (tmp_path / "run.py").write_text(RUN)
    path = os.pathsep.join([str(Path(__file__).parent / "stubs"), *filter(None, [os.environ.get("PYTHONPATH")])])
    ran = subprocess.Popen(
        [sys.executable, tmp_path / "run.py", folder, tmp_path / "out", start],
        env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert ran.stdout is not None
    with ran, ran.stdout:
        started = [int(word) for word in ran.stdout.readline().split()]
        ran.send_signal(ended_by)
    assert len(started) == 2
    deadline = time.monotonic() + 30
    while any(map(alive, started)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [process for process in started if alive(process)]
    assert sorted(written(tmp_path / "out")) == ["a.json"]


def test_cores_are_those_that_this_process_may_use():
    assert 1 <= workers.cores() <= (os.cpu_count() or 1)
