import type { RunOptions } from '#shared/model/run.ts';

/** How carefully a run goes about it, until somebody says otherwise. */
export const usualRunOptions: RunOptions = { stopOnError: false, perServer: 8, perHost: 4 };
