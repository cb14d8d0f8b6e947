import type { Text } from '#shared/i18n/text.ts';
import type {
  InputValues,
  LookupChoices,
  OperationId,
  OperationInput,
  OperationOffer,
  OperationVerdict,
} from '#shared/model/operation.ts';
import type { PlanFinding, PlannedCommand } from '#shared/model/operation-plan.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../../provider.ts';
import type { ManagedObjectReference } from '../vim25/values.ts';
import type { MethodName, Step } from './call.ts';
import type { OperationServer } from './server.ts';

/** The object that an operation is about, and what is around it. */
export interface Subject {
  readonly ref: Ref;
  readonly name: string;
  readonly object: Properties;
  readonly lookup: Lookup;
}

/** Why an operation cannot be run, as a sentence; `done` where the object is already as it would leave it. */
export type Refusal = Text | AlreadySo;

export interface AlreadySo {
  readonly reason: Text;
  readonly done: true;
}

export function isAlreadySo(refusal: Refusal | undefined): refusal is AlreadySo {
  return typeof refusal === 'object' && 'done' in refusal;
}

export function verdictOf(id: OperationId, refusal: Refusal | undefined): OperationVerdict {
  if (refusal === undefined) return { id };
  return isAlreadySo(refusal)
    ? { id, refused: refusal.reason, done: true }
    : { id, refused: refusal };
}

/** What an operation sends, and when it makes sense. */
export interface OperationDefinition
  extends Pick<OperationOffer, 'id' | 'label' | 'group' | 'icon' | 'destructive' | 'part'> {
  /** Managed types it exists for; `*` is every managed entity. */
  readonly types: readonly string[];
  /** Methods that it calls on the object itself; the account needs the privilege that the API model has for each. */
  readonly methods?: readonly MethodName[];
  /** Further methods that it calls on the object itself: the privileges for them depend on what is asked for. */
  readonly sends?: readonly MethodName[];
  /** Privileges on the object that the API model does not tell by method. */
  readonly privileges?: readonly string[] | ((subject: Subject) => readonly string[]);
  /** False where it makes no sense at all: to make a VM of what is no template. */
  readonly exists?: (subject: Subject) => boolean;
  refusal?(subject: Subject): Refusal | undefined;
  /** What to ask before it runs, and what may be lost. */
  confirm?(subject: Subject): Text;
  risk?(subject: Subject): Text;
  inputs?(subject: Subject): readonly OperationInput[];
  /** What there is to choose for lookup inputs, by the input's name. */
  readonly choices?: Readonly<Record<string, (work: ChoosingWork) => Promise<LookupChoices>>>;
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
export interface Work extends Subject {
  readonly self: ManagedObjectReference;
  readonly given: InputValues;
  readonly server: OperationServer;
  /** What was written, without space around it; empty if nothing was. */
  readonly text: (input: string) => string;
  readonly number: (input: string) => number | undefined;
  readonly flag: (input: string) => boolean;
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
