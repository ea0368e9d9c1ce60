"""How updates reach a bot: fetched, or posted to its webhook."""

from typing import Any

from bot.playground.parameters import Parameters
from bot.playground.people import People
from bot.playground.refusals import bad_request, conflict
from bot.playground.world import Webhook

WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


def get_updates(people: People, given: Parameters) -> Any:
    if people.webhook:
        raise conflict(WEBHOOK_ACTIVE)
    if given.has("allowed_updates"):
        people.updates.allow(given.json("allowed_updates"))
    return people.updates.take(given.integer("offset"), given.integer("limit", 100))


def set_webhook(people: People, given: Parameters) -> Any:
    url = given.text("url")
    if not url:
        return delete_webhook(people, given)
    if not url.startswith("https://") and not url.startswith(("http://127.0.0.1", "http://localhost")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if given.has("allowed_updates"):
        people.updates.allow(given.json("allowed_updates"))
    if given.flag("drop_pending_updates"):
        people.updates.forget()
    people.webhook = Webhook(url, given.text("secret_token"), given.integer("max_connections", 40))
    people.updates.interrupt()
    return True


def delete_webhook(people: People, given: Parameters) -> Any:
    if given.flag("drop_pending_updates"):
        people.updates.forget()
    people.webhook = None
    return True


def get_webhook_info(people: People, _given: Parameters) -> Any:
    hook = people.webhook
    waiting = {"has_custom_certificate": False, "pending_update_count": len(people.updates)}
    if hook is None:
        return {"url": "", **waiting}
    when = {"last_error_date": int(hook.last_error_date.timestamp())} if hook.last_error_date else {}
    trouble = {**when, "last_error_message": hook.last_error} if hook.last_error else {}
    return {"url": hook.url, **waiting, "max_connections": hook.connections, **trouble}
