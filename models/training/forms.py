"""How a problem and its steps become one sequence of ids: the solution, the revision and the dialogue form.

Solution form (policy, baseline): <|bos|><|user|>problem<|assistant|>steps<|eot|>
Revision form (reviser): <|bos|><|user|>problem<|assistant|>attempt<|eot|> ... <|user|>problem<|assistant|>steps<|eot|>
the problem is asked once for each of the latest attempts, oldest first, and once more; without any it is the solution form.
Dialogue form (PRM, as RLHFlow): <|bos|><|user|>problem step<|assistant|>+<|eot|><|user|>step<|assistant|>+<|eot|> ...
with every step stripped. All are what the chat template in tokenizer_config.json gives.
"""
from tokenizer.tokenizer import ASSISTANT, BOS, EOT, PLUS, USER, Tokenizer

MOST_ATTEMPTS = 4
MOST_TOKENS = 240       # of a solution


def prompt(tokenizer: Tokenizer, problem: str, attempts=()) -> list[int]:
    """The ids before a solution: the problem, asked once for each of the latest attempts, oldest first, and once more."""
    asked, ids = [USER, *tokenizer.encode(problem), ASSISTANT], [BOS]
    for attempt in attempts[-MOST_ATTEMPTS:]:
        ids += [*asked, *tokenizer.encode(attempt), EOT]
    return [*ids, *asked]


def solution(tokenizer: Tokenizer, problem: str, steps, attempts=()) -> tuple[list[int], list[tuple[int, int]]]:
    """ids, and for each step the range [start, end) of its ids; the last step's range holds <|eot|>."""
    ids, spans = prompt(tokenizer, problem, attempts), []
    for step in steps:
        start = len(ids)
        ids += tokenizer.encode(step)
        spans.append((start, len(ids)))
    ids.append(EOT)
    spans[-1] = (spans[-1][0], len(ids))
    return ids, spans


def dialogue(tokenizer: Tokenizer, problem: str, steps) -> tuple[list[int], list[tuple[int, int]]]:
    """ids up to and with the last <|assistant|>, and for each step the range of its ids.

    A step's range ends at its <|assistant|>, the position whose logits give P('+') and P('-').
    """
    head = tokenizer.encode(problem)
    ids, spans = [BOS, USER], []
    for i, step in enumerate(steps):
        if i:
            ids += [PLUS, EOT, USER]
        start = len(ids) + (len(head) if i == 0 else 0)
        ids += tokenizer.encode(f"{problem} {step.strip()}" if i == 0 else step.strip())
        spans.append((start, len(ids)))
        ids.append(ASSISTANT)
    return ids, spans
