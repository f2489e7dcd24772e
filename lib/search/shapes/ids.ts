/**
 * Node ids as paths: `0` is the root, `0.2.1` the second child of its third child. Order is numeric path order
 * (`0.9` before `0.10`, a parent before its children), never string order. Knows no state.
 */
import { z } from 'zod';

export const nodeIdPattern = /^0(\.(0|[1-9]\d{0,9}))*$/;
export const nodeIdSchema = z.string().regex(nodeIdPattern);
export type NodeId = string;

/** Numbers of groups, rounds, calls and children: whatever adds two of them stays exact. */
export const maxCount = 0x7fff_ffff;

export const rootId: NodeId = '0';

export function childId(parent: NodeId, index: number): NodeId {
  return `${parent}.${index}`;
}

/** Undefined for the root. */
export function parentIdOf(id: NodeId): NodeId | undefined {
  const end = id.lastIndexOf('.');
  return end < 0 ? undefined : id.slice(0, end);
}

/** Steps from the root down; 0 for the root. */
export function depthOf(id: NodeId): number {
  return id.split('.').length - 1;
}

/** Position among the children of its parent; 0 for the root. */
export function childIndexOf(id: NodeId): number {
  return Number(id.slice(id.lastIndexOf('.') + 1));
}

/** What names the prompt that shows these attempts, in this order. */
export function turnKey(attempts: readonly NodeId[]): string {
  return attempts.join(' ');
}

/** Negative when `left` comes first: segment by segment as numbers, a prefix before what extends it. */
export function compareIds(left: NodeId, right: NodeId): number {
  if (left === right) return 0;
  let i = 0;
  while (i < left.length && left[i] === right[i]) i++;
  if (i === left.length) return -1;
  if (i === right.length) return 1;
  // No number begins with a zero, so the longer one is the greater.
  const byLength = digitsAt(left, i) - digitsAt(right, i);
  return byLength === 0 ? left.charCodeAt(i) - right.charCodeAt(i) : byLength;
}

/** Digits from there on, up to the end of the segment. */
function digitsAt(id: NodeId, from: number): number {
  const end = id.indexOf('.', from);
  return (end < 0 ? id.length : end) - from;
}
