"""Averages: of lists, with a missing number, of groups."""
from ..core import Family, add, div, mul, require, sub

family = Family("averages")
WHOLE = "The average must be a whole number."


def _running_sum(s, numbers: list[int]) -> int:
    total = numbers[0]
    for i, n in enumerate(numbers[1:]):
        s.step("Add the first two numbers" if i == 0 else "Add the next number", f"${add(total, n)}$.")
        total += n
    return total


def _complete(known: tuple, average: int, count: int) -> int:
    """The last number, such that `count` numbers have the given average."""
    last = average * count - sum(known)
    require(1 <= last <= 2 * average)
    return last


@family.template(1, "Average of three", "Find the average of ${a}$, ${b}$ and ${c}$.", WHOLE, a=(2, 30), b=(2, 30), m=(4, 24))
def three(s, a, b, m):
    c = _complete((a, b), m, 3)
    s.show(c=c)
    return _mean(s, [a, b, c])


@family.template(2, "Average of four", "Find the average of ${a}$, ${b}$, ${c}$ and ${d}$.", WHOLE, a=(2, 40), b=(2, 40), c=(2, 40), m=(5, 30))
def four(s, a, b, c, m):
    d = _complete((a, b, c), m, 4)
    s.show(d=d)
    return _mean(s, [a, b, c, d])


def _mean(s, numbers: list[int]) -> int:
    total = _running_sum(s, numbers)
    s.step("Divide by the count", f"${div(total, len(numbers))}$.")
    return total // len(numbers)


@family.template(3, "A missing number", "The average of four numbers is ${m}$. Three of them are ${a}$, ${b}$ and ${c}$. Find the fourth number.",
                 "The three numbers must add up to less than four times the average.", m=(10, 60), a=(5, 80), b=(5, 80), c=(5, 80))
def missing(s, m, a, b, c):
    _complete((a, b, c), m, 4)
    s.step("Find the total", f"${mul(4, m)}$.")
    total = _running_sum(s, [a, b, c])
    s.step("Subtract", f"${sub(4 * m, total)}$.")
    return 4 * m - total


@family.template(4, "Two groups", "A group of ${a}$ students has an average of ${x}$ points and a group of ${b}$ students has an average of ${y}$ points. Find the average of all students.",
                 WHOLE, a=(2, 25), b=(2, 25), x=(10, 95), y=(10, 95))
def groups(s, a, b, x, y):
    total = a * x + b * y
    require(abs(x - y) > 2 and total % (a + b) == 0 and total < 3000)
    s.step("Find the total of the first group", f"${mul(a, x)}$.")
    s.step("Find the total of the second group", f"${mul(b, y)}$.")
    s.step("Add the totals", f"${add(a * x, b * y)}$.")
    s.step("Add the students", f"${add(a, b)}$.")
    s.step("Divide", f"${div(total, a + b)}$.")
    return total // (a + b)


@family.template(5, "A missing score", "After ${n}$ tests the average score is ${x}$. The next two scores are ${a}$ and ${b}$. What score on the test after that brings the average to ${y}$?",
                 "The score sought must lie between 1 and 200.", n=(3, 9), x=(40, 90), a=(40, 99), b=(40, 99), y=(42, 95))
def score(s, n, x, a, b, y):
    wanted = (n + 3) * y - n * x - a - b
    require(1 <= wanted <= 200 and x != y)
    s.step("Find the total so far", f"${mul(n, x)}$.")
    s.step("Add the next score", f"${add(n * x, a)}$.")
    s.step("Add the next score", f"${add(n * x + a, b)}$.")
    s.step("Count the tests", f"${add(n, 3)}$.")
    s.step("Find the total wanted", f"${mul(n + 3, y)}$.")
    s.step("Subtract", f"${sub((n + 3) * y, n * x + a + b)}$.")
    return wanted
