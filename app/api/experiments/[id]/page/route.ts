import { route, savedExperimentReply } from '@/lib/server';

export const dynamic = 'force-dynamic';

export const GET = route<{ readonly id: string }>(async (app, _request, { id }) => {
  const [experiment, curves, verdict, published] = await Promise.all([
    app.experimentReader.detail(id),
    app.experimentCurves.at(id),
    app.experimentCurves.verdict(id),
    app.figures.rows(),
  ]);
  const saved = { experiment, curves, verdict, published };
  return savedExperimentReply(saved, { root: app.settings.root, now: Date.now });
});
