import { alertMessages } from './alerts.ts';
import { connectionMessages } from './connections.ts';
import { coreMessages } from './core.ts';
import { explorerMessages } from './explorer.ts';
import { failureMessages } from './failures.ts';
import { generalMessages } from './general.ts';
import { objectMessages } from './objects.ts';
import { operationMessages } from './operations.ts';
import { taskMessages } from './tasks.ts';

/** Every text of Moref in English: what the page says by itself, and what the core makes for it. */
export const english = {
  ...generalMessages,
  ...connectionMessages,
  ...objectMessages,
  ...operationMessages,
  ...taskMessages,
  ...explorerMessages,
  ...alertMessages,
  ...coreMessages,
  ...failureMessages,
} as const;
