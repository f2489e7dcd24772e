"""Rates: speed, work, taps."""
from ..core import NAMES, Family, add, div, frac, mul, reduce_step, require, sub

family = Family("rates")


@family.template(1, "Two legs", "{name} walks for ${a}$ hours at ${u}$ km per hour and cycles for ${b}$ hours at ${v}$ km per hour. Find the total distance in km.", "",
                 a=(2, 6), u=(2, 6), b=(2, 6), v=(8, 20), name=NAMES)
def two_legs(s, a, u, b, v, name):
    s.step("Find the first distance", f"${mul(a, u)}$.")
    s.step("Find the second distance", f"${mul(b, v)}$.")
    s.step("Add the distances", f"${add(a * u, b * v)}$.")
    return a * u + b * v


@family.template(2, "Towards each other", "Two trains are ${d}$ km apart and move towards each other at ${u}$ and ${v}$ km per hour. How far apart are they after ${t}$ hours, in km?",
                 "The trains must not have met yet.", d=(200, 900, 10), u=(20, 90), v=(20, 90), t=(2, 4))
def towards(s, d, u, v, t):
    require(d > t * (u + v))
    s.step("Add the speeds", f"${add(u, v)}$.")
    s.step("Find the distance covered", f"${mul(t, u + v)}$.")
    s.step("Subtract", f"${sub(d, t * (u + v))}$.")
    return d - t * (u + v)


@family.template(3, "Catching up", "{name} starts ${t}$ hours before a friend and drives at ${u}$ km per hour. The friend drives at ${v}$ km per hour. How far has the friend driven when they meet, in km?",
                 "The friend is faster; the time must be a whole number of hours.", t=(1, 6), u=(12, 80), v=(20, 99), name=NAMES)
def catching_up(s, t, u, v, name):
    require(v > u and t * u % (v - u) == 0 and 1 < t * u // (v - u) <= 12)
    hours = t * u // (v - u)
    s.step("Find the head start", f"${mul(t, u)}$.")
    s.step("Subtract the speeds", f"${sub(v, u)}$.")
    s.step("Find the time", f"${div(t * u, v - u)}$.")
    s.step("Find the distance", f"${mul(hours, v)}$.")
    return hours * v


@family.template(4, "Average speed", "A car drives ${a}$ hours at ${u}$ km per hour, rests ${r}$ hours, and drives ${b}$ hours at ${v}$ km per hour. Find the average speed over the whole time in km per hour. Give the answer in lowest terms.",
                 "The answer may not be a whole number.", a=(1, 6), u=(20, 90), r=(1, 4), b=(1, 6), v=(20, 90))
def average_speed(s, a, u, r, b, v):
    total, hours = a * u + b * v, a + r + b
    require(a > 1 and b > 1)
    s.step("Find the first distance", f"${mul(a, u)}$.")
    s.step("Find the second distance", f"${mul(b, v)}$.")
    s.step("Add the distances", f"${add(a * u, b * v)}$.")
    s.step("Add the hours", f"${add(a, r)}$ and ${add(a + r, b)}$, so the speed is ${frac(total, hours)}$.")
    return reduce_step(s, total, hours)


@family.template(5, "Filling a tank", "A tank holds ${n}$ liters of water. Tap A adds ${u}$ liters per minute, tap B adds ${v}$, and a drain takes away ${w}$. Tap B is opened ${k}$ minutes after tap A and the drain. How many liters are in the tank ${t}$ minutes after tap A is opened?",
                 "The time must be longer than the wait.", n=(20, 300), u=(12, 40), v=(5, 40), w=(3, 20), k=(2, 12), t=(10, 30))
def tank(s, n, u, v, w, k, t):
    require(u > w + 1 and t > k + 1)
    first, second = (u - w) * t, v * (t - k)
    s.step("Subtract the drain", f"${sub(u, w)}$.")
    s.step("Find the first amount", f"${mul(u - w, t)}$.")
    s.step("Subtract the wait", f"${sub(t, k)}$.")
    s.step("Find the second amount", f"${mul(v, t - k)}$.")
    s.step("Add the amounts", f"${add(first, second)}$.")
    s.step("Add the water at the start", f"${add(first + second, n)}$.")
    return first + second + n
