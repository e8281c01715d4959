from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.loading import ModelLoader, load_model
from app.model import IrisModel
from app.service import create_app
from app.settings import Settings
from support import KEY, wait_until_ready


@pytest.fixture(autouse=True)
def environment_without_service_settings() -> Iterator[None]:
    """No test sees the developer's settings, nor what another test left behind."""
    before = dict(os.environ)
    for name in list(os.environ):
        if name.startswith(("API_KEY", "MLFLOW_", "MODEL_")) or name in ("ENVIRONMENT", "LOG_LEVEL"):
            del os.environ[name]
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(api_key=KEY, environment="test", model_dir=tmp_path / "models")


@pytest.fixture(scope="session")
def built_in_model() -> IrisModel:
    return load_model(Settings(api_key=KEY, model_dir=Path("/nonexistent")))


@pytest.fixture
def client(settings: Settings, built_in_model: IrisModel) -> Iterator[TestClient]:
    """A client of a fresh app that serves the built-in model, which is trained once for all."""
    with TestClient(create_app(settings, ModelLoader(settings, lambda _: built_in_model))) as client:
        wait_until_ready(client)
        yield client
