import type { Text } from '../i18n/text.ts';
import type { Kind } from './kind.ts';
import type { SheetShare, SheetSource, SheetValue } from './sheet.ts';

/** One thing to choose for a LookupInput. */
export interface LookupOption {
  readonly value: string;
  readonly label: Text;
  /** Beside the label, where there are no facts: `a description`. */
  readonly detail?: Text;
  /** What it is compared with others by: by the id of a column of the choices. */
  readonly facts?: Readonly<Record<string, ChoiceFact>>;
  readonly kind?: Kind;
  /** It is what the object has now. */
  readonly present?: true;
  /** Why it cannot be chosen. */
  readonly refused?: Text;
  /** What speaks against it. */
  readonly warning?: Text;
  /** It holds further choices, to be asked for with this value as `under`. A folder itself is no choice unless `value` may be taken. */
  readonly folder?: 'only' | 'choosable';
}

/** What is known of a choice, in base units, and the native properties that it comes from: of the choice itself, unless a source names another. */
export interface ChoiceFact {
  readonly value: SheetValue | SheetShare;
  readonly from: readonly SheetSource[];
}

/** A column of a table of choices: `CPU`, `Free`. */
export interface ChoiceColumn {
  readonly id: string;
  readonly label: Text;
}

/** What there is to choose from, best first: what can be chosen, what something speaks against, what cannot be chosen. */
export interface LookupChoices {
  readonly options: readonly LookupOption[];
  /** What the options tell of themselves, the most important first. */
  readonly columns?: readonly ChoiceColumn[];
  /** There are more than were sent: the user has to search. */
  readonly truncated?: boolean;
}
