"""Prometheus metrics, in a registry per app so that apps can be created side by side."""

from __future__ import annotations

from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Counter, GCCollector, Gauge, PlatformCollector, ProcessCollector
from prometheus_fastapi_instrumentator import Instrumentator


class Telemetry:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self.predictions = Counter(
            "iris_predictions", "Predicted instances by species", ["species"], registry=self.registry
        )
        self.model_loaded = Gauge("iris_model_loaded", "1 once a model is being served", registry=self.registry)

    def install(self, app: FastAPI) -> None:
        # Probes and scrapes come every few seconds and would drown the real traffic.
        instrumentator = Instrumentator(
            registry=self.registry, excluded_handlers=["^/health$", "^/live$", "^/metrics$"]
        )
        instrumentator.instrument(app).expose(app, include_in_schema=False)
