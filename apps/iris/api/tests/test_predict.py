from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.service import create_app
from app.settings import Settings
from support import KEY, SETOSA, VIRGINICA, wait_until_ready

RIGHT = {"X-API-Key": KEY}


def send(client: TestClient, content: str | bytes, headers: dict[str, str] = RIGHT) -> Any:
    return client.post("/predict", content=content, headers={"Content-Type": "application/json", **headers})


def test_flowers_are_recognised(client: TestClient) -> None:
    response = client.post("/predict", json={"instances": [SETOSA, VIRGINICA]}, headers=RIGHT)
    assert response.status_code == 200
    body = response.json()
    assert body["predictions"] == ["setosa", "virginica"]
    assert body["classes"] == ["setosa", "versicolor", "virginica"]
    assert body["model_version"].startswith("built-in-sklearn-")
    for row, expected in zip(body["probabilities"], (0, 2), strict=True):
        assert len(row) == 3
        assert sum(row) == pytest.approx(1)
        assert row.index(max(row)) == expected


def test_whole_numbers_are_measurements_too(client: TestClient) -> None:
    assert client.post("/predict", json={"instances": [[5, 3, 1, 0]]}, headers=RIGHT).status_code == 200


@pytest.mark.parametrize("count", [1, 1000])
def test_up_to_a_thousand_instances_are_answered(client: TestClient, count: int) -> None:
    response = client.post("/predict", json={"instances": [SETOSA] * count}, headers=RIGHT)
    assert response.status_code == 200
    assert len(response.json()["predictions"]) == count


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"instances": []}, "at least 1 item"),
        ({"instances": [SETOSA] * 1001}, "at most 1000 items"),
        ({"instances": [[5.1, 3.5, 1.4]]}, "at least 4 items"),
        ({"instances": [[5.1, 3.5, 1.4, 0.2, 9]]}, "at most 4 items"),
        ({"instances": [["5.1", 3.5, 1.4, 0.2]]}, "valid number"),
        ({"instances": [[True, 3.5, 1.4, 0.2]]}, "valid number"),
        ({"instances": [[None, 3.5, 1.4, 0.2]]}, "valid number"),
        ({"instances": [[1e300, 3.5, 1.4, 0.2]]}, "less than or equal"),
        ({"instances": [[-1e300, 3.5, 1.4, 0.2]]}, "greater than or equal"),
        ({"instances": [[10**400, 3.5, 1.4, 0.2]]}, "valid number"),
        ({"instances": SETOSA}, "valid list"),
        ({"instances": "setosa"}, "valid list"),
        ({}, "Field required"),
        ([], "valid dictionary"),
        (None, "valid dictionary"),
    ],
)
def test_other_bodies_are_refused_with_a_reason(client: TestClient, body: Any, message: str) -> None:
    response = send(client, json.dumps(body))
    assert response.status_code == 422
    answer = response.json()
    assert message in answer["detail"][0]["msg"]
    assert "1 to 1000 instances of 4 finite numbers" in answer["message"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_numbers_that_are_not_finite_are_refused(client: TestClient, number: str) -> None:
    response = send(client, f'{{"instances": [[{number}, 3.5, 1.4, 0.2]]}}')
    assert response.status_code == 422
    assert response.json()["detail"][0]["msg"] == "Input should be a finite number"
    assert response.json()["detail"][0]["loc"] == ["body", "instances", 0, 0]


def test_broken_json_is_refused(client: TestClient) -> None:
    response = send(client, "{")
    assert response.status_code == 422
    assert response.json()["detail"][0]["msg"] == "JSON decode error"


def test_many_mistakes_are_reported_by_the_first_ten(client: TestClient) -> None:
    response = client.post("/predict", json={"instances": [["x"] * 4] * 1000}, headers=RIGHT)
    assert response.status_code == 422
    assert len(response.json()["detail"]) == 10


@pytest.mark.parametrize("headers", [{}, {"X-API-Key": ""}, {"Authorization": f"Bearer {KEY}"}])
def test_a_missing_key_is_401(client: TestClient, headers: dict[str, str]) -> None:
    response = client.post("/predict", json={"instances": [SETOSA]}, headers=headers)
    assert response.status_code == 401
    assert response.json() == {"detail": "missing header X-API-Key"}
    assert response.headers["WWW-Authenticate"] == "ApiKey"


@pytest.mark.parametrize("key", ["wrong", KEY + "x", KEY[:-1], KEY.upper(), "schlüssel".encode()])
def test_a_wrong_key_is_403(client: TestClient, key: str | bytes) -> None:
    response = client.post("/predict", json={"instances": [SETOSA]}, headers={b"X-API-Key": key})
    assert response.status_code == 403
    assert response.json() == {"detail": "wrong API key"}


def test_the_key_is_checked_before_the_body(client: TestClient) -> None:
    assert send(client, "{", {}).status_code == 401
    assert send(client, "{", {"X-API-Key": "wrong"}).status_code == 403


def test_a_key_may_hold_any_printable_text(settings: Settings) -> None:
    key = 'schlüssel "1" \\ 2'
    with TestClient(create_app(replace(settings, api_key=key))) as client:
        wait_until_ready(client)
        response = client.post("/predict", json={"instances": [SETOSA]}, headers={b"X-API-Key": key.encode()})
        assert response.status_code == 200


def test_metrics_count_requests_and_predictions_but_no_probes(client: TestClient) -> None:
    client.post("/predict", json={"instances": [SETOSA, SETOSA, VIRGINICA]}, headers=RIGHT)
    client.post("/predict", json={"instances": [SETOSA]})
    metrics = client.get("/metrics")
    assert metrics.status_code == 200
    lines = metrics.text.splitlines()
    assert 'http_requests_total{handler="/predict",method="POST",status="2xx"} 1.0' in lines
    assert 'http_requests_total{handler="/predict",method="POST",status="4xx"} 1.0' in lines
    assert 'iris_predictions_total{species="setosa"} 2.0' in lines
    assert 'iris_predictions_total{species="virginica"} 1.0' in lines
    assert "iris_model_loaded 1.0" in lines
    assert any(line.startswith('http_request_duration_seconds_count{handler="/predict"') for line in lines)
    assert not any("/health" in line or "/live" in line for line in lines)


def test_the_documentation_names_the_header(client: TestClient) -> None:
    schemes = client.get("/openapi.json").json()["components"]["securitySchemes"]
    assert [scheme["name"] for scheme in schemes.values()] == ["X-API-Key"]
