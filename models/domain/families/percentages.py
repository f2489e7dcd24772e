"""Percentages: parts, increases, decreases, one after the other. Written with the word percent."""
from ..core import THINGS, Family, add, div, mul, require, sub

family = Family("percentages")
WHOLE = "Every amount on the way must be a whole number."


def _part(s, title: str, percent: int, amount: int) -> int:
    """One step that finds a percentage of an amount."""
    require(percent * amount % 100 == 0)
    s.step(title, f"${mul(percent, amount)}$ and ${div(percent * amount, 100)}$.")
    return percent * amount // 100


@family.template(1, "Percent of a number", "What is ${p}$ percent of ${n}$?", "The product must be a multiple of 100.", p=(5, 95, 5), n=(4, 600, 4))
def part(s, p, n):
    require(p * n % 100 == 0 and p * n <= 9000)
    s.step("Multiply", f"${mul(p, n)}$.")
    s.step("Divide by 100", f"${div(p * n, 100)}$.")
    s.step("Write the result", f"The part is ${p * n // 100}$.")
    return p * n // 100


@family.template(2, "What is left", "A shop has ${n}$ {thing} and sells ${p}$ percent of them. How many {thing} are left?", WHOLE,
                 p=(5, 95, 5), n=(20, 500, 10), thing=THINGS)
def left(s, p, n, thing):
    sold = p * n // 100
    require(p * n % 100 == 0)
    s.step("Multiply", f"${mul(p, n)}$.")
    s.step("Divide by 100", f"${div(p * n, 100)}$.")
    s.step("Subtract", f"${sub(n, sold)}$.")
    return n - sold


@family.template(3, "One number as a percent of another", "A price rises from ${a}$ dollars to ${b}$ dollars. By what percent does it rise?",
                 "The percentage must be a whole number.", a=(10, 250, 10), p=(4, 90, 2))
def rise(s, a, p):
    require(a * p % 100 == 0)
    b = a + a * p // 100
    s.show(b=b)
    s.step("Subtract", f"${sub(b, a)}$.")
    s.step("Multiply by 100", f"${mul(b - a, 100)}$.")
    s.step("Divide by the old price", f"${div(100 * (b - a), a)}$.")
    return p


@family.template(3, "Sale and shipping", "A coat costs ${n}$ dollars. Its price is cut by ${p}$ percent, and shipping costs ${k}$ dollars. Find the total cost in dollars.",
                 WHOLE, n=(20, 300, 10), p=(5, 60, 5), k=(2, 30))
def sale(s, n, p, k):
    cut = _part(s, "Find the cut", p, n)
    s.step("Subtract the cut", f"${sub(n, cut)}$.")
    s.step("Add the shipping", f"${add(n - cut, k)}$.")
    return n - cut + k


@family.template(4, "Up, then down", "A price of ${n}$ dollars rises by ${p}$ percent and then falls by ${q}$ percent. Find the final price in dollars.",
                 WHOLE, n=(20, 500, 20), p=(5, 75, 5), q=(5, 75, 5))
def up_down(s, n, p, q):
    up = _part(s, "Find the rise", p, n)
    s.step("Add the rise", f"${add(n, up)}$.")
    down = _part(s, "Find the fall", q, n + up)
    s.step("Subtract the fall", f"${sub(n + up, down)}$.")
    return n + up - down


@family.template(5, "Sale on several things, with tax", "{name} buys ${a}$ {thing} at ${b}$ dollars each. The shop cuts the price by ${p}$ percent and then adds a tax of ${q}$ percent. How much does {name} pay in dollars?",
                 WHOLE, a=(3, 25), b=(4, 25), p=(5, 75, 5), q=(2, 40, 2), thing=THINGS, name=("Mia", "Tom", "Ava", "Leo", "Zoe", "Sam"))
def sale_tax(s, a, b, p, q, thing, name):
    n = a * b
    require(n <= 500 and p * n % 100 == 0 and q * (n - p * n // 100) % 100 == 0)
    s.step("Find the price", f"${mul(a, b)}$.")
    cut = _part(s, "Find the cut", p, n)
    s.step("Subtract the cut", f"${sub(n, cut)}$.")
    tax = _part(s, "Find the tax", q, n - cut)
    s.step("Add the tax", f"${add(n - cut, tax)}$.")
    return n - cut + tax
