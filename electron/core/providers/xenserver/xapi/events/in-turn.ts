import type { EventConsumer } from './event-consumer.ts';

/** A consumer that is told one thing after the other, whoever tells: the next when it is done with the last. */
export function inTurn(consumer: EventConsumer): EventConsumer {
  let last: Promise<unknown> = Promise.resolve();
  const next = (tell: () => Promise<void> | void): Promise<void> => {
    const told = last.then(tell);
    last = told.catch(() => undefined);
    return told;
  };
  return {
    resync: () => next(() => consumer.resync()),
    records: (owner, entries) => next(() => consumer.records(owner, entries)),
    events: (batch) => next(() => consumer.events(batch)),
    synced: (failing) => next(() => consumer.synced(failing)),
    completed: (owner) => next(() => consumer.completed?.(owner)),
    classState: (owner, told) => consumer.classState?.(owner, told),
    heard: () => consumer.heard(),
    interrupted: (error, retryMs) => consumer.interrupted?.(error, retryMs),
  };
}
