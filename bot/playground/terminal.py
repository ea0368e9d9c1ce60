"""The chat in a terminal: the bot's words as plain text, buttons by number."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import TextIO

from bot.playground.bot_api import BotApi
from bot.playground.chats import Button, Event, Happening, Message, Person
from bot.playground.page_view import poll_view
from bot.playground.refusals import BotApiError
from bot.playground.utf16 import places

ReadLine = Callable[[], Awaitable[str | None]]
Write = Callable[[str], None]

# The bot has answered when it has heard everything and has been silent for a moment; it never gets longer than this.
SILENCE, PATIENCE = 0.25, 15.0
# Longer than this, buttons stand one below the other.
ONE_LINE = 72
HIDDEN = "▒"
WORDS: Mapping[str, Mapping[str, str]] = {
    "id": {
        "help": "Ketik pesan, lalu Enter. :1 menekan tombol [1] · :lihat membuka yang tersembunyi · "
        ":file NAMA mengirim berkas · :simpan NAMA menyimpan berkas terakhir · :keluar",
        "edited": "diubah",
        "deleted": "(pesan dihapus)",
        "no_button": "Tidak ada tombol dengan nomor itu.",
        "no_file": "Berkas itu tidak bisa dibaca.",
        "nothing_to_save": "Belum ada berkas.",
        "unknown": "Perintah itu tidak kukenal. :bantuan",
        "picture": "gambar",
        "file": "berkas",
        "choice": "pilihanmu",
        "right": "benar",
    },
    "en": {
        "help": "Type a message, then Enter. :1 presses button [1] · :show reveals what is hidden · "
        ":file NAME sends a file · :save NAME keeps the last file · :quit",
        "edited": "edited",
        "deleted": "(message deleted)",
        "no_button": "There is no button with that number.",
        "no_file": "That file cannot be read.",
        "nothing_to_save": "There is no file yet.",
        "unknown": "I do not know that command. :help",
        "picture": "picture",
        "file": "file",
        "choice": "your choice",
        "right": "right",
    },
}
VERBS = {
    **dict.fromkeys(("quit", "q", "keluar"), "quit"),
    **dict.fromkeys(("help", "bantuan", "?"), "help"),
    **dict.fromkeys(("show", "lihat"), "show"),
    **dict.fromkeys(("file", "berkas"), "file"),
    **dict.fromkeys(("save", "simpan"), "save"),
}


async def converse(api: BotApi, user: Person, read_line: ReadLine, write: Write) -> None:
    """Let `user` chat with the bot until the lines end or :quit."""
    talk = _Talk(api, user, write)
    stop_listening = api.subscribe(talk.hear)
    try:
        write(talk.words["help"])
        while (line := await read_line()) is not None:
            if not talk.do(line.strip()):
                return
            await talk.wait_for_silence()
    finally:
        stop_listening()


def lines_of(stream: TextIO = sys.stdin) -> ReadLine:
    """Lines as they are typed, or as they come through a pipe and are shown; None at the end."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()

    def read() -> None:
        for line in stream:
            loop.call_soon_threadsafe(lines.put_nowait, line)
        loop.call_soon_threadsafe(lines.put_nowait, None)

    # A daemon: a line that is never typed must not keep the program from ending.
    Thread(target=read, daemon=True).start()

    async def read_line() -> str | None:
        line = await lines.get()
        if line and not stream.isatty():
            write_line(f"\n> {line.strip()}")
        return line

    return read_line


def write_line(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@dataclass(slots=True)
class _Talk:
    """One person's chat with the bot, as lines."""

    api: BotApi
    user: Person
    write: Write
    choices: list[tuple[Message, Button | int]] = field(default_factory=list)
    shown: dict[int, str] = field(default_factory=dict)
    last_heard: float = 0.0

    @property
    def words(self) -> Mapping[str, str]:
        return WORDS.get(self.user.language_code or "en", WORDS["en"])

    # What the person does

    def do(self, line: str) -> bool:
        """Act on one line; False ends the talk."""
        if not line.startswith(":"):
            return self._try(lambda: self.api.say(self.user, self.user, line) if line else None)
        verb, _, rest = line[1:].partition(" ")
        if verb.isdecimal():
            return self._try(lambda: self._choose(int(verb)))
        match VERBS.get(verb):
            case "quit":
                return False
            case "help":
                self.write(self.words["help"])
            case "show":
                self._show()
            case "file":
                self._send_file(Path(rest.strip()))
            case "save":
                self._save(Path(rest.strip()))
            case _:
                self.write(self.words["unknown"])
        return True

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except BotApiError as refusal:
            self.write(f"· {refusal.description}")
        return True

    def _choose(self, number: int) -> None:
        if not 1 <= number <= len(self.choices):
            self.write(self.words["no_button"])
            return
        message, choice = self.choices[number - 1]
        if isinstance(choice, int):
            self.api.vote(self.user, message, [choice])
        elif "callback_data" in choice:
            self.api.send_callback(self.user, message, choice["callback_data"])
        else:
            self.write(str(choice.get("url") or choice.get("copy_text", {}).get("text", "")))

    def _show(self) -> None:
        said = [message for message in self.api.messages(self.user) if message.sender == self.api.bot]
        self.write(plain(said[-1], reveal=True) if said else self.words["help"])

    def _send_file(self, path: Path) -> None:
        try:
            content = path.read_bytes()
        except OSError:
            self.write(self.words["no_file"])
            return
        self.api.send_document(self.user, self.user, path.name, content)

    def _save(self, path: Path) -> None:
        sent = [
            message.content["document"] for message in self.api.messages(self.user) if "document" in message.content
        ]
        if not sent or not path.name:
            self.write(self.words["nothing_to_save"])
            return
        path.write_bytes(self.api.files.by_id(sent[-1]["file_id"]).upload.content)

    # What comes back

    def hear(self, event: Event) -> None:
        self.last_heard = asyncio.get_running_loop().time()
        if event.chat is None or event.chat.person != self.user:
            return
        if event.message and event.message.sender == self.api.bot:
            self._say_message(event.kind, event.message)
        elif event.press and event.press.text:
            self.write(f"· {event.press.text}")

    def _say_message(self, kind: Happening, message: Message) -> None:
        if kind is Happening.DELETED:
            self.write(self.words["deleted"])
            return
        mark = f" ({self.words['edited']})" if kind is Happening.EDITED else ""
        said = "\n".join([plain(message), *self._attached(message)])
        # An edit of the buttons alone is no news in words.
        if self.shown.get(message.id) != said or "poll" in message.content:
            self.write(f"\n{message.sender.first_name}{mark}: {said}")
        self.shown[message.id] = said
        self._offer(message)

    def _attached(self, message: Message) -> list[str]:
        content = message.content
        lines = [f"({self.words['picture']})"] if "photo" in content else []
        if "document" in content:
            lines.append(f"({self.words['file']}: {content['document']['file_name']})")
        return lines + [f"({emoji})" for chosen in message.reactions.values() for emoji in chosen]

    def _offer(self, message: Message) -> None:
        """The buttons of the newest message that has any; those before it are gone."""
        labels: list[str] = []
        choices: list[tuple[Message, Button | int]] = []
        for button in (button for row in message.keyboard for button in row):
            choices.append((message, button))
            labels.append(str(button["text"]))
        if "poll" in message.content:
            view = poll_view(self.api.polls.get(message.content["poll"]["id"]), message.content["poll"], self.user)
            labels += [self._option(option) for option in view["options"]]
            choices += [(message, number) for number in range(len(view["options"]))]
        if choices:
            self.choices = choices
            numbered = [f"[{number}] {label}" for number, label in enumerate(labels, start=1)]
            self.write("  ".join(numbered) if len("  ".join(numbered)) <= ONE_LINE else "\n".join(numbered))

    def _option(self, option: Mapping[str, object]) -> str:
        marks = [self.words[word] for word, key in (("choice", "chosen"), ("right", "right")) if option[key]]
        return f"{option['text']} ({', '.join(marks)})" if marks else str(option["text"])

    async def wait_for_silence(self) -> None:
        loop = asyncio.get_running_loop()
        self.last_heard = begin = loop.time()
        # Silence is that nothing comes: there is no event to wait for.
        while loop.time() - begin < PATIENCE and (  # noqa: ASYNC110
            len(self.api.updates) or loop.time() - self.last_heard < SILENCE
        ):
            await asyncio.sleep(SILENCE / 5)


def plain(message: Message, reveal: bool = False) -> str:
    """The words of a message: hidden ones masked, links with their address."""
    text = message.text
    entities: Sequence[Mapping[str, object]] = [
        *message.content.get("entities", []),
        *message.content.get("caption_entities", []),
    ]
    letters = list(text)
    begins = {offset: index for index, offset in enumerate(places(text))}
    for entity in entities:
        begin = begins[int(str(entity["offset"]))]
        end = begins[int(str(entity["offset"])) + int(str(entity["length"]))]
        if entity["type"] == "spoiler" and not reveal:
            letters[begin:end] = [HIDDEN if letter.strip() else letter for letter in letters[begin:end]]
        if entity["type"] == "text_link":
            letters[end - 1] += f" ({entity['url']})"
    return "".join(letter for letter in "".join(letters) if letter.isprintable() or letter == "\n")
