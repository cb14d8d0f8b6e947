import { germanHistory } from './history.ts';
import { germanAlerts } from './alerts.ts';
import { germanConnections } from './connections.ts';
import { germanConsoles } from './consoles.ts';
import { germanConsolePage } from './console-page.ts';
import { germanCore } from './core.ts';
import { germanExplorer } from './explorer.ts';
import { germanFailures } from './failures.ts';
import { germanGeneral } from './general.ts';
import { germanLists } from './lists.ts';
import { germanObjects } from './objects.ts';
import { germanOperations } from './operations.ts';
import { germanTasks } from './tasks.ts';
import { germanAlertTitles } from './alert-titles.ts';
import { germanErrorContexts } from './error-contexts.ts';
import { germanFacts } from './facts.ts';
import { germanFaults } from './faults.ts';
import { germanInputPages } from './input-pages.ts';
import { germanChoiceFacts } from './choice-facts.ts';
import { germanOperationChoices } from './operation-choices.ts';
import { germanOperationConfirmations } from './operation-confirmations.ts';
import { germanOperationErrors } from './operation-errors.ts';
import { germanOperationInputs } from './operation-inputs.ts';
import { germanOperationLabels } from './operation-labels.ts';
import { germanOperationRefusals } from './operation-refusals.ts';
import { germanOverview } from './overview.ts';
import { germanSheet } from './sheet.ts';
import { germanRelations } from './relations.ts';
import { germanStepsDevices } from './steps-devices.ts';
import { germanStepsMachines } from './steps-machines.ts';
import { germanStepsOrganise } from './steps-organise.ts';
import { germanStepsSnapshots } from './steps-snapshots.ts';
import { germanTaskNames } from './task-names.ts';
import { germanXapiFailures } from './xapi-failures.ts';
import { germanXapiHostFailures } from './xapi-host-failures.ts';
import { germanLeftBehind } from './left-behind.ts';
import { germanNetwork } from './network.ts';
import { germanAddresses } from './addresses.ts';
import { germanStoring } from './storing.ts';
import { germanHost } from './host.ts';
import { germanAnswers } from './answers.ts';
import { germanRequests } from './requests.ts';
import { germanXmlProblems } from './xml-problems.ts';
import { germanPools } from './pools.ts';
import { germanRowNames } from './row-names.ts';

/** Every text of Moref in German. Terms are those of the German vSphere Client and XenCenter; the reader is “Sie”, or nobody. `language.ts` checks that none is missing. */
export const german = {
  ...germanGeneral,
  ...germanConnections,
  ...germanObjects,
  ...germanOperations,
  ...germanTasks,
  ...germanExplorer,
  ...germanAlerts,
  ...germanConsoles,
  ...germanConsolePage,
  ...germanCore,
  ...germanFailures,
  ...germanAlertTitles,
  ...germanErrorContexts,
  ...germanFacts,
  ...germanFaults,
  ...germanInputPages,
  ...germanOperationChoices,
  ...germanChoiceFacts,
  ...germanOperationConfirmations,
  ...germanOperationErrors,
  ...germanOperationInputs,
  ...germanOperationLabels,
  ...germanOperationRefusals,
  ...germanRelations,
  ...germanSheet,
  ...germanOverview,
  ...germanStepsDevices,
  ...germanStepsMachines,
  ...germanStepsOrganise,
  ...germanStepsSnapshots,
  ...germanTaskNames,
  ...germanXapiFailures,
  ...germanXapiHostFailures,
  ...germanLeftBehind,
  ...germanNetwork,
  ...germanAddresses,
  ...germanStoring,
  ...germanHost,
  ...germanLists,
  ...germanAnswers,
  ...germanRequests,
  ...germanXmlProblems,
  ...germanPools,
  ...germanRowNames,
  ...germanHistory,
} as const;
