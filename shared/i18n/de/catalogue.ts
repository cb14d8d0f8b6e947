import type { Translation } from '../catalogue.ts';
import type { english } from '../en/catalogue.ts';
import { germanCore } from './core.ts';
import { germanFailures } from './failures.ts';

/** Every text of Moref in German. */
export const german = {
  ...germanCore,
  ...germanFailures,
} as const satisfies Partial<Translation<typeof english>>;
