from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import joblib
import pytest

import train as program
from app.loading import load_model
from app.registry import mlflow_installed
from app.settings import Settings
from support import API_DIR, clean_env


def test_what_train_writes_is_what_the_service_loads(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    program.main(["--output-dir", str(tmp_path / "new" / "models")])
    printed = capsys.readouterr().out
    assert "accuracy 0.9" in printed
    assert "nothing registered" in printed
    model = load_model(replace(settings, model_dir=tmp_path / "new" / "models"))
    assert model.source == "file"
    assert model.classes == ("setosa", "versicolor", "virginica")


def test_nothing_else_is_left_in_the_output_directory(tmp_path: Path) -> None:
    program.main(["--output-dir", str(tmp_path)])
    assert [file.name for file in tmp_path.iterdir()] == ["iris.joblib"]


def test_the_options_reach_the_model(tmp_path: Path) -> None:
    program.main(["--n-estimators", "7", "--max-depth", "2", "--seed", "3", "--output-dir", str(tmp_path)])
    estimator = joblib.load(tmp_path / "iris.joblib")
    assert (estimator.n_estimators, estimator.max_depth, estimator.random_state) == (7, 2, 3)


def test_the_same_options_make_the_same_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        program.main(["--output-dir", str(tmp_path / name)])
    assert (tmp_path / "a" / "iris.joblib").read_bytes() == (tmp_path / "b" / "iris.joblib").read_bytes()


def test_model_dir_is_the_default_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_DIR", str(tmp_path))
    program.main([])
    assert (tmp_path / "iris.joblib").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--n-estimators", "0"], "must be at least 1"),
        (["--max-depth", "-1"], "must be at least 1"),
        (["--test-size", "1"], "must be between 0.05 and 0.9"),
        (["--seed", "x"], "invalid int value"),
    ],
)
def test_senseless_options_are_refused(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        program.main(arguments)
    assert ended.value.code == 2
    assert message in capsys.readouterr().err


def test_an_output_that_is_no_directory_is_a_sentence_not_a_traceback(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    ended = subprocess.run(
        [sys.executable, "train.py", "--output-dir", str(file)],
        cwd=API_DIR, env=clean_env({}), capture_output=True, text=True,
    )  # fmt: skip
    assert ended.returncode == 1
    assert "choose another --output-dir" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(not mlflow_installed(), reason="mlflow is not installed")
def test_an_unreachable_tracking_server_is_a_sentence_without_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://user:hunter2@127.0.0.1:9")
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
    with pytest.raises(SystemExit, match="MLflow refused") as ended:
        program.main(["--output-dir", str(tmp_path)])
    assert "hunter2" not in str(ended.value)
