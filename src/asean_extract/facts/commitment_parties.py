"""Who pays and who receives, and what fund the money goes through, read off positions around a sum and its cue."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from asean_extract.facts.commitment_givers import Givers
from asean_extract.facts.commitment_receivers import Receivers
from asean_extract.facts.money_sentence import MoneySentence

_AID = (
    r"(?:aid|assistance|support|funding|funds?|grants?|help|relief|contributions?|donations?|financing|pledges?|"
    r"commitments?|loans?|credits?|investments?|taxpayers?|budget|money|gifts?)"
)
_RECEIVED = regex.compile(
    r"(?i)\b(?:receiv(?:e[sd]?|ing)|obtain(?:s|ed|ing)?|w[io]ns?|will get|got|(?:was|were) (?:awarded|given|granted))"
    rf"(?: an?| the)?(?: [\w-]+){{0,2}}?(?: {_AID}(?: (?:of|worth|totall?ing))?)? *$"
)


@dataclass(frozen=True, slots=True)
class Parties:
    """Ids, or None where the words name nobody; `stranger`: they name a payer who is no known entity, or several."""

    payer: str | None
    recipient: str | None
    initiative: str | None
    stranger: bool = False


def parties_of(
    sentence: MoneySentence,
    masked: str,
    span: tuple[int, int],
    trigger: tuple[int, int],
    inside: tuple[int, int] | None,
    *,
    alone: bool = True,
) -> Parties:
    """The parties to the sum at `span` whose cue stands at `trigger`, both offsets into the sentence.

    `inside` is where a relative clause after the sum names the payer; `alone` is false for the item of a list, whose
    payer may stand above it.
    """
    places = Givers(sentence, masked, span, trigger)
    receivers = Receivers(sentence, masked, span, trigger)
    if _RECEIVED.search(masked[: trigger[1]]):
        return _received(places, receivers)
    givers = places.named_in(inside) if inside else ()
    unnamed = None if givers else places.unnamed_givers()
    if unnamed is not None:
        return Parties(unnamed.payer, receivers.receiver(unnamed.payer), receivers.initiative(), unnamed.payer is None)
    givers = (
        givers
        or places.bracketed()
        or places.nationality()
        or places.owner()
        or places.owner_above()
        or places.giver_after()
        or places.promiser()
        or places.subject()
        or places.behind_front()
    )
    payer = places.payer(givers) if givers else None
    stranger = (bool(givers) and payer is None) or places.stranger(payer)
    if stranger:
        payer = None
    elif payer is None and alone:
        payer = places.unnamed()
    recipient = receivers.receiver(payer) or receivers.other_signatory(payer)
    return Parties(payer, recipient, receivers.initiative(), stranger)


def _received(places: Givers, receivers: Receivers) -> Parties:
    """ "Laos received $5 million from Oman"."""
    givers, takers = places.giver_after(), places.subject()
    payer = places.payer(givers) if givers else None
    return Parties(payer, places.payer(takers) if takers else None, receivers.initiative())
