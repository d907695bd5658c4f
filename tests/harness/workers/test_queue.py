"""Promises of the waiting calls: each is made once, and a task is loaded as rarely as can be."""

from hypothesis import given
from hypothesis import strategies as st

from triptych.harness.workers.call import Call
from triptych.harness.workers.queue import TaskQueue


def waiting(topics):
    calls = [Call(str, topic, 1.0, 1) for topic in topics]
    return TaskQueue(calls, lambda call: call.argument)


def taken(queue, worker):
    following = queue.take(worker)
    return following and following.argument


@given(topics=st.lists(st.sampled_from("abcd")), turns=st.lists(st.sampled_from([0, 1, 2])))
def test_every_call_is_made_exactly_once(topics, turns):
    """Whichever worker asks when, nobody's call is lost or made twice."""
    queue = waiting(topics)
    given_out = [queue.take(worker) for worker in [*turns, *[0] * len(topics)]]
    calls = [following for following in given_out if following]

    assert sorted(call.argument for call in calls) == sorted(topics)
    assert len(set(map(id, calls))) == len(topics)
    assert queue.take(1) is None


def test_a_worker_stays_with_its_topic():
    """Two workers, two topics: each gets the calls of one, in their order."""
    queue = waiting("aabb")

    assert [taken(queue, worker) for worker in (0, 1, 0, 1)] == ["a", "b", "a", "b"]


def test_a_free_worker_begins_a_topic_of_its_own_before_it_helps():
    """Helping comes last, since it costs loading a task a second time."""
    queue = waiting("aaaabbc")

    assert [taken(queue, worker) for worker in (0, 1, 1, 1)] == ["a", "b", "b", "c"]
    assert taken(queue, 1) == "a"


def test_who_helps_helps_where_most_is_left():
    """So that no worker is left alone with much work at the end."""
    queue = waiting("abbb")
    assert [taken(queue, worker) for worker in (0, 1)] == ["a", "b"]

    assert taken(queue, 2) == "b"


def test_one_topic_is_shared_by_all_workers():
    """A run of a single task keeps every worker busy."""
    queue = waiting("aaa")

    assert [taken(queue, worker) for worker in (0, 1, 2, 0)] == ["a", "a", "a", None]
