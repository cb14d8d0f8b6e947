import type { Text } from '#shared/i18n/text.ts';
import type { InputValues } from '#shared/model/operation.ts';
import type { PlanFinding, PlannedCommand } from '#shared/model/operation-plan.ts';
import type { ChoicesByInput, ChoicesOfOthers } from '../../operations/choices.ts';
import type { Definition, Subject } from '../../operations/definition.ts';
import type { Given } from '../../operations/given.ts';
import type { ManagedObjectReference } from '../vim25/values.ts';
import type { MethodName, Step } from './call.ts';
import type { OperationServer } from './server.ts';

export type { Subject } from '../../operations/definition.ts';
export type { Refusal } from '../../operations/refusal.ts';

/** What an operation of vim25 sends, and when it makes sense. `*` of its types is every managed entity. */
export interface OperationDefinition extends Definition {
  /** Methods that it calls on the object itself; the account needs the privilege that the API model has for each. */
  readonly methods?: readonly MethodName[];
  /** Further methods that it calls on the object itself: the privileges for them depend on what is asked for. */
  readonly sends?: readonly MethodName[];
  /** Privileges on the object that the API model does not tell by method. */
  readonly privileges?: readonly string[] | ((subject: Subject) => readonly string[]);
  readonly choices?: ChoicesByInput<ChoosingWork> | ChoicesOfOthers<ChoosingWork>;
  /** Everything that follows from what was given: it may ask the server, and changes nothing. */
  prepare(work: Work): Prepared | Promise<Prepared>;
  /** Asks the server whether it can work: about `prepared`, which is what is sent. Only where a plan is wanted with a check. */
  check?(work: Work, prepared: Prepared): Promise<readonly PlanFinding[]>;
  /** The same for a terminal. Only where a plan is wanted. */
  commands?(
    work: Work,
    prepared: Prepared,
  ): readonly PlannedCommand[] | Promise<readonly PlannedCommand[]>;
}

/** An operation about to be run or planned: its subject, what the user gave, and the way to the server. */
export interface Work extends Subject, Given {
  readonly self: ManagedObjectReference;
  readonly given: InputValues;
  readonly server: OperationServer;
  /** The object that was chosen; undefined where none was. @throws MorefException `invalid` where it is no reference */
  readonly chosen: (input: string) => ManagedObjectReference | undefined;
}

export interface ChoosingWork extends Work {
  /** The folder among earlier options that is looked into. */
  readonly under?: string;
}

/** What an operation will do. */
export interface Prepared {
  /**
   * In order; the last one's task is the one that is followed. Empty where the object is already so. Of several each says what it
   * leaves where a later one fails, and how it is taken back if it can be.
   */
  readonly calls: readonly Step[];
  /** A sentence each. */
  readonly steps: readonly Text[];
}
