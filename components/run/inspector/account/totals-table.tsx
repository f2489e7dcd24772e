import { strategyOf, type CallState, type SearchState, type ServerRole, type ServerTotals } from '@/lib/search';
import { factWords, type Text } from '@/lib/words';
import { formatCount, formatSeconds } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { Section } from '../section';

interface TotalsTableProps {
  readonly state: SearchState;
  /** From the first entry to the one at the cursor. */
  readonly seconds: number;
  readonly isAtEnd: boolean;
}

/** Tokens, calls and seconds up to the cursor, for the policy and the verifier apart. */
export function TotalsTable({ state, seconds, isAtEnd }: TotalsTableProps) {
  const say = useSay();
  const { calls, groups, nodes, spec, totals } = state;
  const hasVerifier = spec !== undefined && strategyOf(spec.strategy).needsVerifier;
  const rows = [
    ...rowsOfTotals.map(([name, value]) => [name, value(totals.policy), value(totals.verifier)] as const),
    [factWords.triedAgain, triedAgain(calls, 'policy'), triedAgain(calls, 'verifier')] as const,
  ];
  return (
    <Section title={say(isAtEnd ? factWords.totals : factWords.totalsSoFar)}>
      <table className="w-full text-sm tabular-nums" data-part="budget">
        <thead>
          <tr className="text-left text-xs text-mute">
            <th scope="col" className="py-1 font-normal">
              {say(factWords.tokensAndCalls)}
            </th>
            <th scope="col" className="py-1 text-right font-normal">
              {say(factWords.thePolicy)}
            </th>
            <th scope="col" className="py-1 text-right font-normal">
              {say(factWords.theVerifier)}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, policy, verifier]) => (
            <tr key={name.en} className="border-t border-line">
              <th scope="row" className="py-1 text-left font-normal">
                {say(name)}
              </th>
              <td className="py-1 text-right">{formatCount(policy)}</td>
              <td className="py-1 text-right">{hasVerifier ? formatCount(verifier) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-sm text-mute" data-testid="seconds">
        {say(factWords.elapsed, {
          time: formatSeconds(seconds),
          steps: formatCount(Math.max(0, nodes.size - 1)),
          groups: formatCount(groups.length),
        })}
      </p>
    </Section>
  );
}

const rowsOfTotals: readonly (readonly [Text, (totals: ServerTotals) => number])[] = [
  [factWords.generated, (totals) => totals.completionTokens],
  [factWords.prompt, (totals) => totals.promptTokens],
  [factWords.cached, (totals) => totals.cachedTokens],
  [factWords.calls, (totals) => totals.calls],
  [factWords.failedCalls, (totals) => totals.failedCalls],
];

function triedAgain(calls: readonly CallState[], role: ServerRole): number {
  return calls.reduce((sum, call) => sum + (call.role === role ? call.attempts - 1 : 0), 0);
}
