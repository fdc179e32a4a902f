"""What the parse says about who does what: small questions asked of one token.

Dependency labels are those of spaCy's English pipelines (CLEAR style). A Doc is one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLAUSES = frozenset({"ROOT", "relcl", "advcl", "ccomp", "xcomp", "acl", "conj", "pcomp", "parataxis"})
FUTURE_AUX = frozenset({"will", "shall", "'ll", "wo"})
_MEANS = frozenset({"by", "including", "through", "via"})
_ORDINAL = re.compile(
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|only|latest|\d+(?:st|nd|rd|th)"
)
_CREDIT = frozenset({"thank", "congratulate", "commend", "praise", "credit", "applaud"})
#: What one wishes, asks for or weighs has not happened ("hop" is what the lemmatizer makes of "hopes").
WISH = frozenset(
    {
        "hope",
        "hop",
        "want",
        "wish",
        "seek",
        "urge",
        "call",
        "ask",
        "need",
        "consider",
        "like",
        "encourage",
        "propose",
        "suggest",
    }
)
#: Who is glad to say a thing has said it.
GLAD = frozenset({"proud", "pleased", "glad", "happy", "delighted", "honored", "honoured", "thrilled"})
SAID = frozenset({"announce", "declare", "unveil", "launch", "introduce", "present"})
TOLD = frozenset({"say", "announce", "tell", "confirm", "report", "declare", "agree", "promise", "pledge", "add"})
MODAL_AUX = frozenset({"would", "could", "can", "may", "might", "should", "must"})


def token_at(doc: Doc, offset: int) -> Token | None:
    """The token that covers a code point of the sentence; None in a gap between tokens."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        token = doc[middle]
        if offset < token.idx:
            high = middle
        elif offset >= token.idx + len(token):
            low = middle + 1
        else:
            return token
    return None


def head_of(doc: Doc, start: int, end: int) -> Token | None:
    """The token that governs the others of a character span."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def lemma(noun: Token) -> str:
    """The dictionary form in lower case, also of a capitalised plural ("Ministers"), which the model leaves alone."""
    form = noun.lemma_.lower()
    return form.removesuffix("s") if noun.tag_ in ("NNPS", "NNP") and noun.lower_ == form else form


def conjuncts(token: Token) -> list[Token]:
    """The token and everything coordinated with it, in order."""
    return sorted({token, *token.conjuncts}, key=lambda t: t.i)


def is_passive(verb: Token) -> bool:
    """Is the verb passive: a passive auxiliary or subject, or a bare participle after its noun?"""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.lemma_ in ("gather", "assemble", "convene", "meet"):  # "we, the members, gathered in Lima"
        return False
    if any(c.dep_ in ("aux", "dobj", "nsubj") for c in verb.children):
        return False
    if verb.dep_ == "conj" and verb.lower_.endswith("ed"):  # "was launched in 2010 and upgraded in 2015"
        return verb.head.pos_ == "VERB" and is_passive(verb.head)
    if verb.tag_ != "VBN":
        return False
    return verb.dep_ == "acl" or (verb.dep_ == "advcl" and not is_meanwhile(verb))


def subjects(verb: Token) -> list[Token]:
    """Who does the verb: its own subject, or the one that its clause shares with a higher clause.

    A relative clause takes the noun that it hangs on; an infinitive or gerund the subject of the verb above.
    """
    own = [t for child in verb.children if _is_subject(child) for t in conjuncts(child)]
    if own:
        return _antecedents(verb, own)
    told_of = _noun_before_comma(verb)
    if told_of is not None:
        return [told_of]
    if verb.dep_ == "pcomp" and verb.head.lower_ == "for" and verb.head.head.lemma_ in _CREDIT:
        return objects(verb.head.head)  # "thanked the minister for hosting the forum"
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") and not is_passive(verb):
        return conjuncts(verb.head)
    if verb.dep_ in ("xcomp", "advcl", "conj", "pcomp", "prep", "ccomp") or (verb.dep_ == "acl" and verb.tag_ != "VBN"):
        above = verb.head
        if verb.dep_ == "acl":
            owners = [t for c in above.children if c.dep_ == "poss" and c.pos_ != "PRON" for t in conjuncts(c)]
            if owners:
                return owners  # "Norway's plan to open a port"
            return subjects(_verb_above(above)) if _verb_above(above) is not None else []  # type: ignore[arg-type]
        if above.pos_ not in ("VERB", "AUX"):
            higher = _verb_above(above)
            return subjects(higher) if higher is not None and higher != verb else []
        return subjects(above) if above != verb else []
    return []


def _is_subject(child: Token) -> bool:
    """The parse takes an acronym that it does not know for an adverb: "USAID launched a fund"."""
    return child.dep_ in SUBJECTS or (child.dep_ == "advmod" and child.is_upper and child.i < child.head.i)


def _noun_before_comma(verb: Token) -> Token | None:
    """ "The third forum, to be hosted by Laos": what a passive infinitive behind a comma is said of."""
    start = verb.left_edge.i
    to_be = verb.dep_ in ("advcl", "acl") and is_passive(verb) and verb.doc[start].lower_ == "to"
    if not to_be or start < 2 or verb.doc[start - 1].text != ",":
        return None
    noun = verb.doc[start - 2]
    return noun if noun.pos_ in ("NOUN", "PROPN") else None


def _verb_above(token: Token) -> Token | None:
    for ancestor in token.ancestors:
        if ancestor.pos_ in ("VERB", "AUX"):
            return ancestor
    return None


def _antecedents(verb: Token, own: list[Token]) -> list[Token]:
    """Relative pronouns replaced by the noun that the clause hangs on."""
    relative = {"who", "which", "that", "whom"}
    if any(t.lower_ in relative for t in own):
        clause = next((t for t in path_up(verb) if t.dep_ != "conj"), verb)
        if clause.dep_ == "relcl":
            return conjuncts(clause.head)
        if verb.dep_ == "conj" and verb.head.pos_ in ("NOUN", "PROPN"):  # the second of two clauses, hung on the noun
            return [verb.head]
    return own


def agents(verb: Token) -> list[Token]:
    """Who does a passive verb: the noun after `by`."""
    by = [c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]
    return [t for b in by for c in b.children if c.dep_ == "pobj" for t in conjuncts(c)]


def objects(verb: Token) -> list[Token]:
    """What the verb acts on: object, passive subject, or the noun that a participle modifies."""
    if is_passive(verb):
        if verb.dep_ == "acl":
            return [verb.head]
        if verb.dep_ == "advcl" and not any(c.dep_ == "nsubjpass" for c in verb.children):
            return subjects(verb.head)  # "Introduced in 2017, the policy has ..."
        found = [t for child in verb.children if child.dep_ == "nsubjpass" for t in conjuncts(child)]
        return _antecedents(verb, found) if found else _passive_conj_objects(verb)
    found = [t for child in verb.children if child.dep_ in ("dobj", "attr", "oprd") for t in conjuncts(child)]
    relative = [c for c in verb.children if c.lower_ in ("which", "that") and c.dep_ in ("dobj", "mark")]
    own = [t for t in found if t not in relative]
    if verb.dep_ == "relcl" and (relative or not found):
        return own or [verb.head]
    if relative and not own:
        return _noun_before(relative[0])
    if not found and not any(c.dep_ == "prep" for c in verb.children):
        # "chaired and addressed the forum": the object stands with the last verb
        following = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"]
        return [t for c in following for o in c.children if o.dep_ == "dobj" for t in conjuncts(o)]
    return found


def _noun_before(pronoun: Token) -> list[Token]:
    """The noun right before a relative pronoun, over brackets and commas."""
    i = pronoun.i - 1
    while i >= 0 and (pronoun.doc[i].is_punct or pronoun.doc[i].like_num):
        i -= 1
    return [pronoun.doc[i]] if i >= 0 and pronoun.doc[i].pos_ in ("NOUN", "PROPN") else []


def _passive_conj_objects(verb: Token) -> list[Token]:
    return objects(verb.head) if verb.dep_ == "conj" and verb.head.pos_ == "VERB" else []


def complements(token: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """The nouns after one of the prepositions that hang on the token, coordinated ones too."""
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions:
            for noun in child.children:
                if noun.dep_ in ("pobj", "pcomp"):
                    yield from conjuncts(noun)


def told_of(verb: Token) -> tuple[Token, ...]:
    """The noun that a clause tells more of, and the one that this stands beside: of "the Lima Summit, the first to be
    held there" both "first" and "Summit"."""
    if verb.dep_ not in ("acl", "relcl"):
        return ()
    return (verb.head, verb.head.head) if verb.head.dep_ == "appos" else (verb.head,)


def is_negated(verb: Token) -> bool:
    """Is the verb denied ("did not sign", "never met", "failed to agree", "refused to")?"""
    if any(c.dep_ == "neg" or c.lower_ in ("never", "no", "hardly") for c in verb.children):
        return True
    above = verb.head
    return verb.dep_ == "xcomp" and above.lemma_ in ("fail", "refuse", "decline", "deny", "oppose") and above != verb


def looks_ahead(verb: Token) -> bool:
    """Does the verb speak of what is still to come ("will host", "plans to sign", "is to be held")?"""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if auxiliaries & FUTURE_AUX or _was_to_come(verb):
        return True
    if "to" in auxiliaries and verb.lemma_ in SAID and verb.head.lemma_ in GLAD and verb.head != verb:
        return looks_ahead(verb.head.head)  # "is proud to announce" announces
    if "to" in auxiliaries and _is_nth(verb):
        return looks_ahead(verb.head)
    if "to" in auxiliaries and verb.dep_ in ("xcomp", "ROOT", "acl", "advcl", "ccomp", "relcl", "conj"):
        return not (verb.dep_ == "xcomp" and verb.head.lemma_ in ("have", "go", "come", "meet"))
    if verb.dep_ in ("conj", "xcomp") and verb.head != verb and verb.head.pos_ in ("VERB", "AUX"):
        return looks_ahead(verb.head)
    whole = _that_it_is_part_of(verb)
    return whole is not None and looks_ahead(whole)


def _that_it_is_part_of(verb: Token) -> Token | None:
    """ "Will deepen ties, including by convening experts": the verb whose means another one tells."""
    above = verb.head if verb.tag_ == "VBG" and verb.dep_ == "pcomp" else None
    while above is not None and above.dep_ in ("prep", "pcomp") and above.lower_ in _MEANS:
        above = above.head
    return above if above is not None and above.pos_ == "VERB" else None


def is_infinitive(verb: Token) -> bool:
    """Does "to" stand before the verb ("to sign")?"""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _is_nth(verb: Token) -> bool:
    """ "Became the third country to ratify it": who is the third to do a thing has done it."""
    above = verb.head
    nouns = [above] if above.pos_ in ("NOUN", "PROPN") else [c for c in above.children if c.dep_ == "attr"]
    return verb != above and any(_ORDINAL.fullmatch(c.lower_) for noun in nouns for c in noun.children)


def _was_to_come(verb: Token) -> bool:
    """ "Said that they would meet": the past of "will", in what somebody said."""
    above = verb.head
    told = verb.dep_ == "ccomp" and above.tag_ in ("VBD", "VBN") and above.lemma_ in TOLD
    return told and any(c.dep_ == "aux" and c.lower_ == "would" for c in verb.children) and not _on_condition(verb)


def _on_condition(verb: Token) -> bool:
    return any(t.dep_ == "mark" and t.lower_ in ("if", "unless") for t in verb.subtree)


def is_hypothetical(verb: Token) -> bool:
    """Is the verb only wished, possible or conditional ("could sign", "if they meet", "hopes to host")?"""
    if _was_to_come(verb):
        return False
    if any(c.lower_ in MODAL_AUX and c.dep_ == "aux" for c in verb.children):
        return True
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children):
        return True
    if verb.dep_ == "conj" and verb.head != verb and verb.head.pos_ == "VERB" and not _has_subject(verb):
        return is_hypothetical(verb.head)
    above = verb.head
    return verb.dep_ in ("xcomp", "ccomp") and above != verb and above.lemma_ in WISH


def is_meanwhile(clause: Token) -> bool:
    """Does the clause tell what happens at the same time ("as", "when", "while")?"""
    return any(c.lower_ in ("as", "when", "while") and c.dep_ in ("mark", "advmod") for c in clause.children)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def clause_verb(token: Token) -> Token | None:
    """The verb of the clause that the token stands in; the token itself when it is that verb."""
    if token.pos_ in ("VERB", "AUX"):
        return token
    return _verb_above(token)


def path_up(token: Token) -> list[Token]:
    """The token and its governors, nearest first."""
    return [token, *token.ancestors]
