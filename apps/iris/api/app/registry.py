"""The MLflow side: reading the model that an alias or a URI names.

mlflow is imported inside functions: it is slow to import, and the service
runs without it when no tracking server is configured.
"""

from __future__ import annotations

import importlib.util
import os
import re
import tempfile
from types import ModuleType

from app.model import IrisModel
from app.settings import Settings


def mlflow_installed() -> bool:
    return importlib.util.find_spec("mlflow") is not None


def connect(tracking_uri: str) -> ModuleType:
    # mlflow's own retries take minutes before an error shows; callers here retry
    # or report by themselves. Whoever sets these variables keeps their values.
    os.environ.setdefault("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1")
    os.environ.setdefault("MLFLOW_HTTP_REQUEST_TIMEOUT", "20")
    os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
    # The links it prints after a run quote the URI with any user:password@ in it.
    os.environ.setdefault("MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT", "true")
    # mlflow reports a missing git executable as if something were wrong.
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    if tracking_uri.startswith("file:"):
        # Naming a file store is a deliberate choice here, so no second switch for it.
        os.environ.setdefault("MLFLOW_ALLOW_FILE_STORE", "true")
    import mlflow
    import mlflow.sklearn

    if tracking_uri:
        mlflow.set_tracking_uri(tracking_uri)
    return mlflow


def load_registered(settings: Settings) -> IrisModel:
    mlflow = connect(settings.tracking_uri)
    # Resolved first, so that the version reported is the version loaded even
    # when the alias moves in between.
    found = mlflow.MlflowClient().get_model_version_by_alias(settings.model_name, settings.model_alias)
    with tempfile.TemporaryDirectory(prefix="iris-model-") as download:
        estimator = mlflow.sklearn.load_model(f"models:/{found.name}/{found.version}", dst_path=download)
    return IrisModel.wrap(estimator, str(found.version), "mlflow")


def load_uri(settings: Settings) -> IrisModel:
    mlflow = connect(settings.tracking_uri)
    with tempfile.TemporaryDirectory(prefix="iris-model-") as download:
        estimator = mlflow.sklearn.load_model(settings.model_uri, dst_path=download)
    return IrisModel.wrap(estimator, without_credentials(settings.model_uri), "mlflow")


def without_credentials(message: str) -> str:
    """Errors of HTTP clients quote the URI, which may carry user:password@."""
    return re.sub(r"//[^/@\s]+@", "//***@", message)
