import type { EventConsumer } from './event-consumer.ts';

/** A consumer that gets one thing after the other, whoever calls: the next when it is done with the last. */
export function inTurn(consumer: EventConsumer): EventConsumer {
  let last: Promise<unknown> = Promise.resolve();
  const next = (call: () => Promise<void> | void): Promise<void> => {
    const done = last.then(call);
    last = done.catch(() => undefined);
    return done;
  };
  return {
    resync: () => next(() => consumer.resync()),
    records: (owner, entries) => next(() => consumer.records(owner, entries)),
    events: (batch) => next(() => consumer.events(batch)),
    synced: (failing) => next(() => consumer.synced(failing)),
    completed: (owner) => next(() => consumer.completed?.(owner)),
    classState: (owner, state) => consumer.classState?.(owner, state),
    heard: () => consumer.heard(),
    interrupted: (error, retryMs) => consumer.interrupted?.(error, retryMs),
  };
}
