import { randomUUID } from 'node:crypto';
import { Collector, type UpdateBatch } from '../collector/collector.ts';
import type { RetrievalPage } from '../collector/collector.ts';
import { Filter } from '../collector/filter.ts';
import type { FilterSpec } from '../collector/filter.ts';
import type { Selection } from '../collector/selection.ts';
import { Selections } from '../collector/selection.ts';
import { ObjectSelector } from '../collector/traversal.ts';
import { objectContent, updateSet } from '../collector/write.ts';
import type { Reader } from '../collector/write.ts';
import type { Managed } from '../estate/entity.ts';
import type { Call, Handlers } from '../server/call.ts';
import { Answer, sessionOf, sourceFor } from '../server/call.ts';
import { invalidArgument, noPermission, notAuthenticated, VimFault } from '../wire/fault.ts';

/** PropertyCollector and PropertyFilter. */

/** What may be read before login: enough to find out whether one is logged in. */
const anonymousTypes = new Set(['ServiceInstance', 'SessionManager']);

export function readerFor(call: Call): Reader {
  const { world, session } = call;
  const source = sourceFor(world, session);
  return {
    read: (object, property) => source.read(object, property),
    refuse: (object, path) => {
      if (session === undefined) {
        return anonymousTypes.has(object.type)
          ? undefined
          : notAuthenticated(object, 'System.Read');
      }
      return world.access.mayRead(session.user, object, path)
        ? undefined
        : noPermission(object, 'System.Read');
    },
  };
}

function select(call: Call): [Managed, Selection][] {
  const source = sourceFor(call.world, call.session);
  const found: [Managed, Selection][] = [];
  for (const spec of call.args.specSet as readonly FilterSpec[]) {
    const selections = new Selections(spec.propSet);
    const selector = new ObjectSelector(spec.objectSet);
    const reportMissing = spec.reportMissingObjectsInResults === true;
    for (const member of selector.walk(source, selections, reportMissing).members) {
      found.push(member);
    }
  }
  return found;
}

/** Writes a page; when there is more, its token comes first. */
function* writePage(
  call: Call<Collector>,
  { objects, position, size }: RetrievalPage,
): Generator<string> {
  const end = position + size;
  yield '<returnval>';
  if (end < objects.length) {
    const token = randomUUID();
    call.self.pages.set(token, { objects, position: end, size });
    yield `<token>${token}</token>`;
  }
  yield* contents('objects', objects.slice(position, end), readerFor(call));
  yield '</returnval>';
}

function* contents(
  name: string,
  objects: Iterable<readonly [Managed, Selection]>,
  reader: Reader,
): Generator<string> {
  for (const [object, selection] of objects) {
    yield objectContent(name, object, selection, reader);
  }
}

function retrieveEx(call: Call<Collector>): Answer | undefined {
  const objects = select(call);
  const { maxObjects } = call.args.options as { maxObjects?: number };
  if (maxObjects !== undefined && maxObjects <= 0) {
    throw invalidArgument('options.maxObjects');
  }
  const size = maxObjects ?? call.world.policy.retrievePageSize;
  if (objects.length === 0) {
    return undefined;
  }
  return new Answer(writePage(call, { objects, position: 0, size }));
}

/** A token is good for one use. */
function takePage(call: Call<Collector>): RetrievalPage {
  const token = String(call.args.token);
  const page = call.self.pages.get(token);
  if (page === undefined) {
    throw invalidArgument('token');
  }
  call.self.pages.delete(token);
  return page;
}

function createFilter(call: Call<Collector>): Filter {
  const session = sessionOf(call);
  const filter = new Filter(session.newId(), {
    spec: call.args.spec as FilterSpec,
    partialUpdates: call.args.partialUpdates === true,
    source: sourceFor(call.world, session),
  });
  session.objects.set(filter.id, filter);
  call.self.addFilter(filter);
  return filter;
}

function destroyFilter(call: Call<Filter>): void {
  const session = sessionOf(call);
  for (const collector of session.collectors) {
    collector.removeFilter(call.self);
  }
  session.objects.delete(call.self.id);
}

function createCollector(call: Call): Collector {
  const session = sessionOf(call);
  const collector = new Collector(session.newId());
  session.collectors.add(collector);
  session.objects.set(collector.id, collector);
  return collector;
}

function destroyCollector(call: Call<Collector>): void {
  const session = sessionOf(call);
  if (call.self === session.collector) {
    throw new VimFault('NotSupported', 'The default property collector cannot be destroyed.');
  }
  call.self.cancelWait();
  for (const id of call.self.filters.keys()) {
    session.objects.delete(id);
  }
  session.collectors.delete(call.self);
  session.objects.delete(call.self.id);
}

/** @throws VimFault where the server was made to fail at a type of the objects */
function checkReportable({ world }: Call<Collector>, { filters }: UpdateBatch): void {
  for (const { objects } of filters) {
    for (const { type } of objects.keys()) {
      if (world.unreportable.has(type)) {
        throw new VimFault('SystemError', 'A general system error occurred: Out of memory', {
          reason: 'Out of memory',
        });
      }
    }
  }
}

async function waitForUpdates(
  call: Call<Collector>,
  limits: { seconds: number; objects: number },
): Promise<Answer | undefined> {
  const { self, args, signal } = call;
  const deadline = Date.now() + limits.seconds * 1000;
  self.submit(typeof args.version === 'string' ? args.version : '');
  for (;;) {
    const batch = self.take(limits.objects);
    if (batch !== undefined) {
      checkReportable(call, batch);
      return new Answer(updateSet(batch, readerFor(call)));
    }
    const left = deadline - Date.now();
    if (left <= 0 || !(await self.wait(left, signal))) {
      return undefined;
    }
  }
}

function waitForUpdatesEx(call: Call<Collector>): Promise<Answer | undefined> {
  const options = (call.args.options ?? {}) as {
    maxWaitSeconds?: number;
    maxObjectUpdates?: number;
  };
  const { policy } = call.world;
  const { maxWaitSeconds = policy.maxWaitSeconds, maxObjectUpdates = policy.updatesPageSize } =
    options;
  if (maxWaitSeconds < 0) {
    throw invalidArgument('options.maxWaitSeconds');
  }
  if (maxObjectUpdates <= 0) {
    throw invalidArgument('options.maxObjectUpdates');
  }
  const seconds = Math.min(maxWaitSeconds, policy.maxWaitSeconds);
  return waitForUpdates(call, { seconds, objects: maxObjectUpdates });
}

export const collectorMethods: Handlers<Collector> = {
  RetrievePropertiesEx: retrieveEx,
  ContinueRetrievePropertiesEx: (call) => new Answer(writePage(call, takePage(call))),
  CancelRetrievePropertiesEx: (call) => {
    takePage(call);
  },
  RetrieveProperties: (call) => new Answer(contents('returnval', select(call), readerFor(call))),
  CreateFilter: createFilter,
  CreatePropertyCollector: createCollector,
  DestroyPropertyCollector: destroyCollector,
  WaitForUpdatesEx: waitForUpdatesEx,
  WaitForUpdates: (call) => waitForUpdates(call, { seconds: 86_400, objects: Infinity }),
  CheckForUpdates: (call) => waitForUpdates(call, { seconds: 0, objects: Infinity }),
  CancelWaitForUpdates: ({ self }) => {
    self.cancelWait();
  },
};

export const filterMethods: Handlers<Filter> = { DestroyPropertyFilter: destroyFilter };
