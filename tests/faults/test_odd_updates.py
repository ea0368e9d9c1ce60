"""What no update, no file and no clock should be: nothing is unhandled, and the next message works."""

import ctypes
import gc
import json
import resource
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from time import monotonic, process_time
from typing import Any
from zoneinfo import ZoneInfo

from bot.bank import yaml_format
from bot.bootstrap import Content
from bot.chat.buttons import Action, Press, pack
from bot.learning.session import Ticket
from bot.playground.chats import Event
from tests.faults.classroom import times
from tests.playing import Clock, Playing

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def mutated(update: Mapping[str, Any], dice: Random) -> Any:
    """The update with one to three things in it changed for something else."""
    text = json.loads(json.dumps(update))
    odd = [None, True, -1, 0, 2**31, 2**63, 2**70, 1.5, "", "x" * 5000, "\ud800", "\0", [], {}, [[]], {"id": "seven"}]
    for _ in range(dice.randint(1, 3)):
        holders = list(_holders(text))
        holder = dice.choice(holders) if holders else text
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if keys and holder is not text:
            key = dice.choice(keys)
            if dice.random() < 0.3 and isinstance(holder, dict):
                del holder[key]
            else:
                holder[key] = deepcopy(dice.choice(odd))
    return text


def _holders(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value] * bool(inner) + [each for one in inner for each in _holders(one)]


async def test_no_mutated_update_is_unhandled_and_the_learners_next_message_works(small: Content) -> None:
    dice, clock, number = Random(7), Clock(NOW), times(1000, 10_000)
    async with Playing.on(small, clock) as playing:
        rani = playing.person()
        await playing.says(rani, "/kuis kinds")
        playing.api.say(rani, rani, "halo /kuis")
        playing.api.press(rani, playing.api.last(rani), playing.buttons(rani)[0])
        seeds = [*playing.api.updates.pending()]
        await playing.settle()
        for place in range(number):
            clock.pass_by(seconds=1)
            odd = mutated(dice.choice(seeds), dice) | {"update_id": 10**9 + place}
            await playing.tumen.dispatcher.take(odd)
            if place % 50 == 0:
                await playing.tumen.outgoing.idle()
        await playing.tumen.outgoing.idle()
        clock.pass_by(minutes=5)
        assert await playing.says(rani, "/start")
        buried = playing.tumen.figures.of("updates", "buried")
        later = clock.now + timedelta(days=1)
        stuck = await playing.tumen.storage.run(lambda records: records.outbox.claim(later, later, 10))
        assert stuck == []
    print(f"{number} mutated updates: 0 unhandled, {buried} in dead letters")


# Files that are no question sets


def zipped(name: str, content: bytes) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return written.getvalue()


EVERY_KIND = Path(__file__).parents[1] / "bank" / "every_kind.yaml"
GOOD = "- q: Apa ibu kota Korea Utara?\n  a: Pyongyang\n" * 20
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{"&" + a + ";" * 1}{("&" + a + ";") * 9}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)

HOSTILE: Mapping[str, Callable[[Random], bytes]] = {
    "brackets.yaml": lambda _: b"[" * 100_000,
    "braces.yaml": lambda _: b"{a: " * 50_000,
    "laughs.yaml": lambda _: b"a: &a [x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(999)),
    "merges.yaml": lambda _: b"a: &a {x: 1}\n" + b"<<: [*a, *a, *a]\n" * 500,
    "tags.yaml": lambda _: b"- q: !!python/object/apply:os.system ['true']\n  a: x\n",
    "scalar.yaml": lambda _: b"- q: " + b"x" * 1_900_000 + b"\n  a: b\n",
    "many.yaml": lambda _: b"- {q: a, a: b}\n" * 100_000,
    "keys.yaml": lambda _: b"".join(b"k%d: 1\n" % n for n in range(100_000)),
    "digits.yaml": lambda _: b"- q: berapa?\n  a: " + b"9" * 100_000 + b"\n  tolerance: 1e999999\n",
    "zeros.yaml": lambda _: bytes(10_000),
    "surrogates.yaml": lambda _: b'- q: "\\ud800"\n  a: "\\udfff"\n',
    "utf16.yaml": lambda _: GOOD.encode("utf-16"),
    "noise.yaml": lambda dice: dice.randbytes(dice.randrange(20_000)),
    "torn.yaml": lambda dice: GOOD.encode()[: dice.randrange(len(GOOD))],
    "regex.yaml": lambda _: b"- q: apa?\n  a: " + b"a" * 15_000 + b"!\n  accept: [" + b"a, " * 5_000 + b"b]\n",
    "bomb.xlsx": lambda _: zipped("xl/worksheets/sheet1.xml", bytes(30_000_000)),
    "bomb.apkg": lambda _: zipped("collection.anki2", bytes(30_000_000)),
    "laughs.xml": lambda _: (LAUGHS + "]><quiz>&i;</quiz>").encode(),
    "outside.xml": lambda _: b'<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>',
    "climbing.zip": lambda _: zipped("../../../../etc/passwd", b"x"),
    "noise.xlsx": lambda dice: b"PK\x03\x04" + dice.randbytes(5_000),
    "formulas.csv": lambda _: b"question,answer\n=cmd|' /C calc'!A0,@SUM(1)\n" * 50,
    "noise.gift": lambda dice: dice.randbytes(5_000),
    "../../name.yaml": lambda _: GOOD.encode(),
    "a" * 300 + ".yaml": lambda _: b"- {}\n" * 5_000,
}


def mutated_file(dice: Random) -> tuple[str, bytes]:
    """A hostile file, or one that was sound until a few bytes of it changed."""
    if dice.random() < 0.5:
        name = dice.choice([*HOSTILE])
        return name, HOSTILE[name](dice)
    return "soal.yaml", changed(GOOD.encode(), dice)


def changed(sound: bytes, dice: Random) -> bytes:
    """The same with up to thirty bytes changed, most for what has a meaning in YAML."""
    content = bytearray(sound)
    for _ in range(dice.randint(1, 30)):
        content[dice.randrange(len(content))] = dice.choice(b"[]{}:-#&*!|>%@`'\"\\\t\n\0\xff" + dice.randbytes(2))
    return bytes(content)


async def test_no_hostile_file_stops_the_bot_or_goes_without_an_answer(
    small: Content, clock: Clock, tmp_path: Path
) -> None:
    """Nor does the bot grow, nor anybody else wait while it is read."""
    dice, number = Random(11), times(len(HOSTILE), 1000)
    files = [(name, make(dice)) for name, make in HOSTILE.items()]
    files += [mutated_file(dice) for _ in range(number - len(files))]
    async with Playing.on(small, clock, f"sqlite:///{tmp_path}/tumen.db") as playing:
        joko, rani = playing.person("Pak Joko"), playing.person()
        await playing.says(joko, "/start")
        await playing.says(rani, "/start")
        answered_at, longest = dict[int, float](), 0.0

        def look(event: Event) -> None:
            if event.message and event.message.sender == playing.api.bot:
                answered_at[event.message.chat_id] = monotonic()

        playing.api.subscribe(look)
        began, size = process_time(), list[int]()
        for name, content in files:
            clock.pass_by(seconds=10)
            answered_at.clear()
            playing.api.send_document(joko, joko, name, content)
            playing.api.say(rani, rani, "/bantuan")
            asked = monotonic()
            await playing.settle()
            assert answered_at.keys() == {joko.id, rani.id}, name
            longest = max(longest, answered_at[rani.id] - asked)
            size.append(resident())
        ours, grown = (process_time() - began) / number, max(size) - size[0]
        figures = playing.tumen.figures
        unhandled = figures.of("updates", "buried") + figures.of("jobs", "failed")
    print(
        f"{number} hostile uploads: all answered, {unhandled} unhandled, {1000 * ours:.0f} ms each in the bot's own process,",
        f"which grew by {grown / 1e6:.0f} MB; a learner beside them waited {longest:.2f} s at most",
    )
    assert unhandled == 0
    # A file is read in another process: what stays here is what Telegram's stand-in remembers of it.
    assert grown < 50_000_000 + sum(len(content) for _, content in files)


def resident() -> int:
    """How much memory this process has in use, in bytes: what is free goes back to the system first."""
    gc.collect()
    if hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def test_whatever_a_few_bytes_do_to_a_set_it_is_read_and_what_is_wrong_has_its_place() -> None:
    dice, number, longest, sound = Random(13), times(300, 20_000), 0.0, EVERY_KIND.read_bytes()
    for _ in range(number):
        began = process_time()
        reading = yaml_format.read(changed(sound, dice), "set")
        longest = max(longest, process_time() - began)
        assert all(finding.line >= 1 and finding.column >= 1 for finding in reading.findings)
        assert reading.findings or reading.question_set
    print(f"{number} mutated sets: each read, every finding with its place, {1000 * longest:.0f} ms at most")


# Other people's buttons


async def test_whatever_button_of_somebody_else_one_presses_nothing_of_theirs_changes(
    small: Content, clock: Clock
) -> None:
    async with Playing.on(small, clock) as playing:
        rani, sam = playing.person("Rani"), playing.person("Sam", "en")
        playing.api.send_document(rani, rani, "minggu4.yaml", GOOD.encode())
        await playing.hears()
        await playing.presses(rani, "Simpan")
        playing.api.send_document(rani, rani, "lain.yaml", GOOD.encode())
        await playing.hears()
        await playing.says(rani, "/soalku")
        [set_id] = [each.id for each in await playing.tumen.storage.run(lambda records: records.sets.of_owner(rani.id))]
        await playing.says(rani, "/kuis rivers")
        await playing.says(sam, "/start")

        def theirs(records: Any) -> str:
            return json.dumps(records.personal.everything(rani.id), default=str)

        before = await playing.tumen.storage.run(theirs)
        seen = {str(b["callback_data"]) for m in playing.api.messages(rani) for row in m.keyboard for b in row}
        draft = await playing.tumen.storage.run(lambda records: records.drafts.find(rani.id))
        assert draft
        number = draft.number
        forged = {
            pack(Press(action, place, word))
            for action in Action
            for place in (None, Ticket(1, 0, 0))
            for word in (set_id, f"{set_id}.1", str(rani.id), "yes", f"{number}", f"{number}.0", f"{number}.0.0")
        }
        for data in sorted(seen | forged):
            clock.pass_by(seconds=10)
            playing.api.send_callback(sam, playing.api.last(sam), data)
            await playing.hears()
            if not playing.api.messages(sam):
                await playing.says(sam, "/start")
        after = await playing.tumen.storage.run(theirs)
        buried = playing.tumen.figures.of("updates", "buried")
    print(f"{len(seen | forged)} buttons that belong to somebody else: 0 changes, {buried} unhandled")
    assert (after, buried) == (before, 0)


# Clocks


async def test_a_clock_that_jumps_loses_no_reply_and_sends_none_twice(small: Content) -> None:
    dice, clock = Random(3), Clock(NOW)
    async with Playing.on(small, clock) as playing:
        rani = playing.person()
        await playing.says(rani, "/start")
        for _ in range(times(200, 2000)):
            clock.now += dice.choice([timedelta(hours=-1), timedelta(days=1), timedelta(seconds=1), timedelta(0)])
            assert len(await playing.says(rani, "/bantuan")) == 1
            await playing.tumen.outgoing.sweep()
            await playing.tumen.outgoing.idle()
        said = [message for message in playing.api.messages(rani) if message.sender == playing.api.bot]
    assert len(said) == times(200, 2000) + 1


async def test_however_the_clock_jumps_a_learner_is_reminded_once_a_day_at_most(small: Content) -> None:
    """Back an hour, forward a day, over both ends of summer time, and from one zone to another."""
    dice, clock = Random(12), Clock(datetime(2026, 3, 27, 11, 0, tzinfo=UTC))
    zone, told = ZoneInfo("Europe/Berlin"), list[datetime]()
    async with Playing.on(small, clock) as playing:
        rani = playing.person()
        await playing.says(rani, "/kuis rivers")
        await playing.says(rani, "tidak tahu")
        await playing.says(rani, "/pengingat 19")

        def is_elsewhere(records: Any) -> None:
            pace = records.paces.find(rani.id)
            records.paces.keep(type(pace)(rani.id, zone.key, pace.retention, pace.most, pace.pauses))

        await playing.tumen.storage.run(is_elsewhere)
        for _ in range(times(300, 5000)):
            clock.now += dice.choice(
                [timedelta(hours=-1), timedelta(days=1), timedelta(minutes=40), timedelta(hours=5)]
            )
            before = len(playing.api.messages(rani))
            await playing.tumen.reminders.turn()
            await playing.tumen.outgoing.idle()
            told += [clock.now.astimezone(zone)] * (len(playing.api.messages(rani)) - before)
            if dice.random() < 0.1:
                await playing.says(rani, "/kuis rivers")
                await playing.says(rani, "tidak tahu")
    days = [moment.date() for moment in told]
    print(f"a clock that jumps {times(300, 5000)} times: {len(days)} reminders on {len(set(days))} days")
    assert days
    assert len(days) == len(set(days))
