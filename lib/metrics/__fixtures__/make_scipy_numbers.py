"""Writes scipy-numbers.json beside this file: what scipy and plain counting say to inputs that the tests give to
lib/metrics, and to the isotonic regression of lib/base.

    pip install scipy==1.17.1 && python lib/metrics/__fixtures__/make_scipy_numbers.py
"""

import json
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import numpy as np
import scipy
from scipy import optimize, stats

random = np.random.default_rng(12)


def wilson(hits: int, total: int) -> dict:
    interval = stats.binomtest(hits, total).proportion_ci(0.95, method="wilson")
    return {"hits": hits, "total": total, "low": interval.low, "high": interval.high}


def mc_nemar(only: int, other: int) -> dict:
    return {"only": only, "other": other, "p": stats.binomtest(only, only + other, 0.5).pvalue}


def permutation(differences: list[float]) -> dict:
    test = stats.permutation_test((differences,), np.mean, permutation_type="samples", n_resamples=np.inf)
    return {"differences": differences, "p": test.pvalue}


def area(count: int, digits: int) -> dict:
    """Scores of few digits tie often."""
    scores = np.round(random.random(count), digits)
    right = random.random(count) < 0.2 + 0.6 * scores
    wins = stats.mannwhitneyu(scores[right], scores[~right]).statistic
    return {"scores": scores.tolist(), "right": right.tolist(), "area": wins / (right.sum() * (~right).sum())}


def calibration(count: int, bins: int) -> dict:
    """Four digits and an odd last one: no score stands on an edge between two bins."""
    scores = np.round(random.random(count) * 0.9998, 3) + 0.0001
    right = random.random(count) < scores**2
    binned = lambda values, statistic: stats.binned_statistic(scores, values, statistic, bins, (0, 1)).statistic
    counts = binned(scores, "count")
    said, found = binned(scores, "mean")[counts > 0], binned(right, "mean")[counts > 0]
    error = np.sum(counts[counts > 0] / count * np.abs(said - found))
    return {"scores": scores.tolist(), "right": right.tolist(), "bins": bins, "error": error}


def within(problems: int) -> dict:
    """Right ones above wrong ones of the same problem: the mean over problems that have some of both."""
    groups = []
    for size in random.integers(1, 9, problems):
        scores = np.round(random.random(size), 2)
        groups.append({"scores": scores.tolist(), "right": (random.random(size) < 0.2 + 0.6 * scores).tolist()})
    areas = []
    for group in groups:
        scores, right = np.array(group["scores"]), np.array(group["right"])
        if right.any() and not right.all():
            wins = stats.mannwhitneyu(scores[right], scores[~right]).statistic
            areas.append(wins / (right.sum() * (~right).sum()))
    return {"groups": groups, "area": float(np.mean(areas)), "counted": len(areas)}


def concordance(count: int) -> dict:
    x, y = random.integers(1, 9, count), random.integers(0, 6, count) / 5
    return {"x": x.tolist(), "y": y.tolist(), "share": (1 + stats.somersd(x, y).statistic) / 2}


def pass_at(size: int, correct: int, k: int) -> dict:
    """Chance of a right one among k drawn without replacement; of small pools counted over all their subsets too."""
    chance = stats.hypergeom.sf(0, size, correct, k)
    if size <= 12:
        subsets = list(combinations(range(size), k))
        counted = Fraction(sum(min(subset) < correct for subset in subsets), len(subsets))
        assert abs(chance - float(counted)) < 1e-12, (size, correct, k)
        chance = float(counted)
    return {"size": size, "correct": correct, "k": k, "chance": chance}


def isotonic(count: int) -> dict:
    values, weights = np.round(random.normal(np.arange(count) / 4, 2), 3), random.integers(1, 9, count)
    fitted = optimize.isotonic_regression(values, weights=weights).x
    return {"values": values.tolist(), "weights": weights.tolist(), "fitted": fitted.tolist()}


shares = [(0, 1), (1, 1), (0, 5), (8, 10), (137, 500), (500, 500), (2, 2_000), (61_234, 100_000)]
splits = [(0, 5), (1, 9), (9, 1), (3, 3), (7, 8), (40, 71), (2_000, 2_000), (60, 190), (5, 900)]
pools = [(1, 0, 1), (1, 1, 1), (6, 2, 3), (9, 0, 4), (9, 9, 4), (12, 1, 12), (12, 5, 7)]
pools += [(64, 3, 16), (256, 1, 256), (256, 17, 4), (256, 200, 100), (1_024, 2, 700), (4_096, 90, 64)]
gentle = [[0.5, -0.25, 0.75, 0.125, -0.5], [1, 1, -1, 1, 1, 1, -1, 1], [0.25, 0.25, 0.5, 0.5]]
gentle += [np.round(random.normal(0.2, 0.5, size), 3).tolist() for size in (7, 11, 14)]

numbers = {
    "source": f"scipy {scipy.__version__}, numpy {np.__version__}: stats.binomtest(h, n).proportion_ci(0.95, 'wilson'); "
    "stats.binomtest(b, b + c, 0.5); stats.permutation_test(d, mean, 'samples', n_resamples=inf); "
    "stats.mannwhitneyu / (n1 n2); stats.binned_statistic; stats.hypergeom.sf(0, N, c, k) and itertools.combinations; "
    "optimize.isotonic_regression(values, weights); (1 + stats.somersd(x, y)) / 2",
    "wilson": [wilson(*each) for each in shares],
    "mcNemar": [mc_nemar(*each) for each in splits],
    "permutation": [permutation(each) for each in gentle],
    "area": [area(30, 1), area(200, 2), area(200, 6)],
    "calibration": [calibration(200, 10), calibration(300, 7), calibration(12, 10)],
    "passAt": [pass_at(*each) for each in pools],
    "isotonic": [isotonic(count) for count in (1, 2, 12, 60)],
    "within": [within(problems) for problems in (6, 40)],
    "concordance": [concordance(count) for count in (5, 30, 120)],
}
Path(__file__).with_name("scipy-numbers.json").write_text(json.dumps(numbers) + "\n")
