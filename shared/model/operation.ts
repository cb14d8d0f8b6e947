/** `power.on`, `guest.shutdown`, `rename`: the same id for the same intent in every family. */
export type OperationId = string;

/** One value that the user gives before an operation runs. */
export interface OperationInput {
  readonly name: string;
  readonly label: string;
  readonly type: 'text';
  readonly initial?: string;
  readonly required: boolean;
  /** Characters at the most. */
  readonly maxLength?: number;
}

/**
 * An operation and whether it applies to an object now. Providers publish it as data; the page knows no family.
 */
export interface OperationOffer {
  readonly id: OperationId;
  /** `Power on`. */
  readonly label: string;
  /** Operations of a group stand together in a menu. */
  readonly group: 'power' | 'guest' | 'edit';
  /** Icon name of the page; the page falls back to none. */
  readonly icon?: string;
  /** Why it cannot be run now: "The virtual machine is already powered on." Absent if it can. */
  readonly refused?: string;
  /** What to ask before it runs: "Power off sql-01? Unsaved data in the guest is lost." Absent if nothing is at risk. */
  readonly confirm?: string;
  readonly inputs?: readonly OperationInput[];
}
