import { createContext, useContext } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { Problems } from './form/build-input.ts';
import type { FormTypes } from './form/form-node.ts';

/** What every field of a form needs to know. */
export interface FormSurroundings {
  readonly connection: ConnectionId;
  readonly types: FormTypes;
  readonly problems: Problems;
  /** The user tried to call: from now on empty fields say what they lack. */
  readonly tried: boolean;
}

export const FormContext = createContext<FormSurroundings | null>(null);

export function useForm(): FormSurroundings {
  const form = useContext(FormContext);
  if (form === null) throw new Error('A field stands outside a form.');
  return form;
}
