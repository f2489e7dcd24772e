/**
 * For tests: what a scripted server streams, changed on its way: as a whole, event by event, or choice by choice. Knows no
 * server by name.
 */
import type { Reply, Script } from './scripted-server';

export type Frame = (text: string, reply: Reply) => void;
export type Event = Record<string, unknown>;

/** What `script` would have streamed, or answered, handed to `frame` as one text. */
export function framed(script: Script, frame: Frame): Script {
  return (reply, received, n) => {
    const parts: string[] = [];
    const heard: Reply = {
      ...reply,
      stream: (...pieces) => void parts.push(...pieces),
      end: () => frame(parts.join(''), reply),
    };
    return script(heard, received, n);
  };
}
/** The whole stream changed. */
export function asStream(change: (text: string) => string, type = 'text/event-stream'): Frame {
  return (text, reply) => reply.text(change(text), 200, { 'content-type': type });
}

/** Each event changed, or replaced by several. */
export function eachEvent(change: (event: Event) => Event | readonly Event[]): Frame {
  return asStream((text) =>
    text.replaceAll(/^data: (\{.*\})$/gm, (_, json: string) => {
      const changed = change(JSON.parse(json) as Event);
      return [changed]
        .flat()
        .map((each) => `data: ${JSON.stringify(each)}`)
        .join('\n\n');
    }),
  );
}

export function eachChoice(change: (choice: Event) => Event): Frame {
  return eachEvent((event) => ({ ...event, choices: (event.choices as Event[]).map(change) }));
}

/** Other words for `finish_reason`, nothing about what stopped it. */
export function ending(words: Readonly<Record<string, string>>): Frame {
  return eachChoice((choice) => ({
    ...choice,
    stop_reason: undefined,
    finish_reason: choice.finish_reason === null ? null : words[choice.finish_reason as string],
  }));
}
