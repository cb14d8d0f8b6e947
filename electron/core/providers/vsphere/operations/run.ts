import { isAlreadySo } from './definition.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import { setTimeout } from 'node:timers/promises';
import { MorefException, type MorefError } from '#shared/model/error.ts';
import type { LookupChoices } from '#shared/model/operation.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import { isReferenceText, toMoref, toRef } from '../object-updates.ts';
import type { ChoicesRequest, Lookup, OperationRequest, OperationStarted } from '../../provider.ts';
import { toException } from '../errors.ts';
import { compensated, notBegun, type Compensation } from '../../operations/compensation.ts';
import { plannedRequest, type Step } from './call.ts';
import type { OperationDefinition, Subject, Work } from './definition.ts';
import { findDefinition, refusalOf } from './offers.ts';
import type { OperationServer } from './server.ts';

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
      compensation.add({ left, ...(undo === undefined ? {} : { undo: () => sending.send(undo) }) });
    const started = await sending.send(one);
    if (started === undefined) continue;
    // What comes after it needs what it does.
    if (index < calls.length - 1) await sending.result(started);
    task = toRef(started);
  }
  return { task };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return setTimeout(milliseconds, undefined, { signal });
}

/** What an operation would do. @throws MorefException */
export async function planOperation(
  server: OperationServer,
  request: OperationRequest,
  lookup: Lookup,
  check: boolean,
): Promise<OperationPlan> {
  return withWork(server, request, lookup, async (definition, work) => {
    const refusal = refusalOf(definition, work);
    if (refusal !== undefined) return refusedPlan(refusal);
    const prepared = await definition.prepare(work);
    const [findings, commands] = await Promise.all([
      check ? definition.check?.(work, prepared) : undefined,
      definition.commands?.(work, prepared),
    ]);
    const { calls, steps } = prepared;
    return {
      outcome: calls.length === 0 ? 'done' : 'run',
      ...(calls.length === 0
        ? { reason: steps[0] ?? say('refusal.alreadySo', { name: work.name }) }
        : {}),
      steps: calls.length === 0 ? [] : steps,
      findings: findings ?? [],
      requests: calls.map(plannedRequest),
      commands: calls.length === 0 ? [] : (commands ?? []),
    };
  });
}

/** What there is to choose for a lookup input. @throws MorefException */
export async function operationChoices(
  server: OperationServer,
  request: ChoicesRequest,
  lookup: Lookup,
): Promise<LookupChoices> {
  return withWork(server, request, lookup, async (definition, work) => {
    const choose = definition.choices?.[request.input];
    if (choose === undefined) {
      const message = say('operation.noChoices', {
        operation: definition.label,
        input: request.input,
      });
      throw new MorefException({ kind: 'missing', message, ref: request.ref });
    }
    const { under } = request;
    return choose(under === undefined ? work : { ...work, under });
  });
}

async function withWork<T>(
  server: OperationServer,
  request: OperationRequest,
  lookup: Lookup,
  act: (definition: OperationDefinition, work: Work) => Promise<T>,
): Promise<T> {
  const { ref, name, operation } = request;
  const subject = { ref, name, object: lookup.get(ref) ?? {}, lookup };
  const definition = findDefinition(operation, subject);
  if (definition === undefined) {
    const message = say('operation.none', { object: name, operation });
    throw new MorefException({ kind: 'missing', message, ref });
  }
  try {
    return await act(definition, toWork(server, request, subject));
  } catch (error) {
    throw toException(error, {
      doing: say('doing.operation', { operation: definition.label, name }),
      name,
      ref,
    });
  }
}

function toWork(server: OperationServer, { inputs }: OperationRequest, subject: Subject): Work {
  const given = (input: string) => (Object.hasOwn(inputs, input) ? inputs[input] : undefined);
  const text = (input: string): string => String(given(input) ?? '').trim();
  return {
    ...subject,
    self: toMoref(subject.ref),
    given: inputs,
    server,
    text,
    number: (input) => {
      const value = given(input);
      return typeof value === 'number' ? value : undefined;
    },
    flag: (input) => given(input) === true,
    chosen: (input) => {
      const value = text(input);
      if (value === '') return undefined;
      if (isReferenceText(value)) return toMoref(value);
      const message = say('error.noObject', { value });
      throw new MorefException({ kind: 'invalid', message, ref: subject.ref });
    },
  };
}

function refusedPlan(refusal: NonNullable<ReturnType<typeof refusalOf>>): OperationPlan {
  const nothing = { steps: [], findings: [], requests: [], commands: [] };
  return isAlreadySo(refusal)
    ? { outcome: 'done', reason: refusal.reason, ...nothing }
    : { outcome: 'refused', reason: refusal, ...nothing };
}
