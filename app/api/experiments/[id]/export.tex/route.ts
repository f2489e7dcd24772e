import { latexReply, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route<{ readonly id: string }>((app, _request, { id }) => latexReply(app.experimentCurves, id));
