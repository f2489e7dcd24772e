import { jsonReply, problemQuerySchema, readQuery, route } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route((app, request) => jsonReply(app.problems.list(readQuery(request, problemQuerySchema))));
