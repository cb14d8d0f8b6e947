import { text as say } from '#shared/i18n/make-text.ts';
import type { MorefError } from '#shared/model/error.ts';
import type { LookupChoices } from '#shared/model/choice.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import { toRef } from '../object-updates.ts';
import type { ChoicesRequest, Lookup, OperationRequest, OperationStarted } from '../../provider.ts';
import { toException } from '../errors.ts';
import { findDefinition } from '../../operations/catalog.ts';
import { choicesOf } from '../../operations/choices.ts';
import { compensated, notBegun, type Compensation } from '../../operations/compensation.ts';
import { pause } from '../pause.ts';
import { already, type Refusal } from '../../operations/refusal.ts';
import { planOf, type Rehearsal } from '../../operations/rehearsal.ts';
import { plannedRequest, type Step } from './call.ts';
import { catalog } from './catalog.ts';
import type { OperationDefinition, Work } from './definition.ts';
import { refusalOf } from './judgement.ts';
import type { OperationServer } from './server.ts';
import { workFor } from './work.ts';

/** What an operation needs to be run. */
export interface OperationSession {
  /** For what has to be known first; it ends with who asked. */
  readonly asking: OperationServer;
  /** For what changes something; it ends with the session. */
  readonly sending: Pick<OperationServer, 'send' | 'result'>;
  /** Of who asked: it counts until the first call is sent. */
  readonly asked: AbortSignal;
  /** Of the session. */
  readonly closed: AbortSignal;
}

/**
 * Runs an operation; the last task that was started is the one to follow. Where one of several calls fails, those before it are
 * taken back. @throws MorefException
 */
export async function runOperation(
  session: OperationSession,
  request: OperationRequest,
  lookup: Lookup,
): Promise<OperationStarted> {
  return withWork(session.asking, request, lookup, async (definition, work) => {
    const { calls } = await definition.prepare(work);
    const doing = say('doing.operation', { operation: definition.label, name: request.name });
    if (session.asked.aborted) throw notBegun(doing);
    const describe = (error: unknown): MorefError =>
      toException(error, { doing, name: request.name, ref: request.ref }).data;
    return compensated({ signal: session.closed, describe, pause }, (compensation) =>
      sendAll(session.sending, calls, compensation),
    );
  });
}

async function sendAll(
  sending: OperationSession['sending'],
  calls: readonly Step[],
  compensation: Compensation,
): Promise<OperationStarted> {
  let task: OperationStarted['task'] = null;
  for (const [index, step] of calls.entries()) {
    const { left, undo, ...one } = step;
    if (left === undefined && calls.length > 1)
      throw new Error('One of several calls says not what it leaves.');
    if (left !== undefined)
      compensation.add({ left, ...(undo !== undefined && { undo: () => sending.send(undo) }) });
    const started = await sending.send(one);
    if (started === undefined) continue;
    // What comes after it needs what it does.
    if (index < calls.length - 1) await sending.result(started);
    task = toRef(started);
  }
  return { task };
}

/** What an operation would do. @throws MorefException */
export async function planOperation(
  server: OperationServer,
  request: OperationRequest,
  lookup: Lookup,
  check: boolean,
): Promise<OperationPlan> {
  return withWork(server, request, lookup, (definition, work) =>
    planOf(refusalOf(definition, work), () => rehearse(definition, work, check)),
  );
}

async function rehearse(
  definition: OperationDefinition,
  work: Work,
  check: boolean,
): Promise<Rehearsal | Refusal> {
  const prepared = await definition.prepare(work);
  const { calls, steps } = prepared;
  const [findings = [], commands = []] = await Promise.all([
    check ? definition.check?.(work, prepared) : undefined,
    definition.commands?.(work, prepared),
  ]);
  if (calls.length === 0) return already(steps[0] ?? say('refusal.alreadySo', { name: work.name }));
  return { steps, findings, requests: calls.map(plannedRequest), commands };
}

/** What there is to choose for a lookup input. @throws MorefException */
export async function operationChoices(
  server: OperationServer,
  request: ChoicesRequest,
  lookup: Lookup,
): Promise<LookupChoices> {
  const { under } = request;
  return withWork(server, request, lookup, (definition, work) =>
    choicesOf(definition, request, under === undefined ? work : { ...work, under }),
  );
}

async function withWork<T>(
  server: OperationServer,
  request: OperationRequest,
  lookup: Lookup,
  act: (definition: OperationDefinition, work: Work) => Promise<T>,
): Promise<T> {
  const { ref, name, operation } = request;
  const subject = { ref, name, object: lookup.get(ref) ?? {}, lookup };
  const definition = findDefinition(catalog, operation, subject);
  try {
    return await act(definition, workFor(server, subject, request.inputs));
  } catch (error) {
    throw toException(error, {
      doing: say('doing.operation', { operation: definition.label, name }),
      name,
      ref,
    });
  }
}
