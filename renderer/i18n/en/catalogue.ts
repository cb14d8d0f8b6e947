import { alertMessages } from './alerts.ts';
import { connectionMessages } from './connections.ts';
import { explorerMessages } from './explorer.ts';
import { generalMessages } from './general.ts';
import { objectMessages } from './objects.ts';
import { operationMessages } from './operations.ts';
import { taskMessages } from './tasks.ts';

/** Every text that the page shows by itself, in English. A further language is another object of this type. */
export const english = {
  ...generalMessages,
  ...connectionMessages,
  ...objectMessages,
  ...operationMessages,
  ...taskMessages,
  ...explorerMessages,
  ...alertMessages,
} as const;
