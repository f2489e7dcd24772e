/** A rival is asked for as on the start page: with all that its strategy reads, as the run has it. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { toySpec } from '@/lib/search/testing/run-search';
import { RivalForm } from './rival-form';

it('asks how answers are picked, for samples and for limits, and stands as the run does', () => {
  const spec = toySpec('majority', { aggregation: 'min', topP: 0.9, maxTokens: 77, stopAtAnswer: true });
  const page = renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <RivalForm spec={spec} isPending={false} onStart={() => undefined} />
    </QueryClientProvider>,
  );
  for (const label of ['Selection', 'Aggregation', 'Top-p', 'Top-k', 'Tokens a solution at most'])
    expect(page).toContain(`>${label}</label>`);
  expect(page).toContain('<option value="min" selected');
  for (const value of ['0.9', '77']) expect(page).toContain(`value="${value}"`);
  expect(page).toMatch(/checkbox" checked/);
});
