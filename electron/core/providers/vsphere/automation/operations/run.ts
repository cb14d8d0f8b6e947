import type { Text } from '#shared/i18n/text.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import { setTimeout } from 'node:timers/promises';
import { MorefException, type MorefError } from '#shared/model/error.ts';
import type {
  LookupChoices,
  OperationId,
  OperationOffer,
  OperationVerdict,
} from '#shared/model/operation.ts';
import type { OperationPlan, PlannedRequest } from '#shared/model/operation-plan.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { BatchResult, ChoicesRequest, Lookup, OperationRequest } from '../../../provider.ts';
import { compensated } from '../../../operations/compensation.ts';
import { mapRow } from '../../map/map-row.ts';
import { isAlreadySo, verdictOf, type Refusal, type Subject } from '../../operations/definition.ts';
import { lackingPrivilege } from '../../operations/privileges.ts';
import type { VapiClient } from '../../vapi/client.ts';
import { apiModel } from '../../vapi/model/api-model.ts';
import { previewRequest } from '../../vapi/rpc/preview.ts';
import { automationException } from '../errors.ts';
import { powerOperations } from '../only/power-operations.ts';
import { tagOperations } from '../tags/tag-operations.ts';
import type { AutomationCall, AutomationOperation } from './definition.ts';

/** Ids are unique among those that exist for an object: power is offered here only where vim25 does not. */
const operations: readonly AutomationOperation[] = [...powerOperations, ...tagOperations];

/** True for an operation that a session of both APIs runs by this one. */
export function isAutomationOperation(id: string): boolean {
  return tagOperations.some((operation) => operation.id === id);
}

/** Those that exist for an object, or the one that is asked for, each with the reason if it cannot be run now. Pure. */
export function automationOffers(
  ref: Ref,
  properties: Properties,
  lookup: Lookup,
  only?: OperationId,
): readonly OperationOffer[] {
  const subject = subjectOf(ref, properties, lookup);
  return existing(subject)
    .filter(({ id }) => (only ?? id) === id)
    .map((operation) => offer(operation, subject));
}

/** The same operations, and whether each can be run now. Pure. */
export function automationVerdicts(
  ref: Ref,
  properties: Properties,
  lookup: Lookup,
): readonly OperationVerdict[] {
  const subject = subjectOf(ref, properties, lookup);
  return existing(subject).map((operation) => verdict(operation, subject));
}

function existing(subject: Subject): readonly AutomationOperation[] {
  const type = refType(subject.ref);
  return operations.filter(
    (operation) => operation.types.includes(type) && operation.exists(subject),
  );
}

function subjectOf(ref: Ref, object: Properties, lookup: Lookup): Subject {
  return {
    ref,
    object,
    lookup,
    get name() {
      return mapRow(ref, object, lookup).name;
    },
  };
}

function verdict(operation: AutomationOperation, subject: Subject): OperationVerdict {
  return verdictOf(operation.id, refusalOf(operation, subject));
}

function offer(operation: AutomationOperation, subject: Subject): OperationOffer {
  const { label, group, icon, batch, destructive } = operation;
  const judged = verdict(operation, subject);
  const confirm = operation.confirm?.(subject);
  const risk = operation.risk?.(subject);
  return {
    ...judged,
    label,
    group,
    ...(icon === undefined ? {} : { icon }),
    ...(batch === undefined ? {} : { batch }),
    ...(destructive === undefined ? {} : { destructive }),
    ...(judged.refused === undefined ? { inputs: operation.inputs(subject) } : {}),
    ...(confirm === undefined ? {} : { confirm }),
    ...(risk === undefined ? {} : { risk }),
  };
}

function refusalOf(operation: AutomationOperation, subject: Subject): Refusal | undefined {
  const lacking = lackingPrivilege(subject.object, subject.lookup, operation.privileges);
  return lacking === undefined
    ? operation.refusal?.(subject)
    : say('refusal.privilege', { privilege: lacking });
}

/** What an operation would do and send. @throws MorefException */
export function planAutomation(request: OperationRequest, lookup: Lookup): OperationPlan {
  const { operation, subject } = find(request, lookup);
  const { inputs } = request;
  const nothing = { steps: [], findings: [], requests: [], commands: [] };
  const refusal = refusalOf(operation, subject);
  if (refusal !== undefined) {
    return isAlreadySo(refusal)
      ? { outcome: 'done', reason: refusal.reason, ...nothing }
      : { outcome: 'refused', reason: refusal, ...nothing };
  }
  const steps = operation.steps(subject, inputs);
  if (steps.length === 0)
    return {
      outcome: 'done',
      reason: say('refusal.alreadySo', { name: subject.name }),
      ...nothing,
    };
  return {
    outcome: 'run',
    steps,
    findings: [],
    requests: operation.calls([subject], inputs).map(plannedRequest),
    commands: operation.commands?.(subject, inputs) ?? [],
  };
}

/** What there is to choose for a lookup input. @throws MorefException `missing` */
export function automationChoices(request: ChoicesRequest, lookup: Lookup): LookupChoices {
  const { operation, subject } = find(request, lookup);
  const choose = operation.choices?.[request.input];
  if (choose !== undefined) return choose(subject, request.inputs);
  const message = say('operation.noChoices', { operation: operation.label, input: request.input });
  throw new MorefException({ kind: 'missing', message, ref: request.ref });
}

/**
 * Runs one operation on objects that were given the same inputs.
 * @param signal of the session: what has begun is not given up
 * @throws MorefException where nothing was done
 */
export async function runAutomation(
  client: VapiClient,
  requests: readonly OperationRequest[],
  lookup: Lookup,
  signal: AbortSignal,
): Promise<readonly BatchResult[]> {
  const found = requests.map((request) => find(request, lookup));
  const [first] = found;
  const given = requests[0]?.inputs ?? {};
  if (first === undefined) return [];
  const subjects = found.map(({ subject }) => subject);
  const doing = doingOf(first.operation, subjects);
  const describe = (error: unknown): MorefError => automationException(error, { doing }).data;
  return compensated({ signal, describe, pause }, async (compensation) => {
    const { operation } = first;
    if (operation.run !== undefined)
      return operation.run({ subjects, given, client, signal, compensation });
    for (const call of operation.calls(subjects, given))
      await client.invoke(call.service, call.operation, call.input, { signal });
    return subjects.map(() => ({}));
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return setTimeout(milliseconds, undefined, { signal });
}

function doingOf({ label }: AutomationOperation, subjects: readonly Subject[]): Text {
  const [only] = subjects;
  return subjects.length === 1 && only !== undefined
    ? say('doing.operationOf', { operation: label, name: only.name })
    : say('doing.operationOfMany', { operation: label, count: subjects.length });
}

function find(
  { operation: id, ref, name }: OperationRequest,
  lookup: Lookup,
): { readonly operation: AutomationOperation; readonly subject: Subject } {
  const subject = { ref, name, object: lookup.get(ref) ?? {}, lookup };
  const operation = operations.find((one) => one.id === id && one.exists(subject));
  if (operation !== undefined) return { operation, subject };
  const message = say('operation.none', { object: name, operation: id });
  throw new MorefException({ kind: 'missing', message, ref });
}

function plannedRequest({ service, operation, input }: AutomationCall): PlannedRequest {
  return {
    method: `${service}.${operation}`,
    text: previewRequest(apiModel(), service, operation, input),
  };
}
