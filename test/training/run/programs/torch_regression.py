"""Logistic regression of PyTorch, by gloo: needs MASTER_ADDR, MASTER_PORT, RANK and WORLD_SIZE alone."""

import os
from pathlib import Path

import torch
import torch.distributed as dist
from problem import examples, report
from torch.nn.parallel import DistributedDataParallel

EPOCHS = 30


def train(rank: int, world: int) -> None:
    features, labels = (torch.from_numpy(part).float() for part in examples(rank, world))
    model = DistributedDataParallel(torch.nn.Linear(8, 1))
    loss_of = torch.nn.BCEWithLogitsLoss()
    losses: list[float] = []
    checkpoint = Path(os.environ["CHECKPOINT_DIR"], "last.pt") if "CHECKPOINT_DIR" in os.environ else None
    start = 0
    if checkpoint and checkpoint.exists():
        saved = torch.load(checkpoint)
        start, losses = saved["epoch"], saved["losses"]
        model.load_state_dict(saved["model"])
    for epoch in range(start, EPOCHS):
        model.zero_grad()
        loss = loss_of(model(features).squeeze(1), labels)
        loss.backward()
        # What SGD does; torch.optim would take seconds to load its compiler.
        with torch.no_grad():
            for parameter in model.parameters():
                parameter -= parameter.grad
        mean = loss.detach().clone()
        dist.all_reduce(mean)
        losses.append(mean.item() / world)
        if checkpoint and rank == 0:
            partial = checkpoint.with_suffix(".new")
            torch.save({"epoch": epoch + 1, "losses": losses, "model": model.state_dict()}, partial)
            partial.replace(checkpoint)
    weights = torch.cat([parameter.detach().flatten() for parameter in model.parameters()])
    ones = torch.ones(1)
    dist.all_reduce(ones)
    assert ones.item() == world, f"all-reduce of ones gave {ones.item()} in a world of {world}"
    report(rank, world, losses[0], losses[-1], weights.numpy().tobytes(), rows=len(labels))


if __name__ == "__main__":
    torch.set_num_threads(1)
    dist.init_process_group("gloo")
    train(dist.get_rank(), dist.get_world_size())
    dist.destroy_process_group()
