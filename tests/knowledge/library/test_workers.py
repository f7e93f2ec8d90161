"""Encoders in child processes give the vectors of the encoder itself, and end with their work."""

import io
import json
from collections.abc import Sequence

import numpy as np

from kuroji.knowledge.encoders import SmallEncoder, encoder_named
from kuroji.knowledge.workers import encoding, serve

TEXTS = ["Revenue rose.", "売上高は増えた。", "GPU life is six years."]


def test_children_and_this_process_give_the_same_vectors() -> None:
    parts: list[Sequence[str]] = [TEXTS, TEXTS[:1]]
    with encoding(SmallEncoder(), "small", 1000) as by_children:
        many = by_children(parts)
    with encoding(SmallEncoder(), "small", 4) as here:
        few = here(parts)
    for one, other in zip(many, few, strict=True):
        assert np.allclose(one, other, atol=1e-5)


def test_a_line_of_texts_is_answered_by_their_vectors() -> None:
    back = io.BytesIO()
    serve("small", io.BytesIO(json.dumps(TEXTS).encode() + b"\n"), back)
    encoder = encoder_named("small")
    assert encoder is not None
    found = np.frombuffer(back.getvalue(), dtype=np.float32).reshape(len(TEXTS), SmallEncoder.dim)
    assert np.allclose(found, encoder.embed_passages(TEXTS), atol=1e-5)


def test_an_encoder_that_is_not_there_answers_nothing() -> None:
    back = io.BytesIO()
    serve("none", io.BytesIO(b"[]\n"), back)
    assert back.getvalue() == b""
