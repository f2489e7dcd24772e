/**
 * What a reader of a run should know of how it went, beside what was found: where a server had to be spoken to otherwise, and
 * where what it wrote is not what a search needs. Sentences for people, from the folded state alone; nothing computes with
 * them.
 */
import { childId, lostPathsOf, solutionsOf, strategyOf, type Habit, type SearchState } from '@/lib/search';

/** So many rounds running, and samples in them, or solutions, that all say the same are no accident. */
const suspicious = 3;
const manySamples = 12;
/** Characters of a solution that somebody would have written in steps. */
const longSolution = 400;

/** In the order in which one would ask; none where all went as it should. */
export function noticesOf(state: SearchState): readonly string[] {
  if (state.spec === undefined) return [];
  return [...lostWords(state), ...sameWords(state), ...separatorWords(state), ...state.habits.map(habitWords)];
}

function lostWords(state: SearchState): readonly string[] {
  const { dropped, thinking, truncated, unscored } = lostPathsOf(state);
  const solutions = solutionsOf(state).filter((solution) => solution.unscored !== undefined).length;
  const words: string[] = [];
  const room = contextRoom(state);
  if (truncated > 0 && room !== undefined) words.push(room);
  if (dropped > 0) words.push(`${count(dropped, 'path')} lost: the policy server dropped what it was writing.`);
  if (thinking > 0)
    words.push(
      `${count(thinking, 'text')} ended within a thought. Allow more tokens a solution and a step, or turn thinking off in the policy’s configuration.`,
    );
  if (unscored + solutions > 0)
    words.push(
      `${count(unscored + solutions, 'path')} unscored: the verifier could not read ${unscored + solutions === 1 ? 'it' : 'them'}, most often because of its length.`,
    );
  return words;
}

/** What the prompt left of the context, where that was less than a solution was allowed. */
function contextRoom({ spec, prompt }: SearchState): string | undefined {
  if (spec === undefined || prompt?.tokenIds === undefined || prompt.maxModelLength === undefined) return undefined;
  const taken = prompt.tokenIds.length;
  const left = Math.max(0, prompt.maxModelLength - taken);
  return left >= spec.config.maxTokens
    ? undefined
    : `The context of the policy holds ${prompt.maxModelLength} tokens, and the prompt takes ${taken} of them: ${count(left, 'token')} ${left === 1 ? 'was' : 'were'} left for a solution.`;
}

/** Samples that never differ are copies of one: whatever was paid for them bought nothing. */
function sameWords(state: SearchState): readonly string[] {
  const { strategy, config } = state.spec!;
  if ((strategyOf(strategy).temperature ?? config.temperature) === 0) return [];
  const isSame = hasSameRounds(state) || (!strategyOf(strategy).isStepwise && hasSameSolutions(state));
  return isSame
    ? [
        'All samples of a step are identical, again and again: the server seems to ignore the temperature or the seed, or the model is that sure.',
      ]
    : [];
}

/**
 * Several rounds of a group in a row that brought one step each, in a run of which no round but the first brought different
 * ones: where some did, the server draws, and the model is sure of what it says. The first is left out because servers are
 * known that draw from a prompt, and go on with a text always the same way.
 */
function hasSameRounds({ groups, nodes }: SearchState): boolean {
  let longest = 0;
  for (const { rounds } of groups) {
    let samples = 0;
    let running = 0;
    for (const round of rounds) {
      if (round.isRollout || round.isWhole || !round.isDecided) continue;
      const siblings = round.expansions
        .filter(({ children }) => children > 1)
        .map(({ parent, firstChild, children }) =>
          Array.from({ length: children }, (_, i) => nodes.get(childId(parent, firstChild + i))?.text),
        );
      if (siblings.length === 0) continue;
      if (siblings.every(allAlike)) {
        running += 1;
        samples += siblings.flat().length;
        if (samples >= manySamples) longest = Math.max(longest, running);
      } else if (round.round === 0) {
        running = 0;
        samples = 0;
      } else return false;
    }
  }
  return longest >= suspicious;
}

function hasSameSolutions(state: SearchState): boolean {
  const solutions = solutionsOf(state);
  return solutions.length >= manySamples && new Set(solutions.map(({ text }) => text)).size === 1;
}

function allAlike(texts: readonly (string | undefined)[]): boolean {
  return texts.every((text) => text === texts[0]);
}

/** A solution in one piece is one step: nothing to score on the way, and nothing to choose from. */
function separatorWords(state: SearchState): readonly string[] {
  const { separator } = state.spec!.config;
  const ended = [...state.nodes.values()].filter(({ parent, finish }) => parent !== undefined && finish !== undefined);
  const isNeverWritten =
    ended.length >= suspicious &&
    ended.every(({ finish, text }) => finish !== 'step' && !text.includes(separator)) &&
    ended.some(({ text }) => text.length > longSolution);
  return isNeverWritten
    ? [
        `The policy never writes the separator ${JSON.stringify(separator)}, so each of its solutions is a single step. Set a separator that it writes, or ask for steps in its system prompt.`,
      ]
    : [];
}

function habitWords({ role, habit, field }: Habit): string {
  const server = `The ${role} server`;
  switch (habit) {
    case 'writes-one':
      return `${server} writes one continuation a request, so each is asked for by itself: more requests, and the prompt is read again for each.`;
    case 'reads-text':
      return `${server} takes no token ids, so prompts are sent as text: tokens may be divided in another way than they were written.`;
    case 'hides-stops':
      return `${server} does not tell a stop at the separator from the end of a solution, so texts are cut here.`;
    case 'refuses-field':
      return `${server} refuses the field ${field ?? ''}, which is left out or written in another way; where it is left out the server’s own value holds.`;
    case 'refuses-unknown':
      return `${server} refuses fields that it does not know; those that not every server has were left out.`;
  }
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
