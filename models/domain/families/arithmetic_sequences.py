"""Arithmetic sequences: terms, positions and sums."""
from ..core import Family, add, div, mul, require, sub

family = Family("arithmetic sequences")
FIRST = "An arithmetic sequence has first term ${a}$ and common difference ${d}$. "


def _term(s, a: int, d: int, n: int) -> int:
    s.step("Count the differences", f"${sub(n, 1)}$.")
    s.step("Multiply by the difference", f"${mul(n - 1, d)}$.")
    s.step("Find the term", f"${add(a, (n - 1) * d)}$.")
    return a + (n - 1) * d


@family.template(1, "A term", FIRST + "Find term number ${n}$.", "", a=(1, 12), d=(2, 9), n=(4, 12))
def term(s, a, d, n):
    return _term(s, a, d, n)


@family.template(2, "The position of a term", FIRST + "Which term of the sequence is ${t}$?", "The term must occur in the sequence.",
                 a=(1, 20), d=(2, 9), n=(5, 20))
def position(s, a, d, n):
    t = a + (n - 1) * d
    s.show(t=t)
    s.step("Subtract the first term", f"${sub(t, a)}$.")
    s.step("Divide by the difference", f"${div(t - a, d)}$.")
    s.step("Add one", f"${add(n - 1, 1)}$.")
    s.step("Check", f"${mul(n - 1, d)}$ and ${add(a, t - a)}$.")
    return n


def _sum(s, a: int, d: int, n: int) -> int:
    last = _term(s, a, d, n)
    s.step("Add the first and last terms", f"${add(a, last)}$.")
    s.step("Multiply by the number of terms", f"${mul(n, a + last)}$.")
    s.step("Halve the product", f"${div(n * (a + last), 2)}$.")
    return n * (a + last) // 2


@family.template(3, "A sum", FIRST + "Find the sum of its first ${n}$ terms.", "", a=(1, 20), d=(2, 7), n=(4, 9))
def small_sum(s, a, d, n):
    return _sum(s, a, d, n)


@family.template(4, "The difference from two terms", "An arithmetic sequence has first term ${a}$ and its term number ${n}$ is ${t}$. Find term number ${m}$.",
                 "The common difference must be a whole number; m is larger than n.", a=(2, 40), n=(4, 12), d=(3, 12), m=(10, 40))
def from_two_terms(s, a, n, d, m):
    require(m > n + 1)
    t = a + (n - 1) * d
    s.show(t=t)
    s.step("Subtract the first term", f"${sub(t, a)}$.")
    s.step("Count the differences", f"${sub(n, 1)}$.")
    s.step("Find the common difference", f"${div(t - a, n - 1)}$.")
    return _term(s, a, d, m)


@family.template(5, "A sum", FIRST + "Find the sum of its first ${n}$ terms.", "", a=(-30, 40), d=(4, 12), n=(10, 20))
def large_sum(s, a, d, n):
    require(a not in range(0, 21))
    return _sum(s, a, d, n)


@family.template(5, "A sum from two terms", "An arithmetic sequence has first term ${a}$ and its term number ${n}$ is ${t}$. Find the sum of its first ${m}$ terms.",
                 "The common difference must be a whole number.", a=(2, 30), n=(4, 10), d=(3, 9), m=(5, 15))
def sum_from_two_terms(s, a, n, d, m):
    require(m != n)
    t = a + (n - 1) * d
    s.show(t=t)
    s.step("Subtract the first term", f"${sub(t, a)}$.")
    s.step("Count the differences", f"${sub(n, 1)}$.")
    s.step("Find the common difference", f"${div(t - a, n - 1)}$.")
    s.step("Find the last term", f"${mul(m - 1, d)}$ and ${add(a, (m - 1) * d)}$.")
    last = a + (m - 1) * d
    s.step("Add the first and last terms", f"${add(a, last)}$.")
    s.step("Multiply by the number of terms", f"${mul(m, a + last)}$.")
    s.step("Halve the product", f"${div(m * (a + last), 2)}$.")
    return m * (a + last) // 2
