from __future__ import annotations

import threading
import time

from fastapi.testclient import TestClient

from app.loading import ModelLoader, load_model
from app.model import IrisModel
from app.service import create_app
from app.settings import Settings
from support import KEY, SETOSA, wait_until_ready


class HeldBack:
    """A load that waits for the test's word."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def __call__(self, settings: Settings) -> IrisModel:
        assert self.go.wait(20)
        return load_model(settings)


def test_before_loading_the_service_is_alive_but_not_ready(settings: Settings) -> None:
    held = HeldBack()
    with TestClient(create_app(settings, ModelLoader(settings, held))) as client:
        health = client.get("/health")
        assert health.status_code == 503
        assert health.json() == {
            "status": "loading",
            "model_loaded": False,
            "source": None,
            "model_version": None,
            "environment": "test",
        }
        live = client.get("/live")
        assert (live.status_code, live.json()) == (200, {"status": "alive"})
        assert "iris_model_loaded 0.0" in client.get("/metrics").text

        predict = client.post("/predict", json={"instances": [SETOSA]}, headers={"X-API-Key": KEY})
        assert predict.status_code == 503
        assert predict.json() == {"detail": "the model is not loaded yet"}
        assert predict.headers["Retry-After"] == "5"

        held.go.set()
        wait_until_ready(client)


def test_once_loaded_health_says_what_is_served(client: TestClient) -> None:
    health = client.get("/health").json()
    assert health["status"] == "ok"
    assert health["model_loaded"] is True
    assert health["source"] == "built-in"
    assert health["model_version"].startswith("built-in-sklearn-")
    assert health["environment"] == "test"


def test_health_and_liveness_need_no_key(client: TestClient) -> None:
    assert client.get("/health").status_code == 200
    assert client.get("/live").status_code == 200


def test_stopping_does_not_wait_for_a_load_in_progress(settings: Settings) -> None:
    held = HeldBack()
    started = time.monotonic()
    with TestClient(create_app(settings, ModelLoader(settings, held))):
        pass
    assert time.monotonic() - started < 5
    held.go.set()
