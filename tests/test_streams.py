"""What a cell prints is shown whole, however it was cut."""

from __future__ import annotations

import sys

import pytest

from .chapters import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import streams


def stream(text: str | list[str], name: str = "stdout") -> dict:
    return {"output_type": "stream", "name": name, "text": text}


@pytest.mark.parametrize("cut", range(1, 12))
def test_wherever_a_text_is_cut_it_is_shown_whole(cut):
    text = "one\n\ntwo \n three\n"
    assert streams.joined([stream(text[:cut]), stream([text[cut:]])]) == [stream(text)]


def test_other_streams_and_other_outputs_stand_between():
    picture = {"output_type": "display_data", "data": {}}
    outputs = [stream("a"), stream("b", "stderr"), stream("c"), picture, stream("d"), stream("e")]
    assert streams.joined(outputs) == [*outputs[:4], stream("de")]
    assert outputs[4] == stream("d"), "what was given is left as it was"
