/**
 * Joins the pieces of text, and those of thoughts, that one node received within one flush, so that a log holds a few pieces a second and not
 * one per token. Pure; the folded state is the same with and without it.
 */
import type { EventOf, SearchEvent } from '@/lib/search';

export interface TimedEvent {
  readonly at: number;
  readonly event: SearchEvent;
}

type PieceEvent = EventOf<'node-text' | 'node-thought'>;

/**
 * Every later piece of a node joins its first one. Moving it there passes only events of other nodes and of calls,
 * which commute with text in the fold, as its thoughts do: a node's own other events come before its first piece or after its last.
 */
export function coalesce(events: readonly TimedEvent[]): TimedEvent[] {
  const joined: TimedEvent[] = [];
  const texts = new Map<string, { readonly index: number; readonly pieces: PieceEvent[] }>();
  const join = ({ index, pieces }: { readonly index: number; readonly pieces: readonly PieceEvent[] }) => {
    if (pieces.length > 1) joined[index] = { at: joined[index]!.at, event: joinPieces(pieces) };
  };
  const settle = () => {
    for (const each of texts.values()) join(each);
    texts.clear();
  };
  for (const timed of events) {
    const { event } = timed;
    if (event.type !== 'node-text' && event.type !== 'node-thought') {
      if (concernsEveryNode(event)) settle();
      joined.push(timed);
      continue;
    }
    const key = `${event.type} ${event.node}`;
    const earlier = texts.get(key);
    if (earlier !== undefined) {
      if (event.type === 'node-text' || event.isAnew !== true) {
        earlier.pieces.push(event);
        continue;
      }
      join(earlier);
    }
    texts.set(key, { index: joined.length, pieces: [event] });
    joined.push(timed);
  }
  settle();
  return joined;
}

/** No text may be moved across these. */
function concernsEveryNode(event: SearchEvent): boolean {
  return (
    event.type === 'run-paused' ||
    event.type === 'run-resumed' ||
    event.type === 'run-recovered' ||
    event.type === 'run-forked' ||
    event.type === 'run-ended'
  );
}

function joinPieces(pieces: readonly PieceEvent[]): SearchEvent {
  const [first] = pieces;
  if (first?.type === 'node-thought') return { ...first, text: pieces.map(({ text }) => text).join('') };
  return joinTexts(pieces.filter((piece) => piece.type === 'node-text'));
}

/** Ids are known for the whole only where they are known for every piece. */
function joinTexts(pieces: readonly EventOf<'node-text'>[]): SearchEvent {
  const hasIds = pieces.every((piece) => piece.tokenIds !== undefined);
  return {
    type: 'node-text',
    node: pieces[0]!.node,
    text: pieces.map((piece) => piece.text).join(''),
    tokens: pieces.reduce((sum, piece) => sum + piece.tokens, 0),
    ...(hasIds ? { tokenIds: pieces.flatMap((piece) => piece.tokenIds ?? []) } : {}),
  };
}
