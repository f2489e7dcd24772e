/** Events that are read without a schema are read as the schema reads them. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completionSchema, plainChatCompletion, plainCompletion } from './replies';

const odd = fc.oneof(
  fc.constant(undefined),
  fc.constant(null),
  fc.constant(''),
  fc.string(),
  fc.double(),
  fc.integer(),
);
const usually = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: odd });
const choice = {
  index: usually(fc.nat(3)),
  finish_reason: usually(fc.constantFrom(null, undefined, 'stop', 'length', 'eos', 'Stop')),
  stop_reason: usually(fc.constantFrom(null, undefined, '\n\n', 128_001)),
  matched_stop: usually(fc.constantFrom(null, undefined)),
  token_ids: usually(
    fc.oneof(fc.constantFrom(null, undefined), fc.array(usually(fc.nat(0xffff_ffff)), { maxLength: 3 })),
  ),
  prompt_logprobs: usually(fc.constantFrom(null, undefined)),
  id: fc.string(),
};
const usage = usually(fc.constantFrom(null, undefined, { prompt_tokens: 3, id: 1 }, { prompt_tokens: -1 }));
const written = fc.record({
  choices: usually(
    fc.array(
      fc.record({ ...choice, text: usually(fc.string()), logprobs: usually(fc.constantFrom(null, undefined)) }),
      {
        maxLength: 3,
      },
    ),
  ),
  usage,
});
const message = fc.record(
  {
    content: usually(fc.string()),
    role: fc.constant('assistant'),
    reasoning_content: usually(fc.constantFrom(null, undefined, 'thought')),
    reasoning: usually(fc.constantFrom(null, undefined, 'thought')),
  },
  { requiredKeys: [] },
);
const said = fc.record({
  choices: usually(fc.array(fc.record({ ...choice, delta: usually(message) }), { maxLength: 3 })),
  usage,
});

/** What is read of an event. Absent and null are the same, but for what stopped a choice: null was told, absent was not. */
function known(event: { readonly choices?: readonly object[] | null; readonly usage?: unknown }) {
  const fields = ['index', 'text', 'thought', 'finish_reason', 'stop_reason', 'matched_stop', 'token_ids'] as const;
  const read = (each: object) =>
    fields.map((field) => {
      const value = (each as Readonly<Record<string, unknown>>)[field];
      return field.includes('stop') ? value : (value ?? (field === 'thought' ? '' : undefined));
    });
  return { choices: event.choices?.map(read), usage: event.usage ?? undefined };
}

describe('an event in its usual form', () => {
  it.each([
    ['completions', written, completionSchema, plainCompletion],
    ['chats', said, completionSchema, plainChatCompletion],
  ] as const)('is read as the schema reads it: %s', (_, events, schema, plain) => {
    let plains = 0;
    fc.assert(
      fc.property(events as fc.Arbitrary<unknown>, (event) => {
        const sent: unknown = JSON.parse(JSON.stringify(event));
        const read = plain(sent);
        if (read === undefined) return;
        plains++;
        expect(known(read)).toEqual(known(schema.parse(sent)));
      }),
      { seed: 5, numRuns: 2_000 },
    );
    expect(plains).toBeGreaterThan(200);
  });

  it.each([
    [{ choices: [{ index: 0, text: 'a', token_ids: [2 ** 40] }] }],
    [{ choices: [{ index: -1, text: 'a' }] }],
    [{ choices: [{ text: 'a' }] }],
    [{ choices: [{ index: 0, text: 'a', finish_reason: 'tool_calls' }] }],
    [{ choices: [{ index: 0, text: 'a', finish_reason: 'stop', matched_stop: 2 }] }],
    [{ choices: [{ index: 0, text: 'a', finish_reason: 'stop', stop_reason: ['a'] }] }],
    [[{ error: 'no' }]],
    ['text'],
    [null],
  ])('leaves to the schema whatever says more: %j', (event) => {
    expect(plainCompletion(event)).toBeUndefined();
    expect(plainChatCompletion(event)).toBeUndefined();
  });
});
