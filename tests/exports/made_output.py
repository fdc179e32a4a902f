"""Output files made by hand for exports and merging: words are said first, so that every span fits its text."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from asean_extract.files.write import to_json, write_whole
from asean_extract.records import (
    Article,
    Block,
    Commitment,
    Date,
    Entity,
    Event,
    Figure,
    Initiative,
    Participant,
    Place,
    Provenance,
    Source,
    SourceRecord,
    TextSpan,
    Time,
)

CLASSES = {"announcement": "SUPPORT", "agreement": "AGREE", "launch": "COOPERATE", "ceremony": "COOPERATE"}


class Made:
    """One output file of one article, put together piece by piece."""

    def __init__(self, path: str, published: str | None = None, **of_article: Any) -> None:
        self.path, self.text = path, ""
        self.id = f"{Path(path).stem}#1"
        self.events: list[Event] = []
        self.commitments: list[Commitment] = []
        self.figures: list[Figure] = []
        self.initiatives: list[Initiative] = []
        self.entities: dict[str, Entity] = {}
        self.published = self.date(published) if published else None
        self.of_article = {"title": None, "byline": [], "publisher": None, "language": "en", **of_article}

    def say(self, words: str) -> TextSpan:
        """A span of new words at the end of the text."""
        start = len(self.text)
        self.text += words + "\n"
        return TextSpan(start=start, end=start + len(words), text=words)

    def date(self, value: str, **other: Any) -> Date:
        interval = "/" in value
        precision = "interval" if interval else {4: "year", 7: "month"}.get(len(value.rstrip("~")), "day")
        span = self.say(value)
        fields = {"precision": precision, "basis": "explicit", "anchor": None, "rule": "test.date"} | other
        return Date(value=value, **span.model_dump(), **fields)

    def entity(self, key: str, name: str, **other: Any) -> str:
        """An entity, its type from its id; gives the id."""
        kind = {"per": "person", "org": "organisation", "cty": "country", "pla": "place", "grp": "group"}[key[:3]]
        country = key[4:].upper() if kind == "country" else None
        fields = {"aliases": [], "country": country, "acronym": None} | other
        self.entities[key] = Entity(id=key, type=kind, name=name, mentions=[self.say(name)], **fields)
        return key

    def event(self, name: str, value: str, type: str = "summit", sentence: str | None = None, **other: Any) -> Event:
        """An event; `who` gives participants as entity ids or (id, role[, title, affiliation])."""
        who = [(w, "participant") if isinstance(w, str) else w for w in other.pop("who", ())]
        where = other.pop("place", None)
        fields = {
            "named": True, "time": None, "status": "held", "initiatives": [], "rule": "test.event",
            "plover": CLASSES.get(type, "CONSULT"),
        } | other  # fmt: skip
        evidence = self.say(sentence or f"{name} took place.")
        key = hashlib.blake2b(f"{type} {name} {evidence.text}".encode(), digest_size=5).hexdigest()
        event = Event(
            id=f"evt-{key}", type=type, name=name, date=self.date(value), evidence=[evidence],
            place=Place(name=where[0], country=where[1], venue=None) if where else None,
            participants=[
                Participant(entity=p[0], role=p[1], title=p[2] if p[2:] else None, affiliation=p[3] if p[3:] else None)
                for p in who
            ],
            **fields,
        )  # fmt: skip
        self.events.append(event)
        return event

    def clock(self, start: str, end: str | None, zone: str | None) -> Time:
        return Time(start=start, end=end, zone=zone)

    def initiative(self, key: str, name: str, **other: Any) -> str:
        fields = {"acronym": None, "aliases": [], "kind": "fund", "owners": [], "period": None} | other
        self.initiatives.append(Initiative(id=key, name=name, mentions=[self.say(name)], rule="test", **fields))
        return key

    def commitment(self, amount: str, value: str | None = None, **other: Any) -> Commitment:
        evidence = self.say(other.pop("sentence", f"It gave {amount} dollars."))
        span = self.say(f"{amount} dollars")
        fields = {
            "amount_max": None, "previous_amount": None, "currency": "USD", "currency_reason": None,
            "modifier": "exact", "frequency": "once", "kind": "pledge", "payer": None, "recipient": None,
            "initiative": None, "purpose": None,
        } | other  # fmt: skip
        made = Commitment(
            id=f"com-{len(self.commitments)}{amount}", **span.model_dump(), amount=amount,
            date=self.date(value) if value else None, evidence=[evidence], rule="test", **fields,
        )  # fmt: skip
        self.commitments.append(made)
        return made

    def figure(self, amount: str, measure: str) -> None:
        evidence, span = self.say(f"{measure} came to {amount}."), self.say(amount)
        self.figures.append(
            Figure(
                id=f"fig-{amount}", **span.model_dump(), amount=amount, amount_max=None, currency="EUR",
                currency_reason=None, modifier="about", measure=measure, date=None, evidence=[evidence], rule="test",
            )
        )  # fmt: skip

    def record(self) -> SourceRecord:
        raw, length = self.text.encode(), len(self.text)
        article = Article(
            id=self.id, start=0, end=length, published=self.published, events=self.events, figures=self.figures,
            commitments=self.commitments, initiatives=self.initiatives,
            dates=[event.date for event in self.events], **self.of_article,
        )  # fmt: skip
        return SourceRecord(
            source=Source(path=self.path, sha256=hashlib.sha256(raw).hexdigest(), encoding="utf-8", length=length),
            blocks=[Block(start=0, end=length, kind="body", rule="test", article=self.id)],
            articles=[article],
            entities=list(self.entities.values()),
        )

    def write(self, folder: Path) -> Path:
        path = folder / Path(self.path).with_suffix(".json")
        write_whole(path, to_json(self.record()))
        return path


def two_files() -> list[tuple[str, SourceRecord]]:
    """Two files with something of every kind: open, approximate and long dates, formulas, breaks and tabs in words."""
    fjord = Made(
        "north/fjord.txt",
        "2021-03-03",
        title='=HYPERLINK("x")',
        byline=["A. Berg"],
        publisher="Fjord Post",
        url="https://fjord.example/talks",
        provenance=Provenance(publisher="metadata", url="metadata", published="printed"),
    )
    norway, chile = fjord.entity("cty-no", "Norway"), fjord.entity("cty-cl", "Chile", aliases=["Republic of Chile"])
    asgardia = fjord.entity("org-asgardia", "Fjord Council", acronym="FC", country="NO")
    berg = fjord.entity("per-ida-berg", "Ida Berg", country="NO")
    oslo = fjord.entity("pla-oslo", "Oslo", country="NO")
    fund = fjord.initiative("ini-coastal-fund", "Coastal Fund", acronym="CF", owners=[norway], period="2021/2025")
    fjord.event(
        "3rd Fjord Summit", "2021-03-02/2021-03-03", who=[(chile, "chair"), (oslo, "host"), (asgardia, "organizer")],
        place=("Oslo", "NO"), sentence="The 3rd Fjord\nSummit took\tplace; \N{SNOWMAN} it snowed.",
    )  # fmt: skip
    fjord.event(
        "@Council dinner", "2021-03-02", "bilateral_meeting",
        who=[(berg, "speaker", "Minister; at sea", norway), chile],
        place=("Oslo", "NO"), time=fjord.clock("19:40", "21:00", "Europe/Oslo"), named=False,
    )  # fmt: skip
    fjord.event("Next talks", "XXXX-09-09", "officials_meeting", who=[norway, chile], status="planned")
    fjord.event("Coastal Fund set up", "2021-03", "launch", who=[(norway, "party")], initiatives=[fund])
    fjord.commitment("4000000", "2021-03-02", payer=norway, initiative=fund, purpose="for the coast")
    fjord.commitment("1500000.5", None, payer=norway, recipient=chile, kind="loan", amount_max="2000000")
    fjord.figure("12000000000", "Trade")
    lake = Made("lake.txt", publisher="Lake News")
    norway = lake.entity("cty-no", "Norway")
    lake.initiative("ini-coastal-fund", "Coastal Fund", owners=[norway])
    lake.event("Chair handed over", "2019~", "appointment", who=[(norway, "party")], plover=None)
    return [("lake.json", lake.record()), ("north/fjord.json", fjord.record())]
