"""What a bot may ask of Telegram: the methods of the Bot API by name."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.playground.asking import (
    get_chat,
    get_chat_administrators,
    get_chat_member,
    get_chat_member_count,
    get_file,
)
from bot.playground.changing import (
    answer_callback_query,
    delete_message,
    delete_messages,
    edit_message_caption,
    edit_message_media,
    edit_message_reply_markup,
    edit_message_text,
    leave_chat,
    set_message_reaction,
    stop_poll,
)
from bot.playground.parameters import Parameters
from bot.playground.people import People
from bot.playground.profile import (
    delete_my_commands,
    get_me,
    get_my_commands,
    profile_getter,
    profile_setter,
    set_my_commands,
)
from bot.playground.receiving import delete_webhook, get_updates, get_webhook_info, set_webhook
from bot.playground.sending import (
    send_chat_action,
    send_document,
    send_message,
    send_photo,
    send_poll,
)

Method = Callable[[People, Parameters], Any]


def say_yes(_people: People, _given: Parameters) -> Any:
    return True


METHODS: Mapping[str, Method] = {
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "getme": get_me,
    "logout": say_yes,
    "close": say_yes,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    # The lengths are those of https://core.telegram.org/bots/api#setmyname and its neighbours.
    "setmyname": profile_setter("name", 64),
    "setmydescription": profile_setter("description", 512),
    "setmyshortdescription": profile_setter("short_description", 120),
    "getmyname": profile_getter("name"),
    "getmydescription": profile_getter("description"),
    "getmyshortdescription": profile_getter("short_description"),
    "sendmessage": send_message,
    "senddocument": send_document,
    "sendphoto": send_photo,
    "sendpoll": send_poll,
    "stoppoll": stop_poll,
    "sendchataction": send_chat_action,
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagemedia": edit_message_media,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "setmessagereaction": set_message_reaction,
    "answercallbackquery": answer_callback_query,
    "getfile": get_file,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "getchatmembercount": get_chat_member_count,
    "leavechat": leave_chat,
}
