import type { Translation } from '../catalogue.ts';
import type { failureMessages } from '../en/failures.ts';

export const germanFailures = {
  'failure.bug': (p) => `Fehler in Moref selbst: ${p.message}`,
} as const satisfies Translation<typeof failureMessages>;
