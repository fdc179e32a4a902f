"""Which date belongs to which happening of a sentence.

Nearest words first ("the summit in 2019", "Thursday's talks": `date_words`), then the parse (`date_parse`): a date
belongs to the trigger that it hangs on, or, when it hangs on a verb that is no trigger, to the happenings that are that
verb's arguments. What is left has the date of what it is part of (`date_occasions`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import regex

from asean_extract.facts.candidates import Candidate, Dated
from asean_extract.facts.date_occasions import where_told, within
from asean_extract.facts.date_parse import by_parse, holds, is_aim, of_other_noun
from asean_extract.facts.date_words import adjacent, bracketed, listed_times
from asean_extract.facts.scene import Scene
from asean_extract.language import grammar
from asean_extract.spans import DateMention

if TYPE_CHECKING:
    from spacy.tokens import Token

_YEAR_IN_NAME = regex.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")
_DATELINE = regex.compile(r" ?(?:\([^)]{2,30}\))? ?(?:--|-|—|–) ")


def date_candidates(scene: Scene, candidates: Sequence[Candidate], listed: DateMention | None = None) -> list[Dated]:
    """Every candidate of the sentence with its date; dates have offsets of the sentence.

    `listed` is the day printed last above in the same list, for lines that print only a time.
    """
    given: dict[int, DateMention] = {}
    used: set[int] = set()
    for i, candidate in enumerate(candidates):
        date = adjacent(scene, candidate)
        if date is not None:
            given[i] = date
            used.add(date.start)
    free = _free_dates(scene, candidates)
    for date in sorted(free, key=lambda d: (not _in_relative_clause(scene, d), d.precision != "day")):
        if date.start not in used or len(candidates) == 1:
            for i in by_parse(scene, date, candidates):
                if i not in given and candidates[i].shares_item(date.start, date.end):
                    given[i] = date
                    used.add(date.start)
    bracketed(scene, candidates, given, used)
    listed_times(scene, candidates, given, listed)
    _lone_date(scene, candidates, given, used)
    dated = [Dated(c, given.get(i)) for i, c in enumerate(candidates)]
    dated = [where_told(d, dated) for d in dated]
    return [within(d, dated) if d.date is None else d for d in dated]


def _in_relative_clause(scene: Scene, date: DateMention) -> bool:
    """ "Today she invited them to the summit he will host on May 3": what stands closer to the noun dates it first."""
    token = grammar.head_of(scene.doc, date.start, date.end)
    verb = next((t for t in grammar.path_up(token) if t.pos_ in ("VERB", "AUX")), None) if token is not None else None
    return verb is not None and verb.dep_ == "relcl"


def _free_dates(scene: Scene, candidates: Sequence[Candidate]) -> list[DateMention]:
    """The dates that are not part of a proper name ("Plan of Action 2021-2025", "Forum 2031")."""
    spans = [(v.start, v.end) for v in scene.vehicles] + [(c.start, c.end) for c in candidates if c.named]
    return [d for d in scene.dates if not any(a <= d.start < b for a, b in spans) and not _dates_the_text(scene, d)]


def _lone_date(scene: Scene, candidates: Sequence[Candidate], given: dict[int, DateMention], used: set[int]) -> None:
    """The only happening of a sentence takes its only free date."""
    free = _free_dates(scene, candidates)
    plain = [i for i, c in enumerate(candidates) if c.years_back is None]
    if len(free) == 1 and len(plain) == 1 and plain[0] not in given and _may_date(scene, free[0], candidates[plain[0]]):
        given[plain[0]] = free[0]
        used.add(free[0].start)


def _may_date(scene: Scene, date: DateMention, candidate: Candidate) -> bool:
    """No date of its own name, and none of a clause about something else ("a treaty which replaces one of 2016")."""
    token = grammar.head_of(scene.doc, date.start, date.end)
    clause = (
        next((t for t in grammar.path_up(token) if t.dep_ in ("relcl", "acl")), None) if token is not None else None
    )
    told = {candidate.token, candidate.verb}
    apart = clause is not None and clause not in told and candidate.token not in (clause.head, *clause.subtree)
    aims = token is not None and date.is_deadline and _in_aim(token, candidate)
    return not holds(date, candidate) and not of_other_noun(scene, date, candidate) and not apart and not aims


def _in_aim(date: Token, candidate: Candidate) -> bool:
    """ "Signed the pact and told officials to draw up a plan by June": a deadline of what is to be done alone."""
    return any(is_aim(t) and candidate.token not in t.subtree for t in grammar.path_up(date))


def _dates_the_text(scene: Scene, date: DateMention) -> bool:
    """A date in brackets at the end of a headline, or in a dateline ("LIMA, May 3 (Wire) --"), is that of the text."""
    if date.start < 60 and _DATELINE.match(scene.text, date.end):
        return True
    return scene.kind in ("title", "lead_in") and scene.text[date.end :].strip() == ")"


def year_in_name(candidate: Candidate) -> str | None:
    """The year that a proper name carries ("2019 ASEAN-Norway Summit"), when it carries just one."""
    years = _YEAR_IN_NAME.findall(candidate.name) if candidate.named else []
    return years[0] if len(years) == 1 else None
