/** Replies about verifiers. Knows how to answer, not where the logs are kept. */
import type { ComparisonQuery, LabQuery, TrainingQuery } from '@/lib/verifier-lab/wire';
import { jsonReply } from '../http/json-reply';
import type { SecondOpinions } from './second-opinions';
import type { VerifierLab } from './verifier-lab';

const encoder = new TextEncoder();

export async function labSourcesReply(lab: VerifierLab): Promise<Response> {
  return jsonReply(await lab.sources());
}

export async function labReportReply(lab: VerifierLab, query: LabQuery): Promise<Response> {
  return jsonReply(await lab.report(query));
}

export async function comparisonReply(opinions: SecondOpinions, query: ComparisonQuery): Promise<Response> {
  return jsonReply(await opinions.compare(query));
}

/** Pull-based: what the client does not read is not folded. */
export function trainingReply(lab: VerifierLab, query: TrainingQuery): Response {
  const lines = lab.trainingLines(query);
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          const step = await lines.next();
          if (step.done === true) return controller.close();
          if (step.value.length === 0) continue;
          return controller.enqueue(encoder.encode(step.value.map((line) => `${line}\n`).join('')));
        }
      },
      async cancel() {
        await lines.return();
      },
    },
    { highWaterMark: 0 },
  );
  const name = query.verifier.replaceAll(/[^\w.-]+/g, '-');
  return new Response(body, {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="longthink-${name}-${query.form}.jsonl"`,
      'cache-control': 'no-store',
    },
  });
}
