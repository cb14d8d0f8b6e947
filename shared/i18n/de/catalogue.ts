import { germanAlerts } from './alerts.ts';
import { germanConnections } from './connections.ts';
import { germanCore } from './core.ts';
import { germanExplorer } from './explorer.ts';
import { germanFailures } from './failures.ts';
import { germanGeneral } from './general.ts';
import { germanObjects } from './objects.ts';
import { germanOperations } from './operations.ts';
import { germanTasks } from './tasks.ts';

/** Every text of Moref in German. Terms are those of the German vSphere Client and XenCenter; the reader is “Sie”, or nobody. `language.ts` checks that none is missing. */
export const german = {
  ...germanGeneral,
  ...germanConnections,
  ...germanObjects,
  ...germanOperations,
  ...germanTasks,
  ...germanExplorer,
  ...germanAlerts,
  ...germanCore,
  ...germanFailures,
} as const;
