"""The reviser's data rule and prompt: which attempts an example shows, in which order, and what carries a loss."""
import random
import unittest
from unittest import mock

import torch

from domain import answer_of, sample, split_of
from tokenizer.hugging_face import REVISIONS_TEMPLATE
from tokenizer.tokenizer import ASSISTANT, BOS, EOT, USER, load
from training import attempts, forms, train_reviser
from training.export import load_folder
from training.places import ROOT

RECIPE = train_reviser.RECIPE
COUNTS = RECIPE.cycles[0].counts
MADE = [{"text": f"wrong by {d}", "right": False, "distance": d} for d in (3, 1, 9, 5, 7, 2)] + [{"text": "right", "right": True, "distance": 0}] * 4


class Context(unittest.TestCase):
    def test_wrong_attempts_are_all_different_and_the_nearest_is_last(self):
        rng, distance = random.Random(1), {a["text"]: a["distance"] for a in MADE}
        for _ in range(300):
            shown = train_reviser.context(rng, MADE + MADE, COUNTS, 0.0)
            self.assertNotIn("right", shown)
            self.assertEqual(len(set(shown)), len(shown))
            self.assertEqual(sorted((distance[text] for text in shown), reverse=True), [distance[text] for text in shown])

    def test_attempts_as_they_come_are_right_as_often_as_the_policys(self):
        rng = random.Random(2)
        shown = [train_reviser.context(rng, MADE, (0, 1), 1.0)[0] for _ in range(2000)]
        self.assertAlmostEqual(shown.count("right") / len(shown), 0.4, delta=0.05)

    def test_no_to_four_attempts_as_often_as_the_recipe_says(self):
        rng = random.Random(3)
        counts = [len(train_reviser.context(rng, MADE, COUNTS, 1.0)) for _ in range(3000)]
        for count, share in enumerate(COUNTS):
            self.assertAlmostEqual(counts.count(count) / len(counts), share, delta=0.04)

    def test_too_few_wrong_ones_make_a_shorter_example(self):
        four = (0, 0, 0, 0, 1)
        self.assertEqual(train_reviser.context(random.Random(4), MADE[:2], four, 0.0), ["wrong by 3", "wrong by 1"])
        self.assertEqual(train_reviser.context(random.Random(4), MADE[6:], four, 0.0), [])


class Copied(unittest.TestCase):
    def test_attempts_differ_from_the_target_in_digits_alone_and_in_few(self):
        rng, shares = random.Random(7), []
        for _ in range(200):
            solution = sample(rng).solution
            target, shown = train_reviser.copied(rng, solution, RECIPE.early_counts, RECIPE.slips)
            self.assertIn(len(shown), (1, 2))
            for text in (target, *shown):
                self.assertEqual(train_reviser.DIGIT.sub("0", text), train_reviser.DIGIT.sub("0", solution))
            shares += [a != b for text in shown for a, b in zip(text, target) if b.isdigit()]
        self.assertLess(sum(shares) / len(shares), RECIPE.slips)
        self.assertGreater(sum(shares) / len(shares), RECIPE.slips / 2)


class Example(unittest.TestCase):
    def test_the_solution_carries_the_loss_and_so_do_later_attempts_that_are_it(self):
        tokenizer, problem = load(), sample(random.Random(8))
        text = lambda ids, spans: [tokenizer.decode(ids[a:b - 1]) for a, b in spans]
        ids, spans, before = train_reviser.example(tokenizer, problem.text, [problem.solution], [problem.solution, "wrong", problem.solution])
        self.assertEqual(text(ids, spans), [problem.solution] * 2)
        self.assertEqual({ids[b - 1] for _, b in spans}, {EOT})
        self.assertEqual(before, [3, 2])
        ids, spans, before = train_reviser.example(tokenizer, problem.text, [problem.solution], ["wrong", "wrong"])
        self.assertEqual((text(ids, spans), before), ([problem.solution], [2]))

    def test_each_attempt_before_a_solution_makes_it_more_careful(self):
        group = [([0] * 9, [(6, 9), (2, 5)], [2, 1]), ([0] * 4, [(1, 4)], [0])]
        mask = torch.zeros(2, 9)
        shares = train_reviser.doubts(group, mask, 0.04, 0.5)
        self.assertEqual([round(float(d), 3) for d in shares[0]], [0, 0, 0.02, 0.02, 0.02, 0, 0.01, 0.01, 0.01])
        self.assertEqual([round(float(d), 3) for d in shares[1, :5]], [0, 0.04, 0.04, 0.04, 0])

    def test_the_learning_rate_falls_to_nothing_in_every_cycle(self):
        first, second = (cycle.examples for cycle in RECIPE.cycles)
        at = lambda examples: train_reviser.rate(RECIPE, 1000, examples)
        self.assertEqual([at(0), at(first)], [cycle.lr for cycle in RECIPE.cycles])
        self.assertLess(at(first - 1), 1e-6)
        self.assertLess(at(first + second - 1), 1e-6)


class Distance(unittest.TestCase):
    def test_it_counts_changed_missing_and_added_ids(self):
        for a, b, distance in (([], [], 0), ([1, 2, 3], [1, 2, 3], 0), ([1, 2, 3], [1, 9, 3], 1), ([1, 2, 3], [1, 3], 1),
                               ([1, 3], [1, 2, 3], 1), ([1, 2, 3, 4], [4, 3, 2, 1], 4), ([7, 7], [7, 7, 7, 7], 2), ([1, 2], [], 2)):
            self.assertEqual(attempts.edit_distance(a, b), distance, (a, b))


class Prompt(unittest.TestCase):
    def test_an_example_shows_its_attempts_and_carries_a_loss_on_the_solution_alone(self):
        tokenizer, problem = load(), sample(random.Random(5))
        earlier = ["## Step 1: one\n\n", "## Step 1: two"]
        ids, spans = forms.solution(tokenizer, problem.text, problem.steps, earlier)
        asked = [USER, *tokenizer.encode(problem.text), ASSISTANT]
        turns = [i for text in earlier for i in (*asked, *tokenizer.encode(text), EOT)]
        self.assertEqual(ids[:spans[0][0]], [BOS, *turns, *asked])
        self.assertEqual(ids[spans[0][0]:], [*tokenizer.encode(problem.solution), EOT])

    def test_without_attempts_it_is_what_the_policy_reads(self):
        tokenizer = load()
        self.assertEqual(forms.prompt(tokenizer, "p", []), [BOS, USER, *tokenizer.encode("p"), ASSISTANT])

    def test_only_the_latest_four_are_shown(self):
        tokenizer, tries = load(), [f"try {i}" for i in range(6)]
        self.assertEqual(forms.prompt(tokenizer, "p", tries), forms.prompt(tokenizer, "p", tries[2:]))
        self.assertNotEqual(forms.prompt(tokenizer, "p", tries), forms.prompt(tokenizer, "p", tries[3:]))

    def test_it_is_what_the_template_of_revisions_gives(self):
        from jinja2 import Environment
        from tokenizers import Tokenizer as HuggingFace
        theirs, tokenizer, rng = HuggingFace.from_file(str(ROOT / "policy" / "tokenizer.json")), load(), random.Random(6)
        for count in range(forms.MOST_ATTEMPTS + 1):
            problem = sample(rng)
            earlier = [sample(rng).solution for _ in range(count)]
            text = Environment().from_string(REVISIONS_TEMPLATE).render(problem=problem.text, attempts=earlier, bos_token="<|bos|>")
            self.assertEqual(theirs.encode(text, add_special_tokens=False).ids, forms.prompt(tokenizer, problem.text, earlier))


class Attempts(unittest.TestCase):
    def test_they_are_of_training_problems_and_the_same_each_time(self):
        policy = load_folder(ROOT / "policy")
        with mock.patch.object(attempts, "PROBLEMS", 3), mock.patch.object(attempts, "ATTEMPTS", 2):
            one, two = attempts.make_chunk(policy, 5), attempts.make_chunk(policy, 5)
        self.assertEqual(one, two)
        rng = random.Random(1_000_033 * 6)
        drawn = [sample(rng, "train") for _ in range(3)]
        self.assertEqual([row["problem"] for row in one], [p.text for p in drawn])
        self.assertTrue(all(split_of(p.key) == "train" for p in drawn))
        for row, problem in zip(one, drawn):
            for attempt in row["attempts"]:
                self.assertEqual(attempt["right"], answer_of(attempt["text"]) == problem.answer)

    def test_a_pool_is_drawn_from_its_number_alone(self):
        rows = [{"problem": "p", "steps": ["## Step 1: a\n1\n\n", "b"], "attempts": MADE}] * 20
        with mock.patch.object(attempts, "rows", lambda model, number: rows):
            one, two = (next(train_reviser.batches(load(), RECIPE, 3)) for _ in range(2))
        self.assertTrue(all(torch.equal(a, b) if torch.is_tensor(a) else a == b for a, b in zip(one, two)))


if __name__ == "__main__":
    unittest.main()
