"""The search space of an Experiment, as the services of Katib read it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Parameter:
    name: str
    type: str
    min: str
    max: str
    step: str | None
    distribution: str | None
    list: list[str]

    @property
    def is_list(self) -> bool:
        return self.type in ("categorical", "discrete")

    @property
    def bounds(self) -> tuple[float, float]:
        return float(self.min), float(self.max)

    def read(self, text: str) -> int | float | str:
        """A value that Katib hands back as text."""
        return text if self.is_list else int(text) if self.type == "int" else float(text)


def parameters_of(experiment: dict) -> list[Parameter]:
    return [parameter_of(one) for one in experiment["spec"]["parameters"]]


def parameter_of(manifest: dict) -> Parameter:
    kind, space = manifest["parameterType"], manifest["feasibleSpace"]
    if kind not in ("int", "double", "categorical", "discrete"):
        raise ValueError(f"{manifest['name']} is of no type: {kind}")
    for text in [*space.get("list", []), *(space[key] for key in ("min", "max", "step") if key in space)]:
        if not isinstance(text, str):
            raise TypeError(f"{manifest['name']} has {text!r}, and Katib reads text alone")
    step = space.get("step") or ("1" if kind == "int" else None)
    return Parameter(manifest["name"], kind, space.get("min", ""), space.get("max", ""), step, space.get("distribution"), space.get("list", []))


def settings_of(experiment: dict, known: dict[str, tuple[str, type]]) -> dict:
    """The settings by the library's names, each of its type; Katib refuses those it does not know."""
    given = {}
    for setting in experiment["spec"]["algorithm"].get("algorithmSettings", []):
        if setting["name"] not in known:
            raise ValueError(f"unknown setting {setting['name']}")
        if not isinstance(setting["value"], str):
            raise TypeError(f"setting {setting['name']} is no text")
        name, read = known[setting["name"]]
        given[name] = read(setting["value"])
    return given
