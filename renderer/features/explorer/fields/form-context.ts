import { createContext, useContext, type ComponentType } from 'react';
import type { ExplorerType } from '#shared/model/explorer.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { Problems } from '../form/build-input.ts';
import type { FormNode, FormTypes } from '../form/form-node.ts';

/** A field of a form: a value of a type, and where it stands. */
export interface ValueFieldProps {
  readonly type: ExplorerType;
  readonly node: FormNode;
  readonly path: string;
  readonly depth: number;
  readonly onChange: (node: FormNode) => void;
}

/** What every field of a form needs to know. */
export interface FormSurroundings {
  readonly connection: ConnectionId;
  readonly types: FormTypes;
  readonly problems: Problems;
  /** The user tried to call: from now on empty fields say what they lack. */
  readonly tried: boolean;
  /** Draws a value of any type: lists and structures hold values themselves. */
  readonly Value: ComponentType<ValueFieldProps>;
}

export const FormContext = createContext<FormSurroundings | null>(null);

export function useForm(): FormSurroundings {
  const form = useContext(FormContext);
  if (form === null) throw new Error('A field stands outside a form.');
  return form;
}

/** What is wrong with a field. One that is still empty is left in peace until the user tries to call. */
export function useProblem(path: string, text: string): string | undefined {
  const { problems, tried } = useForm();
  return tried || text !== '' ? problems.get(path) : undefined;
}

/** A value without parts, as text. */
export interface TextValueProps {
  readonly type: ExplorerType;
  readonly text: string;
  readonly path: string;
  readonly onChange: (text: string) => void;
}
