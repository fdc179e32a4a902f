"""A Ray cluster of several nodes on this machine: the same bytes, and a node that dies costs no file."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from fnmatch import fnmatch
from pathlib import Path

import pytest

from asean_extract.engines import local
from asean_extract.engines import ray as engine
from asean_extract.errors import EngineError, ModelError
from asean_extract.files.read import find_sources
from asean_extract.files.remote import RemotePath
from asean_extract.files.write import TEMPORARY

ray = pytest.importorskip("ray", reason="Ray, of the extra ray, is not installed: the engine ray is not tested")
cluster_utils = pytest.importorskip("ray.cluster_utils")

pytestmark = pytest.mark.slow

STUBS = str(Path(__file__).parent / "stubs")
MANY = {f"{number:02}.txt": f"Words of {number}." for number in range(20)}

#: Keys for a server that asks for none; any will do.
KEYS = {"AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any", "AWS_EC2_METADATA_DISABLED": "true"}


def lean() -> dict[str, object]:
    """Options of a node that starts quickly: no dashboard, no autoscaler, and a port for each of its agents.

    Ray waits fifteen seconds for agents to find ports themselves, which on a busy machine is not enough.
    """
    names = ("metrics_agent_port", "metrics_export_port", "dashboard_agent_listen_port", "runtime_env_agent_port")
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in names]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        ports = {name: each.getsockname()[1] for name, each in zip(names, sockets, strict=True)}
    return {"include_dashboard": False, "no_monitor": True, "include_log_monitor": False, **ports}


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    """A head that does no work, and two nodes of one core each; this process is connected to it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [STUBS, os.environ.get("PYTHONPATH")])))
        patch.syspath_prepend(STUBS)
        for name, value in (KEYS | {"RAY_USAGE_STATS_ENABLED": "0"}).items():
            patch.setenv(name, value)
        try:
            started = cluster_utils.Cluster(initialize_head=True, head_node_args={"num_cpus": 0, **lean()})
        except Exception as error:  # Ray has no better one for a node that takes too long
            pytest.skip(f"no Ray cluster starts on this machine: {error}")
        try:
            for _ in range(2):
                started.add_node(num_cpus=1, **lean())
            ray.init(address=started.address, log_to_driver=False)
            yield started
        finally:
            ray.shutdown()
            started.shutdown()


@pytest.fixture
def stubs(cluster):  # noqa: ARG001 (it makes the stubs known to the nodes)
    import stub_extractors

    return stub_extractors


def written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_run_gives_the_outcomes_and_the_bytes_of_one_process(texts, tmp_path, stubs):
    files = find_sources([texts(MANY | {"x.txt": "refuse", "y.txt": "break"})])
    alone = list(local.run(files, tmp_path / "alone", stubs.Obedient))
    together = list(engine.run(files, tmp_path / "together", stubs.Obedient))
    assert sorted(together, key=lambda outcome: outcome.name) == alone
    assert len(written(tmp_path / "alone")) == len(MANY)
    assert written(tmp_path / "together") == written(tmp_path / "alone")


def test_run_ends_when_the_extractor_cannot_be_made(texts, tmp_path, stubs):
    with pytest.raises(ModelError, match="no such model"):
        list(engine.run(find_sources([texts(MANY)]), tmp_path / "out", stubs.WithoutModel))


def test_run_names_the_file_that_kills_every_actor_and_goes_on(texts, tmp_path, stubs, monkeypatch):
    monkeypatch.setattr(engine, "TRIES", 2)
    files = find_sources([texts({"a.txt": "Words.", "b.txt": "kill", "c.txt": "Words."})])
    outcomes = {outcome.name: outcome.error for outcome in engine.run(files, tmp_path / "out", stubs.Obedient)}
    assert (outcomes["a.txt"], outcomes["c.txt"]) == (None, None)
    assert (outcomes["b.txt"] or "").startswith("b.txt: 2 actors died at it")
    assert sorted(written(tmp_path / "out")) == ["a.json", "c.json"]


def at_work(node: object) -> bool:
    """Whether an actor lives on the node."""
    actors = ray._private.state.actors().values()
    return any(actor["State"] == "ALIVE" and actor["Address"]["NodeID"] == node.node_id for actor in actors)


def test_run_ends_complete_though_a_node_is_killed(texts, tmp_path, stubs, cluster, monkeypatch):
    died, real = [], engine._Crew._died
    monkeypatch.setattr(engine._Crew, "_died", lambda *given: died.append(given) or real(*given))
    monkeypatch.setattr(engine, "BATCH", 2)
    many = {f"{number:03}.txt": f"wait for {number}" for number in range(100)}
    files = find_sources([texts(many)])
    node = cluster.add_node(num_cpus=1, **lean())
    outcomes = engine.run(files, tmp_path / "out", stubs.Obedient, jobs=3)
    done = [next(outcomes)]
    while not at_work(node):
        done.append(next(outcomes))
    done += [next(outcomes) for _ in range(6)]  # so that its actor has been given files
    cluster.remove_node(node, allow_graceful=False)
    done += outcomes
    assert died
    assert sorted(outcome.name for outcome in done if outcome.error is None) == sorted(many)
    left = [name for name in written(tmp_path / "out") if not fnmatch(name, TEMPORARY)]  # a killed node may leave one
    assert sorted(left) == sorted(name.replace(".txt", ".json") for name in many)


def extract(*arguments: object, **environment: str) -> None:
    """Runs the program in a process of its own."""
    command = [sys.executable, "-c", "from asean_extract.cli.app import extract; extract()", *map(str, arguments)]
    subprocess.run(command, env={**os.environ, **environment}, check=True)


def test_extract_on_a_cluster_writes_the_bytes_that_are_accepted(root, tmp_path, cluster):
    extract(root / "seeds", "-o", tmp_path, "--engine", "ray", "--quiet", RAY_ADDRESS=cluster.address)
    assert {path.name: path.read_bytes() for path in sorted(tmp_path.glob("*.json")) if path.name[0] == "0"} == {
        path.name: path.read_bytes() for path in sorted((root / "output").glob("0*.json"))
    }


@pytest.fixture
def bucket(monkeypatch) -> Iterator[str]:
    """The URI of a bucket on an S3 server of this machine, with `{}` for the name of a folder in it."""
    program = shutil.which("moto_server")
    if program is None:
        pytest.skip(
            "no moto_server on the PATH (pip install 'moto[server]', in an environment of its own): S3 is not tested"
        )
    port = str(lean()["metrics_agent_port"])
    with subprocess.Popen([program, "-p", port], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            uri = f"s3://bucket/{{}}?endpoint_override=127.0.0.1:{port}&scheme=http&region=us-east-1"
            for name, value in KEYS.items():
                monkeypatch.setenv(name, value)
            make_bucket(uri, port)
            yield uri
        finally:
            server.terminate()


def make_bucket(uri: str, port: str) -> None:
    """Makes the bucket, when the server answers."""
    from pyarrow.fs import FileSystem

    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", int(port)), timeout=1).close()
            break
        time.sleep(0.1)
    files, _ = FileSystem.from_uri(f"{uri.format('')}&allow_bucket_creation=true")
    files.create_dir("bucket")


def test_run_reads_and_writes_s3_with_the_bytes_of_files_that_lie_here(texts, tmp_path, stubs, bucket):
    here, there, out = texts(MANY), RemotePath(bucket.format("in")), RemotePath(bucket.format("out"))
    for name, text in MANY.items():
        (there / name).write_bytes(text.encode())
    list(local.run(find_sources([here]), tmp_path / "out", stubs.Obedient))
    outcomes = list(engine.run(find_sources([there]), out, stubs.Obedient))
    assert sorted(outcome.name for outcome in outcomes if outcome.error is None) == sorted(MANY)
    assert {name: (out / name).read_bytes() for name in out.below()} == written(tmp_path / "out")


def test_run_without_ray_says_what_to_install(monkeypatch, texts, tmp_path, one_article):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineError, match=r"pip install 'asean-extract\[ray\]'"):
        list(engine.run(find_sources([texts(MANY)]), tmp_path / "out", one_article))
