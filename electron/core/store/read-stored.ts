import { parseJson } from '#shared/model/parse-json.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { z } from 'zod';
import { salvage } from './salvage.ts';

/** What a store holds: entries by key, in order, and what stands beside them. */
export interface Stored<V, H> {
  readonly entries: ReadonlyMap<string, V>;
  readonly head: H;
}

/** How a store's file is written: `{"version":1,"profiles":[…]}`. */
export interface StoredForm<V, H> {
  /** The version that is written; a greater one is a newer Moref's. */
  readonly version: number;
  /** Name of the member that holds the entries. */
  readonly container: string;
  readonly entry: z.ZodType<V>;
  /** Entries stand in a list, and this is their key; absent: they stand in a record. */
  readonly keyOf?: (entry: V) => string;
  /** What stands beside the entries; has to accept `{}`, for what a missing file stands for. */
  readonly head: z.ZodType<H>;
  /** Further entries are left alone. */
  readonly maximumEntries?: number;
}

/** For stores that hold nothing but entries. */
export const noHead: z.ZodType<object> = z.object({});

export interface ReadStored<V, H> extends Stored<V, H> {
  /** What does not fit, for experts: `profiles.1.family: Invalid option`. */
  readonly problems: readonly Text[];
  readonly newer: boolean;
}

type Raw = readonly (readonly [name: string, value: () => unknown])[];

/**
 * Reads the text of a store's file. An entry that is not what it should be falls alone.
 * @returns the reason where nothing in it could be read
 */
export function readStored<V, H>(
  text: string,
  form: StoredForm<V, H>,
): ReadStored<V, H> | { readonly problem: Text } {
  const { container, maximumEntries = Infinity } = form;
  const document = readDocument(text.replace(/^\uFEFF/, ''), form);
  if ('problem' in document) return document;
  const problems: Text[] = [...document.problems];
  const entries = new Map<string, V>();
  for (const [name, value] of document.raw) {
    if (entries.size >= maximumEntries) break;
    const read = attempt(() => form.entry.safeParse(value()));
    const where = `${container}.${name}`;
    if (typeof read === 'string') problems.push(`${where}: ${read}`);
    else if (!read.success) problems.push(`${where}.${firstIssue(read.error)}`);
    else {
      const key = form.keyOf?.(read.data) ?? name;
      if (entries.has(key)) problems.push(say('store.twice', { where, key }));
      else entries.set(key, read.data);
    }
  }
  if (entries.size === 0 && document.damaged)
    return { problem: problems[0] ?? say('store.damaged') };
  const head = form.head.safeParse(document.head);
  if (!head.success) problems.push(firstIssue(head.error));
  return {
    entries,
    head: head.success ? head.data : form.head.parse({}),
    problems,
    newer: document.newer,
  };
}

interface Document {
  readonly raw: Raw;
  readonly head: unknown;
  readonly problems: readonly Text[];
  readonly newer: boolean;
  /** It is no JSON as a whole, or of no version. */
  readonly damaged: boolean;
}

function readDocument<V, H>(
  text: string,
  form: StoredForm<V, H>,
): Document | { readonly problem: Text } {
  const { container, version } = form;
  const json = attempt(() => ({ value: parseJson(text) }));
  if (typeof json === 'string') {
    const raw = salvage(text, container).map(
      (slice, index) => [slice.name ?? String(index), () => parseJson(slice.text)] as const,
    );
    return raw.length === 0
      ? { problem: json }
      : { raw, head: {}, problems: [json], newer: false, damaged: true };
  }
  const members = json.value;
  if (!isRecord(members)) return { problem: say('store.noObject') };
  const { version: found, [container]: held } = members;
  const raw = rawEntries(held, form.keyOf !== undefined);
  if (typeof found !== 'number') {
    const problem = say('store.noVersion');
    // Of whatever version, its entries show whether they are any.
    return raw === undefined
      ? { problem }
      : { raw, head: members, problems: [problem], newer: false, damaged: true };
  }
  const newer = found > version;
  if (raw === undefined && !newer)
    return { problem: say('store.unexpected', { member: container }) };
  return { raw: raw ?? [], head: members, problems: [], newer, damaged: false };
}

function rawEntries(held: unknown, list: boolean): Raw | undefined {
  if (list ? !Array.isArray(held) : !isRecord(held)) return undefined;
  return Object.entries(held as object).map(([name, value]) => [name, () => value as unknown]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function attempt<T>(run: () => T): T | string {
  try {
    return run();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'invalid'}`;
}
