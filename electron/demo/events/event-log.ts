import type { Entity, Managed } from '../estate/entity.ts';
import type { Data } from '../wire/value.ts';
import { categoryOf, wordsOf, type EventCategory } from './kinds.ts';
import { subjectFields, type Subjects } from './subjects.ts';

/** What happened on the server, as it is kept: the event as it is sent, with what filters ask for. */
export interface EventRecord {
  readonly key: number;
  readonly time: Date;
  readonly chainId: number;
  /** Empty for the server itself. */
  readonly userName: string;
  readonly category: EventCategory;
  /** The class of the event; of an EventEx its own id. */
  readonly typeId: string;
  /** Every object that it names. */
  readonly objects: ReadonlySet<Managed>;
  readonly data: Data;
}

/** An event that is to be written. */
export interface EventPlan {
  readonly type: string;
  readonly subjects: Subjects;
  readonly fields?: Data;
  /** Objects beside the subjects to which it pertains. */
  readonly also?: readonly Entity[];
  readonly userName?: string;
  readonly chainId?: number;
  /** A key that was reserved; else the next one. */
  readonly key?: number;
  readonly time?: Date;
}

/** On whose behalf something happens. */
export interface Actor {
  readonly userName: string;
  /** The events of one operation have a chain in common. */
  readonly chainId?: number;
  /** `VirtualMachine.clone`, `Login` */
  readonly operation: string;
  /** What the operation is of. */
  readonly entity?: Entity | undefined;
}

/** Keys of what happened before the server started are below. */
export const firstKey = 1_000_001;
/** More than this many events of the present are not kept. */
const maxEvents = 50_000;

/** All events that the server keeps, oldest first. */
export class EventLog {
  readonly #now: () => Date;
  readonly #listeners = new Set<(event: EventRecord) => void>();
  #events: EventRecord[] = [];
  #nextKey = firstKey;
  #past: () => readonly EventRecord[] = () => [];
  #before: readonly EventRecord[] | undefined;
  #actor: Actor | undefined;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** What there was before the start: made when somebody first asks for events. */
  startWith(past: () => readonly EventRecord[]): void {
    this.#past = past;
  }

  get actor(): Actor | undefined {
    return this.#actor;
  }

  get latest(): EventRecord | undefined {
    return this.#events.at(-1) ?? this.all().at(-1);
  }

  all(): readonly EventRecord[] {
    this.#before ??= this.#past();
    return this.#before.length === 0 ? this.#events : [...this.#before, ...this.#events];
  }

  /** A key for an event that follows at once: the chain of an operation is the key of its first event. */
  reserve(): number {
    const key = this.#nextKey;
    this.#nextKey += 1;
    return key;
  }

  post(plan: EventPlan): EventRecord {
    const key = plan.key ?? this.reserve();
    const event = recordOf(plan, {
      key,
      time: plan.time ?? this.#now(),
      chainId: plan.chainId ?? this.#actor?.chainId ?? key,
      userName: plan.userName ?? this.#actor?.userName ?? '',
    });
    this.#events.push(event);
    if (this.#events.length > maxEvents * 1.2) this.#events = this.#events.slice(-maxEvents);
    for (const listener of this.#listeners) listener(event);
    return event;
  }

  /** Does something on somebody's behalf: what is written meanwhile is theirs. */
  as<T>(actor: Actor, act: () => T): T {
    const before = this.#actor;
    this.#actor = actor;
    try {
      return act();
    } finally {
      this.#actor = before;
    }
  }

  listen(listener: (event: EventRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** An event with everything that it says. */
export function recordOf(
  { type, subjects, fields = {}, also = [] }: EventPlan,
  { key, time, chainId, userName }: Pick<EventRecord, 'key' | 'time' | 'chainId' | 'userName'>,
): EventRecord {
  const known: Data = {
    ...subjectFields(subjects),
    ...fields,
    $type: type,
    key,
    chainId,
    createdTime: time,
    userName,
  };
  return {
    key,
    time,
    chainId,
    userName,
    category: categoryOf(known),
    typeId: typeof known.eventTypeId === 'string' ? known.eventTypeId : type,
    objects: new Set([...Object.values(subjects), ...also]),
    data: { ...known, fullFormattedMessage: known.fullFormattedMessage ?? wordsOf(known) },
  };
}
