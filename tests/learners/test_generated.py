"""Promises of learning from generated items: theirs are learned, and no other."""

import numpy as np
from sklearn.tree import DecisionTreeClassifier

from triptych.learners.generated import LearnsGenerated


def test_own_items_are_learned_whatever_is_given():
    items, answers = np.array([[0.0], [1.0]]), np.array(["no", "yes"], dtype=object)
    made = LearnsGenerated(DecisionTreeClassifier(random_state=0), items, answers, "table")
    made.fit(np.array([[0.0], [1.0]]), np.array(["yes", "no"], dtype=object))

    assert made.reads == "table"
    assert made.predict(np.array([[0.2], [0.9]])).tolist() == ["no", "yes"]
