"""The families of the domain, in the order in which reports list them."""
from . import (algebra, arithmetic_sequences, averages, divisors, exponents, fractions, geometry, linear_equations,
               order_of_operations, percentages, probability, rates, remainders, systems, units, word_problems)

FAMILIES = [module.family for module in (
    order_of_operations, linear_equations, systems, algebra, exponents, fractions, percentages, remainders, divisors,
    arithmetic_sequences, averages, probability, geometry, rates, units, word_problems)]
