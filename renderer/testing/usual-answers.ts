import type { Answers } from './answers.ts';

/** What every page asks by itself. */
export const usualAnswers: Answers = {
  'app.info': () => ({
    version: '1.2.3',
    host: 'browser',
    platform: 'linux',
    secrets: { backend: 'memory', protection: 'session', plainTextAllowed: false },
    damaged: [],
  }),
  'workspace.read': () => ({}),
  'workspace.write': () => undefined,
  'query.values': () => [],
  // What can be done to what is selected is asked for whenever something is.
  'operations.common': () => [],
};
