"""Learns to tell irises apart, step by step, and reports after each in the --form that is asked for."""

import argparse
import json
import os
from datetime import datetime, timezone
from pathlib import Path

import numpy as np
from sklearn.datasets import load_iris
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import log_loss

FORMS = {
    "text": lambda metrics: " ".join(f"{name}={value}" for name, value in metrics.items()),
    "prose": lambda metrics: ", ".join(f"the {name} is {value:.6f}" for name, value in metrics.items()),
    # Katib reads metrics that are text, and no others.
    "json": lambda metrics: json.dumps({"timestamp": datetime.now(timezone.utc).isoformat(), **{name: str(value) for name, value in metrics.items()}}),
}


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", type=Path, help="the options below, as JSON")
    parser.add_argument("--lr", type=float, default=0.01)
    parser.add_argument("--alpha", type=float, default=0.0001)
    parser.add_argument("--penalty", choices=["l1", "l2", "elasticnet"], default="l2")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--form", choices=FORMS, default="text")
    parser.add_argument("--to", type=Path, help="a file, instead of standard output")
    given = parser.parse_args()
    if given.config:
        parser.set_defaults(**json.loads(given.config.read_text()))
        given = parser.parse_args()
    return given


def main(given: argparse.Namespace) -> None:
    share = int(os.environ.get("JOB_COMPLETION_INDEX", "0"))
    features, labels = load_iris(return_X_y=True)
    features = (features - features.mean(axis=0)) / features.std(axis=0)
    order = np.random.default_rng(7).permutation(len(labels))
    unseen, seen = order[:50], order[50:]
    print(f"share {share}, {vars(given)}".replace("=", ":"), flush=True)
    model = SGDClassifier(loss="log_loss", learning_rate="constant", eta0=given.lr, alpha=given.alpha, penalty=given.penalty, random_state=share)
    for _ in range(given.epochs):
        for start in range(0, len(seen), given.batch):
            rows = seen[start : start + given.batch]
            model.partial_fit(features[rows], labels[rows], classes=[0, 1, 2])
        probabilities = np.clip(model.predict_proba(features[unseen]), 1e-9, 1)
        probabilities /= probabilities.sum(axis=1, keepdims=True)
        metrics = {"accuracy": model.score(features[unseen], labels[unseen]), "loss": log_loss(labels[unseen], probabilities)}
        line = FORMS[given.form](metrics)
        if given.to:
            with given.to.open("a") as file:
                file.write(line + "\n")
        else:
            print(line, flush=True)


if __name__ == "__main__":
    main(options())
