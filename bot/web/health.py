"""Whether the bot is well, for whoever watches over it: no names, no words, no numbers of partners."""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.domain.delivery import HealthBook, JobHealth
from bot.domain.health import troubles

Figures = Callable[[], Awaitable[Mapping[str, float]]]
"""Figures by name: ``…_total`` only grow. A label is written behind a colon: ``notices_total:sent``."""


def health_route(health: HealthBook) -> web.RouteDef:
    """``/health``: 200 when the database answers and nothing fails, hangs or is silent, else 503; and its last run.

    It tells of the whole, over all replicas: a half that runs nowhere makes the other one unwell.
    """

    async def look(_request: web.Request) -> web.Response:
        try:
            now = await health.machine_now()
            jobs = await health.list_all()
        except Exception:  # noqa: BLE001 - whatever it is, the database does not answer
            return web.json_response({"well": False, "database": "does not answer"}, status=503)
        told = {job.name: _told(job) for job in jobs}
        ailing = [one.name for one in troubles(jobs, now)]
        well = not ailing and all(job.failed_at is None for job in jobs)
        answer = {"well": well, "database": "answers", "ailing": ailing, "jobs": told}
        return web.json_response(answer, status=200 if well else 503)

    return web.get("/health", look)


def metrics_route(figures: Figures) -> web.RouteDef:
    """``/metrics``, as Prometheus reads it."""

    async def tell(_request: web.Request) -> web.Response:
        registry = CollectorRegistry()
        registry.register(_Snapshot(await figures()))
        return web.Response(body=generate_latest(registry), headers={"Content-Type": "text/plain; version=0.0.4"})

    return web.get("/metrics", tell)


def _told(job: JobHealth) -> dict[str, str | None]:
    return {
        "ended_at": job.ended_at.isoformat() if job.ended_at else None,
        "failed_at": job.failed_at.isoformat() if job.failed_at else None,
        "failure": job.failure,
    }


class _Snapshot(Collector):
    """Figures as they were when they were asked for."""

    def __init__(self, figures: Mapping[str, float]) -> None:
        self.figures = figures

    def collect(self) -> list[Metric]:
        """One family a name, one sample a label."""
        families: dict[str, CounterMetricFamily | GaugeMetricFamily] = {}
        for key, value in sorted(self.figures.items()):
            name, _, label = key.partition(":")
            if name not in families:
                kind = CounterMetricFamily if name.endswith("_total") else GaugeMetricFamily
                families[name] = kind(f"rawat_{name}", name.replace("_", " "), labels=["which"] if label else None)
            families[name].add_metric([label] if label else [], value)
        return list(families.values())
