import type { Text } from '#shared/i18n/text.ts';
import type { OperationInput, OperationOffer } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../provider.ts';
import type { Refusal } from './refusal.ts';

/** The object that an operation is about, and what is around it. */
export interface Subject {
  readonly ref: Ref;
  readonly name: string;
  readonly object: Properties;
  readonly lookup: Lookup;
}

/** What every family says of an operation; what is sent for it is the family's own. */
export interface Definition<S extends Subject = Subject>
  extends Pick<
    OperationOffer,
    'id' | 'label' | 'group' | 'icon' | 'destructive' | 'part' | 'batch' | 'edits'
  > {
  /** Native types that it exists for. */
  readonly types: readonly string[];
  /** False where it makes no sense at all: to resume what is not suspended. */
  exists?(subject: S): boolean;
  /** Why it cannot be run; undefined if it can. Runs at every update: looks at few objects, lists no server. */
  refusal?(subject: S): Refusal | undefined;
  /** What to ask before it runs, and what may be lost. */
  confirm?(subject: S): Text;
  risk?(subject: S): Text;
  inputs?(subject: S): readonly OperationInput[];
}

/** Whether an operation is one of an object's, as the object is now. */
export function existsFor<S extends Subject>(definition: Definition<S>, subject: S): boolean {
  return definition.exists?.(subject) ?? true;
}
