"""A field is added where the question stands, however it was written, and the rest of the file stays."""

import pytest

from bot.bank.amending import rejecting, with_field
from bot.bank.yaml_format import read
from bot.items.findings import Mend, mended

ONE = "- q: Kota apa?\n  a: Pyongyang\n"
WRITTEN = {
    "in lines": ONE,
    "with a title": f"title: T\nquestions:\n  {ONE.replace(chr(10), chr(10) + '  ').rstrip()}\n",
    "in braces": "- {q: Kota apa?, a: Pyongyang}\n",
    "as JSON": '[{"q": "Kota apa?", "a": "Pyongyang"}]',
    "with a list": f"{ONE}  reject: [Seoul]\n",
    "with a list in lines": f"{ONE}  reject:\n    - Seoul\n    - Busan\n",
    "with a list beneath its name": f"{ONE}  tolak:\n  - Seoul\n",
    "with one answer": f"{ONE}  reject: Seoul\n",
    "with messages": f"{ONE}  reject:\n    Seoul: Itu di selatan.\n",
    "with messages in braces": f"{ONE}  reject: {{Seoul: Itu di selatan.}}\n",
    "with a remark": "- q: Kota apa?\n  # Yang terbesar\n  a: Pyongyang\n",
    "with the answer first": "- a: Pyongyang\n  q: Kota apa?\n",
    "with a long answer": "- q: Kota apa?\n  a: |-\n    Pyongyang\n",
}


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("response", ["pyonyang", 'kota "Phenian": ibu kota', "a, b] # c"])
def test_an_answer_is_ruled_out_and_nothing_else_changes(name: str, response: str) -> None:
    before = read(WRITTEN[name], "set")
    assert before.question_set
    (item,) = before.question_set.items
    text = mended(before.text, [Mend("reject", (rejecting(before.entries[item.id], before.text, response),))])
    after = read(text, "set").question_set
    assert after
    assert not read(text, "set").findings
    assert set(after.items[0].wordings.reject) == {*item.wordings.reject, response}  # type: ignore[attr-defined]
    assert after.items[0].question == item.question
    assert after.items[0].judge("Pyongyang", "id").is_correct
    assert not after.items[0].judge(response, "id").is_correct


@pytest.mark.parametrize("name", WRITTEN)
def test_a_field_is_added(name: str) -> None:
    before = read(WRITTEN[name], "set")
    (entry,) = before.entries.values()
    after = read(mended(before.text, [Mend("add", (with_field(entry, before.text, "why", '"Karena."'),))]), "set")
    assert after.question_set
    assert not after.findings
    assert str(after.question_set.items[0].about.why.speak("id")) == "Karena."  # type: ignore[union-attr]
