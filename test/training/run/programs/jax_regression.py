"""Logistic regression of JAX: needs COORDINATOR_ADDRESS, COORDINATOR_PORT, NUM_PROCESSES and PROCESS_ID alone."""

import os

import jax
import jax.numpy as jnp
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec
from problem import examples, report

EPOCHS = 30


def loss_of(weights: jax.Array, features: jax.Array, labels: jax.Array) -> jax.Array:
    logits = features @ weights
    return jnp.mean(jnp.logaddexp(0.0, logits) - labels * logits)


@jax.jit
def step(weights: jax.Array, features: jax.Array, labels: jax.Array) -> tuple[jax.Array, jax.Array]:
    loss, gradient = jax.value_and_grad(loss_of)(weights, features, labels)
    return weights - gradient, loss


def train(rank: int, world: int) -> None:
    """The rows are spread over the processes: each holds its own, and XLA sums the gradients."""
    mesh = Mesh(np.array(jax.devices()), ("rows",))
    rows, whole = NamedSharding(mesh, PartitionSpec("rows")), NamedSharding(mesh, PartitionSpec())
    local = [part.astype(np.float32) for part in examples(rank, world)]
    features, labels = (jax.make_array_from_process_local_data(rows, part) for part in local)
    weights = jax.device_put(jnp.zeros(8), whole)
    losses: list[float] = []
    for _ in range(EPOCHS):
        weights, loss = step(weights, features, labels)
        losses.append(float(loss))
    report(rank, world, losses[0], losses[-1], np.asarray(weights.addressable_data(0)).tobytes(), rows=len(local[1]))


if __name__ == "__main__":
    jax.distributed.initialize(
        coordinator_address=f"{os.environ['COORDINATOR_ADDRESS']}:{os.environ['COORDINATOR_PORT']}",
        num_processes=int(os.environ["NUM_PROCESSES"]),
        process_id=int(os.environ["PROCESS_ID"]),
    )
    assert jax.device_count() == jax.process_count(), f"{jax.device_count()} devices in {jax.process_count()} processes"
    train(jax.process_index(), jax.process_count())
    jax.distributed.shutdown()
