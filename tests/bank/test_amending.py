"""A field is added where the question stands, however it was written, and the rest of the file stays."""

import pytest

from bot.bank.amending import asking_back, rejecting, with_field
from bot.bank.yaml_format import Reading, read
from bot.items.findings import Mend, mended
from bot.items.short_answer import ShortAnswer
from bot.items.text import Text

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


KIM = "- q: Siapa dia?\n  a: Kim Jong Un\n"
VAGUE = {
    "a list": f"{KIM}  accept: [Kim, Jong Un]\n",
    "alone": f"{KIM}  accept: Kim\n",
    "alone and first": "- accept: [Kim]\n  q: Siapa dia?\n  a: Kim Jong Un\n",
    "a list in lines": f"{KIM}  accept:\n    - Jong Un  # nama depan\n    - Kim\n  # Sampai di sini\n  why: Karena.\n",
    "a list beneath its name": f"{KIM}  terima:\n  - Kim\n  - Jong Un\n- q: Kota apa?\n  a: Pyongyang\n",
    "two languages": f"{KIM}  accept: {{id: Kim, en: [Kim, Jong Un]}}\n",
    "two spellings": f"{KIM}  accept: [Kim, kim]\n",
    "braces": "- {q: Siapa dia?, a: Kim Jong Un, accept: [Kim]}\n",
    "braces and others": "- {q: Siapa dia?, accept: [Kim, Jong Un], a: Kim Jong Un}\n",
    "JSON": '[{"q": "Siapa dia?", "a": "Kim Jong Un", "accept": ["Kim", "Jong Un"]}]',
    "beside a remark": f"{KIM}  accept: [Kim, Jong Un]\n  prompt:\n    Ketua: Siapa namanya?\n",
    "beside a remark in braces": f"{KIM}  prompt: {{Ketua: Siapa namanya?}}\n  accept: Kim\n",
    "beside a list": f"{KIM}  prompt: [Ketua]\n  accept:\n  - Kim\n",
    "before a list in lines": f"{KIM}  accept: Kim\n  prompt:\n  - Ketua\n",
    "beside one": "- q: Siapa dia?\n  prompt: Ketua\n  accept: Kim\n  a: Kim Jong Un\n",
    "beside one in braces": "- {q: Siapa dia?, a: Kim Jong Un, prompt: Ketua, accept: Kim}\n",
}


@pytest.mark.parametrize("name", VAGUE)
def test_what_was_accepted_is_asked_back_and_nothing_else_changes(name: str) -> None:
    before = read(VAGUE[name], "set")
    item = short_answer(before)
    edits = asking_back(before.entries[item.id], before.text, item.wordings, "Kim", "Kim yang mana?")
    after = read(mended(before.text, [Mend("ask", edits)]), "set")
    again = short_answer(after)
    assert not after.findings
    assert again.wordings.accept == tuple(answer for answer in item.wordings.accept if answer.lower() != "kim")
    assert again.wordings.prompt == {"Kim": Text.of("Kim yang mana?"), **item.wordings.prompt}
    assert (again.question, again.key, again.about) == (item.question, item.key, item.about)
    assert again.judge("Kim", "id").note == "Kim yang mana?"
    assert again.judge("Kim Jong Un", "id").is_correct
    assert before.written == after.written


def test_what_is_not_written_as_accepted_is_left() -> None:
    before = read(KIM, "set")
    item = short_answer(before)
    assert asking_back(before.entries[item.id], before.text, item.wordings, "Kim", "Kim yang mana?") == ()


def short_answer(reading: Reading) -> ShortAnswer:
    assert reading.question_set
    item = reading.question_set.items[0]
    assert isinstance(item, ShortAnswer)
    return item
