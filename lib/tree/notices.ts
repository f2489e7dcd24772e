/**
 * What a reader of a run should know of how it went, beside what was found: where a server had to be spoken to otherwise, and
 * where what it wrote is not what a search needs. Sentences for people, from the folded state alone; nothing computes with
 * them.
 */
import { childId, lostPathsOf, solutionsOf, strategyOf, type Habit, type SearchState } from '@/lib/search';
import { factWords, noticeWords, sayIn, type Say } from '@/lib/words';

/** So many rounds running, and samples in them, or solutions, that all say the same are no accident. */
const suspicious = 3;
const manySamples = 12;
/** Characters of a solution that somebody would have written in steps. */
const longSolution = 400;
const endOfThought = /<\/(?:think|thinking|thoughts?|reasoning|seed:think)>/i;

/** In the order in which one would ask; none where all went as it should. */
export function noticesOf(state: SearchState, say: Say = sayIn('en')): readonly string[] {
  if (state.spec === undefined) return [];
  return [
    ...lostWords(state, say),
    ...strayWords(state, say),
    ...sameWords(state, say),
    ...separatorWords(state, say),
    ...state.habits.map((habit) => habitWords(habit, say)),
  ];
}

function lostWords(state: SearchState, say: Say): readonly string[] {
  const { dropped, thinking, truncated, unscored } = lostPathsOf(state);
  const solutions = solutionsOf(state).filter((solution) => solution.unscored !== undefined).length;
  const words: string[] = [];
  const room = contextRoom(state, say);
  if (truncated > 0 && room !== undefined) words.push(room);
  if (dropped > 0) words.push(say(noticeWords.dropped, { count: dropped }));
  if (thinking > 0) words.push(say(noticeWords.thinking, { count: thinking }));
  if (unscored + solutions > 0) words.push(say(noticeWords.unscored, { count: unscored + solutions }));
  return words;
}

/** Thoughts are told apart from texts as they come; the end of one in a text is of one that nobody saw begin. */
function strayWords(state: SearchState, say: Say): readonly string[] {
  const count = [...state.nodes.values()].filter(({ text }) => endOfThought.test(text)).length;
  return count === 0 ? [] : [say(noticeWords.strayThought, { count })];
}

/** What the prompt left of the context, where that was less than a solution was allowed. */
function contextRoom({ spec, prompt }: SearchState, say: Say): string | undefined {
  if (spec === undefined || prompt?.tokenIds === undefined || prompt.maxModelLength === undefined) return undefined;
  const taken = prompt.tokenIds.length;
  const left = Math.max(0, prompt.maxModelLength - taken);
  return left >= spec.config.maxTokens
    ? undefined
    : say(noticeWords.contextRoom, { context: prompt.maxModelLength, taken, left });
}

/** Samples that never differ are copies of one: whatever was paid for them bought nothing. */
function sameWords(state: SearchState, say: Say): readonly string[] {
  const { strategy, config } = state.spec!;
  if ((strategyOf(strategy).temperature ?? config.temperature) === 0) return [];
  const isSame = hasSameRounds(state) || (!strategyOf(strategy).isStepwise && hasSameSolutions(state));
  return isSame ? [say(noticeWords.same)] : [];
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
function separatorWords(state: SearchState, say: Say): readonly string[] {
  const { separator } = state.spec!.config;
  const ended = [...state.nodes.values()].filter(({ parent, finish }) => parent !== undefined && finish !== undefined);
  const isNeverWritten =
    ended.length >= suspicious &&
    ended.every(({ finish, text }) => finish !== 'step' && !text.includes(separator)) &&
    ended.some(({ text }) => text.length > longSolution);
  return isNeverWritten ? [say(noticeWords.separator, { separator: JSON.stringify(separator) })] : [];
}

function habitWords({ role: name, habit, field }: Habit, say: Say): string {
  const role = say(name === 'policy' ? factWords.thePolicy : factWords.theVerifier);
  switch (habit) {
    case 'writes-one':
      return say(noticeWords.writesOne, { role });
    case 'reads-text':
      return say(noticeWords.readsText, { role });
    case 'hides-stops':
      return say(noticeWords.hidesStops, { role });
    case 'refuses-field':
      return say(noticeWords.refusesField, { role, field: field ?? '' });
    case 'refuses-unknown':
      return say(noticeWords.refusesUnknown, { role });
  }
}
