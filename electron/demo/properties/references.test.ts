import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isA, propertiesOf } from '../api/model.ts';
import { dependent } from '../estate/dependents.ts';
import type { Managed } from '../estate/entity.ts';
import { sourceFor } from '../server/call.ts';
import { ServerLog } from '../server/server-log.ts';
import { defaultPolicy } from '../server/world.ts';
import { Access } from '../sessions/access.ts';
import { SessionStore } from '../sessions/session-store.ts';
import { Session } from '../sessions/demo-session.ts';
import { Changes } from '../server/changes.ts';
import { TaskEngine } from '../tasks/engine.ts';
import { Failures } from '../tasks/failures.ts';
import { usualHost } from '../generate/single-host.ts';
import { startDemoVcenter, type DemoVcenter } from '../vcenter.ts';
import { encodeTyped } from '../wire/encode.ts';

let demo: DemoVcenter;

function world() {
  const { estate, users } = demo;
  return {
    estate,
    policy: defaultPolicy,
    access: new Access(),
    failures: new Failures(1),
    changes: new Changes(),
    tasks: new TaskEngine(estate, [1, 1]),
    sessions: new SessionStore(estate, { users, idleSeconds: 60 }),
    later: () => undefined,
    useCertificate: () => undefined,
    log: new ServerLog('vpxd', estate.now),
    unreportable: new Set<string>(),
  };
}

const servers = [
  ['a vCenter', { vms: 60 }],
  ['a single ESXi host', { singleHost: usualHost }],
] as const;

describe.each(servers)('%s', (_, server) => {
  beforeAll(async () => {
    demo = await startDemoVcenter({ ...server, quickStatsSeconds: 0 });
  });

  afterAll(() => demo.close());

  test('every reference that a property holds names an object of the type that is there', () => {
    const [user] = demo.users;
    if (user === undefined) throw new Error('There is no user.');
    const client = { cookie: '', ipAddress: '', userAgent: '' };
    const session = new Session({
      ...client,
      user,
      time: new Date(),
      locale: 'en',
      collectorId: demo.estate.product.collectorId,
    });
    const source = sourceFor(world(), session);
    const seen = new Set<string>();
    const dangling = new Set<string>();
    const queue: Managed[] = [...demo.estate.objects.values()];
    for (let object = queue.pop(); object !== undefined; object = queue.pop()) {
      if (seen.has(object.id)) continue;
      seen.add(object.id);
      for (const { name, spec } of propertiesOf(object.type)) {
        const value = source.read(object, name);
        if (value === undefined) continue;
        const xml = encodeTyped('val', spec, value);
        for (const [, type = '', id = ''] of xml.matchAll(/\stype="([^"]+)"[^>]*>([^<]+)</g)) {
          const target = source.find({ type, id });
          if (target === undefined || !isA(target.type, type))
            dangling.add(`${object.type}.${name}: ${type}`);
          else if (!seen.has(target.id)) queue.push(target);
        }
      }
    }
    expect([...dangling].sort()).toEqual([]);
    expect(dependent(demo.estate, 'datastoreBrowser-none')).toBeUndefined();
    expect(seen.size).toBeGreaterThan(demo.estate.objects.size);
  });
});
