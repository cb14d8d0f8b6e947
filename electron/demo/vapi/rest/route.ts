import { findOperation, operationIds, serviceIds } from '../model/model.ts';
import type { Operation } from '../model/model.ts';

/**
 * Which operation a request of REST means. There are two forms: that of the API reference, `GET /api/vcenter/vm/{vm}` (under `/rest` too,
 * where older answers are wrapped), and that of 6.5, which follows from the names alone: `POST /rest/com/vmware/cis/tagging/tag-association/id:X?~action=attach`.
 */
export interface Route {
  readonly operation: Operation;
  /** Parameters that stand in the path. */
  readonly inPath: ReadonlyMap<string, string>;
  /** The older form: answers stand in `value`, and what is sent is named. */
  readonly isOld: boolean;
}

/** `not simulated`: an operation that there is as a task only. */
export type Found = Route | 'no such path' | 'no such method' | 'not simulated';

interface Candidate {
  readonly service: string;
  readonly name: string;
  /** `?action=` of the template. */
  readonly action: string | undefined;
  readonly segments: readonly string[];
}

const hyphens = (name: string): string => name.replaceAll('_', '-').toLowerCase();
const isVariable = (segment: string): boolean => segment.startsWith('{');

let table: ReadonlyMap<string, readonly Candidate[]> | undefined;

/** Every template, by its verb and number of segments. */
function candidates(): ReadonlyMap<string, readonly Candidate[]> {
  if (table !== undefined) return table;
  const made = new Map<string, Candidate[]>();
  for (const service of serviceIds())
    for (const name of operationIds(service)) {
      const [verb = '', template = ''] = findOperation(service, name)?.rest.split(' ') ?? [];
      if (template === '') continue;
      const [path = '', query] = template.split('?');
      const segments = path.split('/').slice(1);
      const key = `${verb} ${segments.length}`;
      const action = query?.replace('action=', '');
      made.set(key, [...(made.get(key) ?? []), { service, name, action, segments }]);
    }
  table = made;
  return made;
}

/** What is written out in a template goes before what stands for anything. */
function rank({ segments }: Candidate): string {
  return segments.map((segment) => (isVariable(segment) ? '1' : '0')).join('');
}

function fits({ segments }: Candidate, given: readonly string[]): boolean {
  return segments.every((segment, n) => isVariable(segment) || segment === given[n]);
}

/** Of the operations on one path and verb the one that an action names, or that needs none. */
function byAction(all: readonly Candidate[], action: string | null): Candidate | undefined {
  if (action !== null)
    return all.find((one) => one.action === action || hyphens(one.name) === action);
  const plain = all.filter((one) => one.action === undefined);
  return plain.find(({ name }) => name === 'create') ?? (plain.length === 1 ? plain[0] : undefined);
}

/** The parameter that a variable of a template means: `{tagId}` is `tag_id`, `{item}` may be `template_library_item`. */
function parameterOf(operation: Operation, variable: string): string | undefined {
  const name = variable.slice(1, -1).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const names = operation.parameters.map((parameter) => parameter.name);
  return names.find((one) => one === name) ?? names.find((one) => one.endsWith(`_${name}`));
}

function templated(verb: string, given: readonly string[], action: string | null): Found {
  const all = (of: string): readonly Candidate[] =>
    (candidates().get(`${of} ${given.length}`) ?? []).filter((one) => fits(one, given));
  const here = all(verb);
  const best = here.map(rank).sort()[0];
  const chosen = byAction(
    here.filter((one) => rank(one) === best),
    action,
  );
  if (chosen === undefined) {
    const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].some((other) => all(other).length > 0);
    return others ? 'no such method' : 'no such path';
  }
  const operation = findOperation(chosen.service, chosen.name);
  if (operation === undefined) return 'no such path';
  const inPath = new Map<string, string>();
  for (const [n, segment] of chosen.segments.entries()) {
    const parameter = isVariable(segment) ? parameterOf(operation, segment) : undefined;
    if (parameter !== undefined) inPath.set(parameter, given[n] ?? '');
  }
  return { operation, inPath, isOld: false };
}

const verbs: Readonly<Record<string, string>> = {
  POST: 'create',
  PATCH: 'update',
  DELETE: 'delete',
  PUT: 'set',
};

/** The form that follows from the names of services and operations. */
function named(verb: string, given: readonly string[], action: string | null): Found {
  const id = given.find((segment) => segment.startsWith('id:'))?.slice(3);
  const service = given
    .filter((segment) => !segment.startsWith('id:'))
    .join('.')
    .replaceAll('-', '_');
  const names = operationIds(service);
  if (names.length === 0) return 'no such path';
  const asked = action?.replaceAll('-', '_');
  const reads = id === undefined && names.includes('list') ? 'list' : 'get';
  const name = asked ?? (verb === 'GET' ? reads : (verbs[verb] ?? ''));
  const operation = findOperation(service, name);
  if (operation === undefined) return 'no such method';
  const parameter = identified(operation);
  const inPath = new Map(
    id === undefined || parameter === undefined ? [] : [[parameter, id] as const],
  );
  return { operation, inPath, isOld: true };
}

/** The parameter that `id:` in a path gives. */
function identified(operation: Operation): string | undefined {
  const [variable] = /\{\w+\}/.exec(operation.rest) ?? [];
  return (
    (variable === undefined ? undefined : parameterOf(operation, variable)) ??
    operation.parameters.find(({ type }) => type.kind === 'id')?.name
  );
}

/** Finds what a request means. Segments are unescaped here. */
export function routeOf(verb: string, path: string, query: URLSearchParams): Found {
  const [, root = '', ...rest] = path.split('/').map((segment) => decodeURIComponent(segment));
  const action = query.get('~action') ?? query.get('action');
  if (root === 'rest' && rest[0] === 'com' && rest[1] === 'vmware')
    return named(verb, rest, action);
  const plain = templated(verb, rest, action);
  // Some actions stand in the path, and are taken as such, too
  const found =
    typeof plain === 'string' && verb === 'POST' && action !== null
      ? byPath(templated(verb, [...rest, action], null), plain)
      : plain;
  if (root !== 'rest') return withTask(found, query);
  // Power operations of 6.5 stand in the path
  const last = rest.at(-1) ?? '';
  const older =
    found === 'no such path' && verb === 'POST' && action === null
      ? templated(verb, rest.slice(0, -1), last)
      : found;
  return typeof older === 'string' ? older : { ...older, isOld: true };
}

/** What was found at first, unless there is something by the path. */
function byPath(found: Found, otherwise: Found): Found {
  return typeof found === 'string' ? otherwise : found;
}

/** `?vmw-task=true` asks for the task of an operation instead of its result. */
function withTask(found: Found, query: URLSearchParams): Found {
  if (query.get('vmw-task') !== 'true') return found;
  // Which path it has the metamodel does not say, but that others have it
  if (typeof found === 'string') return found === 'no such method' ? 'not simulated' : found;
  const { service, name } = found.operation;
  const operation = findOperation(service, `${name}$task`);
  return operation === undefined ? found : { ...found, operation };
}
