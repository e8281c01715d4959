"""Trains the iris model, writes <output-dir>/iris.joblib and, with MLFLOW_TRACKING_URI, registers it."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import joblib

from app.registry import connect, mlflow_installed, without_credentials
from app.settings import Settings
from app.training import Parameters, Trained, train

# skops asks its user to name the types whose content it cannot check; a
# forest's nodes are one, and this program made them itself.
TRUSTED_TYPES = ["sklearn.tree._tree.Tree"]


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    default = Parameters()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n-estimators", type=_positive, default=default.n_estimators, help="trees (%(default)s)")
    parser.add_argument("--max-depth", type=_positive, default=default.max_depth, help="of each tree (%(default)s)")
    parser.add_argument("--test-size", type=_share, default=default.test_size, help="share held out (%(default)s)")
    parser.add_argument("--seed", type=int, default=default.seed, help="of the split and the forest (%(default)s)")
    parser.add_argument(
        "--output-dir",
        type=Path,
        default=Path(os.environ.get("MODEL_DIR", "").strip() or Settings.model_dir),
        help="directory for iris.joblib (%(default)s, from MODEL_DIR)",
    )
    return parser.parse_args(arguments)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _share(text: str) -> float:
    number = float(text)
    # Of 150 flowers in 3 species, both parts need some of each.
    if not 0.05 <= number <= 0.9:
        raise argparse.ArgumentTypeError("must be between 0.05 and 0.9")
    return number


def write(trained: Trained, directory: Path) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    target = directory / "iris.joblib"
    # Renamed into place: a service starting meanwhile never reads half a file.
    unfinished = directory / f".iris.joblib.{os.getpid()}"
    try:
        joblib.dump(trained.estimator, unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def register(trained: Trained, parameters: Parameters, tracking_uri: str, name: str, alias: str) -> str:
    mlflow = connect(tracking_uri)
    mlflow.set_experiment(name)
    with mlflow.start_run():
        mlflow.log_params(asdict(parameters))
        mlflow.log_metrics(trained.metrics)
        info = mlflow.sklearn.log_model(
            trained.estimator,
            name="model",
            registered_model_name=name,
            skops_trusted_types=TRUSTED_TYPES,
            signature=mlflow.models.infer_signature(trained.example, trained.estimator.predict(trained.example)),
            # Given, because mlflow would find them out by loading the model in another process.
            pip_requirements=[f"{package}=={version(package)}" for package in ("scikit-learn", "skops", "numpy")],
        )
    registered = str(info.registered_model_version)
    mlflow.MlflowClient().set_registered_model_alias(name, alias, registered)
    return registered


def main(arguments: list[str] | None = None) -> None:
    options = parse(arguments)
    parameters = Parameters(options.n_estimators, options.max_depth, options.test_size, options.seed)
    trained = train(parameters)
    print(", ".join(f"{name} {value:.3f}" for name, value in trained.metrics.items()))
    try:
        print(f"wrote {write(trained, options.output_dir)}")
    except OSError as error:
        sys.exit(f"train.py: cannot write to {options.output_dir}: {error.strerror}; choose another --output-dir")
    tracking_uri = os.environ.get("MLFLOW_TRACKING_URI", "").strip()
    if not tracking_uri:
        print("MLFLOW_TRACKING_URI is not set: nothing registered")
        return
    if not mlflow_installed():
        sys.exit("train.py: MLFLOW_TRACKING_URI is set but mlflow is not installed")
    name = os.environ.get("MODEL_NAME", "").strip() or Settings.model_name
    alias = os.environ.get("MODEL_ALIAS", "").strip() or Settings.model_alias
    try:
        registered = register(trained, parameters, tracking_uri, name, alias)
    except Exception as error:  # noqa: BLE001 - network, server and store errors alike end the program
        sys.exit(f"train.py: MLflow refused: {without_credentials(str(error))}")
    print(f"registered {name} version {registered} as {name}@{alias}")


if __name__ == "__main__":
    main()
