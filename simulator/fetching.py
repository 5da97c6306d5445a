"""Methods by which a bot gets its updates: getUpdates once, and the webhook's settings.

Waiting for updates (long polling) and sending them (webhook) is the server's work.
"""

from urllib.parse import urlsplit

from simulator.call import Call, Method
from simulator.chats import Bot, Webhook
from simulator.refusals import Json, bad_request, conflict
from simulator.telegram import Telegram

_PORTS = (443, 80, 88, 8443)
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def get_updates(_telegram: Telegram, bot: Bot, call: Call) -> list[Json]:
    """Confirm what lies before the offset and return what waits, at once."""
    if bot.webhook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    kinds = call.decoded("allowed_updates") if call.text("allowed_updates") else None
    bot.queue.allow(kinds if isinstance(kinds, list) else None)
    limit = min(100, max(1, call.integer("limit", 100)))
    return [update.body() for update in bot.queue.take(call.integer("offset"), limit)]


def set_webhook(telegram: Telegram, bot: Bot, call: Call) -> bool:
    """Have updates sent to an address; on loopback any port and no TLS are accepted,
    as a local Bot API server does."""
    url = call.text("url")
    if not url:
        return delete_webhook(telegram, bot, call)
    parts = urlsplit(url)
    if parts.hostname not in _LOOPBACK:
        if parts.scheme != "https":
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if (parts.port or 443) not in _PORTS:
            raise bad_request(
                "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
            )
    secret = call.text("secret_token")
    allowed_signs = secret.replace("_", "").replace("-", "")
    if secret and (len(secret) > 256 or not (allowed_signs.isascii() and allowed_signs.isalnum())):
        raise bad_request("secret token contains unallowed characters")
    kinds = call.decoded("allowed_updates") if call.text("allowed_updates") else None
    bot.queue.allow(kinds if isinstance(kinds, list) else None)
    if call.flag("drop_pending_updates"):
        bot.queue.clear()
    bot.webhook = Webhook(url, secret, call.integer("max_connections", 40))
    bot.webhook_error = None
    return True


def delete_webhook(_telegram: Telegram, bot: Bot, call: Call) -> bool:
    """Stop sending updates; getUpdates works again."""
    bot.webhook = None
    if call.flag("drop_pending_updates"):
        bot.queue.clear()
    return True


def get_webhook_info(telegram: Telegram, bot: Bot, _call: Call) -> Json:
    """Tell where updates go, how many wait, and what went wrong last."""
    hook = bot.webhook
    info: Json = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": telegram.pending(bot),
    }
    if hook is not None:
        info["max_connections"] = hook.max_connections
        if bot.webhook_error is not None:
            info["last_error_date"], info["last_error_message"] = bot.webhook_error
    if bot.queue.allowed:
        info["allowed_updates"] = bot.queue.allowed
    return info


METHODS: dict[str, Method] = {
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
}
