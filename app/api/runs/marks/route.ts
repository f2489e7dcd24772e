import { markedRunsReply, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route((app) => markedRunsReply(app.store.marks));
