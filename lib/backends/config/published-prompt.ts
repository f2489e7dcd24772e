/**
 * The system prompt of the published experiments with Llama models: huggingface/search-and-learn, `src/sal/config.py` at
 * 6f81cac (Apache-2.0). Steps that are headed and end in a blank line, and a boxed answer, are what search and grading
 * rely on.
 */
export const publishedSystemPrompt = `Solve the following math problem efficiently and clearly:

- For simple problems (2 steps or fewer):
Provide a concise solution with minimal explanation.

- For complex problems (3 steps or more):
Use this step-by-step format:

## Step 1: [Concise description]
[Brief explanation and calculations]

## Step 2: [Concise description]
[Brief explanation and calculations]

...

Regardless of the approach, always conclude with:

Therefore, the final answer is: $\\boxed{answer}$. I hope it is correct.

Where [answer] is just the final number or expression that solves the problem.`;

/** The system prompt for a policy where none is configured, by the names of its model; undefined: none. */
export function defaultSystemPrompt(...modelNames: readonly (string | undefined)[]): string | undefined {
  return modelNames.some((name) => /llama-?3.*instruct/i.test(name ?? '')) ? publishedSystemPrompt : undefined;
}
