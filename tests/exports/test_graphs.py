"""JSON-LD through a JSON-LD processor, FollowTheMoney through its own validation, GraphML through networkx."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal

import pytest
from made_output import Made

from asean_extract.exports.registry import export

SCHEMA = "https://schema.org/"


def refuse(url, _options):
    raise AssertionError(f"{url} would be fetched")


def test_jsonld_is_expanded_by_a_processor(exported):
    jsonld = pytest.importorskip("pyld").jsonld
    path, counts = exported("jsonld")
    assert counts == {"entities": 6, "articles": 2, "initiatives": 2, "events": 5, "commitments": 2}
    nodes = jsonld.expand(json.loads(path.read_text(encoding="utf-8")), {"documentLoader": refuse})
    kinds = Counter(node["@type"][0] for node in nodes)
    assert kinds == {
        f"{SCHEMA}Event": 5, f"{SCHEMA}Country": 3, f"{SCHEMA}Person": 1, f"{SCHEMA}Organization": 1,
        f"{SCHEMA}Place": 1, f"{SCHEMA}Project": 2, f"{SCHEMA}MonetaryGrant": 1, f"{SCHEMA}LoanOrCredit": 1,
        f"{SCHEMA}Article": 2,
    }  # fmt: skip


def test_jsonld_points_to_nodes_that_are_there(exported):
    rdflib = pytest.importorskip("rdflib")
    path, _ = exported("jsonld")
    graph = rdflib.Graph().parse(path, format="json-ld")
    there = {str(node) for node in graph.subjects(rdflib.RDF.type, None)}
    links = [(s, p, o) for s, p, o in graph if isinstance(o, rdflib.URIRef) and str(p) in POINTING]
    assert len(links) >= 15
    assert [o for _, _, o in links if str(o) not in there] == []


POINTING = {f"{SCHEMA}{name}" for name in ("attendee", "organizer", "performer", "about", "funder", "fundedItem",
                                          "provider", "creator", "sponsor", "subjectOf", "nationality")}  # fmt: skip


def test_jsonld_keeps_the_precision_of_a_date(exported):
    path, _ = exported("jsonld")
    events = [n for n in json.loads(path.read_text(encoding="utf-8"))["@graph"] if n["@type"] == "Event"]
    dates = {node["edtf"]: (node.get("startDate"), node.get("endDate")) for node in events}
    assert dates == {
        "2019~": ("2019", None),
        "2021-03-02/2021-03-03": ("2021-03-02", "2021-03-03"),
        "2021-03-02": ("2021-03-02", None),
        "XXXX-09-09": (None, None),
        "2021-03": ("2021-03", None),
    }


def test_jsonld_and_ftm_give_the_address_of_an_article(exported):
    nodes = json.loads(exported("jsonld")[0].read_text(encoding="utf-8"))["@graph"]
    lines = (exported("ftm")[0] / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
    entities = [e["properties"] for e in map(json.loads, lines) if e["schema"] == "Article"]
    assert [n.get("url") for n in nodes if n["@type"] == "Article"] == [None, "https://fjord.example/talks"]
    assert [e.get("sourceUrl") for e in entities] == [None, ["https://fjord.example/talks"]]


def test_ftm_holds_before_its_own_validation(exported):
    model = pytest.importorskip("followthemoney").model
    folder, counts = exported("ftm")
    lines = (folder / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
    assert len(lines) == sum(number for kind, number in counts.items() if kind != "statements") == 17
    schemata: Counter[str] = Counter()
    for line in lines:
        plain = json.loads(line)
        proxy = model.get_proxy(plain, cleaned=False)
        proxy.schema.validate(plain)
        assert {name: sorted(proxy.get(name)) for name in plain["properties"]} == {
            name: sorted(values) for name, values in plain["properties"].items()
        }
        schemata[proxy.schema.name] += 1
    assert schemata == {
        "Event": 5, "PublicBody": 3, "Person": 1, "Organization": 1, "Address": 1, "Project": 2, "Payment": 2,
        "Article": 2,
    }  # fmt: skip


def test_ftm_cuts_a_name_that_its_model_would_refuse(tmp_path):
    model = pytest.importorskip("followthemoney").model
    made = Made("a.txt")
    made.event("Talks of many " * 40, "2021-01-01")
    export([("a.json", made.record())], "ftm", tmp_path / "x")
    plain = json.loads((tmp_path / "x" / "entities.ftm.json").read_text(encoding="utf-8").splitlines()[1])
    model.get(plain["schema"]).validate(plain)
    assert plain["properties"]["name"][0].startswith("Talks of many Talks")


def test_ftm_statements_are_read_back_by_its_reader(exported):
    pytest.importorskip("followthemoney")
    from followthemoney.statement import CSV, read_path_statements

    folder, counts = exported("ftm")
    found = list(read_path_statements(folder / "statements.csv", CSV))
    assert len(found) == counts["statements"] > 60
    assert {statement.first_seen for statement in found} == {None}
    assert {s.value for s in found if s.schema == "Payment" and s.prop == "amount"} == {"4000000", "1500000.5"}


def test_ftm_points_to_entities_that_are_there(exported):
    folder, _ = exported("ftm")
    entities = {e["id"]: e for e in map(json.loads, (folder / "entities.ftm.json").read_text("utf-8").splitlines())}
    pointing = ("payer", "beneficiary", "project", "involved", "organizer", "proof")
    links = [id_ for e in entities.values() for name in pointing for id_ in e["properties"].get(name, ())]
    assert len(links) >= 15
    assert [id_ for id_ in links if id_ not in entities] == []


def test_graphml_tells_who_met_whom(exported):
    networkx = pytest.importorskip("networkx")
    folder, counts = exported("graphml")
    graph = networkx.read_graphml(folder / "meetings.graphml")
    assert not graph.is_directed()
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (counts["entities"], counts["meetings"]) == (6, 4)
    assert graph.edges["cty-cl", "per-ida-berg"] == {
        "id": "e1", "events": 1, "types": "bilateral_meeting", "first": "2021-03-02", "last": "2021-03-02",
    }  # fmt: skip
    assert not graph.has_edge("cty-cl", "cty-no")  # they only plan to


def test_graphml_tells_who_pays_whom(exported):
    networkx = pytest.importorskip("networkx")
    folder, counts = exported("graphml")
    graph = networkx.read_graphml(folder / "payments.graphml")
    assert graph.is_directed()
    assert graph.number_of_edges() == counts["payments"] == 2
    assert graph.edges["cty-no", "ini-coastal-fund"]["amount"] == 4_000_000
    assert graph.nodes["ini-coastal-fund"] == {"name": "Coastal Fund", "type": "initiative"}


def test_graphml_adds_up_over_files_and_bears_any_text(tmp_path):
    networkx = pytest.importorskip("networkx")
    made = []
    for n in range(3):
        one = Made(f"{n}.txt")
        payer, to = one.entity("cty-no", 'N<o>r"w&ay\x0c'), one.entity("org-bank", "The Bank")
        one.commitment(f"{n}.1", payer=payer, recipient=to)
        one.event("Talks", f"202{n}-05-05", "conference", who=[payer, to])
        made.append((f"{n}.json", one.record()))
    export(made, "graphml", tmp_path / "g")
    paid = networkx.read_graphml(tmp_path / "g" / "payments.graphml")
    met = networkx.read_graphml(tmp_path / "g" / "meetings.graphml")
    assert Decimal(str(paid.edges["cty-no", "org-bank"]["amount"])) == Decimal("3.3")
    assert met.edges["cty-no", "org-bank"]["events"] == 3
    assert (met.edges["cty-no", "org-bank"]["first"], met.edges["cty-no", "org-bank"]["last"]) == (
        "2020-05-05",
        "2022-05-05",
    )
    assert met.nodes["cty-no"]["name"] == 'N<o>r"w&ay '
