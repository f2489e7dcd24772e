/**
 * The form of a lesson before its runs are found: rules by which problems are chosen, and scripts that say of whatever run was
 * chosen where to stop and what to point at. Knows no lesson.
 */
import type { LessonStop } from '@/lib/lessons';
import type { Problem, StrategyName } from '@/lib/search';
import { fillText, type Text, type Values } from '@/lib/words';
import type { Recording, Studio } from './studio';

export interface Candidate {
  readonly problem: Problem;
  /** The reference solution, step by step. */
  readonly steps: readonly string[];
}

export type Cast = Readonly<Record<string, Recording>>;

/** Chooses: the first candidate for which it finds its runs is taken, and by no other rule. */
export interface Rule {
  readonly name: string;
  /** What it asks for, for the reader. */
  readonly words: Text;
  readonly find: (candidate: Candidate, studio: Studio) => Promise<Cast | undefined>;
}

export interface Act {
  readonly rule: Rule;
  /** Runs of the rule that are shown, by name. */
  readonly shows: readonly string[];
  /** `castOf`: what another rule of the same lesson found. */
  readonly stops: (cast: Cast, candidate: Candidate, castOf: (rule: Rule) => Cast) => readonly LessonStop[];
}

export interface LessonPlan {
  readonly id: string;
  readonly title: Text;
  readonly summary: Text;
  readonly strategy: StrategyName;
  readonly acts: readonly Act[];
}

/** Longest statement that is read at a glance, in characters. */
const longestStatement = 170;

/** Short, and neither the easiest nor, for these models, out of reach. */
export function isTold({ problem: { text, level = 0 } }: Candidate): boolean {
  return text.length <= longestStatement && level >= 2;
}

interface StopDraft extends Omit<LessonStop, 'say' | 'notes'> {
  readonly say: Text;
  readonly notes: Text;
  /** For the places in `say`, in `notes` and in the question's `because`, each of which has all or some of them. */
  readonly values?: Values;
}

/** A stop whose texts have their values. Throws where a place has none. */
export function stopOf({ values = {}, say, notes, question, ...rest }: StopDraft): LessonStop {
  const filled = (text: Text) => fillText(text, pick(values, text));
  return {
    ...rest,
    say: filled(say),
    notes: filled(notes),
    ...(question === undefined
      ? {}
      : {
          question: {
            ...question,
            ask: filled(question.ask),
            choices: question.choices.map(filled),
            because: filled(question.because),
          },
        }),
  };
}

/** Values that have a place in the text: each text speaks of some of what is known of its stop. */
function pick(values: Values, text: Text): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => text.en.includes(`{${name}}`)));
}

/** As mathematics. */
export function formula(answer: string): string {
  return `$${answer}$`;
}
