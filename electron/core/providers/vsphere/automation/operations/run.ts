import type { Text } from '#shared/i18n/text.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { MorefError } from '#shared/model/error.ts';
import type { LookupChoices } from '#shared/model/choice.ts';
import type {
  InputValues,
  OperationId,
  OperationOffer,
  OperationVerdict,
} from '#shared/model/operation.ts';
import type { OperationPlan, PlannedRequest } from '#shared/model/operation-plan.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { BatchResult, ChoicesRequest, Lookup, OperationRequest } from '../../../provider.ts';
import { findDefinition, makeCatalog } from '../../../operations/catalog.ts';
import { choicesOf } from '../../../operations/choices.ts';
import { compensated } from '../../../operations/compensation.ts';
import type { Subject } from '../../../operations/definition.ts';
import { offersOf, verdictsOf } from '../../../operations/offer.ts';
import { pause } from '../../pause.ts';
import { already, orLacking, type Refusal } from '../../../operations/refusal.ts';
import { planOf, type Rehearsal } from '../../../operations/rehearsal.ts';
import { mapRow } from '../../map/map-row.ts';
import { lacks } from '../../operations/judgement.ts';
import type { VapiClient } from '../../vapi/client.ts';
import { apiModel } from '../../vapi/model/api-model.ts';
import { previewRequest } from '../../vapi/rpc/preview.ts';
import { automationException } from '../errors.ts';
import { powerOperations } from '../without-vim25/power-operations.ts';
import { tagOperations } from '../tags/tag-operations.ts';
import type { AutomationCall, AutomationOperation } from './definition.ts';

/** Ids are unique among those that exist for an object: power is offered here only where vim25 does not. */
export const catalog = makeCatalog<AutomationOperation>([powerOperations, tagOperations]);

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
  return offersOf(catalog, subjectOf(ref, properties, lookup), refusalOf, only);
}

/** The same operations, and whether each can be run now. Pure. */
export function automationVerdicts(
  ref: Ref,
  properties: Properties,
  lookup: Lookup,
): readonly OperationVerdict[] {
  return verdictsOf(catalog, subjectOf(ref, properties, lookup), refusalOf);
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

function refusalOf(operation: AutomationOperation, subject: Subject): Refusal | undefined {
  return orLacking(operation.refusal?.(subject), () => lacks(subject, operation.privileges));
}

/** What an operation would do and send. @throws MorefException */
export function planAutomation(request: OperationRequest, lookup: Lookup): Promise<OperationPlan> {
  const { operation, subject } = find(request, lookup);
  return planOf(refusalOf(operation, subject), () =>
    Promise.resolve(rehearse(operation, subject, request.inputs)),
  );
}

function rehearse(
  operation: AutomationOperation,
  subject: Subject,
  given: InputValues,
): Rehearsal | Refusal {
  const steps = operation.steps(subject, given);
  if (steps.length === 0) return already(say('refusal.alreadySo', { name: subject.name }));
  const requests = operation.calls([subject], given).map(plannedRequest);
  return { steps, findings: [], requests, commands: operation.commands?.(subject, given) ?? [] };
}

/** What there is to choose for a lookup input. @throws MorefException `missing` */
export function automationChoices(request: ChoicesRequest, lookup: Lookup): Promise<LookupChoices> {
  const { operation, subject } = find(request, lookup);
  return choicesOf(operation, request, { ...subject, given: request.inputs });
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
  return { operation: findDefinition(catalog, id, subject), subject };
}

function plannedRequest({ service, operation, input }: AutomationCall): PlannedRequest {
  return {
    method: `${service}.${operation}`,
    text: previewRequest(apiModel(), service, operation, input),
  };
}
