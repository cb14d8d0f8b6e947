/** `power.on`, `guest.shutdown`, `rename`: the same id for the same intent in every family. */
export type OperationId = string;

/** One value that the user gives before an operation runs. */
export type OperationInput = TextInput | NumberInput | BooleanInput | ChoiceInput;

interface BaseInput {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  /** A sentence below the field. */
  readonly help?: string;
}

export interface TextInput extends BaseInput {
  readonly type: 'text';
  readonly initial?: string;
  /** Characters at the most. */
  readonly maxLength?: number;
  /** The text may have several lines. */
  readonly multiline?: boolean;
}

export interface NumberInput extends BaseInput {
  readonly type: 'number';
  readonly initial?: number;
  readonly min?: number;
  readonly max?: number;
  /** `MiB`, shown beside the number. */
  readonly unit?: string;
  /** Whole numbers only. */
  readonly integer?: boolean;
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
  readonly label: string;
}

/** What the user gave, by the input's name. */
export type InputValues = Readonly<Record<string, string | number | boolean>>;

/**
 * An operation and whether it applies to an object now. Providers publish it as data; the page knows no family.
 */
export interface OperationOffer {
  readonly id: OperationId;
  /** `Power on`. */
  readonly label: string;
  /** Operations of a group stand together in a menu. */
  readonly group: 'power' | 'guest' | 'edit' | 'snapshot' | 'disk' | 'create' | 'manage' | 'delete';
  /** Icon name of the page; the page falls back to none. */
  readonly icon?: string;
  /** Why it cannot be run now: "The virtual machine is already powered on." Absent if it can. */
  readonly refused?: string;
  /** What to ask before it runs: "Power off sql-01? Unsaved data in the guest is lost." Absent if nothing is at risk. */
  readonly confirm?: string;
  readonly inputs?: readonly OperationInput[];
}
