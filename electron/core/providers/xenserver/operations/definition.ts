import type { Text } from '#shared/i18n/text.ts';
import type { InputValues } from '#shared/model/operation.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { XapiValue } from '../xapi/values.ts';
import type { ChoicesByInput, ChoicesOfOthers } from '../../operations/choices.ts';
import type { Effect } from '../../operations/compensation.ts';
import type { Definition, Subject as AnySubject } from '../../operations/definition.ts';
import type { Given as AnyGiven } from '../../operations/given.ts';

export interface Subject extends AnySubject {
  /** Whether the account may call a message, where it is offered: `VM.set_affinity`. */
  readonly may?: (message: string) => boolean;
}

/** What an operation of a pool sends, and when it makes sense. */
export interface OperationDefinition extends Definition<Subject> {
  /** The messages that it calls; the account needs the permission for each. `VM.add_to_other_config/key:folder` for one key. */
  readonly messages: readonly string[];
  readonly choices?: ChoicesByInput<Asking> | ChoicesOfOthers<Asking>;
  /** What it will do, a sentence each. */
  steps(work: Given): readonly Text[];
  /** Asks the server whether it can work; what speaks against it. Changes nothing. */
  check?(work: Work): Promise<readonly PlanFinding[]>;
  /**
   * Calls the server. Returns the opaque reference of the task that it started, if it did. Several calls are a sequence: they are
   * reported as one task, and each says by `onFailure` what it leaves where a later one fails.
   */
  run(work: Work): Promise<string | null>;
}

/** Who wants to know what there is to choose. */
export interface Asking extends Subject {
  readonly inputs: InputValues;
  /** The folder among earlier options that is looked into. */
  readonly under?: string;
}

/** An operation with what the user gave. */
export interface Given extends Subject, AnyGiven {
  readonly inputs: InputValues;
  /** What the object that was chosen is called. */
  readonly pickedName: (input: string) => string;
}

/** An operation under way: its subject, what the user gave, and the way to the server. */
export interface Work extends Given {
  /** The subject's opaque reference. */
  readonly self: string;
  /** The opaque reference of the object that was chosen. @throws MorefException `invalid` where none was, `missing` */
  readonly chosen: (input: string) => string;
  /** The opaque reference of an object. @throws MorefException `missing` */
  readonly opaque: (ref: Ref) => string;
  /** The object behind an opaque reference. */
  readonly refOf: (owner: string, opaque: string) => Ref | undefined;
  readonly call: (owner: string, message: string, values: readonly unknown[]) => Promise<XapiValue>;
  /** Calls in the Async namespace; returns the task. In a sequence it has ended by then, and an empty text is returned. */
  readonly start: (owner: string, message: string, values: readonly unknown[]) => Promise<string>;
  /** Calls in the Async namespace and waits for the end of the task; returns its result. */
  readonly step: (owner: string, message: string, values: readonly unknown[]) => Promise<XapiValue>;
  /** What a call does, before it is made or as soon as it reported what it made. Returns what forgets it: it is not so any more. */
  readonly onFailure: (effect: Effect) => () => void;
  /** What was done so far stays whatever becomes of the rest; `left` says so. */
  readonly keep: (left: Text) => void;
  /** The object that the operation is there to make, by its opaque reference: the result of the task. */
  readonly made: (opaque: string) => void;
}
