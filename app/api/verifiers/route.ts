import { labSourcesReply, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route((app) => labSourcesReply(app.verifierLab));
