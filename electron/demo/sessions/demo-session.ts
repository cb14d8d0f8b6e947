import { randomUUID } from 'node:crypto';
import { Collector } from '../collector/collector.ts';
import type { Managed } from '../estate/entity.ts';
import type { ChangeOp } from '../estate/estate.ts';
import type { HistoryCollector } from '../events/history-collector.ts';
import type { View } from '../views/view.ts';

/** A user of the demo estate. */
export interface User {
  readonly name: string;
  readonly password: string;
  readonly fullName: string;
  readonly readOnly: boolean;
}

/** One login: its collectors, filters and views live and die with it. */
export class Session {
  /** What the client sends in its cookie. */
  readonly cookie: string;
  /** What the API calls the session by. */
  readonly key = randomUUID();
  /** Whose rights it has: another's once it impersonates somebody. */
  user: User;
  readonly loginTime: Date;
  readonly locale: string;
  readonly ipAddress: string;
  readonly userAgent: string;
  lastActiveTime: Date;
  callCount = 0;
  /** The collector that every session has from the start. */
  readonly collector: Collector;
  readonly collectors: Set<Collector>;
  readonly views = new Set<View>();
  /** Collectors of events and tasks: their latest page changes with every event that fits. */
  readonly histories = new Set<HistoryCollector>();
  readonly objects: Map<string, Managed>;

  constructor(options: {
    cookie: string;
    user: User;
    time: Date;
    locale: string;
    ipAddress: string;
    userAgent: string;
    /** What the server calls the collector of every session by. */
    collectorId?: string;
  }) {
    this.collector = new Collector(options.collectorId ?? 'propertyCollector');
    this.collectors = new Set([this.collector]);
    this.objects = new Map([[this.collector.id, this.collector]]);
    this.cookie = options.cookie;
    this.user = options.user;
    this.loginTime = options.time;
    this.lastActiveTime = options.time;
    this.locale = options.locale;
    this.ipAddress = options.ipAddress;
    this.userAgent = options.userAgent;
  }

  /** An id for an object of this session: `session[uuid]uuid`. */
  newId(): string {
    return `session[${this.key}]${randomUUID()}`;
  }

  changed(object: Managed, path: string, op: ChangeOp): void {
    for (const collector of this.collectors) {
      collector.changed(object, path, op);
    }
    for (const view of this.views) {
      if (view.dependsOn(path)) {
        this.viewChanged(view);
      }
    }
  }

  created(object: Managed): void {
    for (const view of this.views) {
      if (view.mayHold(object)) {
        this.viewChanged(view);
      }
    }
  }

  destroyed(object: Managed): void {
    for (const collector of this.collectors) {
      collector.destroyed(object);
    }
    this.created(object);
  }

  /** History has grown. */
  historyGrew(type: HistoryCollector['type']): void {
    for (const history of this.histories)
      if (history.type === type) this.changed(history, 'latestPage', 'assign');
  }

  /** A view's list may be another one now. */
  viewChanged(view: View): void {
    for (const collector of this.collectors) {
      collector.changed(view, 'view', 'assign');
    }
  }
}
