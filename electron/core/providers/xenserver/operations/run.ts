import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { InputValues } from '#shared/model/operation.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { nameOf } from '../map/read.ts';
import type { Compensation } from '../../operations/compensation.ts';
import { catalog } from './catalog.ts';
import type { Given, OperationDefinition, Subject, Work } from './definition.ts';

/** What an operation needs of the session. */
export interface OperationServer extends Pick<Work, 'call' | 'start' | 'step' | 'refOf'> {
  readonly compensation: Compensation;
  /** The opaque reference of an object. @throws MorefException `missing` */
  opaque(ref: Ref): string;
}

/** @throws MorefException `missing` */
export function definitionOf(operation: string, ref: Ref): OperationDefinition {
  const type = refType(ref);
  const named = catalog.filter(({ id }) => id === operation);
  const definition = named.find(({ types }) => types.includes(type)) ?? named[0];
  if (definition !== undefined) return definition;
  const message = say('error.noSuchOperation', { operation });
  throw new MorefException({ kind: 'missing', message, ref });
}

/** An operation with what the user gave. */
export function given(subject: Subject, inputs: InputValues): Given {
  const value = (input: string): InputValues[string] | undefined =>
    Object.hasOwn(inputs, input) ? inputs[input] : undefined;
  const text = (input: string): string => String(value(input) ?? '').trim();
  const picked = (input: string): Ref | undefined =>
    text(input) === '' ? undefined : (text(input) as Ref);
  return {
    ...subject,
    text,
    number: (input) => {
      const one = value(input);
      return typeof one === 'number' ? one : undefined;
    },
    flag: (input) => value(input) === true,
    picked,
    pickedName: (input) => {
      const ref = picked(input);
      return ref === undefined ? '' : nameOf(ref, subject.lookup.get(ref));
    },
  };
}

/** An operation under way on a server, be it the real one or one that only notes what it is asked. */
export function workOn(
  server: OperationServer,
  subject: Subject,
  inputs: InputValues,
  self: string,
): Work {
  const what = given(subject, inputs);
  return {
    ...what,
    self,
    chosen: (input) => {
      const ref = what.picked(input);
      if (ref !== undefined) return server.opaque(ref);
      const message = say('error.nothingChosen', { name: subject.name, input });
      throw new MorefException({ kind: 'invalid', message, ref: subject.ref });
    },
    opaque: (ref) => server.opaque(ref),
    refOf: (owner, opaque) => server.refOf(owner, opaque),
    call: (owner, message, values) => server.call(owner, message, values),
    start: (owner, message, values) => server.start(owner, message, values),
    step: (owner, message, values) => server.step(owner, message, values),
    onFailure: (effect) => server.compensation.add(effect),
    keep: (left) => server.compensation.keep(left),
  };
}
