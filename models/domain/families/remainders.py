"""Remainders on division by a small number; factors are reduced first."""
from ..core import Family, add, mul, require, sub

family = Family("remainders")


def reduce(s, title: str, n: int, m: int) -> int:
    """The step that takes the nearest multiple of m away from n."""
    s.step(title, f"${mul(n // m, m)}$ and ${sub(n, n // m * m)}$.")
    return n % m


@family.template(1, "Remainder of a sum", "Find the remainder when ${a} + {b}$ is divided by ${m}$.", "", a=(10, 30), b=(10, 30), m=(3, 9))
def of_sum(s, a, b, m):
    n = a + b
    s.step("Add", f"${add(a, b)}$.")
    s.step("Find the nearest multiple", f"${mul(n // m, m)}$.")
    s.step("Subtract", f"${sub(n, n // m * m)}$.")
    return n % m


@family.template(2, "Remainder of a product and a sum", "Find the remainder when ${a} \\times {b} + {c}$ is divided by ${m}$.", "",
                 a=(3, 12), b=(3, 9), c=(2, 30), m=(3, 9))
def of_small_product(s, a, b, c, m):
    n = a * b + c
    s.step("Multiply", f"${mul(a, b)}$.")
    s.step("Add", f"${add(a * b, c)}$.")
    s.step("Find the nearest multiple", f"${mul(n // m, m)}$.")
    s.step("Subtract", f"${sub(n, n // m * m)}$.")
    return n % m


@family.template(3, "Remainder of a product", "Find the remainder when ${a} \\times {b}$ is divided by ${m}$.", "Both factors must be larger than m.",
                 a=(10, 60), b=(10, 60), m=(3, 12))
def of_product(s, a, b, m):
    require(min(a, b) > m)
    x, y = reduce(s, "Reduce the first factor", a, m), reduce(s, "Reduce the second factor", b, m)
    s.step("Multiply", f"${mul(x, y)}$.")
    return reduce(s, "Reduce the result", x * y, m)


@family.template(4, "Remainder of a product and a term", "Find the remainder when ${a} \\times {b} - {c}$ is divided by ${m}$.",
                 "Both factors must be larger than m.", a=(20, 99), b=(20, 99), c=(5, 60), m=(6, 13))
def of_product_and_term(s, a, b, c, m):
    x, y = reduce(s, "Reduce the first factor", a, m), reduce(s, "Reduce the second factor", b, m)
    s.step("Multiply", f"${mul(x, y)}$.")
    z = reduce(s, "Reduce the last term", c, m)
    require(x * y >= z)
    s.step("Subtract", f"${sub(x * y, z)}$.")
    return reduce(s, "Reduce the result", x * y - z, m)


@family.template(5, "Remainder of two products", "Find the remainder when ${a} \\times {b} + {c} \\times {d}$ is divided by ${m}$.",
                 "All four factors must be larger than m.", a=(20, 99), b=(20, 99), c=(20, 99), d=(20, 99), m=(6, 15))
def of_two_products(s, a, b, c, d, m):
    x, y = reduce(s, "Reduce the first factor", a, m), reduce(s, "Reduce the second factor", b, m)
    s.step("Multiply", f"${mul(x, y)}$.")
    z, w = reduce(s, "Reduce the third factor", c, m), reduce(s, "Reduce the fourth factor", d, m)
    s.step("Multiply", f"${mul(z, w)}$.")
    s.step("Add", f"${add(x * y, z * w)}$.")
    return reduce(s, "Reduce the result", x * y + z * w, m)
