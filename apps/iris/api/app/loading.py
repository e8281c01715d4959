"""Which model to serve, and the thread that fetches it while /health says 503."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import sklearn

from app.model import IrisModel, ModelError, load_file
from app.registry import load_registered, load_uri, mlflow_installed, without_credentials
from app.settings import Settings
from app.training import Parameters, train

log = logging.getLogger(__name__)

Load = Callable[[Settings], IrisModel]


def load_model(settings: Settings) -> IrisModel:
    if mlflow_installed():
        if settings.model_uri:
            return load_uri(settings)
        if settings.tracking_uri:
            return load_registered(settings)
    if settings.model_file.exists():
        return load_file(settings.model_file)
    # Whoever names a model never gets the demo's instead.
    if settings.model_uri or settings.tracking_uri:
        variable = "MODEL_URI" if settings.model_uri else "MLFLOW_TRACKING_URI"
        raise ModelError(f"{variable} is set but mlflow is not installed, and there is no {settings.model_file}")
    log.warning("MLFLOW_TRACKING_URI is empty and there is no %s: training a small built-in model", settings.model_file)
    trained = train(Parameters())
    log.info("built-in model trained, accuracy %.3f", trained.metrics["accuracy"])
    return IrisModel.wrap(trained.estimator, f"built-in-sklearn-{sklearn.__version__}", "built-in")


class ModelLoader:
    """Tries until it succeeds: a pod may well start before its tracking server, or before the first training."""

    def __init__(self, settings: Settings, load: Load = load_model, first_delay: float = 1.0, max_delay: float = 30.0):
        self._settings = settings
        self._load = load
        self._first_delay = first_delay
        self._max_delay = max_delay
        self._stop = threading.Event()
        # A daemon, so that a download in progress cannot hold up the shutdown.
        self._thread = threading.Thread(target=self._run, name="model-loader", daemon=True)
        self.model: IrisModel | None = None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(timeout=1.0)

    def _run(self) -> None:
        delay = self._first_delay
        while not self._stop.is_set():
            try:
                model = self._load(self._settings)
            except Exception as error:  # noqa: BLE001 - whatever went wrong, the next attempt may succeed
                reason = without_credentials(f"{type(error).__name__}: {error}")
                log.error("no model yet, next attempt in %g s: %s", delay, reason)
                self._stop.wait(delay)
                delay = min(delay * 2, self._max_delay)
            else:
                self.model = model
                log.info("serving model version %s from %s", model.version, model.source)
                return
