/**
 * What pages begin with, as `route` is for calls: the application for whoever the door let in. A page waits for nothing but
 * what is nearly at hand; what takes longer, or goes wrong, its reader's browser asks for once more, and tells them about.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from './app';
import { visitorHere } from './door/visitor';
import { getApp } from './instance';

/**
 * What is known takes a twentieth of it, a verdict that is made for the page half. Without it the page would ask for it once its
 * scripts are there, which takes a browser that has none of them about as long.
 */
const patienceMs = 700;

/** Undefined where it is not there in time. */
export async function atHand<T>(ask: (app: App) => Promise<T>): Promise<T | undefined> {
  if (visitorHere() === undefined) return undefined;
  return inTime(
    getApp().then((app) => ask(app)),
    patienceMs,
  );
}

/** Undefined too where it fails: whoever asks the same by a call is told. */
export async function inTime<T>(found: Promise<T>, limitMs: number): Promise<T | undefined> {
  return Promise.race([found.catch(() => undefined), sleep(limitMs, undefined, { ref: false })]);
}
