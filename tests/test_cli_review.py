"""The review commands: what they take, what they print, and how they end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from asean_extract.cli.app import toolbox
from asean_extract.errors import ExtractError
from asean_extract.files.judgements import read_judgements

sys.path.insert(0, str(Path(__file__).parent / "review"))

from made_records import TEXT, article, signing, source_record, write

PLANNED = source_record(articles=[article(events=[signing(status="planned")])])


def run(*words: object) -> tuple[int, str]:
    """Exit code and standard output; what the product raises on purpose ends with 2, as both programs end it."""
    result = CliRunner().invoke(toolbox, [str(word) for word in words])
    if isinstance(result.exception, ExtractError):
        return 2, str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout


@pytest.fixture
def folders(tmp_path) -> tuple[Path, Path]:
    """An old output and a new one that differs in one event."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "oslo.txt").write_text(TEXT, encoding="utf-8", newline="")
    return write(tmp_path / "old", source_record()), write(tmp_path / "new", PLANNED)


def test_diff_ends_with_0_when_nothing_differs(folders):
    old, _ = folders
    assert run("diff", old, old) == (0, "No record changed in 1 file\n")


def test_diff_ends_with_1_when_something_differs(folders):
    code, shown = run("diff", *folders)
    assert code == 1
    assert "status: held → planned" in shown


def test_diff_takes_single_files(folders):
    old, new = folders
    assert run("diff", old / "oslo.json", new / "oslo.json")[0] == 1


@pytest.mark.parametrize(("bar", "code"), [("major", 1), ("minor", 1), ("note", 1)])
def test_diff_fails_from_the_severity_on_that_it_is_told(folders, bar, code):
    assert run("diff", *folders, "--fail-on", bar)[0] == code


def test_diff_below_the_severity_ends_with_0(tmp_path):
    old = write(tmp_path / "old", source_record())
    new = write(tmp_path / "new", source_record(articles=[article(events=[signing(rule="event.other")])]))
    assert run("diff", old, new)[0] == 1
    assert run("diff", old, new, "--fail-on", "minor")[0] == 0


@pytest.mark.parametrize("broken", [None, "{", "[]", "{}"])
def test_diff_ends_with_2_when_the_old_folder_is_missing_or_broken(folders, tmp_path, broken):
    _, new = folders
    old = tmp_path / "broken"
    if broken is not None:
        old.mkdir()
        (old / "oslo.json").write_text(broken, encoding="utf-8")
    code, words = run("diff", old, new)
    assert code == 2
    assert "broken" in words or "oslo.json" in words


def test_diff_of_an_empty_old_folder_ends_with_2_unless_that_is_meant(folders, tmp_path):
    (tmp_path / "empty").mkdir()
    assert run("diff", tmp_path / "empty", folders[1])[0] == 2
    assert run("diff", tmp_path / "empty", folders[1], "--allow-empty")[0] == 1


@pytest.mark.parametrize("words", [(), ("one",), ("a", "b", "c"), ("a", "b", "--git", "HEAD")])
def test_diff_ends_with_2_when_called_wrongly(words):
    assert run("diff", *words)[0] == 2


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("markdown", "<!-- asean-extract review -->"),
        ("json", "{"),
        ("github", "::warning file="),
        ("terminal", "1 event"),
    ],
)
def test_diff_writes_each_format(folders, form, start):
    code, shown = run("diff", *folders, "--format", form)
    assert code == 1
    assert shown.startswith(start)


def test_diff_annotates_the_line_of_the_source(folders, tmp_path):
    _, shown = run("diff", *folders, "--format", "github", "--texts", tmp_path / "texts")
    assert f"file={tmp_path.as_posix()}/texts/oslo.txt,line=3," in shown


def test_diff_with_git_compares_a_revision_with_the_working_tree(tmp_path, monkeypatch):
    identity = ["-c", "user.name=t", "-c", "user.email=t@t.example", "-c", "commit.gpgsign=false"]
    write(tmp_path / "output", source_record())
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run(["git", "-C", tmp_path, *identity, *words], check=True)
    monkeypatch.chdir(tmp_path)
    assert run("diff", "--git", "HEAD")[0] == 0
    write(tmp_path / "output", PLANNED)
    assert run("diff", "--git", "HEAD")[0] == 1
    assert run("diff", "--git", "HEAD", "output")[0] == 1
    assert run("diff", "--git", "nowhere")[0] == 2


def test_diff_textconv_prints_lines_and_leaves_other_files_as_they_are(folders, tmp_path):
    code, shown = run("diff", "--textconv", folders[0] / "oslo.json")
    assert code == 0
    assert "event evt-signing\n" in shown
    (tmp_path / "other.json").write_text('{"a": 1}', encoding="utf-8")
    assert run("diff", "--textconv", tmp_path / "other.json") == (0, '{"a": 1}')


def test_eval_ends_with_0_and_1_by_its_bar(folders):
    old, new = folders
    assert run("eval", old, new)[0] == 0
    assert run("eval", old, new, "--min", "event status=1")[0] == 1
    assert run("eval", old, new, "--min", "events=1", "--min", "headline=0.9")[0] == 0


def test_eval_holds_against_a_baseline(folders, tmp_path):
    old, new = folders
    baseline = tmp_path / "before.json"
    baseline.write_text(run("eval", old, old, "--format", "json")[1], encoding="utf-8")
    assert run("eval", old, old, "--baseline", baseline)[0] == 0
    assert run("eval", old, new, "--baseline", baseline)[0] == 1
    assert run("eval", old, new, "--baseline", baseline, "--tolerance", "1")[0] == 0


def test_eval_ends_with_1_on_a_breach_of_the_contract(folders, tmp_path):
    (tmp_path / "none").mkdir()
    code, shown = run("eval", folders[0], tmp_path / "none")
    assert code == 1
    assert "oslo.json: no output" in shown


@pytest.mark.parametrize("words", [["--min", "evnets=1"], ["--min", "x"], ["--baseline", "nowhere.json"]])
def test_eval_ends_with_2_when_called_wrongly(folders, words):
    assert run("eval", *folders, *words)[0] == 2


def test_eval_ends_with_2_without_gold(tmp_path, folders):
    (tmp_path / "none").mkdir()
    assert run("eval", tmp_path / "none", folders[0])[0] == 2
    assert run("eval", tmp_path / "none.jsonl", folders[0])[0] == 2


def test_explain_tells_and_refuses(folders, tmp_path):
    path = folders[0] / "oslo.json"
    assert run("explain", path, "evt-signing")[1].startswith("evt-signing: Fjord Fisheries Accord")
    assert "“Menu | Home”" in run("explain", path, "@0", "--texts", tmp_path / "texts")[1]
    assert run("explain", path, "evt-nothing")[0] == 2
    assert run("explain", folders[0], "evt-signing")[0] == 2


def test_gaps_lists_and_counts(folders, tmp_path):
    code, shown = run("gaps", folders[0], "--texts", tmp_path / "texts", "--format", "json")
    assert (code, [row["text"] for row in json.loads(shown)]) == (0, ["Officials will meet again next month."])
    assert run("gaps", folders[0], "--texts", tmp_path / "texts", "--max", 0)[0] == 1
    assert run("gaps", folders[0], "--texts", tmp_path / "texts", "--max", 1)[0] == 0


def test_gaps_takes_the_input_folder_that_the_manifest_names(folders, tmp_path, monkeypatch):
    assert run("gaps", folders[0])[0] == 2
    (folders[0] / "manifest.json").write_text('{"input": "texts"}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("gaps", folders[0])[0] == 0


def test_gaps_ends_with_2_when_the_text_is_not_the_one_that_was_read(folders, tmp_path):
    (tmp_path / "texts" / "oslo.txt").write_text(TEXT + "More.", encoding="utf-8")
    code, words = run("gaps", folders[0], "--texts", tmp_path / "texts")
    assert (code, "no longer the text" in words) == (2, True)


def test_judge_writes_a_judgement_that_diff_and_eval_know(folders):
    old, new = folders
    assert run("judge", old, "evt-signing", "accept", "--note", "read it twice")[0] == 0
    assert run("judge", old, "com-pledge", "correct", "--set", "date=null", "--set", "kind=loan")[0] == 0
    written = read_judgements(old / "judgements.jsonl")
    assert [(j.id, j.verdict, j.set, j.source) for j in written] == [
        ("evt-signing", "accept", {}, "oslo.txt"),
        ("com-pledge", "correct", {"date": None, "kind": "loan"}, "oslo.txt"),
    ]
    code, shown = run("diff", old, new, "--judgements", old / "judgements.jsonl")
    assert code == 1
    assert "! major judgement lapsed: Fjord Fisheries Accord: accepted, but reads otherwise now" in shown
    code, shown = run("eval", old / "judgements.jsonl", old, "--format", "json")
    assert json.loads(shown)["figures"]["judged records"]["tp"] == 1


def test_judge_replaces_an_earlier_judgement(folders):
    run("judge", folders[0], "evt-signing", "accept")
    run("judge", folders[0], "evt-signing", "reject")
    assert [j.verdict for j in read_judgements(folders[0] / "judgements.jsonl")] == ["reject"]


def test_judge_sets_a_part_of_a_field(folders):
    assert run("judge", folders[0], "evt-signing", "correct", "--set", "date.value=2021")[0] == 0
    assert read_judgements(folders[0] / "judgements.jsonl")[0].set == {"date": {"value": "2021"}}


@pytest.mark.parametrize(
    "words",
    [
        ("evt-nothing", "accept"),
        ("evt-signing", "correct"),
        ("evt-signing", "accept", "--set", "status=held"),
        ("evt-signing", "correct", "--set", "status=maybe"),
        ("evt-signing", "correct", "--set", "status"),
        ("evt-signing", "praise"),
    ],
)
def test_judge_refuses_what_is_no_judgement(folders, words):
    assert run("judge", folders[0], *words)[0] == 2
    assert not (folders[0] / "judgements.jsonl").exists()


def test_judge_wants_to_know_which_file_is_meant(tmp_path):
    folder = write(tmp_path / "out", source_record(), source_record(path="bergen.txt"))
    assert run("judge", folder, "evt-signing", "reject")[0] == 2
    assert run("judge", folder, "evt-signing", "reject", "--everywhere")[0] == 0
    assert [j.source for j in read_judgements(folder / "judgements.jsonl")] == [None]


def test_page_is_written_with_texts_and_against_an_older_output(folders, tmp_path):
    old, new = folders
    target = tmp_path / "review" / "page.html"
    assert run("page", new, "-o", target, "--texts", tmp_path / "texts", "--title", "Fjords")[0] == 0
    plain = target.read_text(encoding="utf-8")
    assert "<title>Fjords</title>" in plain and "Menu | Home" in plain
    assert run("page", new, "-o", target, "--against", old)[0] == 0
    changed = target.read_text(encoding="utf-8")
    assert "1 event changed in 1 of 1 file" in changed and "Menu | Home" not in changed


def test_page_ends_with_2_when_a_text_is_not_the_one_that_was_read(folders, tmp_path):
    (tmp_path / "texts" / "oslo.txt").write_text(TEXT + "More.", encoding="utf-8")
    assert run("page", folders[0], "-o", tmp_path / "page.html", "--texts", tmp_path / "texts")[0] == 2
    assert not (tmp_path / "page.html").exists()
