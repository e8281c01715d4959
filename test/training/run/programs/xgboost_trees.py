"""Trees of XGBoost: the first process keeps the tracker at MASTER_ADDR:MASTER_PORT, all of them join it."""

import os
import socket

import xgboost
from problem import examples, report
from xgboost import collective
from xgboost.tracker import RabitTracker


def train(rank: int, world: int) -> None:
    features, labels = examples(rank, world)
    data = xgboost.DMatrix(features, labels)
    history: dict = {}
    params = {"objective": "binary:logistic", "eval_metric": "logloss", "tree_method": "hist", "max_depth": 3, "nthread": 1}
    booster = xgboost.train(params, data, num_boost_round=20, evals=[(data, "all")], evals_result=history, verbose_eval=False)
    losses = history["all"]["logloss"]
    report(rank, world, losses[0], losses[-1], bytes(booster.save_raw("json")), rows=len(labels))


if __name__ == "__main__":
    rank, world = int(os.environ["RANK"]), int(os.environ["WORLD_SIZE"])
    host, port = socket.gethostbyname(os.environ["MASTER_ADDR"]), int(os.environ["MASTER_PORT"])
    tracker = RabitTracker(n_workers=world, host_ip=host, port=port, sortby="task") if rank == 0 else None
    if tracker:
        tracker.start()
    # The retries are for workers that are up before the tracker is.
    with collective.CommunicatorContext(dmlc_communicator="rabit", dmlc_tracker_uri=host, dmlc_tracker_port=port, dmlc_task_id=str(rank), dmlc_retry=20):
        assert collective.get_world_size() == world, f"{collective.get_world_size()} processes joined, not {world}"
        train(collective.get_rank(), world)
    if tracker:
        tracker.wait_for(30)
