"""Which date belongs to which happening of a sentence.

Nearest words first ("the summit in 2019", "Thursday's talks"), then the parse: a date belongs to the trigger that it
hangs on, or, when it hangs on a verb that is no trigger, to the happenings that are that verb's arguments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from asean_extract.facts.candidates import Candidate, is_enumeration
from asean_extract.facts.scene import Scene
from asean_extract.language import grammar
from asean_extract.spans import DateMention

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELD = (
    r"(?:(?:which|that) (?:was|were|is|are|will be|took place|ended|began|opened) ?"
    r"|(?:(?:which|that) )?(?:he|she|it|they|we) (?:will |would |is to |are to |had )?"
    r"(?:(?:co-?)?(?:hosts?|hosted|holds?|held|chairs?|chaired)|convenes?d?|attend(?:s|ed)?) ?)?"
)
_VERBS = (
    r"(?:(?:to be )?(?:held|convened|hosted|slated|scheduled|set|due|planned|organi[sz]ed|taking place|opened|ended"
    r"|concluded)? ?)"
)
_PREPOSITION = r"(?:on|in|from|for|at|between|during|of|back in|since|by)?"
_AFTER = regex.compile(rf"[\"')]*,? ?{_HELD}{_VERBS}(?:here )?{_PREPOSITION} ?(?:the )?\(?")
_CLOCK = r"(?:\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: ?(?:-|to) ?\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?)?)"
_BEFORE = regex.compile(
    rf"(?:'s?)?[,:]? ?(?:{_CLOCK}[,:]? ?(?:- )?)?(?:the |their |its |a )?(?:(?!and |or )\p{{Ll}}+ ){{0,1}}"
)
_LISTED_TIME = regex.compile(rf"{_CLOCK}[,:]? ?(?:- )?(?:the )?$")
_YEAR_IN_NAME = regex.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")
_ARGUMENT_PREPOSITIONS = frozenset(
    {"at", "in", "during", "for", "to", "of", "on", "with", "after", "before", "by", "from", "into", "following"}
)
_TIMES = frozenset({"since", "after", "before"})
_AROUND = frozenset({"after", "following", "at", "in", "during"})
_SAY = frozenset({"say", "tell", "report", "note", "state", "announce", "add", "declare", "confirm", "reveal"})


@dataclass(frozen=True)
class Dated:
    """A candidate with the date that its own sentence gives it, or None; `own` tells a date that is its own from one
    that it has by hanging on another happening."""

    candidate: Candidate
    date: DateMention | None
    own: bool = True
    within: Candidate | None = None


def date_candidates(scene: Scene, candidates: Sequence[Candidate], listed: DateMention | None = None) -> list[Dated]:
    """Every candidate of the sentence with its date; dates have offsets of the sentence.

    `listed` is the day printed last above in the same list, for lines that print only a time.
    """
    given: dict[int, DateMention] = {}
    used: set[int] = set()
    for i, candidate in enumerate(candidates):
        date = _adjacent(scene, candidate)
        if date is not None:
            given[i] = date
            used.add(date.start)
    free = _free_dates(scene, candidates)
    for date in sorted(free, key=lambda d: (not _in_relative_clause(scene, d), d.precision != "day")):
        if date.start not in used or len(candidates) == 1:
            for i in _by_parse(scene, date, candidates):
                if i not in given and candidates[i].shares_item(date.start, date.end):
                    given[i] = date
                    used.add(date.start)
    _bracketed(scene, candidates, given, used)
    _listed_times(scene, candidates, given, listed)
    _lone_date(scene, candidates, given, used)
    dated = [Dated(c, given.get(i)) for i, c in enumerate(candidates)]
    dated = [_where_told(d, dated) for d in dated]
    return [_within(d, dated) if d.date is None else d for d in dated]


def _in_relative_clause(scene: Scene, date: DateMention) -> bool:
    """ "Today she invited them to the summit he will host on May 3": what stands closer to the noun dates it first."""
    token = grammar.head_of(scene.doc, date.start, date.end)
    verb = next((t for t in grammar.path_up(token) if t.pos_ in ("VERB", "AUX")), None) if token is not None else None
    return verb is not None and verb.dep_ == "relcl"


def _free_dates(scene: Scene, candidates: Sequence[Candidate]) -> list[DateMention]:
    """The dates that are not part of a proper name ("Plan of Action 2021-2025", "Forum 2031")."""
    spans = [(v.start, v.end) for v in scene.vehicles] + [(c.start, c.end) for c in candidates if c.named]
    return [d for d in scene.dates if not any(a <= d.start < b for a, b in spans) and not _dates_the_text(scene, d)]


def _adjacent(scene: Scene, candidate: Candidate) -> DateMention | None:
    for date in scene.dates:
        if candidate.start <= date.start and date.end <= candidate.end:
            continue
        ends = {
            candidate.end,
            candidate.theme[1] if candidate.theme and candidate.token.pos_ != "VERB" else candidate.end,
        }
        if any(date.start >= end and _follows(scene, end, date.start) for end in ends):
            return None if _of_other_time(scene, date, candidate) else date
        before = date.end <= candidate.start and _BEFORE.fullmatch(scene.text, date.end, candidate.start)
        if before and candidate.token.pos_ != "VERB":
            return date
    return None


def _follows(scene: Scene, end: int, start: int) -> bool:
    """Is there nothing between a name and a date but "held on", or "in Quito on"?"""
    if _AFTER.fullmatch(scene.text, end, start):
        return True
    place = next((p for p in scene.places if end <= p.start and p.end <= start), None)
    if place is None or start - end > 80:
        return False
    return bool(_IN_PLACE.fullmatch(scene.text, end, place.start) and _AFTER.fullmatch(scene.text, place.end, start))


_IN_PLACE = regex.compile(r",? (?:held |convened )?(?:in|at) (?:the )?")


def _by_parse(scene: Scene, date: DateMention, candidates: Sequence[Candidate]) -> list[int]:
    token = grammar.head_of(scene.doc, date.start, date.end)
    if token is None:
        return []
    for ancestor in grammar.path_up(token):
        if ancestor.dep_ in _OF_NOUN and not any(c.token == ancestor.head for c in candidates):
            return []  # "the October milestone": the date belongs to that noun alone
        exact = [i for i, c in enumerate(candidates) if c.token == ancestor and not _holds(date, c)]
        if exact:
            return exact + _arguments_of(ancestor, candidates, date)
        if ancestor.pos_ in ("VERB", "AUX"):
            found = _arguments_of(ancestor, candidates, date)
            if found:
                return found
            if ancestor.lemma_ in _SAY:
                return _said(ancestor, candidates)
            if ancestor.lemma_ in _RUNS and ancestor.dep_ == "relcl":
                return _last_name(ancestor, candidates)
            following = _next_name(scene, ancestor, candidates, date)
            if following:
                return following
            if ancestor.dep_ in ("relcl", "ccomp", "ROOT") or (date.value.startswith("../") and _is_aim(ancestor)):
                return []
    return []


_RUNS = frozenset({"begin", "start", "open", "end", "conclude", "run", "last", "kick"})


def _last_name(verb: Token, candidates: Sequence[Candidate]) -> list[int]:
    """The name right before "that begins on ...", whatever noun the parse hangs the clause on."""
    before = [i for i, c in enumerate(candidates) if c.token.pos_ != "VERB" and c.token.i < verb.i]
    return before[-1:]


def _next_name(scene: Scene, verb: Token, candidates: Sequence[Candidate], date: DateMention) -> list[int]:
    """The first name after the verb with no other verb between: what the parse hung elsewhere in a long clause."""
    for i, c in enumerate(candidates):
        if c.token.pos_ == "VERB" or c.years_back is not None or c.token.i <= verb.i or _holds(date, c):
            continue
        between = scene.doc[verb.i + 1 : c.token.i]
        return [] if any(t.pos_ in ("VERB", "AUX") for t in between) else [i]
    return []


def _holds(date: DateMention, candidate: Candidate) -> bool:
    return candidate.start <= date.start and date.end <= candidate.end


def _arguments_of(verb: Token, candidates: Sequence[Candidate], date: DateMention) -> list[int]:
    """Candidates that are subject, object or prepositional argument of the verb, through one more noun at most."""
    arguments: set[Token] = set(grammar.subjects(verb)) | set(grammar.objects(verb))
    deadline = date.value.startswith("../")  # "to open a port by 2030, after talks in Lima": it dates no such thing
    reach = _ARGUMENT_PREPOSITIONS - _AROUND if deadline else _ARGUMENT_PREPOSITIONS
    nouns = [*(t for t in grammar.complements(verb, reach) if not _is_other_time(t)), *arguments]
    for noun in nouns:
        arguments.add(noun)
        arguments |= set(grammar.complements(noun, _ARGUMENT_PREPOSITIONS))
    if verb.dep_ in ("xcomp", "acl", "relcl") and verb.head != verb:
        arguments.add(verb.head)
    arguments |= {c for c in verb.children if c.dep_ in ("xcomp", "conj") and c.pos_ == "VERB" and not _has_own_date(c)}
    arguments |= {c for c in verb.children if c.dep_ == "advcl" and grammar.is_meanwhile(c) and not _has_own_date(c)}
    arguments |= set(_meant_by_pronoun(verb, candidates))
    for child in [c for c in arguments if c.pos_ == "VERB"]:
        arguments |= set(grammar.objects(child)) | set(grammar.complements(child, _ARGUMENT_PREPOSITIONS))
    return [i for i, c in enumerate(candidates) if c.token in arguments and not _holds(date, c)]


def _is_other_time(token: Token) -> bool:
    """ "Before travelling to Lima, she was in Quito on May 3"."""
    return token.dep_ == "pcomp" and token.head.lower_ in ("before", "after")


def _meant_by_pronoun(verb: Token, candidates: Sequence[Candidate]) -> list[Token]:
    """ "The dialogue used to be in spring; this year it will be held in May": "it" is what was named before."""
    if not any(t.lower_ in ("it", "which", "that") for t in (*grammar.subjects(verb), *grammar.objects(verb))):
        return []
    before = [c.token for c in candidates if c.token.i < verb.i and c.token.pos_ != "VERB" and c.years_back is None]
    return before[:1]


def _has_own_date(verb: Token) -> bool:
    return any(t.ent_type_ == "DATE" for t in verb.subtree)


def _said(verb: Token, candidates: Sequence[Candidate]) -> list[int]:
    """ "The ministry said Friday it had signed ...": what was done, when it was said."""
    inner = {c for c in verb.children if c.dep_ == "ccomp"}
    return [i for i, c in enumerate(candidates) if c.token in inner and not c.ahead]


def _bracketed(scene: Scene, candidates: Sequence[Candidate], given: dict[int, DateMention], used: set[int]) -> None:
    """ "The summits (since 2013); the upgrading of relations (2015); ...": the date in brackets that ends an item."""
    if not is_enumeration(scene):
        return
    for i, candidate in enumerate(candidates):
        if i in given:
            continue
        for date in scene.dates:
            alone = scene.text[date.start - 1 : date.start] == "(" and _ENDS_ITEM.match(scene.text, date.end)
            if alone and date.start >= candidate.end and candidate.shares_item(date.start, date.end):
                given[i] = date
                used.add(date.start)
                break


_ENDS_ITEM = regex.compile(r"\)(?:;|,? and\b|\W*$)")


def _listed_times(
    scene: Scene, candidates: Sequence[Candidate], given: dict[int, DateMention], listed: DateMention | None
) -> None:
    """In a schedule a line with a time alone goes with the date printed last before it."""
    for i, candidate in enumerate(candidates):
        if i not in given and _LISTED_TIME.search(scene.text, 0, candidate.start):
            earlier = [d for d in scene.dates if d.end <= candidate.start and d.precision == "day"]
            if earlier or listed:
                given[i] = earlier[-1] if earlier else listed  # type: ignore[assignment]  # one of them is there


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
    aims = token is not None and date.value.startswith("../") and _in_aim(token, candidate)
    return not _holds(date, candidate) and not _of_other_noun(scene, date, candidate) and not apart and not aims


def _in_aim(date: Token, candidate: Candidate) -> bool:
    """ "Signed the pact and told officials to draw up a plan by June": a deadline of what is to be done alone."""
    return any(_is_aim(t) and candidate.token not in t.subtree for t in grammar.path_up(date))


def _is_aim(verb: Token) -> bool:
    return verb.pos_ == "VERB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _of_other_time(scene: Scene, date: DateMention, candidate: Candidate) -> bool:
    """ "The first visit since the 2021 coup"."""
    token = grammar.head_of(scene.doc, date.start, date.end)
    above = token.head.head if token is not None else None
    return above is not None and above.lower_ in _TIMES and _of_other_noun(scene, date, candidate)


def _of_other_noun(scene: Scene, date: DateMention, candidate: Candidate) -> bool:
    """ "A 2030 target", "since the 2021 coup": a date that tells which one another noun means."""
    token = grammar.head_of(scene.doc, date.start, date.end)
    return token is not None and token.dep_ in _OF_NOUN and token.head not in (candidate.token, token)


_OF_NOUN = frozenset({"compound", "nummod", "nmod", "poss"})


_DATELINE = regex.compile(r" ?(?:\([^)]{2,30}\))? ?(?:--|-|—|–) ")


def _dates_the_text(scene: Scene, date: DateMention) -> bool:
    """A date in brackets at the end of a headline, or in a dateline ("LIMA, May 3 (Wire) --"), is that of the text."""
    if date.start < 60 and _DATELINE.match(scene.text, date.end):
        return True
    return scene.kind in ("title", "lead_in") and scene.text[date.end :].strip() == ")"


_PART = frozenset({"at", "during", "in", "within", "throughout"})
_GO = frozenset({"travel", "go", "visit", "fly", "head", "lead"})


def _beside(token: Token) -> set[Token]:
    """ "A meeting on the margins of the summit": the happening beside which it is held."""
    edges = [t for t in grammar.complements(token, frozenset({"on", "in"})) if grammar.lemma(t) in _EDGES]
    return {of for edge in edges for of in grammar.complements(edge, frozenset({"of"}))}


_EDGES = frozenset({"margin", "sideline", "fringe", "occasion"})


def _opening_phrase(token: Token) -> set[Token]:
    """The noun of a phrase of time that opens the sentence and covers all of it ("During the summit, ...")."""
    first = next((t for t in token.doc if t.is_alpha), token.doc[0])
    if first.lower_ not in ("during", "at", "throughout") or first.dep_ != "prep":
        return set()
    return {c for c in first.children if c.dep_ == "pobj"}


def _within(undated: Dated, all_of_sentence: Sequence[Dated]) -> Dated:
    """ "Adopted at the summit in 2019", "during the summit, a fair will be held": the date of what it is part of."""
    token = undated.candidate.token
    verb = grammar.clause_verb(token)
    places = set(grammar.complements(token, _PART)) | _opening_phrase(token) | _beside(token)
    if verb is not None:
        places |= set(grammar.complements(verb, _PART)) | _beside(verb)
        if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
            places.add(verb.head)
        if undated.candidate.token == verb:  # "The meeting adopted a plan"
            places |= set(grammar.subjects(verb))
        if undated.candidate.type != "visit" and verb.lemma_ in _GO:  # what a trip leads to is part of the trip
            above = {verb, verb.head, verb.head.head}
            trip = next(
                (o for o in all_of_sentence if o.candidate.token in above and o.candidate.type == "visit"), None
            )
            if trip is not None:
                return Dated(undated.candidate, trip.date, own=False, within=trip.candidate)
    for other in all_of_sentence:
        if other.candidate is undated.candidate or other.candidate.token.pos_ == "VERB":
            continue
        inside = _behind_during(undated.candidate, other.candidate, all_of_sentence) or any(
            other.candidate.token == p or other.candidate.token in _compound_of(p) for p in places
        )
        if inside and not _same(other.candidate, undated.candidate):
            ends = other.date is not None and other.date.value.startswith("../")  # "the fair, which runs through May"
            return Dated(undated.candidate, None if ends else other.date, own=False, within=other.candidate)
    return undated


def _where_told(undated: Dated, all_of_sentence: Sequence[Dated]) -> Dated:
    """ "... was unveiled two years ago at the summit": the occasion has the date of what was done at it."""
    c = undated.candidate
    if undated.date is not None or c.token.pos_ == "VERB" or c.years_back is not None:
        return undated
    for act in all_of_sentence:
        if act.date is None or not act.own or act.candidate.token.pos_ != "VERB" or act.date.end > c.start:
            continue
        if _AT_OCCASION.fullmatch(c.scene.text, act.date.end, c.start):
            return Dated(c, act.date)
    return undated


_AT_OCCASION = regex.compile(r",? (?:at|during) (?:the |its |their )?")


def _behind_during(act: Candidate, occasion: Candidate, all_of_sentence: Sequence[Dated]) -> bool:
    """ "... announced aid to rebuild the port during the summit": the only act of a sentence and its occasion."""
    if act.token.pos_ != "VERB" or occasion.token.i < act.token.i:
        return False
    acts = [d for d in all_of_sentence if d.candidate.token.pos_ == "VERB"]
    preposition = occasion.token.head
    return len(acts) == 1 and preposition.dep_ == "prep" and preposition.lower_ == "during"


def _compound_of(noun: Token) -> list[Token]:
    """ "the summit period": the happening is the first half of the noun."""
    return [c for c in noun.children if c.dep_ in ("compound", "poss", "nmod")]


def _same(a: Candidate, b: Candidate) -> bool:
    return a.start < b.end and b.start < a.end


def year_in_name(candidate: Candidate) -> str | None:
    """The year that a proper name carries ("2019 ASEAN-Norway Summit"), when it carries just one."""
    years = _YEAR_IN_NAME.findall(candidate.name) if candidate.named else []
    return years[0] if len(years) == 1 else None
