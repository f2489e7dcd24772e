import { jsonReply } from '@/lib/server';

export const dynamic = 'force-dynamic';

/** Whether the process answers at all: who restarts it on that goes by this. Whether it can do its work, /api/health says. */
export function GET(): Response {
  return jsonReply({ status: 'alive' });
}
