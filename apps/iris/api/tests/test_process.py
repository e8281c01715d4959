"""The process that runs in the container."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from support import API_DIR, KEY, SETOSA, clean_env, running_api


def start_and_fail(env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "uvicorn", "app.main:app", "--port", "0"],
        cwd=API_DIR, env=clean_env(env), capture_output=True, text=True, timeout=30,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("env", "message"),
    [
        ({}, "iris-api cannot start: no API key: set API_KEY, or API_KEY_FILE"),
        ({"API_KEY": KEY, "LOG_LEVEL": "loud"}, "iris-api cannot start: LOG_LEVEL must be one of"),
    ],
)
def test_bad_settings_end_the_start_with_one_sentence(env: dict[str, str], message: str) -> None:
    ended = start_and_fail(env)
    assert ended.returncode != 0
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr
    assert KEY not in ended.stdout + ended.stderr


def test_the_key_is_never_logged_and_sigterm_ends_the_process_in_order(tmp_path: Path) -> None:
    key_file = tmp_path / "key"
    key_file.write_text(KEY + "\n")
    env = {"API_KEY_FILE": str(key_file), "LOG_LEVEL": "DEBUG", "MODEL_DIR": str(tmp_path)}
    with running_api(env, tmp_path / "log") as server:
        server.wait_for("/health")
        with httpx.Client(base_url=server.url, trust_env=False) as client:
            flower = {"instances": [SETOSA]}
            for key, body, expected in [
                (KEY, flower, 200),
                (KEY, {"instances": [[1]]}, 422),
                (KEY, {"api_key": KEY}, 422),
                (KEY + "!", flower, 403),
            ]:
                response = client.post("/predict", json=body, headers={"X-API-Key": key})
                assert response.status_code == expected
                assert KEY not in response.text
            for path in ("/health", "/metrics", "/openapi.json"):
                assert KEY not in client.get(path).text
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(timeout=10)
        assert "POST /predict" in server.log
        assert "Application shutdown complete" in server.log
        assert KEY not in server.log


def test_the_image_starts_the_app_in_exec_form_as_a_numeric_user() -> None:
    lines = (API_DIR / "Dockerfile").read_text().splitlines()
    command = next(line for line in lines if line.startswith("CMD "))
    assert json.loads(command.removeprefix("CMD ")) == [
        "uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000",
    ]  # fmt: skip
    assert "USER 10001:10001" in lines
