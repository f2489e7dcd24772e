import { labReportReply, readQuery, route } from '@/lib/server';
import { labQuerySchema } from '@/lib/verifier-lab/wire';

export const dynamic = 'force-dynamic';

export const GET = route((app, request) => labReportReply(app.verifierLab, readQuery(request, labQuerySchema)));
