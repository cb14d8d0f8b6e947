import type { Data } from '../wire/value.ts';

/** A program that has made itself known to the server: an Extension, as it was sent. */
export interface Extension extends Data {
  readonly key: string;
}
