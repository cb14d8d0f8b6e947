import { z } from 'zod';
import type { Alert } from '#shared/model/alert.ts';
import type { ConnectionStatus } from '../model/connection.ts';
import type { LookupChoices } from '../model/choice.ts';
import type { ConsoleFacts, ConsoleView } from '../model/console.ts';
import type { OperationOffer } from '../model/operation.ts';
import type { ExplorerAnswer, ExplorerOperation, ExplorerServices } from '../model/explorer.ts';
import type { OperationPlan } from '../model/operation-plan.ts';
import type { HistoryPage } from '../model/history.ts';
import type { ProfileAuthority } from '../model/profile.ts';
import type { PropertyEntry } from '../model/property-entry.ts';
import type { ConnectionId, ObjectKey, Ref } from '../model/reference.ts';
import type { RelationGroup } from '../model/relation.ts';
import type { Row } from '../model/row.ts';
import type { CommonOffer, Run, RunItem, RunPreview } from '../model/run.ts';
import type { RunId } from '../model/run-id.ts';
import type { RefGroup } from '../model/selection.ts';
import type { Sheet } from '../model/sheet.ts';
import type { SnapshotTree } from '../model/snapshot-tree.ts';
import type { Task, TaskKey } from '../model/task.ts';
import type { MatchItem, UnreadObjects, unreadKey, ViewItem, ViewRow } from '../model/view.ts';
import type { Wish } from '../model/wish.ts';
import { call, feed, stream } from './define.ts';
import {
  connectionIdParam,
  explorerInputParam,
  historyParam,
  inputsParam,
  objectParam,
  operationParam,
  passwordParam,
  userParam,
  profileParam,
  refParam,
  runIdParam,
  eachParam,
  runOptionsParam,
  serviceParam,
  taskKeyParam,
} from './params.ts';
import type { AppInfo, SavedProfile, SecretStoreInfo } from './results.ts';
import { selectionParam } from './selection-params.ts';
import {
  columnParam,
  groupsParam,
  matchesParam,
  foldedParam,
  viewParam,
  viewRequestParam,
  windowParam,
} from './view-params.ts';

const nothing = z.object({});

/** Everything a page can ask of the core. Errors are MorefErrors. */
export const calls = {
  /** What runs, where, and how it keeps secrets. */
  'app.info': call(nothing).returns<AppInfo>(),
  /** Whether the page's computer has a network at all: where it has one again, servers are tried at once. */
  'app.online': call(z.object({ online: z.boolean() })).returns<void>(),
  /** Consent to keep passwords though the system offers no protection for them, or its withdrawal, which deletes them. */
  'secrets.allowPlainText': call(z.object({ allow: z.boolean() })).returns<SecretStoreInfo>(),

  /** Takes a wish of the feed `wishes`, to do it; false where another page has. */
  'wishes.take': call(z.object({ id: z.string().max(20) })).returns<boolean>(),

  /** What the page remembers from start to start (sizes, theme, expansion): text by key. */
  'workspace.read': call(nothing).returns<Readonly<Record<string, string>>>(),
  'workspace.write': call(
    z.object({ key: z.string().regex(/^[\w.-]{1,100}$/), value: z.string().max(200_000) }),
  ).returns<void>(),

  /** Forgets what a further window has remembered: its keys begin with `window.` and its id. Somebody has closed it. */
  'workspace.forget': call(z.object({ window: z.string().regex(/^[\w-]{1,36}$/) })).returns<void>(),

  /** What a file of certificate authorities holds: PEM, or the base64 of DER. */
  'authorities.read': call(
    z.object({ content: z.string().max(500_000) }),
  ).returns<ProfileAuthority>(),
  /** Adds a profile or changes one; an open connection keeps running on what it was opened with. */
  'profiles.save': call(profileParam).returns<SavedProfile>(),
  /** Closes the connection, and forgets profile, password and pinned certificate. */
  'profiles.remove': call(z.object({ id: connectionIdParam })).returns<void>(),

  /**
   * Resolves once a session stands; the inventory then arrives through its feed. `password` serves until Moref ends, and so does `user`, in
   * place of the profile's.
   */
  'connections.open': call(
    z.object({
      id: connectionIdParam,
      password: passwordParam.optional(),
      user: userParam.optional(),
    }),
  ).returns<void>(),
  'connections.close': call(z.object({ id: connectionIdParam })).returns<void>(),
  /** Pins the certificate with this SHA-256 fingerprint (hex with colons), instead of the one pinned before. */
  'connections.trust': call(
    z.object({
      id: connectionIdParam,
      fingerprint: z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
      /** An authority of its chain, PEM: it is trusted instead, for the profile, and what it issues. */
      authority: z.string().max(20_000).exactOptional(),
    }),
  ).returns<void>(),
  /** Starts the demo estate, if it does not run yet, and connects to it. */
  'demo.connect': call(nothing).returns<{ readonly connection: ConnectionId }>(),

  /** Reads a property from the server that the cache does not hold. */
  'objects.read': call(
    objectParam.extend({ path: z.string().min(1).max(300) }),
  ).returns<PropertyEntry>(),

  /** What happened on a server, page by page: what it keeps of it, and the tasks that Moref kept where the server keeps none. */
  'history.page': call(historyParam).returns<HistoryPage>(),

  /** Runs an operation. Resolves when the server has accepted it; what follows is the task's. */
  'operations.run': call(
    operationParam.extend({
      /** What was typed where the offer has a `guard`. */
      typed: z.string().max(1000).optional(),
    }),
  ).returns<{ readonly task: TaskKey | null }>(),
  /** What there is to choose for a LookupInput. `inputs` is what was given so far, `under` a folder among earlier options. */
  'operations.choices': call(
    operationParam.extend({
      input: z.string().max(100),
      under: z.string().max(2000).optional(),
      /** Words that a choice has: where there were more than are told at once. */
      search: z.string().max(200).optional(),
    }),
  ).returns<LookupChoices>(),
  /** What the operation would do and send; nothing is changed. With `check` the server is asked whether it can work. */
  'operations.plan': call(operationParam.extend({ check: z.boolean() })).returns<OperationPlan>(),
  /**
   * The operations that exist for any object of a selection, with what some of the objects are asked for by each. With `operation` that one
   * alone, with what all objects are asked for; with `roughly` what some objects out of the whole selection have, for who must not wait.
   */
  'operations.common': call(
    z.object({
      objects: selectionParam,
      operation: z.string().max(100).optional(),
      roughly: z.boolean().optional(),
    }),
  ).returns<readonly CommonOffer[]>(),

  /** What a run would do to each object. */
  'runs.preview': call(
    z.object({
      objects: selectionParam,
      operation: z.string().max(100),
      inputs: inputsParam,
      each: eachParam.optional(),
    }),
  ).returns<RunPreview>(),
  /** Runs an operation on many objects, or with `each` several times on one. Resolves at once; the feeds `runs` and `runItems` tell how it goes. */
  'runs.start': call(
    z.object({
      objects: selectionParam,
      operation: z.string().max(100),
      inputs: inputsParam,
      each: eachParam.optional(),
      options: runOptionsParam,
      typed: z.string().max(1000).optional(),
    }),
  ).returns<{ readonly run: RunId }>(),
  /** Nothing more is sent; with `tasks`, what is under way is cancelled where the server allows it. */
  'runs.stop': call(z.object({ run: runIdParam, tasks: z.boolean() })).returns<void>(),
  /** What failed, was cancelled or is unknown is tried again, in the same run. */
  'runs.retry': call(z.object({ run: runIdParam })).returns<void>(),
  /** Takes a finished run off the list; its tasks stay. */
  'runs.dismiss': call(z.object({ run: runIdParam })).returns<void>(),

  /** The services of a server that describes its API; `missing` where the server has no such API. */
  'explorer.services': call(
    z.object({ connection: connectionIdParam }),
  ).returns<ExplorerServices>(),
  /** Names of a service's operations. */
  'explorer.operations': call(serviceParam).returns<readonly string[]>(),
  'explorer.operation': call(
    serviceParam.extend({ operation: z.string().max(200) }),
  ).returns<ExplorerOperation>(),
  /** Calls an operation. An error that the server reports is an answer too; only what prevents an answer is thrown. */
  'explorer.call': call(
    serviceParam.extend({
      operation: z.string().max(200),
      input: explorerInputParam,
      /** What the user typed to confirm: the operation’s name, where it changes something in production. */
      typed: z.string().max(1000).optional(),
    }),
  ).returns<ExplorerAnswer>(),

  /** Looks at other places of a view. */
  'views.move': call(viewParam.extend({ window: windowParam })).returns<void>(),
  /** Closes groups of a view, and opens others. */
  'views.fold': call(viewParam.extend({ folded: foldedParam })).returns<void>(),
  /** Holds the order of a view, or makes it anew. */
  'views.hold': call(viewParam.extend({ held: z.boolean() })).returns<void>(),
  /** The place of an object in a view; −1 where it is not listed. */
  'views.place': call(viewParam.extend({ object: objectParam })).returns<number>(),
  /** The objects at places of a view, as `connection/ref`: also of those that are not looked at. */
  'views.keys': call(
    viewParam.extend({ from: z.int().min(0), count: z.int().min(0).max(200_000) }),
  ).returns<readonly ObjectKey[]>(),
  /** All objects of a view, by server and type. */
  'views.all': call(viewParam).returns<readonly RefGroup[]>(),
  /** The rows at places of a view, whole, for an export. */
  'views.rows': call(
    viewParam.extend({ from: z.int().min(0), count: z.int().min(1).max(1000) }),
  ).returns<readonly ViewRow[]>(),
  /** The place of the next object whose name begins so, from a place on and around; −1 where none does. */
  'views.find': call(
    viewParam.extend({ begins: z.string().min(1).max(200), from: z.int().min(0) }),
  ).returns<number>(),
  /**
   * Values that objects have in a field now, or names that may follow it (`Owner` of `tag.Owner`): those that begin so first, then those
   * that have it anywhere, most frequent first. For suggestions.
   */
  'query.values': call(
    z.object({
      field: columnParam,
      wants: z.enum(['names', 'values']),
      begins: z.string().max(200),
    }),
  ).returns<readonly string[]>(),

  'tasks.cancel': call(z.object({ key: taskKeyParam })).returns<void>(),
  /** Forgets finished tasks, also those on disk: all, or those of one server. */
  'tasks.clear': call(z.object({ connection: connectionIdParam.optional() })).returns<{
    /** How many there were. */
    readonly count: number;
  }>(),
  /** Brings back what was cleared last, as long as Moref runs. */
  'tasks.undoClear': call(z.object({})).returns<void>(),
} as const;

/** Everything a page can watch. */
export const feeds = {
  /** What somebody wants to see who started Moref, or opened a link, until a page takes it. */
  wishes: feed(nothing).of<string, Wish>(),
  /** Every profile with the state of its connection. */
  connections: feed(nothing).of<ConnectionId, ConnectionStatus>(),
  /** Every object of one connection that stands in the tree. */
  inventory: feed(z.object({ connection: connectionIdParam })).of<Ref, Row>(),
  /**
   * The objects of all servers that pass a query, in an order: those in a window of places, by `connection/ref`, and what the view comes
   * to (`summaryKey`). The page gives it an id, by which its window is moved. Ends with `invalid` where the query makes no sense.
   */
  view: feed(viewRequestParam).of<string, ViewItem>(),
  /**
   * Which objects of all servers pass a query, by `connection/ref`, as long as they do; with `summaryKey` how many they are, be it more than are
   * reported. Ends with `invalid` where the query makes no sense.
   */
  matches: feed(matchesParam).of<string, MatchItem>(),
  /**
   * The value that each object that passes a query has in a field, by `connection/ref`; empty for none. By `unreadKey`, of how many objects
   * it has to be read, where it has to. Ends with `invalid` where the query makes no sense, or there is no such field.
   */
  groups: feed(groupsParam).of<ObjectKey | typeof unreadKey, string | UnreadObjects>(),
  /** One object, whether or not it stands in the tree; one item. Ends with `missing` when the object is gone. */
  object: feed(objectParam).of<string, Row>(),
  /** What can be done to an object, and why not; one item. Ends with `missing` when the object is gone. */
  offers: feed(objectParam).of<string, readonly OperationOffer[]>(),
  /** What the page of an object says; one item. Ends with `missing` when the object is gone. */
  sheet: feed(objectParam).of<string, Sheet>(),
  /** What an object has to do with others; one item. Ends with `missing` when the object is gone. */
  relations: feed(objectParam).of<string, readonly RelationGroup[]>(),
  /** The snapshots of a VM; one item, null where the object has none. Ends with `missing` when the object is gone. */
  snapshots: feed(objectParam).of<string, SnapshotTree | null>(),
  /** What is known of an object's console; one item, null where it can have none. Ends with `missing` when the object is gone. */
  console: feed(objectParam).of<string, ConsoleView | null>(),
  /** What one server wants administrators to know, until somebody dismisses it. */
  alerts: feed(z.object({ connection: connectionIdParam })).of<Ref, Alert>(),
  /** Tasks of all connections, also those that the servers have forgotten. */
  tasks: feed(nothing).of<TaskKey, Task>(),
  /** Bulk runs since Moref was started. */
  runs: feed(nothing).of<RunId, Run>(),
  /** The objects of one bulk run. Ends with `missing` when the run is not known. */
  runItems: feed(z.object({ run: runIdParam })).of<string, RunItem>(),
  /** The native properties of one object; ends with `missing` when the object is gone. */
  properties: feed(z.object({ connection: connectionIdParam, ref: refParam })).of<
    string,
    PropertyEntry
  >(),
} as const;

/** Everything that comes to a page as bytes. */
export const streams = {
  /** The console of an object, in RFB, from the server's greeting on. Ends with `conflict` where there is none now. */
  console: stream(objectParam).opens<ConsoleFacts>(),
} as const;

export const contract = { calls, feeds, streams } as const;
export type MorefContract = typeof contract;
