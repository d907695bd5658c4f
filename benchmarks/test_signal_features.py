"""What measuring one sound and one series costs, against what a person would write for one.

`pytest benchmarks/test_signal_features.py` prints both and fails where ours takes more than
three times as long. The functions know no batch; both end in a table of one row.
"""

import math
import statistics
from itertools import pairwise

import numpy as np
import pytest
from scipy import ndimage, signal

from triptych.catalogue import Catalogue, LoadedTask

LOW, HIGH = (697, 770, 852, 941), (1209, 1336, 1477, 1633)
WINDOW = np.hanning(322)[1:-1]
LINE_HERTZ = 8000 / 2048
PEAK = round(2 * 8000 / 320 / LINE_HERTZ)
LOW_GROUP = (round(640 / LINE_HERTZ), round(1015 / LINE_HERTZ))
HIGH_GROUP = (round(1125 / LINE_HERTZ), round(1750 / LINE_HERTZ))


def tone_by_hand(wave):
    """The measurements of `dtmf`: one spectrum of each window, then numbers."""
    windows = np.lib.stride_tricks.sliding_window_view(wave.astype(float), 320)[::40] * WINDOW
    spectra = np.abs(np.fft.rfft(windows, n=2048)) ** 2 + 1e-20
    weaker = [min(one[slice(*LOW_GROUP)].max(), one[slice(*HIGH_GROUP)].max()) for one in spectra]
    spectrum = spectra[int(np.argmax(weaker))]
    total = spectrum.sum()
    low, low_hertz, low_rival = _peak(spectrum, *LOW_GROUP)
    high, high_hertz, high_rival = _peak(spectrum, *HIGH_GROUP)
    outside = max(
        spectrum[: LOW_GROUP[0] - PEAK].max(),
        spectrum[LOW_GROUP[1] + PEAK : HIGH_GROUP[0] - PEAK].max(initial=0),
        spectrum[HIGH_GROUP[1] + PEAK :].max(),
    )
    low_nominal = min(LOW, key=lambda hertz: abs(low_hertz / hertz - 1))
    high_nominal = min(HIGH, key=lambda hertz: abs(high_hertz / hertz - 1))
    low_share, high_share = _under(spectrum, low_hertz), _under(spectrum, high_hertz)
    return [
        low_nominal,
        high_nominal,
        100 * abs(low_hertz / low_nominal - 1),
        100 * abs(high_hertz / high_nominal - 1),
        low_share / total,
        high_share / total,
        (low_share + high_share) / total,
        _decibels(high, low),
        _decibels(low_rival, low),
        _decibels(high_rival, high),
        _decibels(outside, min(low, high)),
        *(_decibels(_near(spectrum, hertz), total) for hertz in (*LOW, *HIGH)),
    ]


def _peak(spectrum, first, last):
    line = first + int(spectrum[first:last].argmax())
    left, middle, right = (math.log(spectrum[line + step]) for step in (-1, 0, 1))
    curve = left - 2 * middle + right
    shift = min(max(0.5 * (left - right) / curve, -0.5), 0.5) if curve < 0 else 0.0
    rival = max(
        spectrum[first : max(line - PEAK, first)].max(initial=1e-20),
        spectrum[line + PEAK + 1 : last].max(initial=1e-20),
    )
    return spectrum[line], (line + shift) * LINE_HERTZ, rival


def _under(spectrum, hertz):
    middle = hertz / LINE_HERTZ
    return spectrum[math.ceil(middle - PEAK) : math.floor(middle + PEAK) + 1].sum()


def _near(spectrum, hertz):
    return spectrum[round(hertz * 0.975 / LINE_HERTZ) : round(hertz * 1.025 / LINE_HERTZ) + 1].sum()


def _decibels(power, reference):
    return 10 * math.log10(power / reference)


HERTZ = 125
BANDS = ((0.5, 40), (5, 18))
BAND, QRS = (signal.butter(2, hertz, "bandpass", fs=HERTZ, output="sos") for hertz in BANDS)
BESIDE = 12


def strip_by_hand(strip):
    """The measurements of `heartbeat`: filters for the whole strip, then beat by beat."""
    strip = strip.astype(float)
    clean = signal.sosfiltfilt(BAND, strip)
    beats = _beats(clean)
    if len(beats) < 4:
        return [len(beats), *[math.nan] * 25]
    gaps = [after - before for before, after in pairwise(beats)]
    usual = statistics.median(gaps)
    intervals = [gap / usual for gap in gaps]
    framed = np.pad(clean, 2 * BESIDE, mode="edge")
    complexes = np.array([framed[beat : beat + 4 * BESIDE + 1] for beat in beats])
    typical = np.median(complexes, axis=0)
    middle, pattern = complexes[:, BESIDE:-BESIDE], typical[BESIDE:-BESIDE]
    heights = [abs(float(clean[beat])) for beat in beats]
    height = statistics.median(heights)
    areas = np.abs(middle).sum(axis=1).tolist()
    widths = [area / tall for area, tall in zip(areas, heights, strict=True)]
    width = statistics.median(widths)
    agreement = np.corrcoef(middle, pattern)[-1, :-1].tolist()
    between = np.ones(len(clean), dtype=bool)
    for beat in beats:
        between[max(beat - BESIDE, 0) : beat + BESIDE + 1] = False
    quiet = clean[between]
    short, long = intervals.index(min(intervals)), intervals.index(max(intervals))
    early, strange = short + 1, agreement.index(min(agreement))
    around = [math.nan, *intervals, math.nan]
    beside = [gap for gap in (around[long], around[long + 2]) if gap == gap]
    pause = clean[beats[long] + 5 * BESIDE : beats[long + 1] - 2 * BESIDE]
    rest = np.abs(complexes[early, :BESIDE]).max() / max(np.abs(typical[:BESIDE]).max(), 1e-9)
    return [
        len(beats),
        60 * HERTZ / usual,
        statistics.pstdev(intervals),
        intervals[short],
        around[short + 2],
        intervals[short] + around[short + 2],
        intervals[long],
        sorted(intervals)[-2],
        around[long],
        intervals[long] * len(beside) / sum(beside),
        np.abs(pause).max(initial=0) / height,
        widths[early] / width,
        heights[early] / height,
        agreement[early],
        rest,
        max(widths) / width,
        around[strange],
        *sorted(agreement)[:2],
        sum(agreement) / len(agreement),
        min(heights) / height,
        height,
        width / HERTZ,
        quiet.std() / height,
        np.diff(quiet).std() / height,
        (strip - clean).std() / height,
    ]


def _beats(clean):
    steep = ndimage.uniform_filter1d(np.gradient(signal.sosfiltfilt(QRS, clean)) ** 2, 15)
    usual = np.median([part.max() for part in np.array_split(steep, len(steep) // HERTZ)])
    peaks, _ = signal.find_peaks(steep, height=max(0.08 * usual, 1e-12), distance=31)
    tall = np.abs(clean)
    starts = [max(0, peak - 10) for peak in peaks.tolist()]
    return sorted(
        {
            start + int(tall[start : peak + 10].argmax())
            for start, peak in zip(starts, peaks, strict=True)
        }
    )


@pytest.mark.parametrize(
    ("name", "measure"), [("dtmf", tone_by_hand), ("heartbeat", strip_by_hand)]
)
def test_one_signal_against_a_function_for_one(name, measure, check_one_item):
    """One transform of each window of a sound; one filter for a strip, then beat by beat."""
    task = LoadedTask(Catalogue.find([])[name])
    check_one_item(task, task.dataset.raw, measure)
