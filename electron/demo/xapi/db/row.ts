import type { Value } from '../api/value.ts';

/** One object of the database. */
export interface Row {
  readonly class: string;
  readonly ref: string;
  /** Every field of the class. Only the database writes here. */
  readonly values: Readonly<Record<string, Value>>;
  /** Generation of the database at which it was made, and last changed. */
  readonly created: number;
  readonly modified: number;
}

/** A row as the database itself sees it. */
export interface OwnRow extends Row {
  readonly values: Record<string, Value>;
  modified: number;
}

/** The text of a field; empty where it holds something else. */
export function textOf(row: Row, field: string): string {
  const value = row.values[field];
  return typeof value === 'string' ? value : '';
}

/** The number of a field; 0 where it holds something else. */
export function numberOf(row: Row, field: string): number {
  const value = row.values[field];
  return typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : 0;
}

export const isTrue = (row: Row, field: string): boolean => row.values[field] === true;

/** The references, or texts, of a set. */
export function listOf(row: Row, field: string): readonly string[] {
  const value = row.values[field];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** A map from text to text. */
export function mapOf(row: Row, field: string): Readonly<Record<string, string>> {
  const value = row.values[field];
  return typeof value === 'object' && !Array.isArray(value)
    ? (value as Readonly<Record<string, string>>)
    : {};
}
