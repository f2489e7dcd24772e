import { strategyOf, type CallState, type SearchState, type ServerRole, type ServerTotals } from '@/lib/search';
import { formatCount, formatSeconds, plural } from '@/components/ui/numbers';
import { Section } from './section';

interface TotalsTableProps {
  readonly state: SearchState;
  /** From the first entry to the one at the cursor. */
  readonly seconds: number;
  readonly isAtEnd: boolean;
}

/** Tokens, calls and seconds up to the cursor, for the policy and the verifier apart. */
export function TotalsTable({ state, seconds, isAtEnd }: TotalsTableProps) {
  const { calls, groups, nodes, spec, totals } = state;
  const hasVerifier = spec !== undefined && strategyOf(spec.strategy).needsVerifier;
  const rows = [
    ...rowsOfTotals.map(([name, value]) => [name, value(totals.policy), value(totals.verifier)] as const),
    ['Calls tried again', triedAgain(calls, 'policy'), triedAgain(calls, 'verifier')] as const,
  ];
  return (
    <Section title={isAtEnd ? 'Totals' : 'Totals up to this point'}>
      <table className="w-full text-sm tabular-nums" data-part="budget">
        <thead>
          <tr className="text-left text-xs text-mute">
            <th scope="col" className="py-1 font-normal">
              Tokens and calls
            </th>
            <th scope="col" className="py-1 text-right font-normal">
              policy
            </th>
            <th scope="col" className="py-1 text-right font-normal">
              verifier
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, policy, verifier]) => (
            <tr key={name} className="border-t border-line">
              <th scope="row" className="py-1 text-left font-normal">
                {name}
              </th>
              <td className="py-1 text-right">{formatCount(policy)}</td>
              <td className="py-1 text-right">{hasVerifier ? formatCount(verifier) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-sm text-mute" data-testid="seconds">
        {formatSeconds(seconds)} from the first entry to this one, {plural(Math.max(0, nodes.size - 1), 'step')} in{' '}
        {plural(groups.length, 'group')}.
      </p>
    </Section>
  );
}

const rowsOfTotals: readonly (readonly [string, (totals: ServerTotals) => number])[] = [
  ['Generated tokens', (totals) => totals.completionTokens],
  ['Prompt tokens', (totals) => totals.promptTokens],
  ['of those cached', (totals) => totals.cachedTokens],
  ['Calls', (totals) => totals.calls],
  ['Failed calls', (totals) => totals.failedCalls],
];

function triedAgain(calls: readonly CallState[], role: ServerRole): number {
  return calls.reduce((sum, call) => sum + (call.role === role ? call.attempts - 1 : 0), 0);
}
