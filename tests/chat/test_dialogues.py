"""The stories, line by line, through PTB's own dispatcher."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.bootstrap import Content
from bot.playground.chats import Event, Happening, Person
from tests.past import Answered, live
from tests.playing import Clock, Playing, plain

DIALOGUES = sorted((Path(__file__).parent / "dialogues").glob("*.yaml"))


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
async def test_the_dialogue_runs_as_written(
    path: Path, content: Content, small: Content, clock: Clock, database: str
) -> None:
    script = yaml.safe_load(path.read_text("utf-8"))
    async with Playing.on(small if script.get("content") == "small" else content, clock, database) as playing:
        person = playing.person(script["who"], script["language"])
        if past := script.get("past"):
            await _live(playing, person, past, script["language"])
        for number, step in enumerate(script["steps"], 1):
            await _play(playing, person, step, f"{path.name}, step {number}: {step}")
        assert not _unread(playing), f"{path.name}: the bot also said {[plain(e.message) for e in _unread(playing)]}"


async def _live(playing: Playing, person: Person, past: Sequence[Mapping[str, Any]], language: str) -> None:
    """Each entry: `items` (or the first `most` of `sets`), and the days ago on which they were right and wrong."""
    answers = []
    for entry in past:
        for item_id in entry.get("items") or _items_of(playing, entry["sets"])[: entry["most"]]:
            answers += [Answered(item_id, days_ago) for days_ago in entry.get("right", ())]
            answers += [Answered(item_id, days_ago, right=False) for days_ago in entry.get("wrong", ())]
    now = playing.clock.now
    await playing.tumen.storage.run(lambda records: live(records, person.id, answers, now, language))


def _items_of(playing: Playing, sets: Sequence[str]) -> list[str]:
    return [item.id for set_id in sets for item in playing.content.bank.sets[set_id].items]


async def _play(playing: Playing, person: Person, step: Mapping[str, Any], where: str) -> None:
    if {"you", "press", "send", "wait", "block"} & set(step):
        assert not _unread(playing), (
            f"{where}\nbefore it the bot also said {[plain(e.message) for e in _unread(playing)]}"
        )
    if "wait" in step:
        playing.clock.pass_by(**step["wait"])
        await playing.tumen.reminders.turn()
        await playing.settle()
    if "block" in step:
        playing.api.block(person)
        await playing.settle()
    if "you" in step:
        playing.api.say(person, person, str(step["you"]))
        await playing.settle()
    if "send" in step:
        playing.api.send_document(person, person, step["send"]["name"], step["send"]["text"].encode())
        await playing.settle()
    if "press" in step:
        playing.api.press(person, playing.newest_with(person, step["press"]), step["press"])
        await playing.settle()
    for word, kind in (("bot", Happening.SAID), ("edit", Happening.EDITED)):
        if word in step:
            _heard(playing, kind, step[word], step.get("buttons"), where)
    if "toast" in step:
        assert step["toast"] in playing.toasts()[-1:], where
    if "never" in step:
        assert step["never"] not in plain(playing.api.last(person)), where


def _heard(playing: Playing, kind: Happening, wanted: str | list[str], buttons: list[str] | None, where: str) -> None:
    unread = _unread(playing)
    assert unread, f"{where}\nthe bot said nothing more"
    event = unread[0]
    playing.read.append(event)
    assert event.message
    said = plain(event.message)
    assert event.kind is kind, f"{where}\nthe bot {event.kind.value}: {said}"
    for part in [wanted] if isinstance(wanted, str) else wanted:
        assert " ".join(str(part).split()) in said, f"{where}\nthe bot said: {said}"
    if buttons is not None:
        assert event.message.buttons == buttons, where


def _unread(playing: Playing) -> list[Event]:
    """What the bot said that no step has read; a message that only loses its buttons says nothing."""
    said: dict[int, str] = {}
    unread = []
    for event in playing.seen:
        message = event.message
        if message is None or message.sender != playing.api.bot:
            continue
        if said.get(message.id) != message.text and event not in playing.read:
            unread.append(event)
        said[message.id] = message.text
    return unread
