/**
 * The loops of the reference toolkit (search-and-learn: `best_of_n.py`, `diverse_verifier_tree_search.py`, `beam_search.py`)
 * over the servers of the benches: everything is written that can be, then everything is scored, eight whole dialogues at a
 * time, padded and without a prefix cache (`reward_models.py`), then the next step. Knows nothing of ours.
 */
import { assertDefined } from '@/lib/base';

export interface Servers {
  readonly policy: string;
  readonly verifier: string;
  readonly marks: Marks;
}

/** What it has to know of a pair of models. */
export interface Marks {
  /** What its templates put in front of a turn, and behind one of the assistant, as text. */
  readonly user: string;
  readonly assistant: string;
  readonly end: string;
  /** What the verifier says, as token ids. */
  readonly answers: readonly [good: number, bad: number];
  /** Tokens of a solution at most; 2,048 in its recipes. */
  readonly mostTokens: number;
}

/** Of the servers of the benches, and of the bundled models. */
export const gpuMarks: Marks = {
  user: '<user>',
  assistant: '<assistant>',
  end: '',
  answers: [0, 1],
  mostTokens: 2_048,
};
export const bundledMarks: Marks = {
  user: '<|user|>',
  assistant: '<|assistant|>',
  end: '<|eot|>',
  answers: [48, 50],
  mostTokens: 400,
};

export interface Reference {
  readonly seconds: number;
  readonly tokens: number;
}

interface Beam {
  readonly prompt: string;
  text: string;
  isDone: boolean;
  value: number;
}

interface Reply {
  readonly choices: readonly {
    readonly text: string;
    readonly stop_reason: string | null;
    readonly logprobs: { readonly top_logprobs: readonly Readonly<Record<string, number>>[] } | null;
  }[];
  readonly usage: { readonly completion_tokens: number };
}

/** `search_batch_size` and `prm_batch_size` of its recipes, its longest search and its dialogues' opening. */
const batchSize = 25;
const scoreBatch = 8;
const mostSteps = 40;

async function complete(url: string, body: Readonly<Record<string, unknown>>): Promise<Reply> {
  const reply = await fetch(`${url}/v1/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`${url} said ${reply.status}: ${await reply.text()}`);
  return (await reply.json()) as Reply;
}

class Loops {
  readonly #servers: Servers;
  readonly #problems: readonly string[];
  readonly #n: number;
  #tokens = 0;
  #seed = 1;

  constructor(servers: Servers, problems: readonly string[], n: number) {
    this.#servers = servers;
    this.#problems = problems;
    this.#n = n;
  }

  get tokens(): number {
    return this.#tokens;
  }

  async bestOfN(): Promise<void> {
    for (const problems of this.#batches(batchSize)) {
      const beams = problems.flatMap((problem) => this.#beams(problem, this.#n));
      await this.#write(beams, false);
      await this.#score(beams);
    }
  }

  /** Each of n / M subtrees goes on from its best of M. */
  async dvts(width: number): Promise<void> {
    for (const problems of this.#batches(batchSize)) {
      let open = problems.flatMap((problem) => this.#beams(problem, this.#n / width));
      for (let step = 0; step < mostSteps && open.length > 0; step++) {
        const candidates = open.map((beam) => Array.from({ length: width }, () => ({ ...beam })));
        await this.#write(candidates.flat(), true);
        await this.#score(candidates.flat());
        open = candidates.map(best).filter(({ isDone }) => !isDone);
      }
    }
  }

  /** One problem at a time, as in its recipe; the best n / M go on, M times each. */
  async beamSearch(width: number): Promise<void> {
    for (const problem of this.#problems) {
      let open = this.#beams(problem, this.#n);
      let finished = 0;
      for (let step = 0; step < mostSteps && open.length > 0 && finished < this.#n; step++) {
        await this.#write(open, true);
        await this.#score(open);
        finished += open.filter(({ isDone }) => isDone).length;
        const ranked = open.filter(({ isDone }) => !isDone).toSorted((one, other) => other.value - one.value);
        const kept = ranked.slice(0, this.#n / width);
        open = kept.flatMap((beam) => Array.from({ length: Math.ceil(this.#n / kept.length) }, () => ({ ...beam })));
      }
    }
  }

  *#batches(size: number): Iterable<readonly string[]> {
    for (let first = 0; first < this.#problems.length; first += size) yield this.#problems.slice(first, first + size);
  }

  #beams(problem: string, count: number): Beam[] {
    const { user, assistant } = this.#servers.marks;
    const prompt = `${user}${problem}${assistant}`;
    return Array.from({ length: count }, () => ({ prompt, text: '', isDone: false, value: 0 }));
  }

  async #write(beams: readonly Beam[], isStep: boolean): Promise<void> {
    const reply = await complete(this.#servers.policy, {
      prompt: beams.map(({ prompt, text }) => prompt + text),
      seed: (this.#seed += beams.length),
      max_tokens: this.#servers.marks.mostTokens,
      ...(isStep ? { stop: ['\n\n'], include_stop_str_in_output: true } : {}),
    });
    this.#tokens += reply.usage.completion_tokens;
    beams.forEach((beam, i) => {
      const { text, stop_reason: stop } = assertDefined(reply.choices[i], 'a choice each');
      beam.text += text;
      beam.isDone = stop === null;
    });
  }

  async #score(beams: readonly Beam[]): Promise<void> {
    const { user, assistant, end, answers } = this.#servers.marks;
    const between = `${assistant}+${end}${user}`;
    for (let first = 0; first < beams.length; first += scoreBatch) {
      const batch = beams.slice(first, first + scoreBatch);
      const reply = await complete(this.#servers.verifier, {
        prompt: batch.map(({ prompt, text }) => prompt + text.trim().split('\n\n').join(between)),
        max_tokens: 1,
        prompt_logprobs: 0,
        logprobs: 20,
        return_tokens_as_token_ids: true,
        allowed_token_ids: answers,
      });
      batch.forEach((beam, i) => {
        beam.value = Math.exp(reply.choices[i]?.logprobs?.top_logprobs[0]?.[`token_id:${answers[0]}`] ?? 0);
      });
    }
  }
}

function best(beams: readonly Beam[]): Beam {
  return beams.reduce((one, other) => (other.value > one.value ? other : one));
}

/** Searches all problems with one of its loops. */
export async function reference(
  strategy: 'best-of-n' | 'dvts' | 'beam-search',
  servers: Servers,
  { problems, n, width }: { readonly problems: readonly string[]; readonly n: number; readonly width: number },
): Promise<Reference> {
  const loops = new Loops(servers, problems, n);
  const from = performance.now();
  if (strategy === 'best-of-n') await loops.bestOfN();
  else if (strategy === 'dvts') await loops.dvts(width);
  else await loops.beamSearch(width);
  return { seconds: (performance.now() - from) / 1_000, tokens: loops.tokens };
}
