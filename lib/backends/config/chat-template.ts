/** Chat templates that are applied here instead of on the server: Jinja, in the dialect of Hugging Face tokenizers. */
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
  const text = new Template(source).render({
    ...fields,
    messages: messages.map(({ role, content }) => ({ role, content })),
    add_generation_prompt: true,
    bos_token: bosMark,
    eos_token: '',
  });
  return { text: text.replaceAll(bosMark, ''), wantsBos: text.startsWith(bosMark) };
}

/** Why `source` cannot be used, undefined when it can. */
export function complaintAbout(source: string): string | undefined {
  try {
    renderChat(source, [{ role: 'user', content: 'x' }]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
