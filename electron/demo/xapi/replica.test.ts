import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { relationFaults } from './consistency.ts';
import type { Database } from './db/database.ts';
import { startDemoPool } from './pool.ts';
import type { DemoPool } from './pool.ts';
import { TestClient, TestFailure } from './test-client.ts';

/** Random operations keep the relations whole, and whoever follows the events holds what a fresh read would bring. */

const followed = ['VM', 'VBD', 'VDI', 'VIF', 'SR', 'host', 'host_metrics', 'VM_metrics', 'console'];

type Records = Record<string, Record<string, unknown>>;

/** What a client would keep: records by class and reference. */
class Replica {
  readonly #client: TestClient;
  readonly classes = new Map<string, Records>();
  #token = '';

  constructor(client: TestClient) {
    this.#client = client;
  }

  async load(): Promise<void> {
    this.#token = await this.#client.call<string>(
      'event.inject',
      'pool',
      (await this.#client.call<string[]>('pool.get_all'))[0],
    );
    for (const owner of followed) {
      this.classes.set(owner, await this.#client.call<Records>(`${owner}.get_all_records`));
    }
  }

  async follow(): Promise<void> {
    const batch = await this.#client.events(followed, this.#token);
    this.#token = batch.token;
    for (const { class: name, operation, ref, snapshot } of batch.events) {
      const owner = followed.find((known) => known.toLowerCase() === name) ?? '';
      const records = this.classes.get(owner) ?? {};
      if (operation === 'del') {
        delete records[ref];
      } else {
        records[ref] = { ...snapshot };
      }
    }
    for (const owner of followed) {
      const count = Object.keys(this.classes.get(owner) ?? {}).length;
      expect(`${owner} ${batch.valid_ref_counts[owner.toLowerCase()]}`).toBe(`${owner} ${count}`);
    }
  }
}

interface Step {
  readonly method: string;
  readonly machine: number;
  readonly other: number;
}

const methods = [
  'VM.start',
  'VM.hard_shutdown',
  'VM.clean_shutdown',
  'VM.suspend',
  'VM.resume',
  'VM.pause',
  'VM.unpause',
  'VM.snapshot',
  'VM.checkpoint',
  'VM.revert',
  'VM.clone',
  'VM.copy',
  'VM.provision',
  'VM.destroy',
  'VM.pool_migrate',
  'VM.set_name_label',
  'VM.add_tags',
  'VM.set_memory',
  'VBD.insert',
  'VBD.eject',
  'VBD.unplug',
  'VBD.plug',
  'VBD.destroy',
  'VIF.destroy',
  'VIF.move',
  'VDI.destroy',
  'VDI.snapshot',
  'VDI.resize',
  'host.disable',
  'host.enable',
  'host.evacuate',
] as const;

const steps = fc.array(
  fc.record({ method: fc.constantFrom(...methods), machine: fc.nat(), other: fc.nat() }),
  { minLength: 1, maxLength: 12 },
);

/** The parameters of a step: whatever is there now, picked by its numbers. */
function parameters(db: Database, { method, machine, other }: Step): unknown[] {
  const owner = method.slice(0, method.indexOf('.'));
  const pick = (name: string, at: number): string => {
    // Mostly machines, as templates and control domains refuse nearly everything
    const rows = [...db.all(name)].filter(
      ({ values }) =>
        name !== 'VM' ||
        at % 4 === 0 ||
        (values['is_a_template'] === false && values['is_control_domain'] === false),
    );
    return rows[at % Math.max(1, rows.length)]?.ref ?? 'OpaqueRef:NULL';
  };
  const self = pick(owner, machine);
  const rest: Readonly<Record<string, readonly unknown[]>> = {
    'VM.start': [false, false],
    'VM.resume': [false, false],
    'VM.snapshot': ['snapshot'],
    'VM.checkpoint': ['checkpoint'],
    'VM.clone': ['clone'],
    'VM.copy': ['copy', pick('SR', other)],
    'VM.pool_migrate': [pick('host', other), {}],
    'VM.set_name_label': [`name ${other}`],
    'VM.add_tags': [`tag ${other % 5}`],
    'VM.set_memory': [1024 ** 3 * (1 + (other % 4))],
    'VBD.insert': [pick('VDI', other)],
    'VIF.move': [pick('network', other)],
    'VDI.resize': [1024 ** 3 * 200],
  };
  return [self, ...(rest[method] ?? [])];
}

describe('replica', () => {
  let pool: DemoPool;
  let client: TestClient;
  let db: Database;

  beforeAll(async () => {
    pool = await startDemoPool({ vms: 12, hosts: 3, taskSeconds: [0, 0.003] });
    client = await TestClient.login(pool);
    db = pool.database as Database;
  });
  afterAll(() => pool.close());

  it('equals a fresh read after random operations, some of them at once', async () => {
    const replica = new Replica(client);
    await replica.load();
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (list, together) => {
        const run = async (step: Step) => {
          try {
            await client.call(step.method, ...parameters(db, step));
          } catch (error) {
            // Most random operations are refused, in the words of the API
            expect(error).toBeInstanceOf(TestFailure);
            expect((error as TestFailure).description[0]).not.toBe('INTERNAL_ERROR');
          }
        };
        if (together) {
          await Promise.all(list.map(run));
        } else {
          for (const step of list) {
            await run(step);
          }
        }
        await replica.follow();
        expect(relationFaults(db)).toEqual([]);
        const fresh = new Replica(client);
        await fresh.load();
        expect(Object.fromEntries(replica.classes)).toEqual(Object.fromEntries(fresh.classes));
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
