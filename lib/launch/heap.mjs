// @ts-check
/**
 * What Node is told of the memory of whatever makes searches. Nearly all that a token needs is gone again a beat later: with
 * room for it (Node gives it 16 MB) less of it is copied before. The bench `cost` tells what a token costs.
 */
export const heapFlag = '--max-semi-space-size=64';
