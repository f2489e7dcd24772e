"""Exponents: laws (the answer is a power) and values of powers."""
from ..core import Family, add, mul, require, sub

family = Family("exponents")


def power(base: int, exponent: int) -> str:
    return f"{base}^{{{exponent}}}"


def _value_chain(base: int, exponent: int) -> str:
    """'$4 \\times 4 = 16$ and $16 \\times 4 = 64$': a power by repeated multiplication."""
    parts, value = [], base
    for _ in range(exponent - 1):
        parts.append(f"${mul(value, base)}$")
        value *= base
    return " and ".join(parts)


@family.template(1, "Product and quotient of powers", "Write ${a}^{{m}} \\times {a}^{{n}} / {a}^{{k}}$ as a power of ${a}$.",
                 "The sum of m and n must be larger than k.", a=(2, 9), m=(2, 15), n=(2, 15), k=(2, 12))
def product_quotient(s, a, m, n, k):
    require(m + n - k > 1)
    s.step("Add the exponents", f"${add(m, n)}$, so the product is ${power(a, m + n)}$.")
    s.step("Subtract the exponents", f"${sub(m + n, k)}$.")
    s.step("Write the result", f"The result is ${power(a, m + n - k)}$.")
    return power(a, m + n - k)


@family.template(2, "Power of a power", "Write $({a}^{{m}})^{{n}} \\times {a}^{{k}}$ as a power of ${a}$.", "",
                 a=(2, 9), m=(2, 9), n=(2, 9), k=(2, 20))
def power_of_power(s, a, m, n, k):
    s.step("Multiply the exponents", f"${mul(m, n)}$, so the first factor is ${power(a, m * n)}$.")
    s.step("Add the exponents", f"${add(m * n, k)}$.")
    s.step("Write the result", f"The result is ${power(a, m * n + k)}$.")
    return power(a, m * n + k)


@family.template(2, "Powers of two bases, added", "Find the value of ${a}^2 + {b}^2 - {c}$.", "", a=(2, 15), b=(2, 15), c=(1, 30))
def squares(s, a, b, c):
    require(a * a + b * b > c)
    s.step("Find the first square", f"${mul(a, a)}$.")
    s.step("Find the second square", f"${mul(b, b)}$.")
    s.step("Add", f"${add(a * a, b * b)}$.")
    s.step("Subtract", f"${sub(a * a + b * b, c)}$.")
    return a * a + b * b - c


@family.template(3, "Power of a power, divided", "Write $({a}^{{m}})^{{n}} \\times {a}^{{k}} / {a}^{{j}}$ as a power of ${a}$.",
                 "The result must have an exponent of at least 2.", a=(2, 9), m=(2, 12), n=(2, 9), k=(2, 30), j=(2, 60))
def power_quotient(s, a, m, n, k, j):
    require(m * n + k - j > 1)
    s.step("Multiply the exponents", f"${mul(m, n)}$, so the first factor is ${power(a, m * n)}$.")
    s.step("Add the exponents", f"${add(m * n, k)}$, so the product is ${power(a, m * n + k)}$.")
    s.step("Subtract the exponents", f"${sub(m * n + k, j)}$.")
    s.step("Write the result", f"The result is ${power(a, m * n + k - j)}$.")
    return power(a, m * n + k - j)


@family.template(3, "A cube and a square", "Find the value of ${a}^3 + {b}^2 - {c}$.", "", a=(2, 7), b=(2, 15), c=(1, 40))
def cube_and_square(s, a, b, c):
    value = a ** 3 + b * b
    require(value > c)
    s.step("Find the cube", f"{_value_chain(a, 3)}.")
    s.step("Find the square", f"${mul(b, b)}$.")
    s.step("Add", f"${add(a ** 3, b * b)}$.")
    s.step("Subtract", f"${sub(value, c)}$.")
    return value - c


@family.template(4, "Scaled powers", "Find the value of ${a} \\times {b}^3 - {c} \\times {d}^2$.", "", a=(2, 6), b=(2, 6), c=(2, 9), d=(2, 12))
def scaled(s, a, b, c, d):
    x, y = b ** 3, d * d
    require(a * x != c * y)
    s.step("Find the cube", f"{_value_chain(b, 3)}.")
    s.step("Scale the cube", f"${mul(a, x)}$.")
    s.step("Find the square", f"${mul(d, d)}$.")
    s.step("Scale the square", f"${mul(c, y)}$.")
    s.step("Subtract", f"${sub(a * x, c * y)}$.")
    return a * x - c * y


@family.template(5, "Different bases of one prime", "Write ${a}^{{m}} \\times {b}^{{n}} / {p}^{{k}}$ as a power of ${p}$.",
                 "a is the square and b the cube of p, which is 2, 3 or 5; the result must have an exponent of at least 2.",
                 p=(2, 5), m=(2, 15), n=(2, 15), k=(2, 30))
def common_base(s, p, m, n, k):
    require(p != 4 and 2 * m + 3 * n - k > 1)
    s.show(a=p * p, b=p ** 3)
    s.step("Rewrite the first base", f"${p * p} = {power(p, 2)}$.")
    s.step("Multiply the exponents", f"${mul(2, m)}$, so the first factor is ${power(p, 2 * m)}$.")
    s.step("Rewrite the second base", f"${p ** 3} = {power(p, 3)}$.")
    s.step("Multiply the exponents", f"${mul(3, n)}$, so the second factor is ${power(p, 3 * n)}$.")
    s.step("Add the exponents", f"${add(2 * m, 3 * n)}$, so the product is ${power(p, 2 * m + 3 * n)}$.")
    s.step("Subtract the exponents", f"${sub(2 * m + 3 * n, k)}$.")
    return power(p, 2 * m + 3 * n - k)


@family.template(5, "Fourth power, cube and square", "Find the value of ${a}^4 - {b}^3 + {c} \\times {d}^2$.", "", a=(2, 6), b=(2, 9), c=(2, 9), d=(2, 12))
def three_powers(s, a, b, c, d):
    x, y, z = a ** 4, b ** 3, d * d
    s.step("Find the fourth power", f"{_value_chain(a, 4)}.")
    s.step("Find the cube", f"{_value_chain(b, 3)}.")
    s.step("Find the square", f"${mul(d, d)}$.")
    s.step("Scale the square", f"${mul(c, z)}$.")
    s.step("Subtract", f"${sub(x, y)}$.")
    s.step("Add", f"${add(x - y, c * z)}$.")
    return x - y + c * z
