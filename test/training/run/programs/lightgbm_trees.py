"""Trees of LightGBM over the machines that MASTER_ADDR, MASTER_PORT, WORKER_ADDRS and WORKER_PORT name."""

import os
import socket

import lightgbm
import numpy as np
from problem import examples, log_loss, report


def machines() -> list[tuple[str, int]]:
    """Address and port of each process by rank; LightGBM wants no names."""
    workers = [(host, int(os.environ["WORKER_PORT"])) for host in os.environ["WORKER_ADDRS"].split(",")]
    return [(socket.gethostbyname(host), port) for host, port in [(os.environ["MASTER_ADDR"], int(os.environ["MASTER_PORT"])), *workers]]


if __name__ == "__main__":
    rank, world, others = int(os.environ["RANK"]), int(os.environ["WORLD_SIZE"]), machines()
    assert len(others) == world, f"{len(others)} machines in a world of {world}"
    features, labels = examples(rank, world)
    params = {
        "objective": "binary", "tree_learner": "data", "num_threads": 1, "verbosity": -1, "num_leaves": 7, "pre_partition": True,
        "num_machines": world, "machines": ",".join(f"{host}:{port}" for host, port in others), "local_listen_port": others[rank][1], "time_out": 2,
    }
    booster = lightgbm.train(params, lightgbm.Dataset(features, labels), num_boost_round=20)
    predicted = np.asarray(booster.predict(features))
    trees = booster.model_to_string().split("\nparameters:")[0]
    report(rank, world, log_loss(labels, np.full(len(labels), labels.mean())), log_loss(labels, predicted), trees.encode(), rows=len(labels))
