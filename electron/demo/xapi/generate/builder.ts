import { randomFrom } from '../../estate/random.ts';
import type { Random } from '../../estate/random.ts';
import { datetime } from '../api/value.ts';
import type { Fields } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import type { Row } from '../db/row.ts';

export const GiB = 1024 ** 3;

/** Makes objects with identities that follow from a seed. */
export class Builder {
  readonly db: Database;
  readonly random: Random;
  readonly #identity: Random;
  readonly #now: Date;

  constructor(db: Database, seed: number, now: Date) {
    this.db = db;
    this.random = randomFrom(seed, 'pool');
    this.#identity = randomFrom(seed, 'identity');
    this.#now = now;
  }

  add(owner: string, fields: Fields): Row {
    return this.db.create(owner, { uuid: this.uuid(), ...fields }, `OpaqueRef:${this.uuid()}`);
  }

  uuid(): string {
    const h = Array.from({ length: 4 }, () =>
      Math.floor(this.#identity.next() * 0x1_0000_0000)
        .toString(16)
        .padStart(8, '0'),
    ).join('');
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`;
  }

  /** Of a virtual interface: locally administered. */
  mac(): string {
    const bytes = Array.from({ length: 5 }, () =>
      this.random.int(0, 255).toString(16).padStart(2, '0'),
    );
    return ['ae', ...bytes].join(':');
  }

  /** So many days before the start. */
  daysAgo(days: number): string {
    return datetime(new Date(this.#now.getTime() - days * 86_400_000));
  }
}
