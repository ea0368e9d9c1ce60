"""What the bot hears, when, and how often."""

from typing import Any

import pytest

from bot.playground.bot_api import BotApi
from bot.playground.chats import ChatKind, Person
from bot.playground.refusals import BotApiError


def heard(api: BotApi, **wish: Any) -> list[dict[str, Any]]:
    return list(api.call("getUpdates", wish))


def texts(api: BotApi) -> list[str]:
    return [update["message"]["text"] for update in heard(api) if "text" in update.get("message", {})]


def test_updates_stay_until_a_higher_offset_confirms_them(api: BotApi, rani: Person) -> None:
    for text in ("satu", "dua", "tiga"):
        api.say(rani, rani, text)
    first, second, third = heard(api)
    assert heard(api) == [first, second, third]
    assert heard(api, offset=second["update_id"]) == [second, third]
    assert heard(api) == [second, third]
    assert heard(api, offset=str(third["update_id"] + 1)) == []


def test_a_negative_offset_keeps_only_the_newest(api: BotApi, rani: Person) -> None:
    for text in ("satu", "dua", "tiga"):
        api.say(rani, rani, text)
    assert [update["message"]["text"] for update in heard(api, offset=-1)] == ["tiga"]
    assert texts(api) == ["tiga"]


def test_limit_says_how_many_at_once(api: BotApi, rani: Person) -> None:
    for number in range(150):
        api.say(rani, rani, str(number))
    assert [len(heard(api, limit=2)), len(heard(api, limit=1000)), len(heard(api))] == [2, 100, 100]


def test_ids_ascend_also_after_a_restart(api: BotApi, rani: Person, clock: Any) -> None:
    api.say(rani, rani, "sebelum")
    clock.forward(seconds=5)
    later = BotApi(clock=clock)
    somebody = later.add_person("Rani")
    later.say(somebody, somebody, "sesudah")
    assert heard(later)[0]["update_id"] > heard(api)[0]["update_id"]


def test_reactions_come_only_when_asked_for(api: BotApi, rani: Person) -> None:
    message = api.say(rani, rani, "a")
    api.react(rani, message, "👍")
    heard(api, allowed_updates='["message", "message_reaction"]')
    api.react(rani, message)
    assert ["message_reaction" in update for update in heard(api)] == [False, True]


def test_a_kind_that_is_not_allowed_is_not_heard(api: BotApi, rani: Person) -> None:
    heard(api, allowed_updates=["callback_query"])
    api.say(rani, rani, "a")
    assert heard(api) == []


def test_while_a_webhook_is_set_nothing_can_be_fetched(api: BotApi) -> None:
    api.call("setWebhook", {"url": "https://example.org/hook"})
    with pytest.raises(BotApiError, match="can't use getUpdates method while webhook is active"):
        heard(api)
    api.call("deleteWebhook", {"drop_pending_updates": "true"})
    assert heard(api) == []


def test_a_raw_update_is_given_out_as_it_is(api: BotApi) -> None:
    api.updates.add_raw({"message": {"chat": "nonsense"}})
    assert heard(api)[0]["message"] == {"chat": "nonsense"}


def test_in_a_group_the_bot_hears_commands_and_replies_to_it(api: BotApi, rani: Person, sam: Person) -> None:
    group = api.add_group("Kelas 7B", rani, sam)
    api.add_bot(group, rani)
    asked = api.call("sendMessage", {"chat_id": group.id, "text": "Kapan?"})
    said = ["halo", "/kuis", "/kuis@tumen_bot", "/kuis@other_bot", "tidak /kuis", "@tumen_bot halo"]
    for text in said:
        api.say(sam, group, text)
    api.say(sam, group, "1949", reply_to=group.messages[asked["message_id"]])
    assert texts(api) == ["/kuis", "/kuis@tumen_bot", "1949"]


def test_a_bot_that_leads_a_group_hears_everything(api: BotApi, rani: Person) -> None:
    group = api.add_group("Kelas 7B", rani)
    api.add_bot(group, rani)
    api.promote_bot(group, rani)
    api.say(rani, group, "halo")
    assert texts(api) == ["halo"]


def test_a_bot_that_is_not_there_hears_nothing_and_may_say_nothing(api: BotApi, rani: Person) -> None:
    group = api.add_group("Kelas 7B", rani)
    api.say(rani, group, "/kuis")
    assert heard(api) == []
    with pytest.raises(BotApiError, match="bot is not a member of the supergroup chat"):
        api.call("sendMessage", {"chat_id": group.id, "text": "a"})
    api.add_bot(group, rani)
    api.remove_bot(group, rani)
    with pytest.raises(BotApiError, match="403 Forbidden: bot was kicked from the supergroup chat"):
        api.call("sendMessage", {"chat_id": group.id, "text": "a"})
    statuses = [u["my_chat_member"]["new_chat_member"]["status"] for u in heard(api) if "my_chat_member" in u]
    assert statuses == ["member", "kicked"]


def test_a_group_that_became_a_supergroup_names_its_new_id(api: BotApi, rani: Person) -> None:
    group = api.add_group("Kelas 7B", rani, supergroup=False)
    api.add_bot(group, rani)
    larger = api.migrate(group, rani)
    with pytest.raises(BotApiError) as refusal:
        api.call("sendMessage", {"chat_id": group.id, "text": "a"})
    assert refusal.value.parameters == {"migrate_to_chat_id": larger.id}
    assert larger.kind is ChatKind.SUPERGROUP
    migrated = [u["message"] for u in heard(api) if "message" in u]
    assert [message.get("migrate_to_chat_id") for message in migrated[-2:]] == [larger.id, None]


def test_somebody_who_never_wrote_cannot_be_written_to(api: BotApi, rani: Person) -> None:
    with pytest.raises(BotApiError, match="403 Forbidden: bot can't initiate conversation with a user"):
        api.call("sendMessage", {"chat_id": rani.id, "text": "a"})


def test_an_edited_message_is_heard_as_an_edit(api: BotApi, rani: Person) -> None:
    message = api.say(rani, rani, "1949")
    api.edit(rani, message, "1948")
    assert heard(api)[1]["edited_message"]["text"] == "1948"


def test_odd_messages_are_heard_too(api: BotApi, rani: Person) -> None:
    api.send_sticker(rani, rani)
    api.send_voice(rani, rani)
    api.forward_poll(rani, rani, "Ya?", ["ya", "tidak"])
    api.send(rani, rani, {"location": {"latitude": 42.4, "longitude": 130.6}})
    kinds = ("sticker", "voice", "poll", "location")
    assert [kind for update in heard(api) for kind in kinds if kind in update["message"]] == list(kinds)
