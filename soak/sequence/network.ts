import type { Fault } from '../plan.ts';
import type { FaultProxy } from '../proxy/fault-proxy.ts';
import type { Subject } from '../servers/subject.ts';
import { newCertificate } from './certificates.ts';
import type { Person } from './person.ts';

/** Does faults to a server and the way to it, and knows when the last of them is over. */
export class Network {
  readonly #proxy: FaultProxy;
  readonly #subject: Subject;
  readonly #person: Person;
  #verifies: boolean;
  #overAt = 0;
  /** Faults so far. */
  count = 0;

  constructor(parts: {
    readonly proxy: FaultProxy;
    readonly subject: Subject;
    readonly person: Person;
    readonly verifies: boolean;
  }) {
    this.#proxy = parts.proxy;
    this.#subject = parts.subject;
    this.#person = parts.person;
    this.#verifies = parts.verifies;
  }

  /** When the last fault is over, or was; milliseconds since 1970. */
  get overAt(): number {
    return this.#overAt;
  }

  do(fault: Fault): void {
    this.count += 1;
    const proxy = this.#proxy;
    this.#lasts('forMs' in fault ? fault.forMs : 0);
    switch (fault.kind) {
      case 'cut':
        return proxy.cut(fault.by, fault.orphaned);
      case 'half-open':
        return proxy.silence();
      case 'away':
        proxy.door = fault.door;
        proxy.cut('end', false);
        return this.#later(fault.forMs, () => {
          proxy.door = 'open';
          // Who came meanwhile is let go, as when a firewall is started again.
          if (fault.door === 'silent') proxy.cut('reset', true);
        });
      case 'delay':
        proxy.slow({ delayMs: fault.delayMs });
        return this.#later(fault.forMs, () => proxy.slow({ delayMs: 0 }));
      case 'throttle':
        proxy.slow({ bytesPerSecond: fault.bytesPerSecond });
        return this.#later(fault.forMs, () =>
          proxy.slow({ bytesPerSecond: Number.POSITIVE_INFINITY }),
        );
      case 'answer':
        return proxy.plan(fault.fault, fault.skip);
      case 'expire':
        return this.#subject.expireSessions?.();
      case 'restart':
        this.#lasts(fault.downMs);
        return this.#subject.restart?.(fault.downMs / 1000);
      case 'certificate':
        return this.#changeCertificate(fault.asks);
    }
  }

  /** Whatever still lasts is over when this resolves, and nothing more comes. */
  heal(): void {
    this.#proxy.heal();
    this.#lasts(0);
  }

  #changeCertificate(asks: boolean): void {
    const certificate = newCertificate(!asks && this.#verifies);
    if (asks || !this.#verifies) {
      this.#person.expect(certificate.fingerprint);
      // From now on it is trusted by its fingerprint.
      this.#verifies = false;
    }
    this.#proxy.useCertificate(certificate);
  }

  #lasts(ms: number): void {
    this.#overAt = Math.max(this.#overAt, Date.now() + ms);
  }

  #later(ms: number, act: () => void): void {
    setTimeout(act, ms);
  }
}
