// @ts-check
/**
 * What Node is told of the memory of whatever makes searches. Nearly all that a token needs is gone again a beat later: with
 * room for it (Node gives it 16 MB) less of it is copied before, and a token costs a tenth to a third less: the bench `cost`.
 */
export const heapFlag = '--max-semi-space-size=64';
