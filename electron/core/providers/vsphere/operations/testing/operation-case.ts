import type { InputValues } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Lab } from './lab.ts';

/** What an operation is run on, and what it is given. */
export interface CaseSubject {
  readonly ref: Ref;
  readonly inputs?: InputValues;
}

/** One operation of the catalogue, as tests run it. */
export interface OperationCase {
  readonly operation: string;
  /** Another thing every time: made ready by other operations where need be. */
  readonly ready: (lab: Lab) => Promise<CaseSubject> | CaseSubject;
  /** Where it is refused, by the offer or once it is planned, and how that reads. */
  readonly refused?: (lab: Lab) => Promise<CaseSubject & { readonly why: RegExp }>;
}
