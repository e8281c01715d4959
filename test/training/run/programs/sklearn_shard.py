"""One piece of a search with scikit-learn: JOB_COMPLETION_INDEX says which of the --pieces this pod tries."""

import argparse
import os
from pathlib import Path

import joblib
from problem import examples, log_loss, report
from sklearn.linear_model import LogisticRegression

CANDIDATES = [10.0**exponent for exponent in range(-4, 4)]

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--pieces", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    index = int(os.environ["JOB_COMPLETION_INDEX"])
    features, labels = examples(0, 2)
    unseen, truth = examples(1, 2)
    mine = CANDIDATES[index :: options.pieces]
    assert mine, f"piece {index} of {options.pieces} is empty"
    models = {strength: LogisticRegression(C=strength).fit(features, labels) for strength in mine}
    losses = {strength: log_loss(truth, model.predict_proba(unseen)[:, 1]) for strength, model in models.items()}
    best = min(losses, key=lambda strength: losses[strength])
    joblib.dump(models[best], options.out / f"model-{index}.joblib")
    report(index, options.pieces, log_loss(truth, 0.5 + 0 * truth), losses[best], tried=mine)
