/** What every strategy is called, in configs, logs and addresses: the one list of names, in the order of lists and filters. */
export const strategyNames = ['greedy', 'best-of-n', 'majority', 'beam-search', 'dvts'] as const;
