import { z } from 'zod';
import { connectionIdParam, objectParam } from './params.ts';

/** A field of the search language or a native path, as one writes it in a query: `mem`, `tag."Cost center"`, `config.version`. */
export const columnParam = z.string().min(1).max(300);

/** A view that is open: the page made up its id. */
export const viewParam = z.object({ view: z.string().regex(/^[\w-]{1,64}$/) });

/** Places of a view that are looked at: a screen and what is near it. */
export const windowParam = z.object({ from: z.int().min(0), count: z.int().min(0).max(1000) });

/** What is found, and no more of it. */
export const matchesParam = z.object({
  /** In the search language. */
  query: z.string().max(10_000),
  /** So many at the most. */
  most: z.int().min(1).max(200_000),
  /** For so many it is reported where their free text was found, if it was not in their names. */
  explained: z.int().min(0).max(1000).default(0),
});

/** By what objects are grouped. */
export const groupsParam = z.object({
  /** In the search language. */
  query: z.string().max(10_000),
  by: columnParam,
  /** What is not cached is read of all objects; without it, it is counted for how many. */
  read: z.boolean().optional(),
});

/** Which groups of a view are closed: all but some, or some. */
export const foldedParam = z.object({
  all: z.boolean(),
  but: z.array(z.string().max(10_000)).max(10_000).readonly(),
});

export const viewRequestParam = viewParam.extend({
  /** In the search language; empty for all objects. */
  query: z.string().max(10_000),
  /** Free text has to be found in names. */
  namesOnly: z.boolean().default(false),
  /** Only what belongs to one of these: stands below it, runs on it, uses it. */
  of: z.array(objectParam).min(1).max(1000).readonly().exactOptional(),
  /** Only objects of these servers. */
  connections: z.array(connectionIdParam).min(1).max(1000).readonly().exactOptional(),
  columns: z.array(columnParam).max(200).readonly(),
  /** The first first. Without any: what fits the free text best, then by name. */
  sort: z
    .array(z.object({ column: columnParam, descending: z.boolean() }))
    .max(8)
    .readonly(),
  /** Objects with the same values in this column stand together, below a line of their own. */
  group: columnParam.exactOptional(),
  folded: foldedParam.exactOptional(),
  /** What is not cached is read of all objects for the filter and the order (see ViewSummary.unread). */
  read: z.boolean().exactOptional(),
  /** Columns whose amounts are added up over the whole view. */
  sums: z.array(columnParam).max(20).readonly(),
  window: windowParam,
});
