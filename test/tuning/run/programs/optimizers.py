"""The libraries behind algorithms of Katib. Each is told of trials that have ended, and asked for values."""

from dataclasses import dataclass
from math import log

import numpy as np
from search_space import Parameter, parameters_of, settings_of

Values = dict[str, object]


@dataclass(frozen=True)
class Trial:
    name: str
    values: dict[str, str]
    metric: float


class Hyperopt:
    SETTINGS = {
        "random": {"random_state": ("random_state", int)},
        "tpe": {"gamma": ("gamma", float), "prior_weight": ("prior_weight", float), "n_EI_candidates": ("n_EI_candidates", int), "random_state": ("random_state", int)},
    }

    def __init__(self, experiment: dict, algorithm: str) -> None:
        import hyperopt

        self.library, self.algorithm = hyperopt, algorithm
        self.sign = -1 if experiment["spec"]["objective"]["type"] == "maximize" else 1
        self.settings = settings_of(experiment, self.SETTINGS[algorithm])
        self.random = np.random.RandomState(self.settings.pop("random_state", None))
        self.space = parameters_of(experiment)
        self.domain = hyperopt.Domain(lambda _: 0, {parameter.name: self.expression(parameter) for parameter in self.space})
        self.trials = hyperopt.Trials()
        self.asked = False

    def expression(self, parameter: Parameter) -> object:
        hp, name = self.library.hp, parameter.name
        if parameter.is_list:
            return hp.choice(name, parameter.list)
        low, high = parameter.bounds
        logarithmic = parameter.distribution in ("logUniform", "logNormal")
        if logarithmic:
            low, high = log(low), log(high)
        if parameter.distribution in ("normal", "logNormal"):
            low, high = (low + high) / 2, (high - low) / 6
        of = {None: "uniform", "uniform": "uniform", "logUniform": "loguniform", "normal": "normal", "logNormal": "lognormal"}[parameter.distribution]
        return getattr(hp, f"q{of}")(name, low, high, float(parameter.step)) if parameter.step else getattr(hp, of)(name, low, high)

    def tell(self, trials: list[Trial]) -> None:
        for trial in trials:
            [id_] = self.trials.new_trial_ids(1)
            texts = trial.values
            values = {p.name: [p.list.index(texts[p.name]) if p.is_list else p.read(texts[p.name])] for p in self.space}
            misc = {"tid": id_, "cmd": self.domain.cmd, "workdir": self.domain.workdir, "idxs": {p.name: [id_] for p in self.space}, "vals": values}
            result = {"loss": self.sign * trial.metric, "status": self.library.STATUS_OK}
            [document] = self.trials.new_trial_docs([id_], [{"trial-name": trial.name}], [result], [misc])
            document["state"] = self.library.JOB_STATE_DONE
            self.trials.insert_trial_docs([document])
        self.trials.refresh()

    def ask(self, count: int) -> list[Values]:
        ids, seed = self.trials.new_trial_ids(count), self.random.randint(2**31 - 1)
        if self.algorithm == "random":
            found = self.library.rand.suggest(ids, self.domain, self.trials, seed)
        else:
            # At random at first, all at once; then one by one.
            batches = [[id_] for id_ in ids] if self.asked else [ids]
            found = [one for batch in batches for one in self.library.tpe.suggest(batch, self.domain, self.trials, seed, n_startup_jobs=count, **self.settings)]
        self.asked = True
        return [{p.name: self.value(p, one["misc"]["vals"][p.name][0]) for p in self.space} for one in found]

    @staticmethod
    def value(parameter: Parameter, found: float) -> object:
        return parameter.list[int(found)] if parameter.is_list else int(found) if parameter.type == "int" else found


class Optuna:
    SETTINGS = {
        "grid": {"random_state": ("seed", int)},
        "multivariate-tpe": {"n_startup_trials": ("n_startup_trials", int), "n_ei_candidates": ("n_ei_candidates", int), "random_state": ("seed", int)},
    }

    def __init__(self, experiment: dict, algorithm: str) -> None:
        import optuna

        optuna.logging.set_verbosity(optuna.logging.ERROR)
        self.library, self.space = optuna, parameters_of(experiment)
        settings = settings_of(experiment, self.SETTINGS[algorithm])
        if algorithm == "grid":
            sampler = optuna.samplers.GridSampler({p.name: self.choices(p) for p in self.space}, **settings)
        else:
            sampler = optuna.samplers.TPESampler(multivariate=True, constant_liar=True, **settings)
        self.study = optuna.create_study(sampler=sampler, direction=experiment["spec"]["objective"]["type"])
        self.running: dict[tuple, list[int]] = {}

    @staticmethod
    def choices(parameter: Parameter) -> list:
        if parameter.is_list:
            return parameter.list
        if not parameter.step:
            raise ValueError(f"{parameter.name} has no step, and a grid needs one")
        if parameter.type == "int":
            return list(range(int(parameter.min), int(parameter.max) + 1, int(parameter.step)))
        (low, high), step = parameter.bounds, float(parameter.step)
        # The sums of steps may end a little above the bound.
        values = np.arange(low, high + step, step).tolist()
        return values[:-1] if values[-1] > high else values

    def distribution(self, parameter: Parameter) -> object:
        distributions = self.library.distributions
        if parameter.is_list:
            return distributions.CategoricalDistribution(parameter.list)
        if parameter.distribution not in (None, "uniform", "logUniform"):
            raise ValueError(f"{parameter.name} is distributed as {parameter.distribution}, which this service does not know")
        low, high = parameter.bounds
        logarithmic = parameter.distribution == "logUniform"
        if parameter.type == "int":
            return distributions.IntDistribution(int(low), int(high), log=logarithmic, step=1 if logarithmic else int(parameter.step))
        return distributions.FloatDistribution(low, high, log=logarithmic, step=None if logarithmic or not parameter.step else float(parameter.step))

    def tell(self, trials: list[Trial]) -> None:
        for trial in trials:
            # A trial is known again by the text of its values.
            self.study.tell(self.running[tuple(sorted(trial.values.items()))].pop(0), trial.metric)

    def ask(self, count: int) -> list[Values]:
        return [self.one() for _ in range(count)]

    def one(self) -> Values:
        trial = self.study.ask(fixed_distributions={p.name: self.distribution(p) for p in self.space})
        self.running.setdefault(tuple(sorted((name, str(value)) for name, value in trial.params.items())), []).append(trial.number)
        return dict(trial.params)


class Skopt:
    SETTINGS = {
        "base_estimator": ("base_estimator", str),
        "n_initial_points": ("n_initial_points", int),
        "acq_func": ("acq_func", str),
        "acq_optimizer": ("acq_optimizer", str),
        "random_state": ("random_state", int),
    }

    def __init__(self, experiment: dict, _algorithm: str) -> None:
        import skopt

        self.library, self.space = skopt, parameters_of(experiment)
        self.sign = -1 if experiment["spec"]["objective"]["type"] == "maximize" else 1
        self.optimizer = skopt.Optimizer([self.dimension(p) for p in self.space], **settings_of(experiment, self.SETTINGS))

    def dimension(self, parameter: Parameter) -> object:
        space = self.library.space
        if parameter.is_list:
            return space.Categorical(parameter.list, name=parameter.name)
        low, high = parameter.bounds
        # Of doubles every order of magnitude is as likely, whatever the experiment says.
        return space.Integer(int(low), int(high), "uniform", name=parameter.name) if parameter.type == "int" else space.Real(low, high, "log-uniform", name=parameter.name)

    def tell(self, trials: list[Trial]) -> None:
        if trials:
            self.optimizer.tell([[p.read(trial.values[p.name]) for p in self.space] for trial in trials], [self.sign * trial.metric for trial in trials])

    def ask(self, count: int) -> list[Values]:
        return [{p.name: value for p, value in zip(self.space, point)} for point in self.optimizer.ask(n_points=count)]


SERVICES = {"random": Hyperopt, "tpe": Hyperopt, "grid": Optuna, "multivariate-tpe": Optuna, "bayesianoptimization": Skopt}
