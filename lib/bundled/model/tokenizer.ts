/**
 * A byte-level tokenizer.json: text to ids, ids to text, and the bytes of every single token. It knows the chat
 * template only as a program to run.
 */

import { Template } from '@huggingface/jinja';
import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import { ModelFileError } from './model-file-error';

export interface ChatMessage {
  readonly role: string;
  readonly content: string;
}

export interface ChatPromptOptions {
  readonly addGenerationPrompt: boolean;
  readonly continueFinalMessage: boolean;
}

/** The chat template refused the conversation, or there is none. */
export class ChatTemplateError extends Error {
  override readonly name = 'ChatTemplateError';
}

export interface TokenizerFiles {
  readonly path: string;
  readonly tokenizer: object;
  readonly config: Readonly<Record<string, unknown>>;
  readonly chatTemplate: string | undefined;
}

export class Tokenizer {
  readonly endTokenId: number | undefined;
  /** All tokens' bytes end to end, token i at [offsets[i], offsets[i + 1]); `special[i]` is 1 for special tokens. */
  readonly tokenBytes: { readonly bytes: Uint8Array; readonly offsets: Uint32Array; readonly special: Uint8Array };
  readonly #tokenizer: HuggingFaceTokenizer;
  readonly #template: Template | undefined;
  readonly #specialTexts: Readonly<Record<string, string>>;

  constructor(files: TokenizerFiles, vocabularySize: number) {
    this.#tokenizer = new HuggingFaceTokenizer(files.tokenizer, files.config);
    this.#specialTexts = specialTexts(files.config);
    const end = this.#specialTexts['eos_token'];
    this.endTokenId = end === undefined ? undefined : this.#tokenizer.token_to_id(end);
    this.tokenBytes = collectTokenBytes(this.#tokenizer, vocabularySize, files);
    try {
      this.#template = files.chatTemplate === undefined ? undefined : new Template(files.chatTemplate);
    } catch (cause) {
      throw new ModelFileError(files.path, 'has a chat template that cannot be read', { cause });
    }
  }

  encode(text: string, addSpecialTokens: boolean): number[] {
    if (text === '' && !addSpecialTokens) return [];
    return this.#tokenizer.encode(text, { add_special_tokens: addSpecialTokens }).ids;
  }

  /** Text of `ids`; bytes that are not UTF-8 become U+FFFD. */
  decode(ids: readonly number[], skipSpecialTokens: boolean): string {
    const { bytes, offsets, special } = this.tokenBytes;
    const shown = ids
      .filter((id) => !(skipSpecialTokens && special[id] === 1))
      .map((id) => bytes.subarray(offsets[id], offsets[id + 1]));
    return Buffer.concat(shown).toString('utf8');
  }

  /** Renders messages with the model's chat template. */
  renderChat(messages: readonly ChatMessage[], options: ChatPromptOptions): string {
    if (!this.#template)
      throw new ChatTemplateError('This model has no chat template; use /v1/completions with a plain prompt.');
    let text: string;
    try {
      text = this.#template.render({
        ...this.#specialTexts,
        messages,
        add_generation_prompt: options.addGenerationPrompt,
      });
    } catch (cause) {
      throw new ChatTemplateError(cause instanceof Error ? cause.message : String(cause), { cause });
    }
    const last = messages.at(-1);
    if (!options.continueFinalMessage || !last) return text;
    // As transformers does: the prompt ends where the final message ends; templates that trim lose its white space.
    for (const ending of [last.content, last.content.trim()]) {
      const at = text.lastIndexOf(ending);
      if (at >= 0) return text.slice(0, at + ending.length);
    }
    throw new ChatTemplateError(
      'continue_final_message is set but the final message does not appear in the chat after applying the chat template.',
    );
  }
}

/** GPT-2's alphabet: every byte as a printable character. */
function byteAlphabet(): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>();
  let shifted = 256;
  for (let byte = 0; byte < 256; byte++) {
    const isPrintable = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
    bytes.set(String.fromCharCode(isPrintable ? byte : shifted++), byte);
  }
  return bytes;
}

function collectTokenBytes(
  tokenizer: HuggingFaceTokenizer,
  vocabularySize: number,
  files: TokenizerFiles,
): Tokenizer['tokenBytes'] {
  const decoder = JSON.stringify((files.tokenizer as { decoder?: unknown }).decoder ?? null);
  if (!decoder.includes('"ByteLevel"'))
    throw new ModelFileError(files.path, 'has no ByteLevel decoder; only byte-level tokenizers can be served');
  const alphabet = byteAlphabet();
  const added = tokenizer.get_added_tokens_decoder();
  const special = new Uint8Array(vocabularySize);
  const offsets = new Uint32Array(vocabularySize + 1);
  const parts: Uint8Array[] = [];
  for (let id = 0; id < vocabularySize; id++) {
    const text = tokenizer.id_to_token(id) ?? '';
    const isPlain = added.get(id) === undefined && Array.from(text).every((character) => alphabet.has(character));
    parts.push(isPlain ? Uint8Array.from(text, (character) => alphabet.get(character)!) : Buffer.from(text, 'utf8'));
    special[id] = added.get(id)?.special ? 1 : 0;
    offsets[id + 1] = offsets[id]! + parts[id]!.byteLength;
  }
  return { bytes: Buffer.concat(parts), offsets, special };
}

function specialTexts(config: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(config)) {
    if (!name.endsWith('_token')) continue;
    if (typeof value === 'string') texts[name] = value;
    else if (typeof value === 'object' && value !== null && 'content' in value && typeof value.content === 'string')
      texts[name] = value.content;
  }
  return texts;
}
