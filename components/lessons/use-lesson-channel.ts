'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { z } from 'zod';

/** Windows of one browser that show the same lesson tell each other where it is; what cannot be read is nobody's of ours. */
const channelName = 'longthink-lesson';
const messageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('asked'), lesson: z.string() }),
  z.strictObject({ type: z.literal('at'), lesson: z.string(), stop: z.int().min(0) }),
  z.strictObject({ type: z.literal('go'), lesson: z.string(), stop: z.int().min(0) }),
]);
type Message = z.infer<typeof messageSchema>;

/** Tells other windows that this one shows `stop`, and goes where they ask. `stop` counts from 0. */
export function useLessonLead(lesson: string, stop: number, goTo: (stop: number) => void): void {
  const channel = useRef<BroadcastChannel | undefined>(undefined);
  const tell = useEffectEvent(() => post(channel.current, { type: 'at', lesson, stop }));
  const read = useEffectEvent((message: Message) => {
    if (message.lesson !== lesson) return;
    if (message.type === 'asked') tell();
    if (message.type === 'go') goTo(message.stop);
  });
  useEffect(() => {
    const made = open(read);
    channel.current = made;
    return () => made.close();
  }, []);
  useEffect(() => tell(), [lesson, stop]);
}

/** The stop that another window shows, and how to send it elsewhere; undefined until it has told. */
export function useLessonFollow(lesson: string): {
  readonly stop: number | undefined;
  readonly go: (stop: number) => void;
} {
  const [stop, setStop] = useState<number>();
  const channel = useRef<BroadcastChannel | undefined>(undefined);
  useEffect(() => {
    const made = open((message) => {
      if (message.type === 'at' && message.lesson === lesson) setStop(message.stop);
    });
    channel.current = made;
    post(made, { type: 'asked', lesson });
    return () => made.close();
  }, [lesson]);
  return { stop, go: (to) => post(channel.current, { type: 'go', lesson, stop: to }) };
}

function open(read: (message: Message) => void): BroadcastChannel {
  const channel = new BroadcastChannel(channelName);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = messageSchema.safeParse(data).data;
    if (message !== undefined) read(message);
  });
  return channel;
}

function post(channel: BroadcastChannel | undefined, message: Message): void {
  channel?.postMessage(message);
}
