import type { Texts } from '../catalogue.ts';

/** What Moref itself says when something failed, wherever it was. */
export const failureMessages = {
  'failure.bug': (p: { readonly message: string }) => `Moref made a mistake: ${p.message}`,
} as const satisfies Texts;
