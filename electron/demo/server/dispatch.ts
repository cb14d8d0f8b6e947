import { findMethod, isMethodName, parseSpec } from '../api/model.ts';
import type { Field, Method } from '../api/model.ts';
import { Collector } from '../collector/collector.ts';
import type { Actor } from '../events/event-log.ts';
import { Entity, type Managed } from '../estate/entity.ts';
import { privilegesFor } from '../methods/privileges.ts';
import { offers } from '../methods/only-vcenter.ts';
import { findHandler } from '../methods/table.ts';
import { displayName } from '../sessions/session-store.ts';
import type { Session } from '../sessions/demo-session.ts';
import { decodeFields } from '../wire/decode.ts';
import { encodeField } from '../wire/encode.ts';
import { answerDocument } from '../wire/envelope.ts';
import {
  invalidRequest,
  noPermission,
  notAuthenticated,
  notFound,
  notSupported,
  VimFault,
} from '../wire/fault.ts';
import type { Element } from '../wire/request.ts';
import type { Reference } from '../wire/value.ts';
import { Answer, findObject } from './call.ts';
import type { Call, Client } from './call.ts';
import type { World } from './world.ts';

/** From a parsed request to the pieces of its answer. */

const thisField: Field = { name: '_this', spec: parseSpec('&ManagedObject') };

function readThis(request: Element): Reference {
  const element = request.children.filter(({ name }) => name === '_this').slice(0, 1);
  const { [thisField.name]: target } = decodeFields([thisField], element, `method ${request.name}`);
  return target as Reference;
}

function findTarget(world: World, request: Element, client: Client): Managed {
  const reference = readThis(request);
  const session = world.sessions.byCookie(client.cookie);
  const object = findObject(world, session, reference);
  if (object !== undefined) {
    return object;
  }
  // A session's own objects and its collector are unknown to whom is not logged in
  if (session === undefined && !world.estate.objects.has(reference.id)) {
    if (reference.id === world.estate.product.collectorId) {
      return new Collector(reference.id);
    }
    throw notAuthenticated(reference);
  }
  throw notFound(reference);
}

/** Methods that a server has and that its API reference does not name: none of them is simulated. */
const internalMethods = new Set([
  'RetrieveManagedMethodExecuter',
  'RetrieveDynamicTypeManager',
  'ExecuteSoap',
  'DynamicTypeMgrQueryMoInstances',
  'DynamicTypeMgrQueryTypeInfo',
]);

function methodOf(object: Managed, name: string): Method {
  const method = findMethod(object.type, name);
  if (method !== undefined) {
    return method;
  }
  if (internalMethods.has(name)) {
    throw notSupported();
  }
  if (!isMethodName(name)) {
    throw invalidRequest(`Unable to resolve WSDL method name ${name}`);
  }
  throw new VimFault('MethodNotFound', `The method ${name} is not found on ${object.type}.`, {
    receiver: object,
    method: name,
  });
}

/** Methods that change nothing of the inventory. */
const reading =
  /^(?:Retrieve|Query|Wait|Find|Check|Log|Cancel|Current|Search|Read|Fetch|Has|Get|Browse|Create(?:Filter|ContainerView|CollectorFor|PropertyCollector)|Destroy(?:PropertyCollector|PropertyFilter|View|Collector))/;

/** @throws VimFault NoPermission */
function demandPrivileges(
  { access }: World,
  { user }: Session,
  self: Managed,
  privileges: Iterable<string>,
): void {
  for (const needed of privileges) {
    if (!access.mayCall(user, self, needed)) {
      throw noPermission(self, needed);
    }
  }
}

/** @throws VimFault MethodDisabled */
function requireEnabled(self: Managed, { name }: Method): void {
  if (self instanceof Entity && self.disabledByOthers.includes(name)) {
    throw new VimFault('MethodDisabled', `The method is disabled by another program.`, {
      source: 'com.example.backup',
    });
  }
}

/** What starts a task fails as a task: see there. @throws VimFault what a failure on request says */
function failIfAsked({ failures }: World, self: Managed, { name }: Method): void {
  const failure = name.endsWith('_Task') ? undefined : failures.take(self, name);
  if (failure !== undefined) {
    throw failure;
  }
}

/** On whose behalf a call changes something. */
function actorOf({ self, method, session }: Call): Actor {
  return {
    userName: session === undefined ? '' : displayName(session.user),
    operation: method,
    ...(self instanceof Entity && { entity: self }),
  };
}

/**
 * Calls the method that a request names.
 *
 * @returns the whole answer document, piece by piece
 * @throws VimFault whatever the method throws, or why it could not be called
 */
export async function dispatch(
  world: World,
  request: Element,
  options: { client: Client; signal: AbortSignal },
): Promise<Iterable<string>> {
  const { client, signal } = options;
  const self = findTarget(world, request, client);
  const method = methodOf(self, request.name);
  const session = world.sessions.byCookie(client.cookie);
  const privilege = method.privilege ?? 'System.View';
  if (session === undefined && privilege !== 'System.Anonymous') {
    throw notAuthenticated(self, privilege);
  }
  const [, ...parameters] = request.children;
  const args = decodeFields(method.parameters, parameters, `method ${method.name}`);
  if (session !== undefined) {
    session.lastActiveTime = world.estate.now();
    session.callCount += 1;
    demandPrivileges(world, session, self, privilegesFor(method, self, args));
  }
  const handler = findHandler(self.type, method.name);
  requireEnabled(self, method);
  if (handler === undefined || !offers(world.estate.product, self, method.name)) {
    throw notSupported();
  }
  world.log.add('Vimsvc', `${method.name} of ${self.type}:${self.id}`, client.operationId);
  failIfAsked(world, self, method);
  const call = { self: self as never, method: method.name, args, world, session, client, signal };
  const result: unknown = reading.test(method.name)
    ? await handler(call)
    : await world.changes.around(method.name, () =>
        world.estate.events.as(actorOf(call), () => handler(call)),
      );
  const parts =
    result instanceof Answer ? result.parts : [encodeField('returnval', method.result, result)];
  return answerDocument(method.name, parts);
}
