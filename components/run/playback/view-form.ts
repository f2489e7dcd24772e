/** What of a run's page a reader would send to someone, and its place in the URL. Pure; what cannot be read falls back, one field at a time. */
import { aggregationNameSchema, nodeIdSchema, type AggregationName, type NodeId } from '@/lib/search';

export const panelNames = ['step', 'answers', 'run'] as const;
export type PanelName = (typeof panelNames)[number];

export interface ViewForm {
  readonly node: NodeId | undefined;
  /** Cursor as a sequence number; undefined: the right-hand end, live while the run is. */
  readonly at: number | undefined;
  readonly panel: PanelName | undefined;
  /** Aggregation under which the votes are re-counted; undefined: as the run counted them. */
  readonly whatIf: AggregationName | undefined;
  /** What is laid beside the node; undefined: nothing. */
  readonly beside: NodeId | undefined;
  /** The decision on the node's round lies open; undefined: it does not. */
  readonly card: true | undefined;
  /** For those who look from afar: `?present`. */
  readonly isPresenting: boolean;
}

export function readViewForm(params: URLSearchParams): ViewForm {
  const at = Number(params.get('at') ?? '');
  return {
    node: nodeIdSchema.safeParse(params.get('node')).data,
    at: Number.isInteger(at) && at > 0 ? at : undefined,
    panel: panelNames.find((name) => name === params.get('panel')),
    whatIf: aggregationNameSchema.safeParse(params.get('what-if')).data,
    beside: nodeIdSchema.safeParse(params.get('beside')).data,
    card: params.get('card') === '1' ? true : undefined,
    isPresenting: params.has('present'),
  };
}

export function writeViewForm({ node, at, panel, whatIf, beside, card, isPresenting }: ViewForm): URLSearchParams {
  const params = new URLSearchParams();
  if (node !== undefined) params.set('node', node);
  if (at !== undefined) params.set('at', String(at));
  if (panel !== undefined) params.set('panel', panel);
  if (whatIf !== undefined) params.set('what-if', whatIf);
  if (beside !== undefined) params.set('beside', beside);
  if (card === true) params.set('card', '1');
  if (isPresenting) params.set('present', '');
  return params;
}
