import type { RefObject } from 'react';
import type { LookupOption } from '#shared/model/choice.ts';
import type { ChoiceLines } from './use-choice-lines.ts';
import type { Choices } from './use-choices.ts';

/** Where somebody is among the choices, and how one goes on from there. */
export interface Picker {
  readonly choices: Choices;
  readonly lines: ChoiceLines;
  /** What is searched for. */
  readonly text: string;
  readonly search: (text: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
  /** The folders that lead here. */
  readonly path: readonly LookupOption[];
  readonly goTo: (path: readonly LookupOption[]) => void;
  /** The option that Enter takes. */
  readonly pointed: LookupOption | undefined;
  readonly point: (value: string) => void;
  /** Chooses it, or looks into a folder that is only a folder. */
  readonly take: (option: LookupOption) => void;
  /** Enter goes on with the form: what is pointed at is chosen already, or nothing has to be. */
  readonly isSettled: boolean;
}
