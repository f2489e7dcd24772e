"""Greatest common divisors by Euclid's algorithm, least common multiples, numbers of divisors."""
from math import gcd

from ..core import Family, add, div, mul, require, sub

family = Family("divisors")
PRIMES = (2, 3, 5, 7, 11)


def _countable(n: int) -> bool:
    """A product of powers of at least two small primes, and of at most four."""
    count, rest = 0, n
    for p in PRIMES:
        count += rest % p == 0
        while rest % p == 0:
            rest //= p
    return rest == 1 and 2 <= count <= 4


COUNTABLE = [n for n in range(60, 20_000) if _countable(n)]


def euclid(s, a: int, b: int) -> int:
    """One step a division: the dividend less the largest multiple of the divisor."""
    while b:
        r = a % b
        s.step(f"Divide ${a}$ by ${b}$", f"${mul(a // b, b)}$ and ${sub(a, a // b * b)}$.")
        a, b = b, r
    return a


def euclid_length(a: int, b: int) -> int:
    return 0 if b == 0 else 1 + euclid_length(b, a % b)


@family.template(1, "Greatest common divisor", "Find the greatest common divisor of ${a}$ and ${b}$.",
                 "The first number is the larger one; Euclid's algorithm must take two or three divisions.", a=(12, 80), b=(4, 40))
def small_gcd(s, a, b):
    require(a > b and 2 <= euclid_length(a, b) <= 3)
    g = euclid(s, a, b)
    s.step("Write the result", f"The remainder is $0$, so the greatest common divisor is ${g}$.")
    return g


@family.template(2, "Least common multiple", "Find the least common multiple of ${a}$ and ${b}$.",
                 "The first number is the larger one; Euclid's algorithm must take two or three divisions.", a=(6, 50), b=(4, 40))
def lcm(s, a, b):
    require(a > b and 2 <= euclid_length(a, b) <= 3)
    g = euclid(s, a, b)
    s.step("Divide by the greatest common divisor", f"${div(a, g)}$.")
    s.step("Multiply", f"${mul(a // g, b)}$.")
    return a // g * b


@family.template(3, "Greatest common divisor", "Find the greatest common divisor of ${a}$ and ${b}$.",
                 "The first number is the larger one; Euclid's algorithm must take three to five divisions.", a=(81, 300), b=(20, 150))
def large_gcd(s, a, b):
    require(a > b and 3 <= euclid_length(a, b) <= 5)
    g = euclid(s, a, b)
    s.step("Write the result", f"The remainder is $0$, so the greatest common divisor is ${g}$.")
    return g


@family.template(4, "Number of divisors", "How many positive divisors does ${n}$ have?",
                 "The number must be a product of powers of 2, 3, 5, 7 and 11 with at least two different primes.", n=COUNTABLE)
def count(s, n):
    powers, rest = [], n
    for p in PRIMES:
        if rest % p:
            continue
        k, q = 0, 1
        while rest % p == 0:
            rest, k, q = rest // p, k + 1, q * p
        s.step(f"Take out the factor ${p}$", f"${q} = {p}^{{{k}}}$ and ${div(q * rest, q)}$.")
        powers.append(k)
    total = powers[0] + 1
    s.step("Raise the exponents by one", " and ".join(f"${add(k, 1)}$" for k in powers) + ".")
    for k in powers[1:]:
        s.step("Multiply", f"${mul(total, k + 1)}$.")
        total *= k + 1
    return total


@family.template(5, "Least common multiple and greatest common divisor",
                 "Find the sum of the greatest common divisor and the least common multiple of ${a}$ and ${b}$.",
                 "The first number is the larger one; Euclid's algorithm must take three to five divisions.", a=(30, 150), b=(16, 99))
def both(s, a, b):
    require(a > b and 3 <= euclid_length(a, b) <= 5)
    g = gcd(a, b)
    require(a // g * b <= 5000)
    euclid(s, a, b)
    s.step("Divide by the greatest common divisor", f"${div(a, g)}$.")
    s.step("Multiply", f"${mul(a // g, b)}$.")
    s.step("Add", f"${add(g, a // g * b)}$.")
    return g + a // g * b
