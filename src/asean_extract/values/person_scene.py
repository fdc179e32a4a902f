"""One paragraph while its persons are read: its words, what is known in them, and who was found so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from asean_extract.values.gazetteer import Hit
from asean_extract.values.known_names import Known
from asean_extract.values.mention import Affiliation, Mention
from asean_extract.values.offices import Office, singular
from asean_extract.values.persons import PersonName
from asean_extract.values.words import Word


@dataclass
class Scene:
    """One paragraph while its persons are read. `blocked`, `sure` and `taken` are indices of words: of other names, of
    persons as a model saw them, of persons found; `named` are the first words of offices that have their holder;
    `titles` the spans of the titles given; `anchors` all countries and bodies that an office may be of."""

    text: str
    words: Sequence[Word]
    hits: Sequence[Hit[Known]]
    offices: Sequence[Office]
    blocked: frozenset[int]
    sure: frozenset[int]
    anchors: Sequence[Hit[Known]] = ()
    found: list[Mention] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    named: set[int] = field(default_factory=set)
    titles: list[tuple[int, int]] = field(default_factory=list)

    def free(self, name: PersonName | None) -> bool:
        """A name, none of whose words is another person's already."""
        return name is not None and self.taken.isdisjoint(range(name.first, name.last))

    def title(self, office: Office) -> str:
        """The office as written, in the singular."""
        start, end = self.words[office.title_first].start, self.words[office.last - 1].end
        title = self.text[start:end]
        return singular(title) if office.plural else title

    def place(
        self, name: PersonName, office: Office | None, bond: Affiliation | None, rule: str, single: bool = False
    ) -> None:
        """Keeps a person with what was read about it."""
        start, end = self.words[name.first].start, self.words[name.last - 1].end
        if office is not None:
            self.named.add(office.first)
            self.titles.append((self.words[office.first].start, self.words[office.last - 1].end))
        self.taken.update(range(name.first, name.last))
        bond = bond or (office.affiliation if office else None)
        self.found.append(
            Mention(
                start, end, self.text[start:end], "person", name.name,
                form="surname" if single or " " not in name.name else "name",
                title=self.title(office) if office else None, affiliation=bond,
                country=bond.country if bond else None, rule=f"names.{rule}",
            )
        )  # fmt: skip
