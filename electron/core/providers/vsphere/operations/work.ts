import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { InputValues } from '#shared/model/operation.ts';
import { readInputs } from '../../operations/given.ts';
import { isReferenceText, toMoref } from '../object-updates.ts';
import type { Subject, Work } from './definition.ts';
import type { OperationServer } from './server.ts';

/** An operation of an object with what was given. */
export function workFor(server: OperationServer, subject: Subject, inputs: InputValues): Work {
  const given = readInputs(inputs);
  return {
    ...subject,
    ...given,
    self: toMoref(subject.ref),
    given: inputs,
    server,
    chosen: (input) => {
      const value = given.text(input);
      if (value === '') return undefined;
      if (isReferenceText(value)) return toMoref(value);
      const message = say('error.noObject', { value });
      throw new MorefException({ kind: 'invalid', message, ref: subject.ref });
    },
  };
}
