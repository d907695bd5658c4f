"""What measuring one image costs, against what a person would write for one.

`pytest benchmarks/test_image_features.py` prints both and fails where ours takes more than three
times as long. The function knows no batch; both end in a table of one row.
"""

import heapq
import math
from itertools import pairwise

from triptych.catalogue import Catalogue, LoadedTask

SIZE = 8
MIDDLE = 3.5
LEAST_HOLE_DEPTH = 0.2


def digit_by_hand(image):
    """The measurements of `digits`."""
    ink = [[value / 16 for value in row] for row in image.tolist()]
    turned = [list(column) for column in zip(*ink, strict=True)]
    holes = _hole_depths(ink)
    hole_rows = [sum(row) for row in holes]
    return [
        *_overall(ink, turned),
        *_holes(holes, hole_rows),
        *_bays(ink, turned),
        *_profiles(ink, turned),
    ]


def _overall(ink, turned):
    rows, columns = [sum(row) for row in ink], [sum(column) for column in turned]
    amount = sum(rows)
    row, row_variance = _moments(rows, amount)
    column, column_variance = _moments(columns, amount)
    together = sum(y * x * value for y, line in enumerate(ink) for x, value in enumerate(line))
    covariance = (together / amount if amount else MIDDLE**2) - row * column
    darkness = sum(value * value for line in ink for value in line)
    mirrored, upside_down = [line[::-1] for line in ink], ink[::-1]
    return [
        amount / SIZE**2,
        (ink[3][3] + ink[3][4] + ink[4][3] + ink[4][4]) / 4,
        row,
        column,
        math.sqrt(max(row_variance, 0)),
        math.sqrt(max(column_variance, 0)),
        covariance / row_variance if row_variance > 0 else 0,
        *(
            _product(ink, other) / darkness if darkness else 1
            for other in (mirrored, upside_down, mirrored[::-1])
        ),
    ]


def _moments(weights, amount):
    if not amount:
        return MIDDLE, 0.0
    mean = sum(place * weight for place, weight in enumerate(weights)) / amount
    square = sum(place * place * weight for place, weight in enumerate(weights)) / amount
    return mean, square - mean**2


def _product(ink, other):
    return sum(
        one * two
        for line, line_of_other in zip(ink, other, strict=True)
        for one, two in zip(line, line_of_other, strict=True)
    )


def _hole_depths(ink):
    """Water over the image, let in from the edges lowest way first."""
    edge = range(SIZE)
    border = {(y, x) for y in edge for x in edge if y in (0, SIZE - 1) or x in (0, SIZE - 1)}
    level = [[None] * SIZE for _ in edge]
    waiting = [(ink[y][x], y, x) for y, x in border]
    for height, y, x in waiting:
        level[y][x] = height
    heapq.heapify(waiting)
    while waiting:
        height, y, x = heapq.heappop(waiting)
        for above, beside in ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)):
            if 0 <= above < SIZE and 0 <= beside < SIZE and level[above][beside] is None:
                level[above][beside] = max(height, ink[above][beside])
                heapq.heappush(waiting, (level[above][beside], above, beside))
    return [[level[y][x] - ink[y][x] for x in edge] for y in edge]


def _holes(holes, rows):
    area = sum(rows)
    deep = {
        (y, x)
        for y, line in enumerate(holes)
        for x, depth in enumerate(line)
        if depth >= LEAST_HOLE_DEPTH
    }
    return [
        _patches(deep),
        area,
        max(map(max, holes)),
        sum(y * depth for y, depth in enumerate(rows)) / area if area else MIDDLE,
        sum(rows[: SIZE // 2]),
        sum(rows[SIZE // 2 :]),
    ]


def _patches(pixels):
    count = 0
    while pixels:
        count += 1
        reached = [pixels.pop()]
        while reached:
            y, x = reached.pop()
            for beside in ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)):
                if beside in pixels:
                    pixels.remove(beside)
                    reached.append(beside)
    return count


def _bays(ink, turned):
    left, right = [_seen(line) for line in ink], [_seen(line[::-1])[::-1] for line in ink]
    above = list(zip(*(_seen(line) for line in turned), strict=True))
    below = list(zip(*(_seen(line[::-1])[::-1] for line in turned), strict=True))
    sums = [[0.0] * SIZE for _ in range(4)]
    for y in range(SIZE):
        for x in range(SIZE):
            here, sights = ink[y][x], (left[y][x], right[y][x], above[y][x], below[y][x])
            for side, opening in enumerate(sights):
                wall = min(sight for other, sight in enumerate(sights) if other != side)
                if wall > opening and wall > here:
                    sums[side][y] += wall - max(here, opening)
    half = SIZE // 2
    return [
        sum(sums[0][:half]),
        sum(sums[0][half:]),
        sum(sums[1][:half]),
        sum(sums[1][half:]),
        sum(sums[2]),
        sum(sums[3]),
    ]


def _seen(line):
    """The most that was met before each place."""
    most, seen = 0.0, []
    for value in line:
        seen.append(most)
        most = max(most, value)
    return seen


def _profiles(ink, turned):
    rows, columns = [sum(row) for row in ink], [sum(column) for column in turned]
    amount = sum(rows)
    return [
        *(weight / amount if amount else 1 / SIZE for weight in rows),
        *(weight / amount if amount else 1 / SIZE for weight in columns),
        *(sum(max(after - before, 0) for before, after in pairwise([0, *line])) for line in ink),
        *(sum(max(after - before, 0) for before, after in pairwise([0, *line])) for line in turned),
        *(
            sum(x * value for x, value in enumerate(line)) / weight if weight else MIDDLE
            for line, weight in zip(ink, rows, strict=True)
        ),
    ]


def test_one_image_against_a_function_for_one(check_one_item):
    """In Python alone: 64 pixels are few."""
    task = LoadedTask(Catalogue.find([])["digits"])
    check_one_item(task, task.dataset.raw, digit_by_hand)
