/** Chat templates that are applied here instead of on the server: Jinja, in the dialect of Hugging Face tokenizers. */
import { Template } from '@huggingface/jinja';
import type { ChatMessage } from './tokenizer';

/**
 * The prompt over `messages` up to where the assistant is to go on. The template writes its special tokens out itself:
 * `bos_token` and `eos_token` are empty, since no tokenizer is here to say what they are. Throws what the template raises.
 */
export function renderChat(source: string, messages: readonly ChatMessage[]): string {
  return new Template(source).render({ messages: messages.map(({ role, content }) => ({ role, content })), add_generation_prompt: true, bos_token: '', eos_token: '' });
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
