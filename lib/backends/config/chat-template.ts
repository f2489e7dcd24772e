/** Templates of prompts that are applied here instead of on the server: Jinja, in the dialect of Hugging Face tokenizers. */
import { Template } from '@huggingface/jinja';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface RenderedChat {
  readonly text: string;
  /** The text is to begin with the model's own first token, which the server knows and puts there. */
  readonly wantsBos: boolean;
}

/** Stands for the first token while the template is applied; no text holds it (private use). */
const bosMark = '\u{F0BB5}';

/**
 * The prompt over `messages` up to where the assistant is to go on. No tokenizer is here to say what the special tokens of
 * the model are: where the template asks for `bos_token` it is left to the server, `eos_token` is empty. Throws what
 * the template raises.
 */
export function renderChat(
  source: string,
  messages: readonly ChatMessage[],
  fields: Readonly<Record<string, unknown>> = {},
): RenderedChat {
  return render(source, {
    ...fields,
    messages: messages.map(({ role, content }) => ({ role, content })),
    add_generation_prompt: true,
  });
}

/** What a model that was trained to revise is to see: texts of whole solutions, oldest first. */
export interface Revised {
  readonly problem: string;
  readonly attempts: readonly string[];
}

/** The prompt over a problem and earlier attempts, up to where the next one is to begin. Throws what the template raises. */
export function renderRevision(source: string, { problem, attempts }: Revised): RenderedChat {
  return render(source, { problem, attempts: [...attempts] });
}

function render(source: string, fields: Readonly<Record<string, unknown>>): RenderedChat {
  const text = new Template(source).render({ ...fields, bos_token: bosMark, eos_token: '' });
  return { text: text.replaceAll(bosMark, ''), wantsBos: text.startsWith(bosMark) };
}

/** Why `source` cannot be used, undefined when it can. */
export function complaintAbout(source: string): string | undefined {
  return raisedBy(() => renderChat(source, [{ role: 'user', content: 'x' }]));
}

/** The same of a template for revisions, which has to show all that it is given. */
export function complaintAboutRevisions(source: string): string | undefined {
  const given: Revised = { problem: 'Which problem?', attempts: ['The first attempt.', 'The second attempt.'] };
  return raisedBy(() => {
    const { text } = renderRevision(source, given);
    if (!text.includes(given.problem)) throw new Error('it shows no problem; write {{ problem }} where it belongs');
    if (!given.attempts.every((attempt) => text.includes(attempt)))
      throw new Error('it does not show all attempts; write {% for attempt in attempts %}{{ attempt }}{% endfor %}');
  });
}

function raisedBy(apply: () => void): string | undefined {
  try {
    apply();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
