import { readQuery, route, trainingReply } from '@/lib/server';
import { trainingQuerySchema } from '@/lib/verifier-lab/wire';

export const dynamic = 'force-dynamic';

export const GET = route((app, request) => trainingReply(app.verifierLab, readQuery(request, trainingQuerySchema)));
