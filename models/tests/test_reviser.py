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
COUNTS = RECIPE.counts
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
            target, shown = train_reviser.copied(rng, solution, COUNTS, RECIPE.slips)
            self.assertIn(len(shown), range(1, len(COUNTS)))
            for text in (target, *shown):
                self.assertEqual(train_reviser.DIGIT.sub("0", text), train_reviser.DIGIT.sub("0", solution))
            shares += [a != b for text in shown for a, b in zip(text, target) if b.isdigit()]
        self.assertLess(sum(shares) / len(shares), RECIPE.slips)
        self.assertGreater(sum(shares) / len(shares), RECIPE.slips / 2)


class Example(unittest.TestCase):
    def setUp(self):
        self.tokenizer, self.problem = load(), sample(random.Random(8))
        self.asked = len(self.tokenizer.encode(self.problem.text)) + 2

    def item(self, shown, can_be_solved=True):
        return train_reviser.item_of(self.tokenizer, self.problem.text, [self.problem.solution], shown, RECIPE, can_be_solved)

    def targets(self, item, start, length):
        return item.targets[start - 1:start - 1 + length]

    def test_the_solution_is_told_and_so_is_an_attempt_as_long_as_it_is_canonical(self):
        canonical = [*self.tokenizer.encode(self.problem.solution), EOT]
        digit = self.problem.solution.rindex("1") if "1" in self.problem.solution else 12
        slipped = self.problem.solution[:digit] + "7" + self.problem.solution[digit + 1:]
        wrong = self.tokenizer.encode(slipped)
        shared = next(i for i, (a, b) in enumerate(zip(wrong, canonical)) if a != b)
        item = self.item([slipped, self.problem.solution])
        first = 1 + self.asked
        second = first + len(wrong) + 1 + self.asked
        last = second + len(canonical) + self.asked
        # The place of the slip still says what had to come there; what stands behind it says nothing.
        self.assertEqual(self.targets(item, first, len(wrong)), canonical[:shared + 1] + [-1] * (len(wrong) - shared - 1))
        self.assertEqual(self.targets(item, second, len(canonical)), canonical)
        self.assertEqual(self.targets(item, last, len(canonical)), canonical)
        self.assertEqual(item.ids[last:], canonical)
        self.assertEqual(item.labels[first:first + len(wrong) + 1], [0] * shared + [1] * (len(wrong) + 1 - shared))
        self.assertEqual(set(item.labels[second:second + len(canonical)]), {0})
        self.assertEqual(set(item.labels[:first] + item.labels[last:]), {-1})

    def test_each_attempt_before_a_token_makes_it_more_careful(self):
        item = self.item([self.problem.solution] * 2)
        doubts = [doubt for doubt, target in zip(item.doubts, item.targets) if target >= 0]
        self.assertEqual(sorted(set(doubts), reverse=True), [RECIPE.doubt * RECIPE.care ** count for count in range(3)])
        self.assertEqual(doubts, sorted(doubts, reverse=True))

    def test_what_can_only_be_copied_is_told_in_the_solution_alone(self):
        item = self.item(["anything"], can_be_solved=False)
        self.assertEqual(sum(target >= 0 for target in item.targets), len(self.tokenizer.encode(self.problem.solution)) + 1)
        self.assertEqual(set(item.labels), {-1})

    def test_the_learning_rate_rises_and_falls_to_nothing(self):
        at = lambda step, examples: train_reviser.rate(RECIPE, step, examples)
        self.assertEqual(at(RECIPE.warmup, 0), 1.0)
        self.assertLess(at(0, 0), 0.1)
        self.assertLess(at(1000, RECIPE.examples - 1), 1e-4)
        self.assertEqual(at(1000, RECIPE.examples + 9), 0.0)

    def test_the_shipped_reviser_grows_from_the_verifier(self):
        begun = train_reviser.begun(RECIPE)
        prm = load_folder(ROOT / "prm")
        self.assertTrue(all(torch.equal(a, b) for a, b in zip(begun.state_dict().values(), prm.state_dict().values())))
        self.assertEqual((begun.shape.layers, begun.shape.positions), (prm.shape.layers, RECIPE.positions))


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
        self.assertEqual(one, two)


if __name__ == "__main__":
    unittest.main()
