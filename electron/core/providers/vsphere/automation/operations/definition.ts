import type { Text } from '#shared/i18n/text.ts';
import type { InputValues } from '#shared/model/operation.ts';
import type { PlannedCommand } from '#shared/model/operation-plan.ts';
import type { Compensation } from '../../../operations/compensation.ts';
import type { BatchResult } from '../../../provider.ts';
import type { ChoicesByInput } from '../../../operations/choices.ts';
import type { Definition, Subject } from '../../../operations/definition.ts';
import { readInputs } from '../../../operations/given.ts';
import type { VapiClient } from '../../vapi/client.ts';

/** One call of the API, ready to be sent, or to be shown. */
export interface AutomationCall {
  readonly service: string;
  readonly operation: string;
  readonly input: object;
}

/** An operation that only the Automation API has. It takes any number of objects at once. */
export interface AutomationOperation extends Definition {
  /** Privileges on the object. */
  readonly privileges: readonly string[];
  readonly choices?: ChoicesByInput<AutomationWork>;
  /** What will be done to one object, a sentence each; empty where it is already so. */
  steps(subject: Subject, given: InputValues): readonly Text[];
  /** The calls for objects that it is to be done to, the same for each. */
  calls(subjects: readonly Subject[], given: InputValues): readonly AutomationCall[];
  commands?(subject: Subject, given: InputValues): readonly PlannedCommand[];
  /** Sends the calls; one result for each subject, in order. Absent: it is enough that no call failed. */
  run?(batch: AutomationBatch): Promise<readonly BatchResult[]>;
}

/** One object, and what was given for it. */
export interface AutomationWork extends Subject {
  readonly given: InputValues;
}

export interface AutomationBatch {
  readonly subjects: readonly Subject[];
  readonly given: InputValues;
  readonly client: VapiClient;
  readonly signal: AbortSignal;
  /** Notified of what a call does where another follows it. */
  readonly compensation: Compensation;
}

/** What was given to an input, as text without space around it. */
export function textOf(given: InputValues, input: string): string {
  return readInputs(given).text(input);
}
