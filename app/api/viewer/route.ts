import { route, viewerReply } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route((app) => viewerReply(app.settings));
