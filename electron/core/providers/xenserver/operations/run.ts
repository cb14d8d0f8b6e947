import { MorefException } from '#shared/model/error.ts';
import type { InputValues } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { OperationRequest } from '../../provider.ts';
import { catalog } from './catalog.ts';
import type { OperationDefinition, Subject, Work } from './definition.ts';

/** What an operation needs of the session. */
export interface OperationServer {
  call: Work['call'];
  start: Work['start'];
  /** The opaque reference of an object. @throws MorefException `missing` */
  opaque(ref: Ref): string;
}

/** @throws MorefException `missing` */
export function definitionOf(operation: string, ref: Ref): OperationDefinition {
  const definition = catalog.find(({ id }) => id === operation);
  if (definition !== undefined) return definition;
  const message = `XenServer has no operation “${operation}”.`;
  throw new MorefException({ kind: 'missing', message, ref });
}

/** Calls what is behind an operation; returns the opaque reference of the task that it started. */
export function runOperation(
  server: OperationServer,
  request: OperationRequest,
  subject: Subject,
  self: string,
): Promise<string | null> {
  const { inputs } = request;
  const work: Work = {
    ...subject,
    self,
    text: (input) => String(given(inputs, input) ?? '').trim(),
    number: (input) => {
      const value = given(inputs, input);
      return typeof value === 'number' ? value : undefined;
    },
    flag: (input) => given(inputs, input) === true,
    chosen: (input) => server.opaque(String(given(inputs, input) ?? '') as Ref),
    opaque: (ref) => server.opaque(ref),
    call: (owner, message, values) => server.call(owner, message, values),
    start: (owner, message, values) => server.start(owner, message, values),
  };
  return definitionOf(request.operation, request.ref).run(work);
}

function given(inputs: InputValues, input: string): InputValues[string] | undefined {
  return Object.hasOwn(inputs, input) ? inputs[input] : undefined;
}
