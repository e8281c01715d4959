"""Training on the iris data that ships inside scikit-learn: no download, same result every time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import train_test_split

FEATURES = ("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)")
SPECIES = ("setosa", "versicolor", "virginica")


@dataclass(frozen=True)
class Parameters:
    n_estimators: int = 50
    max_depth: int | None = 4
    test_size: float = 0.2
    seed: int = 42


@dataclass(frozen=True)
class Trained:
    estimator: RandomForestClassifier
    metrics: dict[str, float]
    example: Any


def train(parameters: Parameters) -> Trained:
    data = load_iris()
    # Trained on names, so that every consumer of the model predicts names.
    labels = np.asarray(SPECIES)[data.target]
    train_x, test_x, train_y, test_y = train_test_split(
        data.data, labels, test_size=parameters.test_size, random_state=parameters.seed, stratify=labels
    )
    estimator = RandomForestClassifier(
        n_estimators=parameters.n_estimators, max_depth=parameters.max_depth, random_state=parameters.seed
    ).fit(train_x, train_y)
    predicted = estimator.predict(test_x)
    metrics = {
        "accuracy": float(accuracy_score(test_y, predicted)),
        "f1_macro": float(f1_score(test_y, predicted, average="macro")),
    }
    return Trained(estimator, metrics, train_x[:5])
