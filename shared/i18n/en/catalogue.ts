import { historyMessages } from './history.ts';
import { alertMessages } from './alerts.ts';
import { connectionMessages } from './connections.ts';
import { consoleMessages } from './consoles.ts';
import { consolePageMessages } from './console-page.ts';
import { coreMessages } from './core.ts';
import { explorerMessages } from './explorer.ts';
import { failureMessages } from './failures.ts';
import { generalMessages } from './general.ts';
import { listMessages } from './lists.ts';
import { objectMessages } from './objects.ts';
import { operationMessages } from './operations.ts';
import { taskMessages } from './tasks.ts';
import { alertTitlesMessages } from './alert-titles.ts';
import { errorContextsMessages } from './error-contexts.ts';
import { factsMessages } from './facts.ts';
import { faultsMessages } from './faults.ts';
import { inputPagesMessages } from './input-pages.ts';
import { choiceFactMessages } from './choice-facts.ts';
import { operationChoicesMessages } from './operation-choices.ts';
import { operationConfirmationsMessages } from './operation-confirmations.ts';
import { operationErrorsMessages } from './operation-errors.ts';
import { operationInputsMessages } from './operation-inputs.ts';
import { operationLabelsMessages } from './operation-labels.ts';
import { operationRefusalsMessages } from './operation-refusals.ts';
import { overviewMessages } from './overview.ts';
import { sheetMessages } from './sheet.ts';
import { relationsMessages } from './relations.ts';
import { stepsDevicesMessages } from './steps-devices.ts';
import { stepsMachinesMessages } from './steps-machines.ts';
import { stepsOrganiseMessages } from './steps-organise.ts';
import { stepsSnapshotsMessages } from './steps-snapshots.ts';
import { taskNamesMessages } from './task-names.ts';
import { xapiFailuresMessages } from './xapi-failures.ts';
import { xapiHostFailuresMessages } from './xapi-host-failures.ts';
import { leftBehindMessages } from './left-behind.ts';
import { networkMessages } from './network.ts';
import { addressMessages } from './addresses.ts';
import { storingMessages } from './storing.ts';
import { hostMessages } from './host.ts';
import { answerMessages } from './answers.ts';
import { requestMessages } from './requests.ts';
import { xmlProblemMessages } from './xml-problems.ts';
import { poolMessages } from './pools.ts';
import { rowNameMessages } from './row-names.ts';

/** Every text of Moref in English: what the page says by itself, and what the core makes for it. */
export const english = {
  ...generalMessages,
  ...connectionMessages,
  ...objectMessages,
  ...operationMessages,
  ...taskMessages,
  ...explorerMessages,
  ...alertMessages,
  ...consoleMessages,
  ...consolePageMessages,
  ...coreMessages,
  ...failureMessages,
  ...alertTitlesMessages,
  ...errorContextsMessages,
  ...factsMessages,
  ...faultsMessages,
  ...inputPagesMessages,
  ...operationChoicesMessages,
  ...choiceFactMessages,
  ...operationConfirmationsMessages,
  ...operationErrorsMessages,
  ...operationInputsMessages,
  ...operationLabelsMessages,
  ...operationRefusalsMessages,
  ...relationsMessages,
  ...sheetMessages,
  ...overviewMessages,
  ...stepsDevicesMessages,
  ...stepsMachinesMessages,
  ...stepsOrganiseMessages,
  ...stepsSnapshotsMessages,
  ...taskNamesMessages,
  ...xapiFailuresMessages,
  ...xapiHostFailuresMessages,
  ...leftBehindMessages,
  ...networkMessages,
  ...addressMessages,
  ...storingMessages,
  ...hostMessages,
  ...listMessages,
  ...answerMessages,
  ...requestMessages,
  ...xmlProblemMessages,
  ...poolMessages,
  ...rowNameMessages,
  ...historyMessages,
} as const;
