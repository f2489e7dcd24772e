import { jsonReply, route, visitorHere } from '@/lib/server';

export const dynamic = 'force-dynamic';

/** What whoever asks may do here. */
export const GET = route(() => jsonReply({ role: visitorHere()?.role ?? 'stranger' }));
