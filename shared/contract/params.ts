import { mostNames } from '../model/name-pattern.ts';
import { z } from 'zod';
import type { ExplorerValue } from '../model/explorer.ts';
import { historyKinds, historySeverities } from '../model/history.ts';
import type { ConnectionId, Ref } from '../model/reference.ts';
import { isSendableLine } from '../model/sendable.ts';
import type { RunId } from '../model/run-id.ts';
import type { TaskKey } from '../model/task.ts';
import { refusedAs } from './refused-as.ts';

/** Ids come from Moref itself; anything else is refused before a handler sees it. */
export const connectionIdParam = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .transform((text) => text as ConnectionId);

export const refParam = z
  .string()
  .min(3)
  .max(1000)
  .includes(':')
  .transform((text) => text as Ref);

export const taskKeyParam = z
  .string()
  .min(5)
  .max(1100)
  .transform((text) => text as TaskKey);

export const objectParam = z.object({ connection: connectionIdParam, ref: refParam });

/** What the user gave to an operation, by the input's name. */
export const inputsParam = z.record(
  z.string(),
  z.union([z.string().max(100_000), z.number(), z.boolean()]),
);

/** An operation on one object, with what the user gave so far. */
export const operationParam = objectParam.extend({
  operation: z.string().max(100),
  inputs: inputsParam.default({}),
});

export const runIdParam = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .transform((text) => text as RunId);

/** A service of a server that describes its API. */
export const serviceParam = z.object({
  connection: connectionIdParam,
  service: z.string().min(1).max(300),
});

const explorerValueParam: z.ZodType<ExplorerValue> = z.lazy(() =>
  z.union([
    z.string().max(5_000_000),
    z.number(),
    z.boolean(),
    z.bigint(),
    z.null(),
    z.array(explorerValueParam).max(100_000),
    z.record(z.string(), explorerValueParam),
  ]),
);

export const explorerInputParam = z.record(z.string(), explorerValueParam);

export const runOptionsParam = z.object({
  stopOnError: z.boolean().default(false),
  perServer: z.int().min(1).max(64).default(8),
  perHost: z.int().min(1).max(64).default(4),
});

/** Something is done several times to one object, with one value of an input each time. */
export const eachParam = z.object({
  input: z.string().max(100),
  values: z
    .array(z.string().min(1).max(2000))
    .min(1)
    .max(mostNames)
    .readonly()
    .refine((values) => new Set(values).size === values.length),
});

const unsendable = refusedAs('param.unsendable');

export const passwordParam = z.string().max(2000).refine(isSendableLine, unsendable);

export const userParam = z
  .string()
  .trim()
  .min(1, refusedAs('param.noUser'))
  .max(300)
  .refine(isSendableLine, unsendable);

const proxyParam = z.object({
  kind: z.enum(['none', 'http', 'socks5', 'ssh']),
  address: z.string().trim().max(300).refine(isSendableLine, unsendable),
  user: z.string().trim().min(1).max(300).refine(isSendableLine, unsendable).exactOptional(),
});

/** What the add-server dialog sends. Without an id the profile is new. */
export const profileParam = z.object({
  id: connectionIdParam.optional(),
  family: z.enum(['vsphere', 'xenserver']),
  name: z.string().trim().max(200).refine(isSendableLine, unsendable),
  address: z.string().trim().min(1, refusedAs('param.noAddress')).max(500),
  /** Absent: what the server understands best. */
  encoding: z.enum(['json', 'xml']).exactOptional(),
  /** vSphere: the Automation API alone. */
  protocol: z.literal('automation').exactOptional(),
  environment: z.enum(['production', 'test', 'development']).exactOptional(),
  readOnly: z.literal(true).exactOptional(),
  proxy: proxyParam.exactOptional(),
  /** Certificates of authorities, PEM. Absent: none of the profile's own. */
  authority: z.string().max(500_000).exactOptional(),
  oldTls: z.literal(true).exactOptional(),
  user: userParam,
  autoConnect: z.boolean(),
  /** Absent: the stored one stays. */
  password: passwordParam.optional(),
  /** Of the proxy; as above. */
  proxyPassword: passwordParam.optional(),
  /** Only to be tried: in no list, and nothing is kept of it until it is saved without this. Its family may change meanwhile. */
  trial: z.literal(true).exactOptional(),
  /** False: the password is kept until Moref ends. */
  rememberPassword: z.boolean().default(true),
});

/** What of a server's history is wanted, newest first; times in milliseconds since 1970. */
export const historyParam = z.object({
  connection: connectionIdParam,
  /** The object that it happened to; absent for the whole server. */
  ref: refParam.optional(),
  /** Also what happened to objects below it. */
  below: z.boolean(),
  kinds: z.array(z.enum(historyKinds)).max(historyKinds.length),
  /** None: all of them. */
  severities: z.array(z.enum(historySeverities)).max(historySeverities.length),
  /** On whose behalf, or a part of that name; empty for anybody. */
  who: z.string().max(200),
  /** Words that have to be in what an entry says; empty for none. */
  words: z.string().max(200),
  /** The reader's language, in which `words` are looked for beside the server's own: `de-AT`. */
  language: z.string().max(35),
  from: z.number().optional(),
  before: z.number().optional(),
  limit: z.int().min(1).max(1000),
  /** See HistoryPage. */
  mark: z.string().max(100).optional(),
});
