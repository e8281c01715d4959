from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import joblib
import numpy as np
import pytest
from fastapi.testclient import TestClient
from sklearn.datasets import load_iris
from sklearn.linear_model import LinearRegression, LogisticRegression

from app import loading
from app.loading import ModelLoader, load_model
from app.model import IrisModel, ModelError
from app.service import create_app
from app.settings import Settings
from app.training import Parameters, train
from support import KEY, SETOSA, wait_until_ready


@pytest.fixture
def with_file(settings: Settings) -> Settings:
    settings.model_dir.mkdir()
    joblib.dump(train(Parameters(n_estimators=3)).estimator, settings.model_file)
    return settings


def test_without_anything_a_model_is_trained_and_the_log_says_so(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="app"):
        model = load_model(settings)
    assert model.source == "built-in"
    assert "training a small built-in model" in caplog.text


def test_the_built_in_model_is_the_same_every_time(settings: Settings) -> None:
    rows = load_iris().data.tolist()
    assert load_model(settings).probabilities(rows) == load_model(settings).probabilities(rows)


def test_a_file_in_the_model_directory_is_served_with_its_digest(with_file: Settings) -> None:
    with TestClient(create_app(with_file)) as client:
        wait_until_ready(client)
        health = client.get("/health").json()
        assert health["source"] == "file"
        assert health["model_version"].startswith("sha256:")
        body = client.post("/predict", json={"instances": [SETOSA]}, headers={"X-API-Key": KEY}).json()
        assert body["predictions"] == ["setosa"]
        assert body["model_version"] == health["model_version"]


def test_another_file_is_another_version(with_file: Settings) -> None:
    first = load_model(with_file).version
    joblib.dump(train(Parameters(n_estimators=4)).estimator, with_file.model_file)
    assert load_model(with_file).version != first


def test_the_file_serves_when_mlflow_is_not_installed(with_file: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "mlflow_installed", lambda: False)
    assert load_model(replace(with_file, tracking_uri="http://mlflow:5000")).source == "file"


@pytest.mark.parametrize(
    ("named", "variable"),
    [({"tracking_uri": "http://mlflow:5000"}, "MLFLOW_TRACKING_URI"), ({"model_uri": "gs://b/m"}, "MODEL_URI")],
)
def test_whoever_names_a_model_never_gets_the_built_in_one(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, named: dict[str, str], variable: str
) -> None:
    monkeypatch.setattr(loading, "mlflow_installed", lambda: False)
    with pytest.raises(ModelError, match=f"{variable} is set but mlflow is not installed, and there is no .*iris"):
        load_model(replace(settings, **named))  # type: ignore[arg-type]


def test_a_broken_file_keeps_the_service_alive_and_not_ready_until_it_is_replaced(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.model_dir.mkdir()
    settings.model_file.write_bytes(b"not a model")
    loader = ModelLoader(settings, first_delay=0.05, max_delay=0.05)
    with caplog.at_level(logging.INFO, logger="app"), TestClient(create_app(settings, loader)) as client:
        while "no model yet" not in caplog.text:
            assert client.get("/live").status_code == 200
        assert client.get("/health").status_code == 503
        finished = settings.model_dir / "new"
        joblib.dump(train(Parameters(n_estimators=3)).estimator, finished)
        finished.replace(settings.model_file)
        wait_until_ready(client)


def test_attempts_are_repeated_with_growing_pauses(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    attempts: list[Settings] = []

    def third_time_lucky(given: Settings) -> IrisModel:
        attempts.append(given)
        if len(attempts) < 5:
            raise ConnectionError("refused by http://user:hunter2@mlflow:5000/api")
        return load_model(given)

    loader = ModelLoader(settings, third_time_lucky, first_delay=0.01, max_delay=0.04)
    with caplog.at_level(logging.INFO, logger="app"), TestClient(create_app(settings, loader)) as client:
        wait_until_ready(client)
    pauses = [record.args[0] for record in caplog.records if "no model yet" in record.msg]  # type: ignore[index]
    assert pauses == [0.01, 0.02, 0.04, 0.04]
    assert "http://***@mlflow:5000/api" in caplog.text
    assert "hunter2" not in caplog.text


def test_models_trained_on_numbers_answer_with_names() -> None:
    data = load_iris()
    estimator = LogisticRegression(max_iter=500).fit(data.data, data.target)
    assert IrisModel.wrap(estimator, "1", "file").classes == ("setosa", "versicolor", "virginica")


def test_a_regression_is_refused_when_it_is_loaded(settings: Settings) -> None:
    data = load_iris()
    settings.model_dir.mkdir()
    joblib.dump(LinearRegression().fit(data.data, data.target), settings.model_file)
    with pytest.raises(ModelError, match="LinearRegression is not a fitted classifier"):
        load_model(settings)


def test_a_model_of_other_features_is_refused_when_it_is_loaded(settings: Settings) -> None:
    settings.model_dir.mkdir()
    estimator = LogisticRegression().fit(np.array([[0.0, 1.0], [1.0, 0.0]]), ["a", "b"])
    joblib.dump(estimator, settings.model_file)
    with pytest.raises(ModelError, match="expects 2 features, the API offers 4"):
        load_model(settings)


def test_the_model_file_is_in_the_model_directory() -> None:
    assert Settings(api_key="k").model_file == Path("/models/iris.joblib")
