"""Listening: one small web server for each address, with the routes it is given."""

from collections.abc import Iterable

from aiohttp import web

from bot.domain.errors import OperatorError

LARGEST = 1024 * 1024
"""Bytes of a request's body; an update is far smaller."""


class Listener:
    """Serves routes at an address until it is stopped."""

    def __init__(self, routes: Iterable[web.RouteDef]) -> None:
        app = web.Application(client_max_size=LARGEST)
        app.router.add_routes(routes)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=5.0)
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Listens; port 0 takes a free one. ``OperatorError`` where the address cannot be had."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            await self._runner.cleanup()
            raise OperatorError(
                f"Nothing can listen at {host}:{port}; another program may have it. Set another address."
            ) from error
        self.port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Answers what is under way, and listens no more."""
        await self._runner.cleanup()
