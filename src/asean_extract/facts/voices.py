"""Who has a voice in the report of an occasion: whom it quotes, and whoever brings something forward there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import regex

from asean_extract.facts.actors import doers, stands_for
from asean_extract.facts.part import Part
from asean_extract.facts.scene import Actor, Scene
from asean_extract.language import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

SAY = frozenset(
    {"say", "tell", "add", "note", "stress", "underscore", "underline", "emphasize", "emphasise", "highlight", "remark",
     "state", "deliver", "address", "point", "explain", "speak", "urge", "propose", "present", "reiterate",
     "express"}
)  # fmt: skip
_DELIBERATE = frozenset(
    {"agree", "welcome", "commend", "review", "discuss", "exchange", "renew", "reaffirm", "decide", "thank", "pledge",
     "recognize", "recognise", "acknowledge", "affirm", "reiterate"}
)  # fmt: skip
#: What one person alone does in words.
_ALONE = frozenset({"discuss", "recognize", "recognise", "acknowledge", "commend", "affirm", "reaffirm"})
#: What a person may do in the report of an occasion without having said anything there: acts and moves that make
#: happenings of their own, states, and what is only felt or perceived. Any other deed is a word or a contribution.
_NO_WORD = frozenset(
    {"be", "have", "do", "become", "remain", "stay", "seem", "appear", "live", "bear", "grow", "belong", "own", "hold",
     "keep", "know", "believe", "think", "feel", "want", "love", "hope", "wish", "need", "see", "hear", "learn",
     "listen", "watch", "find", "get", "take", "make", "receive", "obtain", "win", "lose", "try", "seek", "use",
     "help", "go", "come", "arrive", "leave", "depart", "return", "travel", "fly", "visit", "tour", "move", "walk",
     "enter", "follow", "meet", "attend", "join", "participate", "gather", "sit", "stand", "wait", "host", "convene",
     "invite", "chair", "accompany", "sign", "launch", "establish", "found", "create", "build", "announce", "issue",
     "publish", "write", "post", "send", "release", "approve", "enact", "veto", "order", "direct", "authorize",
     "authorise", "appoint", "nominate", "name", "elect", "select", "pick", "vote", "resign", "retire", "succeed",
     "replace", "serve", "work", "study", "graduate", "earn", "teach", "run", "lead", "oversee", "manage", "practice",
     "start", "begin", "end", "finish", "continue", "spend", "buy", "sell", "pay", "give", "grant", "award", "sue",
     "kill", "shoot", "arrest", "phone", "telephone", "dial", "contact", "tweet", "brief", "consult", "negotiate",
     "agree", "pledge", "promise", "decide", "plan", "intend", "complete", "implement", "introduce", "increase",
     "reduce", "set", "put", "bring", "represent", "open", "close", "restore", "reverse", "protect", "secure",
     "expand", "deploy", "deserve", "smile", "laugh", "cry", "die", "sing", "play", "pray", "marry", "survive",
     "suffer", "coordinate", "collaborate", "cooperate", "partner", "develop", "design", "organize", "organise", "form",
     "fund", "invest", "finance", "allocate", "dedicate", "donate", "hire", "train", "distribute", "test", "mobilize"}
)  # fmt: skip
#: Who gives something other than words takes part: "provided an update", "shared the charts".
_GIVES = frozenset({"provide", "offer", "share", "supply"})
#: Items of a list tell what was done elsewhere.
_BULLET = regex.compile(r"\s*[-•*°–—]")
#: With these words a bare "call" asks something of somebody.
_CALL_ON = frozenset({"on", "upon", "for"})


def narrated(scene: Scene) -> Iterator[Part]:
    """Who speaks in the report of an occasion speaks there; states and bodies that deliberate take part."""
    for token in scene.doc:
        if token.pos_ != "VERB" or grammar.looks_ahead(token) or grammar.is_negated(token):
            continue
        says, deliberates = token.lemma_ in SAY, token.lemma_ in _DELIBERATE
        if (says or deliberates) and token.dep_ not in ("relcl", "acl", "advcl"):
            who = doers(scene, token)
            alone = len(who) == 1 and token.lemma_ in _ALONE and who[0].form == "name"  # nobody else is in the talk
            for actor in who:
                acts = deliberates or actor.title
                if actor.type in ("person", "group") or actor.form == "office":
                    speaks = says or (alone and actor.type == "person")
                    yield Part(scene, None, actor, _voice(actor) if speaks else "participant", "role.narrated")
                elif acts and actor.type in ("country", "organisation") and actor.form != "pronoun":
                    yield Part(scene, None, actor, "participant", "role.narrated")
        elif not deliberates:
            yield from _contributing(scene, token)


def _contributing(scene: Scene, verb: Token) -> Iterator[Part]:
    """Whoever, in a sentence without a date of its own, brings something forward: "cited", "called on", "shared"."""
    if verb.lemma_ in _NO_WORD or scene.dates or _BULLET.match(scene.text) or scene.text.count('"', 0, verb.idx) % 2:
        return
    told = {c.dep_ for c in verb.children}
    asks = any(c.lower_ in _CALL_ON for c in verb.children) or told & {"oprd", "ccomp", "xcomp"}
    if verb.lemma_ == "call" and not asks:
        return
    gives = verb.lemma_ in _GIVES and "ccomp" not in told
    for actor in _who_does(scene, verb):
        if actor.type == "person" and actor.form != "pronoun" and not _bracketed(scene, actor):
            yield Part(scene, None, actor, "participant" if gives else _voice(actor), "role.contributed")


def _who_does(scene: Scene, verb: Token) -> list[Actor]:
    """The doers of a main verb in the past tense, also of one that the parse takes for a participle: "Ana Ruiz, head of
    the fund, [called] on banks to act", where no other verb has the name as its subject."""
    told = {c.dep_ for c in verb.children}
    if verb.tag_ == "VBD" and verb.dep_ in ("ROOT", "conj"):
        return doers(scene, verb)
    if verb.tag_ not in ("VBD", "VBN") or told & {"aux", "auxpass", "mark", "advmod", "agent"} or scene.kind != "body":
        return []
    if verb.dep_ == "advcl" and verb.head.dep_ == "ROOT" and "nsubj" in told:
        return doers(scene, verb)
    alone = verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and verb.head.pos_ == "PROPN"
    set_off = alone and scene.doc[verb.i - 1].text == "," and "appos" in {c.dep_ for c in verb.head.children}
    return stands_for(scene, [verb.head]) if set_off else []


def _bracketed(scene: Scene, actor: Actor) -> bool:
    """ "The institute (director Ana Ruiz) opened": who only stands in brackets."""
    return scene.text[actor.end : actor.end + 1] == ")"


def _voice(actor: Actor) -> str:
    """Who speaks as moderator leads the session."""
    return "chair" if (actor.title or "").lower().endswith("moderator") else "speaker"
