'use client';

import { glossaryWords } from '@/lib/words';
import { entryWords, glossary, type Entry } from '@/components/app/glossary';
import { useLanguage, useSay } from '@/components/ui/use-language';
import { strategyLooks } from '@/components/strategies/looks';
import { strategiesInOrder } from '@/components/strategies/looks-of';

/** Every word that the pages explain, in one list each for the field and for the strategies, to be linked to by its name. */
export function GlossaryPage() {
  const language = useLanguage();
  const say = useSay();
  const words: readonly Listed[] = Object.entries(glossary)
    .map(([name, entry]) => ({ name, ...entry }))
    .toSorted((one, other) =>
      entryWords(one, language).title.localeCompare(entryWords(other, language).title, language),
    );
  const strategies: readonly Listed[] = strategiesInOrder().map((name) => ({ name, ...strategyLooks[name] }));
  return (
    <main id="main" className="mx-auto flex w-full max-w-4xl flex-1 flex-col gap-8 px-4 py-8 sm:px-6">
      <div>
        <h1 className="text-2xl sm:text-3xl">{say(glossaryWords.glossary)}</h1>
        <p className="mt-1.5 max-w-[68ch] text-mute">{say(glossaryWords.about)}</p>
      </div>
      <Words title={say(glossaryWords.words)} entries={words} />
      <Words title={say(glossaryWords.strategies)} entries={strategies} />
      <section aria-labelledby="works" className="text-sm text-mute">
        <h2 id="works" className="mb-2 text-base text-ink">
          {say(glossaryWords.works)}
        </h2>
        <ul lang="en" className="flex flex-col gap-1">
          {works.map(([work, title]) => (
            <li key={work}>
              <span className="text-ink">{work}</span>: {title}
            </li>
          ))}
        </ul>
      </section>
    </main>
  );
}

interface Listed extends Entry {
  /** Names its place in the address. */
  readonly name: string;
}

function Words({ title, entries }: { readonly title: string; readonly entries: readonly Listed[] }) {
  const language = useLanguage();
  return (
    <section aria-label={title}>
      <h2 className="mb-2 text-base">{title}</h2>
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[14rem_1fr]">
        {entries.map((entry) => {
          const { title: word, means } = entryWords(entry, language);
          return (
            <div key={entry.name} className="contents">
              <dt id={entry.name} className="font-medium">
                {word}
              </dt>
              <dd className="max-sm:mb-1">
                {means}
                {entry.follows === undefined ? null : (
                  <span lang="en" className="block text-xs text-mute">
                    {entry.follows}
                  </span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

/** What the sources are called in full. */
const works: readonly (readonly [string, string])[] = [
  [
    'Snell et al. 2024',
    'Scaling LLM Test-Time Compute Optimally Can Be More Effective than Scaling Parameters, arXiv 2408.03314',
  ],
  ['Beeching, Tunstall and Rush 2024', 'Scaling test-time compute with open models, Hugging Face'],
  ['Lightman et al. 2023', 'Let’s Verify Step by Step, arXiv 2305.20050'],
  ['Cobbe et al. 2021', 'Training Verifiers to Solve Math Word Problems, arXiv 2110.14168'],
  ['Wang et al. 2022', 'Self-Consistency Improves Chain of Thought Reasoning in Language Models, arXiv 2203.11171'],
  ['Li et al. 2023', 'Making Language Models Better Reasoners with Step-Aware Verifier, arXiv 2206.02336'],
  ['Chen et al. 2021', 'Evaluating Large Language Models Trained on Code, arXiv 2107.03374'],
  ['Wu et al. 2024', 'Inference Scaling Laws, arXiv 2408.00724'],
  ['Puri et al. 2025', 'Rollout Roulette, arXiv 2502.01618'],
  [
    'Venkatraman et al. 2025',
    'Recursive Self-Aggregation Unlocks Deep Thinking in Large Language Models, arXiv 2509.26626',
  ],
  [
    'Li et al. 2024',
    'Escape Sky-high Cost: Early-stopping Self-Consistency for Multi-step Reasoning, arXiv 2401.10480',
  ],
  ['Aggarwal et al. 2023', 'Let’s Sample Step by Step: Adaptive-Consistency, arXiv 2305.11860'],
];
