"""A classifier together with what the API says about it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import joblib
import numpy as np

from app.training import FEATURES, SPECIES

Source = Literal["mlflow", "file", "built-in"]


class ModelError(Exception):
    """What was found is not a model this service can serve."""


@dataclass(frozen=True)
class IrisModel:
    estimator: Any
    classes: tuple[str, ...]
    version: str
    source: Source

    @classmethod
    def wrap(cls, estimator: Any, version: str, source: Source) -> IrisModel:
        """Refuses at load time what would otherwise fail on the first request."""
        if not hasattr(estimator, "predict_proba") or not hasattr(estimator, "classes_"):
            raise ModelError(f"{type(estimator).__name__} is not a fitted classifier with predict_proba")
        features = getattr(estimator, "n_features_in_", len(FEATURES))
        if features != len(FEATURES):
            raise ModelError(f"the model expects {features} features, the API offers {len(FEATURES)}")
        return cls(estimator, _class_names(estimator.classes_), version, source)

    def probabilities(self, instances: Sequence[Sequence[float]]) -> list[list[float]]:
        rows = np.asarray(instances, dtype=np.float64)
        result: list[list[float]] = self.estimator.predict_proba(rows).tolist()
        return result


def _class_names(classes: Any) -> tuple[str, ...]:
    # Many notebooks train on the dataset's integer targets: name those too.
    labels = np.asarray(classes)
    if np.issubdtype(labels.dtype, np.integer) and set(labels.tolist()) <= set(range(len(SPECIES))):
        return tuple(SPECIES[label] for label in labels.tolist())
    return tuple(str(label) for label in labels.tolist())


def load_file(path: Path) -> IrisModel:
    """joblib files are pickles: only load what you, or your pipeline, wrote."""
    content = path.read_bytes()
    version = f"sha256:{hashlib.sha256(content).hexdigest()[:12]}"
    return IrisModel.wrap(joblib.load(BytesIO(content)), version, "file")
