"""All methods that the server serves, by name, and how a call of one is typed and run."""

from collections.abc import Callable
from typing import Any

from bot.sandbox import methods_answer, methods_edit, methods_profile, methods_send, methods_updates
from bot.sandbox.accounts import Bot
from bot.sandbox.ground import Ground
from bot.sandbox.parameters import Upload, typed
from bot.sandbox.refusals import bad_request, not_found, too_many
from bot.sandbox.signatures import MISSING, SIGNATURES

Json = dict[str, Any]
Method = Callable[[Ground, Bot, Json], Any]

_METHODS: dict[str, Method] = {
    **methods_send.TABLE,
    **methods_edit.TABLE,
    **methods_answer.TABLE,
    **methods_profile.TABLE,
    **methods_updates.TABLE,
}
# Telegram does not mind how a method's name is written.
_NAMES = {name.lower(): name for name in SIGNATURES}


def served_name(name: str) -> str | None:
    """The documented spelling of a served method's name, however it is written; None for any other."""
    return _NAMES.get(name.lower())


async def call_method(ground: Ground, bot: Bot, name: str, args: Json) -> Any:
    """Runs a served method with typed parameters and gives its result. Raises Refusal."""
    if name == "getUpdates":
        return await methods_updates.get_updates(ground, bot, args)
    if name not in _METHODS:
        raise not_found()
    chat_id = args.get("chat_id")
    if isinstance(chat_id, int):
        wait = ground.limits.retry_after(bot.id, name, chat_id)
        if wait:
            raise too_many(wait)
    return _METHODS[name](ground, bot, args)


def typed_parameters(ground: Ground, name: str, given: Json) -> Json:
    """The parameters of a call as the documentation types them. Raises Refusal for a wrong or missing one.

    A parameter that the documentation does not know is left out, as Telegram does, and noted in the ledger.
    """
    signature = SIGNATURES[name]
    args: Json = {}
    for parameter, value in given.items():
        known = signature.get(parameter)
        if known:
            args[parameter] = typed(known[0], parameter, value)
        elif isinstance(value, Upload):
            # A part of its own, which a parameter names by attach://.
            args[parameter] = value
        else:
            ground.ledger.undocumented.add((name, parameter))
    for parameter, (_, required) in signature.items():
        if required and parameter not in args:
            raise bad_request(MISSING.get(parameter, f"{parameter} is empty"))
    return args
