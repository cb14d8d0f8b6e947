import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { InputValues } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { nameOf } from '../map/read.ts';
import type { Compensation } from '../../operations/compensation.ts';
import { readInputs } from '../../operations/given.ts';
import type { Given, Subject, Work } from './definition.ts';

/** What an operation needs of the session. */
export interface OperationServer extends Pick<Work, 'call' | 'start' | 'step' | 'refOf'> {
  readonly compensation: Pick<Compensation, 'add' | 'keep'>;
  /** The opaque reference of an object. @throws MorefException `missing` */
  opaque(ref: Ref): string;
  /** Takes note of what was made. A single call says so by its own task. */
  made?(opaque: string): void;
}

/** An operation with what the user gave. */
export function given(subject: Subject, inputs: InputValues): Given {
  const read = readInputs(inputs);
  return {
    ...subject,
    ...read,
    inputs,
    pickedName: (input) => {
      const ref = read.picked(input);
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
    made: (opaque) => server.made?.(opaque),
  };
}
