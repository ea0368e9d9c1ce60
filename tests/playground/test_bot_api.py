"""Messages, buttons, polls and files, as a bot and people see them."""

from typing import Any

import pytest

from bot.playground.bot_api import BotApi
from bot.playground.chats import Event, Happening, Person
from bot.playground.people import NoSuchButton, NothingSaid
from bot.playground.refusals import BotApiError, ConnectionDropped, too_many_requests

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + (640).to_bytes(4, "big") + (360).to_bytes(4, "big")
KEYS = {"inline_keyboard": [[{"text": "Mulai", "callback_data": "go"}, {"text": "Baca", "url": "https://example.org"}]]}


def send(api: BotApi, person: Person, text: str = "a", **wish: Any) -> dict[str, Any]:
    api.open_private(person)
    return dict(api.call("sendMessage", {"chat_id": person.id, "text": text, **wish}))


def test_a_press_reaches_the_bot_and_its_answer_the_person(api: BotApi, rani: Person) -> None:
    send(api, rani, reply_markup=KEYS)
    press = api.press(rani, api.last(rani), "Mulai")
    query = api.call("getUpdates", {})[0]["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]["reply_markup"]) == ("go", rani.id, KEYS)
    api.call("answerCallbackQuery", {"callback_query_id": query["id"], "text": "Baik", "show_alert": "true"})
    assert (press.text, press.alert) == ("Baik", True)


def test_only_a_button_that_is_shown_and_calls_back_can_be_pressed(api: BotApi, rani: Person) -> None:
    send(api, rani, reply_markup=KEYS)
    for label in ("Lanjut", "Baca"):
        with pytest.raises(NoSuchButton):
            api.press(rani, api.last(rani), label)


def test_a_press_that_crosses_an_edit_still_arrives(api: BotApi, rani: Person) -> None:
    sent = send(api, rani, reply_markup=KEYS)
    seen = api.last(rani)
    api.call("editMessageText", {"chat_id": rani.id, "message_id": sent["message_id"], "text": "b"})
    assert api.press(rani, seen, "Mulai").data == "go"


def test_a_press_on_a_deleted_message_comes_with_its_place_only(api: BotApi, rani: Person) -> None:
    sent = send(api, rani, reply_markup=KEYS)
    seen = api.last(rani)
    api.call("deleteMessage", {"chat_id": rani.id, "message_id": sent["message_id"]})
    api.press(rani, seen, "Mulai")
    assert api.call("getUpdates", {})[0]["callback_query"]["message"]["date"] == 0


def test_an_answer_that_comes_too_late_or_is_too_long_is_refused(api: BotApi, rani: Person, clock: Any) -> None:
    send(api, rani, reply_markup=KEYS)
    press = api.press(rani, api.last(rani), "Mulai")
    with pytest.raises(BotApiError, match="MESSAGE_TOO_LONG"):
        api.call("answerCallbackQuery", {"callback_query_id": press.id, "text": "a" * 201})
    clock.forward(hours=1)
    with pytest.raises(BotApiError, match="query is too old"):
        api.call("answerCallbackQuery", {"callback_query_id": press.id})


def test_an_edit_changes_text_and_buttons(api: BotApi, rani: Person) -> None:
    sent = send(api, rani, reply_markup=KEYS)
    place = {"chat_id": rani.id, "message_id": sent["message_id"]}
    api.call("editMessageText", {**place, "text": "<i>b</i>", "parse_mode": "HTML"})
    assert (api.last(rani).text, api.last(rani).buttons) == ("b", [])
    api.call("editMessageReplyMarkup", {**place, "reply_markup": KEYS})
    assert (api.last(rani).text, api.last(rani).buttons) == ("b", ["Mulai", "Baca"])


def test_an_edit_that_changes_nothing_is_refused(api: BotApi, rani: Person) -> None:
    sent = send(api, rani, "<b>a</b>", parse_mode="HTML", reply_markup=KEYS)
    place = {"chat_id": rani.id, "message_id": sent["message_id"]}
    with pytest.raises(BotApiError, match="message is not modified: specified new message content and reply markup"):
        api.call(
            "editMessageText", {**place, "text": "<strong>a </strong>", "parse_mode": "HTML", "reply_markup": KEYS}
        )
    with pytest.raises(BotApiError, match="message is not modified"):
        api.call("editMessageReplyMarkup", {**place, "reply_markup": KEYS})


def test_only_what_the_bot_said_can_be_edited(api: BotApi, rani: Person) -> None:
    message = api.say(rani, rani, "a")
    with pytest.raises(BotApiError, match="message can't be edited"):
        api.call("editMessageText", {"chat_id": rani.id, "message_id": message.id, "text": "b"})


def test_what_is_older_than_two_days_cannot_be_deleted(api: BotApi, rani: Person, clock: Any) -> None:
    sent = send(api, rani)
    clock.forward(hours=49)
    with pytest.raises(BotApiError, match="message can't be deleted for everyone"):
        api.call("deleteMessage", {"chat_id": rani.id, "message_id": sent["message_id"]})


def test_a_reply_shows_what_it_answers_and_quotes(api: BotApi, rani: Person) -> None:
    said = api.say(rani, rani, "Kim Jong Il")
    wish = {"message_id": said.id, "quote": "Il"}
    sent = send(api, rani, "bukan", reply_parameters=wish)
    assert (sent["reply_to_message"]["text"], sent["quote"]["position"]) == ("Kim Jong Il", 9)


def test_pictures_have_their_size_and_can_be_replaced(api: BotApi, rani: Person) -> None:
    api.open_private(rani)
    sent = api.call("sendPhoto", {"chat_id": rani.id, "caption": "a"}, {"photo": PNG})
    assert (sent["photo"][0]["width"], sent["photo"][0]["height"]) == (640, 360)
    place = {"chat_id": rani.id, "message_id": sent["message_id"]}
    media = {"type": "photo", "media": "attach://new", "caption": "b"}
    assert api.call("editMessageMedia", {**place, "media": media}, {"new": PNG + b"x"})["caption"] == "b"
    with pytest.raises(BotApiError, match="IMAGE_PROCESS_FAILED"):
        api.call("sendPhoto", {"chat_id": rani.id}, {"photo": b"no picture"})
    with pytest.raises(BotApiError, match="there is no text in the message to edit"):
        api.call("editMessageText", {**place, "text": "c"})


def test_a_file_beyond_twenty_megabytes_is_seen_but_not_fetched(api: BotApi, rani: Person) -> None:
    message = api.send_document(rani, rani, "big.yaml", bytes(20 * 2**20 + 1))
    with pytest.raises(BotApiError, match="file is too big"):
        api.call("getFile", {"file_id": message.content["document"]["file_id"]})


def test_votes_in_a_quiz_are_final_and_heard(api: BotApi, rani: Person, sam: Person) -> None:
    api.open_private(rani)
    wish = {"question": "Ibu kota?", "options": ["Wonsan", "Pyongyang"], "type": "quiz", "correct_option_id": 1}
    api.call("sendPoll", {"chat_id": rani.id, **wish, "is_anonymous": False})
    api.vote(rani, api.last(rani), [1])
    with pytest.raises(BotApiError, match="REVOTE_NOT_ALLOWED"):
        api.vote(rani, api.last(rani), [0])
    poll, answer = (update for update in api.call("getUpdates", {}))
    assert poll["poll"]["options"][1]["voter_count"] == 1
    assert (answer["poll_answer"]["user"]["id"], answer["poll_answer"]["option_ids"]) == (rani.id, [1])
    stopped = api.call("stopPoll", {"chat_id": rani.id, "message_id": api.last(rani).id})
    assert (stopped["is_closed"], stopped["correct_option_ids"]) == (True, [1])
    with pytest.raises(BotApiError, match="poll has already been closed"):
        api.vote(sam, api.last(rani), [1])


def test_a_poll_ends_when_its_time_is_over(api: BotApi, rani: Person, clock: Any) -> None:
    api.open_private(rani)
    api.call("sendPoll", {"chat_id": rani.id, "question": "Ya?", "options": ["ya", "tidak"], "open_period": 30})
    clock.forward(seconds=31)
    with pytest.raises(BotApiError, match="poll has already been closed"):
        api.vote(rani, api.last(rani), [0])
    assert api.last(rani).content["poll"]["is_closed"]


def test_commands_are_seen_by_scope_and_language(api: BotApi, rani: Person, sam: Person) -> None:
    group = api.add_group("Kelas 7B", rani, sam)

    def put(name: str, **wish: Any) -> None:
        api.call("setMyCommands", {"commands": [{"command": name, "description": name}], **wish})

    put("help")
    put("bantuan", language_code="id")
    put("kelas", scope={"type": "all_group_chats"})
    put("guru", scope='{"type": "all_chat_administrators"}')

    def seen(person: Person, chat: Any) -> str:
        return api.menus.seen_by(person, chat)[0]["command"]

    private = [seen(person, api.open_private(person)) for person in (rani, sam)]
    assert private == ["bantuan", "help"]
    assert [seen(person, group) for person in (rani, sam)] == ["guru", "kelas"]


def test_faults_come_as_planned_and_then_no_more(api: BotApi, rani: Person) -> None:
    api.fail_next("sendMessage", too_many_requests(3), times=2)
    for _ in range(2):
        with pytest.raises(BotApiError) as refusal:
            send(api, rani)
        assert (refusal.value.code, refusal.value.parameters) == (429, {"retry_after": 3})
    assert send(api, rani)["text"] == "a"


def test_a_rule_decides_about_every_call(api: BotApi, rani: Person) -> None:
    api.rule = lambda method, given: ConnectionDropped() if given.text("text") == "b" else None
    send(api, rani, "a")
    with pytest.raises(ConnectionDropped):
        send(api, rani, "b")
    assert [message.text for message in api.messages(rani)] == ["a"]


def test_listeners_hear_what_happens_until_they_leave(api: BotApi, rani: Person) -> None:
    events: list[Event] = []
    leave = api.subscribe(events.append)
    sent = send(api, rani)
    api.call("sendChatAction", {"chat_id": rani.id, "action": "typing"})
    api.call("deleteMessage", {"chat_id": rani.id, "message_id": sent["message_id"]})
    leave()
    send(api, rani)
    assert [event.kind for event in events] == [Happening.SAID, Happening.ACTION, Happening.DELETED]


def test_a_chat_in_which_the_bot_was_silent_says_so(api: BotApi, rani: Person) -> None:
    with pytest.raises(NothingSaid):
        api.last(rani)


def test_who_is_in_a_group_can_be_asked(api: BotApi, rani: Person, sam: Person) -> None:
    group = api.add_group("Kelas 7B", rani, sam)
    api.add_bot(group, rani)
    place = {"chat_id": group.id}
    statuses = [api.call("getChatMember", {**place, "user_id": p.id})["status"] for p in (rani, sam, api.bot)]
    assert statuses == ["creator", "member", "member"]
    assert api.call("getChatMemberCount", place) == 3
    assert api.call("leaveChat", place) is True
    with pytest.raises(BotApiError, match="bot is not a member"):
        api.call("getChat", place)


def test_a_deep_link_carries_at_most_64_letters_digits_and_strokes(api: BotApi, rani: Person) -> None:
    assert api.start(rani, "kelas-7B_x9").text == "/start kelas-7B_x9"
    for payload in ("a" * 65, "set/slug", "dua kata"):
        with pytest.raises(BotApiError, match="START_PARAM_INVALID"):
            api.start(rani, payload)
