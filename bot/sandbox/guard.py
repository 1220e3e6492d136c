"""Who may talk to the sandbox: this machine's own programs, and pages that it serves itself.

A page from elsewhere that the same browser shows must neither read nor change anything. Its requests carry a foreign
Origin; and if its name was rebound to 127.0.0.1 ("DNS rebinding"), a foreign Host.
"""

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses, with 403, requests with a foreign Host or Origin, and those that another site's page makes."""
    headers = request.headers
    host = headers.get("Host", "")
    if not _is_local(f"//{host}"):
        raise web.HTTPForbidden(text="The sandbox answers at 127.0.0.1 and localhost only.")
    origin = headers.get("Origin")
    if origin is not None and origin.lower() != f"http://{host.lower()}":
        raise web.HTTPForbidden(text="The sandbox answers to its own page only.")
    # A link that somebody follows is a navigation; anything else from another site is not meant.
    if headers.get("Sec-Fetch-Site") in ("cross-site", "same-site") and headers.get("Sec-Fetch-Mode") != "navigate":
        raise web.HTTPForbidden(text="The sandbox answers to its own page only.")
    return await handler(request)


def _is_local(address: str) -> bool:
    try:
        parts = urlsplit(address)
        # Reading the port checks that it is one.
        return parts.hostname in _LOOPBACK and parts.username is None and not parts.path and parts.port != 0
    except ValueError:
        return False
