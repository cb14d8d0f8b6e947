import type { OperationInput, OperationOffer } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { XapiValue } from '../xapi/values.ts';
import type { Lookup } from '../../provider.ts';

/** The object that an operation is about, and what is around it. */
export interface Subject {
  readonly ref: Ref;
  readonly name: string;
  readonly object: Properties;
  readonly lookup: Lookup;
}

/** What an operation sends, and when it makes sense. */
export interface OperationDefinition
  extends Pick<OperationOffer, 'id' | 'label' | 'group' | 'icon'> {
  /** Classes that it exists for. */
  readonly types: readonly string[];
  /** The messages that it calls; the account needs the permission for each. `VM.add_to_other_config/key:folder` for one key. */
  readonly messages: readonly string[];
  /** False where it makes no sense at all: to resume what is not suspended. */
  readonly exists?: (subject: Subject) => boolean;
  /** Why it cannot be run, as a sentence, or undefined if it can. */
  refusal?(subject: Subject): string | undefined;
  /** What to ask before it runs. */
  confirm?(subject: Subject): string;
  inputs?(subject: Subject): readonly OperationInput[];
  /** Calls the server. Returns the opaque reference of the task that it started, if it did. */
  run(work: Work): Promise<string | null>;
}

/** An operation under way: its subject, what the user gave, and the way to the server. */
export interface Work extends Subject {
  /** The subject's opaque reference. */
  readonly self: string;
  readonly text: (input: string) => string;
  readonly number: (input: string) => number | undefined;
  readonly flag: (input: string) => boolean;
  /** The opaque reference of the object that was chosen. @throws MorefException `missing` */
  readonly chosen: (input: string) => string;
  /** The opaque reference of an object. @throws MorefException `missing` */
  readonly opaque: (ref: Ref) => string;
  readonly call: (owner: string, message: string, values: readonly unknown[]) => Promise<XapiValue>;
  /** Calls in the Async namespace; returns the task. */
  readonly start: (owner: string, message: string, values: readonly unknown[]) => Promise<string>;
}
