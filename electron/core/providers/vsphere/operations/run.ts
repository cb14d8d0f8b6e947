import { MorefException } from '#shared/model/error.ts';
import type { OperationRequest, OperationStarted } from '../../provider.ts';
import { toException } from '../errors.ts';
import { toMoref, toRef } from '../object-updates.ts';
import type { Vim25Client } from '../vim25/client.ts';
import type { ManagedObjectReference } from '../vim25/values.ts';
import { catalog, type OperationDefinition } from './catalog.ts';

/** Calls the method behind an operation. @throws MorefException */
export async function runOperation(
  client: Pick<Vim25Client, 'call'>,
  request: OperationRequest,
  signal: AbortSignal,
): Promise<OperationStarted> {
  const { ref, name, operation } = request;
  const definition = catalog.find(({ id }) => id === operation);
  if (definition === undefined) {
    throw new MorefException({
      kind: 'missing',
      message: `vSphere has no operation “${operation}”.`,
      ref,
    });
  }
  try {
    const task = await call(client, definition, request, signal);
    return { task: task === undefined ? null : toRef(task) };
  } catch (error) {
    throw toException(error, { doing: `${definition.label} ${name}`, name, ref });
  }
}

async function call(
  client: Pick<Vim25Client, 'call'>,
  { method }: OperationDefinition,
  { ref, inputs }: OperationRequest,
  signal: AbortSignal,
): Promise<ManagedObjectReference | undefined> {
  const target = toMoref(ref);
  const options = { signal };
  switch (method) {
    case 'Rename_Task':
      return client.call(
        target,
        method,
        { newName: escapeName(String(inputs['newName'] ?? '')) },
        options,
      );
    case 'ShutdownGuest':
    case 'RebootGuest':
      await client.call(target, method, {}, options);
      return undefined;
    case 'PowerOnVM_Task':
    case 'PowerOffVM_Task':
    case 'SuspendVM_Task':
    case 'ResetVM_Task':
      return client.call(target, method, {}, options);
  }
}

/** vCenter keeps these three escaped, and takes a bare % for the start of an escape (Rename_Task, newName). */
export function escapeName(name: string): string {
  return name.replaceAll('%', '%25').replaceAll('/', '%2f').replaceAll('\\', '%5c');
}
