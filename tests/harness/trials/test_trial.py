"""A trial: fit and test one contender on every fold of its cell."""

import hashlib
import io
import pickle

import numpy as np
import pytest
from pyarrow import parquet

from triptych.errors import ContractError, DataError
from triptych.harness.trials.trial import run_trial
from triptych.results.items.write import schema

ANSWERS = """
import numpy as np


class Answers:
    reads = "raw"
    classes_ = np.array(["large", "small"], dtype=object)

    def __init__(self, **answers):
        for name, answer in answers.items():
            setattr(self, name, answer)

    def fit(self, X, y):
        return self

    def predict(self, X):
        return np.where(X[:, 0] > 3.5, "large", "small").astype(object)


def chances(X):
    return np.column_stack([X[:, 0] / 7, 1 - X[:, 0] / 7])


def make(seed):
    return Answers()


def make_probable(seed):
    return Answers(predict_proba=chances)


def make_ruled(seed):
    return Answers(
        fires=lambda X: np.column_stack([X[:, 0] > 3.5, X[:, 0] <= 3.5, X[:, 0] < 0]),
        rulebook=lambda: [{"label": "large", "points": np.float64(number)} for number in range(3)],
    )


def make_short(seed):
    return Answers(predict=lambda X: ["large"] * (len(X) - 1))


def make_square(seed):
    return Answers(predict=lambda X: np.zeros((len(X), 2)))


def make_stranger(seed):
    return Answers(predict=lambda X: np.array(["huge"] * len(X)))


def make_numbers(seed):
    return Answers(predict=lambda X: np.zeros(len(X), dtype=int))


def make_columns(seed):
    return Answers(predict_proba=lambda X: np.ones((len(X), 3)) / 3)


def make_sums(seed):
    return Answers(predict_proba=lambda X: np.ones((len(X), 2)))


def make_nan(seed):
    return Answers(predict_proba=lambda X: np.full((len(X), 2), np.nan))


def make_classless(seed):
    return Answers(predict_proba=chances, classes_=None)


def make_classy(seed):
    return Answers(predict_proba=chances, classes_=["a", "small"])


def make_view(seed):
    return Answers(reads="pixels")


def make_mute(seed):
    return Answers(fires=lambda X: np.ones((len(X), 2)), rulebook=lambda: [{}, {}])


def make_unsayable(seed):
    return Answers(rulebook=lambda: [{"label": object()}])


def make_unkept(seed):
    return Answers(inside=lambda: None)


def make_deaf(seed):
    return object()
"""


def rows(outcome):
    return parquet.read_table(io.BytesIO(outcome.items)).to_pandas()


def test_a_trial_tests_every_item_outside_the_authors_part_once(tiny, order_for):
    """Cross-validation leaves one row for each tested item, sorted, with truth and decision."""
    order = order_for(tiny, "rules")
    outcome = run_trial(order)

    table = rows(outcome)
    assert table["item"].is_monotonic_increasing
    assert table["item"].is_unique
    assert set(table["fold"]) == {0, 1}
    assert len(table) == outcome.record.test_items == 40
    assert (table["truth"] == table["prediction"]).all()
    assert outcome.record.score == 1.0
    assert outcome.record.status == "done"
    assert outcome.record.inputs == order.inputs


def test_an_item_table_keeps_its_schema_whatever_a_contender_can_say(write_task, order_for):
    """Columns a contender says nothing about are null, and there all the same."""
    folder = write_task(rules=ANSWERS)
    for contender in ("rules", "rules:probable", "rules:ruled"):
        outcome = run_trial(order_for(folder, contender))

        table = parquet.read_table(io.BytesIO(outcome.items))
        assert table.schema.equals(schema(regression=False))
        assert table["key"].to_pylist() == [outcome.record.key] * 40


def test_probabilities_come_in_the_order_of_the_classes(write_task, order_for):
    """Columns follow the dataset's classes, and confidence is the decision's own."""
    table = rows(run_trial(order_for(write_task(rules=ANSWERS), "rules:probable")))

    chances = np.stack(table["probabilities"])
    numbers = (table["item"] % 7 + table["item"] / 100) / 7
    np.testing.assert_allclose(chances[:, 1], numbers, rtol=1e-6)
    decided = chances[np.arange(len(table)), table["prediction"]]
    np.testing.assert_array_equal(table["confidence"], decided)


def test_a_rule_system_leaves_its_rulebook_and_what_fired(write_task, order_for):
    """Each item names the rules that decided it, in plain values that JSON can hold."""
    outcome = run_trial(order_for(write_task(rules=ANSWERS), "rules:ruled"))

    table = rows(outcome)
    assert [list(fired) for fired in table["fired"]] == [
        [0] if decision == 1 else [1] for decision in table["prediction"]
    ]
    assert [type(rule["points"]) for rule in outcome.record.rulebook] == [float] * 3


@pytest.mark.parametrize(
    ("contender", "message"),
    [
        ("short", "predict returned 19 labels for 20 items"),
        ("square", r"predict returned an array of shape \(20, 2\) for 20 items"),
        (
            "stranger",
            r"predict returned 'huge' .* Its classes are the strings \['small', 'large'\]",
        ),
        ("numbers", r"predict returned 0 \(int\)"),
        ("columns", r"predict_proba returned shape \(20, 3\) for 20 items and 2 classes"),
        ("sums", r"\[1.0, 1.0\] for item 0 .* sum to 1"),
        ("nan", r"predict_proba returned \[nan, nan\]"),
        ("classless", "no `classes_`"),
        ("classy", r"classes_ names \['a'\]"),
        ("view", "reads is 'pixels'; expected 'raw' or 'table'"),
        ("mute", "fires returned float64 of shape"),
        ("unsayable", r"rulebook\(\) holds what cannot be recorded"),
        ("unkept", "cannot be pickled"),
        ("deaf", "returned a object without `fit`"),
    ],
)
def test_wrong_answers_are_named(write_task, order_for, contender, message):
    """A contender that breaks the protocol learns who, what was expected and what came."""
    folder = write_task(rules=ANSWERS)

    with pytest.raises(ContractError, match=f"tiny.rules:{contender}: .*{message}"):
        run_trial(order_for(folder, f"rules:{contender}", keep_artefact=True))


def test_other_data_than_planned_is_refused(tiny, order_for):
    """A loader that gives other data each time cannot give a wrong result quietly."""
    with pytest.raises(DataError, match="the plan was made for 0123"):
        run_trial(order_for(tiny, "rules", fingerprint="0123"))


REGRESSION = {
    "__init__": """
    from triptych import Task, held_out, mean_absolute_error

    TASK = Task(
        title="Tiny", question="How large?", why="for tests", modality="table", items=60,
        classes=None, metric=mean_absolute_error("mm"), split=held_out(20), delta_reason="none",
        licence="CC0", source="made here", citation="none",
    )
    """,
    "data": """
    import numpy as np
    import pandas as pd
    from triptych.dataset import Dataset

    def load():
        numbers = np.arange(60.0)
        return Dataset(raw=numbers[:, None], target=numbers, classes=None)

    def features(raw):
        return pd.DataFrame({"number": raw[:, 0]})
    """,
    "rules": """
    import numpy as np

    class Shift:
        def __init__(self, shift):
            self.shift = shift

        def fit(self, X, y):
            assert list(X.columns) == ["number"] and y.dtype == float
            return self

        def predict(self, X):
            return X["number"] + self.shift

    def make(seed):
        return Shift(0.5)

    def make_nan(seed):
        return Shift(np.nan)
    """,
}


def test_a_regression_is_judged_by_its_distance(write_task, order_for):
    """Truth and prediction are numbers, the loss is their distance."""
    folder = write_task(**REGRESSION)
    outcome = run_trial(order_for(folder, "rules"))

    table = parquet.read_table(io.BytesIO(outcome.items))
    assert table.schema.equals(schema(regression=True))
    assert set(table["loss"].to_pylist()) == {0.5}
    assert outcome.record.score == pytest.approx(0.5)
    with pytest.raises(ContractError, match="numbers are not finite"):
        run_trial(order_for(folder, "rules:nan"))


def test_groups_reach_the_item_table(write_task, order_for):
    """Where items belong together each row says to which group, so that variances can go by it."""
    data = REGRESSION["data"].replace("classes=None", "classes=None, groups=np.arange(60) // 4")
    grouped = write_task("grouped", **REGRESSION | {"data": data})

    table = rows(run_trial(order_for(grouped, "rules")))
    alone = rows(run_trial(order_for(write_task("alone", **REGRESSION), "rules")))

    items, numbers = (table[name].to_numpy() for name in ("item", "group"))
    assert ((numbers[:, None] == numbers) == (items[:, None] // 4 == items // 4)).all()
    assert alone["group"].isna().all()


def test_costs_reach_the_item_table(write_task, order_for):
    """Where wrong decisions differ in price, each row says what it cost."""
    data = """
    import numpy as np
    import pandas as pd
    from triptych.dataset import Dataset

    def load():
        labels = np.array(["good", "bad"] * 30, dtype=object)
        costs = np.array([[0.0, 1.0], [5.0, 0.0]])
        return Dataset(raw=np.arange(60)[:, None], target=labels, classes=("good", "bad"),
                       costs=costs)

    def features(raw):
        return pd.DataFrame({"number": raw[:, 0]})
    """
    rules = """
    import numpy as np

    class Trusting:
        def fit(self, X, y):
            return self

        def predict(self, X):
            return np.full(len(X), "good")

    def make(seed):
        return Trusting()
    """
    card = """
    from triptych import Task, cross_validated, mean_cost

    TASK = Task(
        title="Credit", question="Will it be paid back?", why="for tests", modality="table",
        items=60, classes=2, metric=mean_cost(), split=cross_validated(2), delta_reason="none",
        licence="CC0", source="made here", citation="none",
    )
    """
    folder = write_task("credit", __init__=card, data=data, rules=rules)
    table = rows(run_trial(order_for(folder, "rules")))

    assert set(zip(table["truth"], table["cost"], strict=True)) == {(0, 0.0), (1, 5.0)}


def test_the_fitted_contender_of_the_first_fold_is_kept_on_demand(write_task, order_for):
    """The artefact holds the contender, its test items, and the digest the record names."""
    classical = """
    from sklearn.tree import DecisionTreeClassifier

    def make(seed):
        return DecisionTreeClassifier(random_state=seed)
    """
    order = order_for(write_task(classical=classical), "classical", keep_artefact=True)
    outcome = run_trial(order)

    kept = pickle.loads(outcome.artefact)
    table = rows(outcome).query("fold == 0")
    assert hashlib.sha256(outcome.artefact).hexdigest() == outcome.record.artefact
    assert kept["test"].tolist() == table["item"].tolist()
    assert kept["estimator"].get_n_leaves() == outcome.record.size["leaves"]
    assert run_trial(order_for(order.folder, "classical")).artefact is None


def test_contenders_share_nothing_through_their_arrays(write_task, order_for):
    """A contender that writes into what it is given spoils nothing for the next."""
    vandal = """
    import numpy as np

    class Vandal:
        reads = "raw"

        def fit(self, X, y):
            X[:] = 0
            y[:] = "small"
            return self

        def predict(self, X):
            X[:] = 0
            return np.full(len(X), "small")

    def make(seed):
        return Vandal()
    """
    folder = write_task(deep=vandal)
    before = run_trial(order_for(folder, "rules")).items
    run_trial(order_for(folder, "deep"))

    assert run_trial(order_for(folder, "rules")).items == before


CHAMPION = """
from sklearn.dummy import DummyClassifier
from sklearn.tree import DecisionTreeClassifier
from triptych import accuracy
from triptych.paradigms.champion import Champion

def make(seed):
    candidates = {"constant": DummyClassifier(), "tree": DecisionTreeClassifier(random_state=seed)}
    return Champion(candidates, accuracy(), classes=("small", "large"), seed=seed)
"""


def test_what_was_chosen_in_each_fold_is_recorded(write_task, order_for):
    """With the inner score of each candidate; of a contender that does not choose, nothing."""
    folder = write_task(classical=CHAMPION)
    chosen, other = (run_trial(order_for(folder, name)).record for name in ("classical", "deep"))

    assert [choice["champion"] for choice in chosen.choices] == ["tree", "tree"]
    assert all(set(choice["scores"]) == {"constant", "tree"} for choice in chosen.choices)
    assert other.choices == []


SURE = """
import numpy as np


class Sure:
    decides_by_probability = {says}
    asked = 0

    def fit(self, X, y):
        self.classes_ = np.array(["large", "small"])
        return self

    def predict_proba(self, X):
        self.asked += 1
        large = (np.asarray(X)[:, 0] > 3.5).astype(float)
        return np.column_stack([large, 1 - large]) * 0.8 + 0.1

    def predict(self, X):
        return self.classes_[self.predict_proba(X).argmax(axis=1)]

    def size(self):
        return {{"asked": self.asked}}


def make(seed):
    return Sure()
"""


def test_who_decides_by_probability_is_asked_once(write_task, order_for):
    """The answers are the same either way; the network reads each item once."""
    once, twice = (
        run_trial(order_for(write_task(name, deep=SURE.format(says=says)), "deep"))
        for name, says in (("once", True), ("twice", False))
    )

    assert (once.record.size["asked"], twice.record.size["asked"]) == (1, 2)
    for column in ("prediction", "confidence", "loss"):
        assert rows(once)[column].tolist() == rows(twice)[column].tolist()
