import { Failure } from '../api/failure.ts';
import { className } from '../api/model.ts';
import { parseType } from '../api/type.ts';
import { Typed, text } from '../api/value.ts';
import type { Fields, Value } from '../api/value.ts';
import { Subscription } from '../server/events.ts';
import type { Call, Handler } from '../server/world.ts';

const texts = (value: Value | undefined): readonly string[] => (value ?? []) as readonly string[];

/** `event.from`: wakes with SESSION_INVALID when its session ends. */
async function from(call: Call, [classes, token, timeout]: readonly Value[]): Promise<Value> {
  const { world, session, signal } = call;
  const subscription = new Subscription(texts(classes));
  try {
    return await world.events.from(subscription, text(token), Number(timeout), [
      signal,
      session.ended.signal,
    ]);
  } catch (error) {
    throw session.ended.signal.aborted ? new Failure('SESSION_INVALID', session.ref) : error;
  }
}

/** The deprecated `event.next`: what the registered classes did since the last one. */
async function next({ world, session, db, signal }: Call): Promise<Value> {
  if (session.registered.size === 0) {
    throw new Failure('SESSION_NOT_REGISTERED', session.ref);
  }
  const subscription = new Subscription(session.registered);
  const token = `${String(session.seen).padStart(20, '0')},${'0'.repeat(20)}`;
  const signals = [signal, session.ended.signal];
  try {
    const batch = (await world.events.from(subscription, token, 30, signals)) as Fields;
    session.seen = db.generation;
    return (batch['events'] as readonly Fields[]).map(toRecord);
  } catch (error) {
    throw session.ended.signal.aborted ? new Failure('SESSION_INVALID', session.ref) : error;
  }
}

function toRecord(event: Fields): Fields {
  const snapshot = event['snapshot'];
  return {
    ...event,
    timestamp: '19700101T00:00:00Z',
    obj_uuid: snapshot instanceof Typed ? ((snapshot.value as Fields)['uuid'] ?? '') : '',
    snapshot: snapshot ?? new Typed(parseType('string'), ''),
  };
}

/** Sessions, events and their like. */
export const sessionAndEvents: readonly (readonly [string, Handler])[] = [
  [
    'session.logout',
    ({ world, session }) => {
      world.sessions.end(session);
      return '';
    },
  ],
  [
    'session.local_logout',
    ({ world, session }) => {
      world.sessions.end(session);
      return '';
    },
  ],
  ['event.from', from],
  [
    'event.inject',
    ({ world, db }, [name, ref]) => {
      const owner = className(text(name));
      if (owner === undefined) {
        throw new Failure('HANDLE_INVALID', text(name), text(ref));
      }
      return world.events.inject(db.get(owner, ref));
    },
  ],
  [
    'event.register',
    ({ session, db }, [names]) => {
      session.seen = session.registered.size === 0 ? db.generation : session.seen;
      for (const name of texts(names)) {
        session.registered.add(name);
      }
      return '';
    },
  ],
  [
    'event.unregister',
    ({ session }, [names]) => {
      for (const name of texts(names)) {
        session.registered.delete(name);
      }
      return '';
    },
  ],
  ['event.next', next],
  ['event.get_current_id', ({ db }) => db.generation],
];
