"""Against the real mlflow: train.py registers, the service loads."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import train as program
from app.loading import ModelLoader, load_model
from app.registry import connect, mlflow_installed
from app.service import create_app
from app.settings import Settings
from app.training import Parameters, train
from support import KEY, SETOSA, free_port, running, wait_until_ready

pytestmark = pytest.mark.skipif(not mlflow_installed(), reason="mlflow is not installed")
needs_full_mlflow = pytest.mark.skipif(
    importlib.util.find_spec("alembic") is None, reason="only the full mlflow package has database stores and a server"
)


@pytest.fixture(autouse=True)
def in_empty_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Database stores put artifacts below the current directory.
    monkeypatch.chdir(tmp_path)


def train_into(uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", uri)
    program.main(["--output-dir", str(tmp_path / "out"), "--n-estimators", "5", *arguments])


@pytest.mark.parametrize("scheme", ["file", pytest.param("sqlite", marks=needs_full_mlflow)])
def test_the_service_loads_what_train_registered(
    scheme: str,
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    uri = f"file://{tmp_path}/store" if scheme == "file" else f"sqlite:///{tmp_path}/mlflow.db"
    train_into(uri, tmp_path, monkeypatch, "--max-depth", "3", "--seed", "7")
    assert "registered iris version 1 as iris@production" in capsys.readouterr().out

    with TestClient(create_app(replace(settings, tracking_uri=uri))) as client:
        wait_until_ready(client)
        health = client.get("/health").json()
        assert (health["source"], health["model_version"]) == ("mlflow", "1")
        body = client.post("/predict", json={"instances": [SETOSA]}, headers={"X-API-Key": KEY}).json()
        assert body["predictions"] == ["setosa"]
        assert body["model_version"] == "1"

    run = connect(uri).search_runs(experiment_names=["iris"], output_format="list")[0]
    assert run.data.params == {"n_estimators": "5", "max_depth": "3", "test_size": "0.2", "seed": "7"}
    assert run.data.metrics["accuracy"] > 0.85
    assert run.data.metrics["f1_macro"] > 0.85


def test_the_alias_decides_which_version_is_served(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    uri = f"file://{tmp_path}/store"
    train_into(uri, tmp_path, monkeypatch)
    monkeypatch.setenv("MODEL_ALIAS", "candidate")
    train_into(uri, tmp_path, monkeypatch, "--seed", "1")
    here = replace(settings, tracking_uri=uri)
    assert load_model(here).version == "1"
    assert load_model(replace(here, model_alias="candidate")).version == "2"


def test_a_model_is_loaded_by_its_place_without_any_tracking_server(tmp_path: Path, settings: Settings) -> None:
    place = str(tmp_path / "saved")
    estimator = train(Parameters(n_estimators=3)).estimator
    connect("").sklearn.save_model(
        estimator, place, skops_trusted_types=program.TRUSTED_TYPES, pip_requirements=["scikit-learn"]
    )
    model = load_model(replace(settings, model_uri=f"file://{place}"))
    assert (model.source, model.version) == ("mlflow", f"file://{place}")
    assert model.probabilities([SETOSA]) == estimator.predict_proba([SETOSA]).tolist()


def test_a_place_without_a_model_is_an_error_and_not_the_built_in_model(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(Exception, match="nowhere"):
        load_model(replace(settings, model_uri=f"file://{tmp_path}/nowhere"))


@pytest.fixture
def tracking_server(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    arguments = [
        "mlflow", "server", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "--backend-store-uri", f"sqlite:///{tmp_path}/server.db",
        "--artifacts-destination", str(tmp_path / "artifacts"),
    ]  # fmt: skip
    # Without job runners: they are processes of their own, and slow to start and end.
    env = {"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}
    with running(arguments, port, env, tmp_path / "server.log", tmp_path) as server:
        server.wait_for("/health", 40)
        yield server.url


@needs_full_mlflow
def test_a_service_that_starts_before_the_first_training_becomes_ready_after_it(
    tracking_server: str, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = replace(settings, tracking_uri=tracking_server)
    loader = ModelLoader(here, first_delay=0.2, max_delay=0.2)
    with TestClient(create_app(here, loader)) as client:
        assert client.get("/health").status_code == 503
        train_into(tracking_server, tmp_path, monkeypatch)
        wait_until_ready(client)
        health = client.get("/health").json()
        assert (health["source"], health["model_version"]) == ("mlflow", "1")
