"""Runs spaCy's parser and entity recogniser over a batch.

Their own loop gives up Python's lock and takes it back in every step, which costs more than the step. Stepping from
outside, with the lock held, gives the same states in half the time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from spacy.tokens import Doc


def has_steps(pipe: Any) -> bool:  # noqa: ANN401 - spaCy's transition parser is compiled and has no type
    """Is it a parser or recogniser that takes one step after the other, without a beam?"""
    return hasattr(pipe, "transition_states") and pipe.cfg.get("beam_width", 1) == 1


def annotate(pipe: Any, docs: Sequence[Doc]) -> None:  # noqa: ANN401 - as above
    """Sets what the parser or recogniser finds, all docs of the batch a step at a time; one that is done drops out."""
    states = pipe.moves.init_batch(docs)
    steps = pipe.model.predict(docs)
    score = _scorer(steps)
    going = [state for state in states if not state.is_final()]
    while going:
        going = pipe.transition_states(going, score(going))
    steps.clear_memory()
    pipe.set_annotations(docs, states)


def _scorer(steps: Any) -> Callable[[list[Any]], Any]:  # noqa: ANN401 - as above
    """What scores the next steps of states: with an upper layer and no class left out, that layer without ado."""
    plain = steps.attrs["has_upper"] and steps._class_mask.all() and steps.vec2scores.name == "linear"
    if not plain:
        return lambda states: steps.predict(states)
    weights, bias = steps.vec2scores.get_param("W").T, steps.vec2scores.get_param("b")
    return lambda states: steps.state2vec.predict(steps.get_token_ids(states)) @ weights + bias
