import type { Text } from '../i18n/text.ts';
import type { Kind } from './kind.ts';

/** `power.on`, `guest.shutdown`, `rename`: the same id for the same intent in every family. */
export type OperationId = string;

/** One value that the user gives before an operation runs. */
export type OperationInput = TextInput | NumberInput | BooleanInput | ChoiceInput | LookupInput;

interface BaseInput {
  readonly name: string;
  readonly label: Text;
  readonly required: boolean;
  /** A sentence below the field. */
  readonly help?: Text;
  /** Title of the page that it stands on. An operation with more than one page is asked for in a wizard, or in the dialog of settings. */
  readonly step?: Text;
  /** Inputs of a page that follow each other and are of one thing have it as their heading: `Hard disk 1`. */
  readonly section?: Text;
  /** Of settings: why it cannot be changed now. It is shown with its value, and not sent. */
  readonly refused?: Text;
  /** Of settings: every object has its own, so that it is not asked for of a selection: a name. */
  readonly own?: true;
  /** Of settings of a selection: its objects have different values. */
  readonly several?: true;
  /** Of settings: not shown. It is sent as it was beside what was changed of the same part, and tells what somebody else changed meanwhile. */
  readonly hidden?: true;
  /** Asked for only while another input has one of these values; left out of what is sent otherwise. */
  readonly when?: { readonly input: string; readonly is: readonly (string | number | boolean)[] };
}

export interface TextInput extends BaseInput {
  readonly type: 'text';
  readonly initial?: Text;
  /** Characters at the most. */
  readonly maxLength?: number;
  /** The text may have several lines. */
  readonly multiline?: boolean;
  /** It may name several things to be made at once, `web-{01..05}`: the operation is run for each (name-pattern.ts, `RunEach`). */
  readonly pattern?: true;
}

export interface NumberInput extends BaseInput {
  readonly type: 'number';
  readonly initial?: number;
  readonly min?: number;
  readonly max?: number;
  /** `MiB`, shown beside the number. */
  readonly unit?: Text;
  /** Whole numbers only. */
  readonly integer?: boolean;
  /** Only multiples of it. */
  readonly multipleOf?: number;
  /** Name of another number that has to be a multiple of this one. */
  readonly divides?: string;
}

/** Whether a number is what its input's `multipleOf` and `divides` ask for; `other` is the number that it has to divide. */
export function dividesEvenly(
  { multipleOf = 1, divides }: NumberInput,
  value: number,
  other: InputValues[string] | undefined,
): 'multipleOf' | 'divides' | undefined {
  if (multipleOf > 0 && multipleOf !== 1 && value % multipleOf !== 0) return 'multipleOf';
  return divides !== undefined && typeof other === 'number' && value > 0 && other % value !== 0
    ? 'divides'
    : undefined;
}

export interface BooleanInput extends BaseInput {
  readonly type: 'boolean';
  readonly initial?: boolean;
}

export interface ChoiceInput extends BaseInput {
  readonly type: 'choice';
  readonly initial?: string;
  readonly options: readonly ChoiceOption[];
}

export interface ChoiceOption {
  readonly value: string;
  readonly label: Text;
}

/**
 * Something that the server has: a host, a network, an ISO image. What there is to choose from is asked for when it is needed
 * (`operations.choices`), since it may be long, and may depend on what was chosen before.
 */
export interface LookupInput extends BaseInput {
  readonly type: 'lookup';
  readonly initial?: string;
  /** What `initial` is called. */
  readonly initialLabel?: Text;
  /** Inputs whose values decide what there is to choose from. */
  readonly dependsOn?: readonly string[];
  /** Kinds of objects that give a value when they are dropped here, or the object on them: the value is the reference. */
  readonly accepts?: readonly Kind[];
}

/** What the user gave, by the input's name. */
export type InputValues = Readonly<Record<string, string | number | boolean>>;

/** Whether an input is asked for, by what was given to those before it. */
export function isAskedFor({ when }: OperationInput, given: InputValues): boolean {
  if (when === undefined) return true;
  const value = Object.hasOwn(given, when.input) ? given[when.input] : undefined;
  return value !== undefined && when.is.includes(value);
}

/**
 * An operation and whether it applies to an object now. Providers publish it as data; the page knows no family.
 */
export interface OperationOffer {
  readonly id: OperationId;
  /** `Power on`. */
  readonly label: Text;
  /** Operations of a group stand together in a menu. */
  readonly group: OperationGroup;
  /** Icon name of the page; the page falls back to none. */
  readonly icon?: string;
  /** Why it cannot be run now: "The virtual machine is already powered on." Absent if it can. */
  readonly refused?: Text;
  /** With `refused`: the object is already as the operation would leave it. In a bulk run it counts as done. */
  readonly done?: true;
  /** What to ask before it runs, naming the object: "Power off sql-01?" Absent if nothing is at risk. */
  readonly confirm?: Text;
  /** With `confirm`: what may be lost, of whatever object: "Unsaved data in the guest is lost." A bulk run asks it once. */
  readonly risk?: Text;
  /** Something is lost that no other operation brings back: guarded on a production server. */
  readonly destructive?: true;
  /** Set by the core on a production server: what the user has to type before it runs. */
  readonly guard?: string;
  /** The server takes many objects in one call: a bulk run does not call it once for each. */
  readonly batch?: true;
  /** Stands in menus of the thing that its first input names (a snapshot, a disk), not in those of the object. */
  readonly part?: true;
  /**
   * Its inputs say how the object is, also where it cannot be changed: they are shown in the dialog of settings, and only what was changed of
   * them is sent. An input is called by the operation that it takes the place of: `vm.cpus/cpus`, `disk.grow#2000/size` (setting-name.ts).
   */
  readonly edits?: true;
  readonly inputs?: readonly OperationInput[];
}

/** An operation that an object has, and whether it can be run now: an offer without what it asks for. */
export type OperationVerdict = Pick<OperationOffer, 'id' | 'refused' | 'done'>;

export type OperationGroup =
  | 'power'
  | 'guest'
  | 'edit'
  | 'snapshot'
  | 'disk'
  | 'network'
  | 'create'
  | 'manage'
  | 'organise'
  | 'delete';
