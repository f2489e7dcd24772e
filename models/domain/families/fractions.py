"""Fractions in lowest terms. Every trace ends by naming the greatest common divisor, even where it is 1."""
from math import gcd

from ..core import Family, add, div, frac, mul, reduce_step, require, sub

family = Family("fractions")
LOWEST = " Give the answer in lowest terms."
PROPER = "Each fraction must be in lowest terms; the result may not be a whole number."


def proper(*pairs) -> None:
    require(all(p < q and gcd(p, q) == 1 for p, q in pairs))


def common_denominator(s, a: int, b: int, c: int, d: int) -> tuple[int, int, int]:
    """Steps that bring a/b and c/d to one denominator; returns the two numerators and that denominator."""
    l = b * d // gcd(b, d)
    s.step("Find a common denominator", f"It is ${l}$, with ${div(l, b)}$ and ${div(l, d)}$.")
    s.step("Rewrite the numerators", f"${mul(a, l // b)}$ and ${mul(c, l // d)}$.")
    return a * (l // b), c * (l // d), l


@family.template(1, "Sum, same denominator", "Compute $\\frac{{a}}{{q}} + \\frac{{b}}{{q}}$." + LOWEST, "The result may not be a whole number.",
                 a=(1, 20), b=(1, 20), q=(3, 24))
def same_denominator(s, a, b, q):
    require(a < q and b < q)
    s.step("Add the numerators", f"${add(a, b)}$, so the result is ${frac(a + b, q)}$.")
    return reduce_step(s, a + b, q)


@family.template(2, "Product", "Compute $\\frac{{a}}{{b}} \\times \\frac{{c}}{{d}}$." + LOWEST, PROPER, a=(1, 9), b=(2, 12), c=(1, 9), d=(2, 12))
def product(s, a, b, c, d):
    proper((a, b), (c, d))
    s.step("Multiply the numerators", f"${mul(a, c)}$.")
    s.step("Multiply the denominators", f"${mul(b, d)}$.")
    return reduce_step(s, a * c, b * d)


@family.template(2, "Quotient", "Compute $\\frac{{a}}{{b}} / \\frac{{c}}{{d}}$." + LOWEST, PROPER, a=(1, 9), b=(2, 9), c=(1, 9), d=(2, 9))
def quotient(s, a, b, c, d):
    proper((a, b), (c, d))
    s.step("Multiply by the reciprocal", f"The product is ${frac(a, b)} \\times {frac(d, c)}$.")
    s.step("Multiply the numerators", f"${mul(a, d)}$.")
    s.step("Multiply the denominators", f"${mul(b, c)}$.")
    return reduce_step(s, a * d, b * c)


@family.template(3, "Sum", "Compute $\\frac{{a}}{{b}} + \\frac{{c}}{{d}}$." + LOWEST, PROPER, a=(1, 8), b=(2, 12), c=(1, 8), d=(2, 12))
def total(s, a, b, c, d):
    proper((a, b), (c, d))
    require(b != d)
    x, y, l = common_denominator(s, a, b, c, d)
    s.step("Add the numerators", f"${add(x, y)}$, so the result is ${frac(x + y, l)}$.")
    return reduce_step(s, x + y, l)


@family.template(4, "Difference", "Compute $\\frac{{a}}{{b}} - \\frac{{c}}{{d}}$." + LOWEST, PROPER + " The first fraction must be larger.",
                 a=(1, 15), b=(3, 18), c=(1, 15), d=(3, 18))
def difference(s, a, b, c, d):
    proper((a, b), (c, d))
    require(b != d and a * d > b * c and b * d // gcd(b, d) <= 150)
    x, y, l = common_denominator(s, a, b, c, d)
    s.step("Subtract the numerators", f"${sub(x, y)}$, so the result is ${frac(x - y, l)}$.")
    return reduce_step(s, x - y, l)


@family.template(5, "Sum and product", "Compute $\\frac{{a}}{{b}} + \\frac{{c}}{{d}} \\times \\frac{{e}}{{f}}$." + LOWEST, PROPER,
                 a=(1, 8), b=(2, 9), c=(1, 6), d=(2, 7), e=(1, 6), f=(2, 7))
def sum_and_product(s, a, b, c, d, e, f):
    proper((a, b), (c, d), (e, f))
    p, q = c * e, d * f
    require(b != q and b * q // gcd(b, q) <= 180)
    s.step("Multiply the numerators", f"${mul(c, e)}$.")
    s.step("Multiply the denominators", f"${mul(d, f)}$, so the product is ${frac(p, q)}$.")
    x, y, l = common_denominator(s, a, b, p, q)
    s.step("Add the numerators", f"${add(x, y)}$, so the result is ${frac(x + y, l)}$.")
    return reduce_step(s, x + y, l)


@family.template(5, "Sum and difference of three", "Compute $\\frac{{a}}{{b}} + \\frac{{c}}{{d}} - \\frac{{e}}{{f}}$." + LOWEST, PROPER + " The result must be positive.",
                 a=(1, 8), b=(2, 9), c=(1, 8), d=(2, 9), e=(1, 8), f=(2, 9))
def three(s, a, b, c, d, e, f):
    proper((a, b), (c, d), (e, f))
    l = b * d // gcd(b, d)
    l = l * f // gcd(l, f)
    x, y, z = a * l // b, c * l // d, e * l // f
    require(len({b, d, f}) == 3 and l <= 120 and x + y > z)
    s.step("Find a common denominator", f"It is ${l}$, with ${div(l, b)}$, ${div(l, d)}$ and ${div(l, f)}$.")
    s.step("Rewrite the numerators", f"${mul(a, l // b)}$, ${mul(c, l // d)}$ and ${mul(e, l // f)}$.")
    s.step("Add the numerators", f"${add(x, y)}$.")
    s.step("Subtract the numerators", f"${sub(x + y, z)}$, so the result is ${frac(x + y - z, l)}$.")
    return reduce_step(s, x + y - z, l)
