import { jsonReply, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route((app) => jsonReply({ templates: app.problems.templates }));
