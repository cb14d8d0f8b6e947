import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { relationFaults } from './consistency.ts';
import type { Database } from './db/database.ts';
import { startDemoPool } from './pool.ts';
import type { DemoPool } from './pool.ts';
import { TestClient } from './test-client.ts';

describe('misbehaviour and sessions', () => {
  let pool: DemoPool;
  let client: TestClient;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-pool-'));
    pool = await startDemoPool({
      vms: 20,
      members: 2,
      taskSeconds: [0.05, 0.05],
      wrongPasswordSeconds: 0.01,
      ...(process.platform !== 'win32' && { unixSocket: join(folder, 'xapi') }),
    });
    client = await TestClient.login(pool);
  });
  afterAll(async () => {
    await pool.close();
    await rm(folder, { recursive: true });
  });

  const first = (owner: string): string => {
    const [row] = pool.database.all(owner);
    return row?.ref ?? '';
  };

  it('logs in with two to four parameters, or fewer on old servers', async () => {
    const login = (...more: readonly string[]) =>
      client.raw<string>('session.login_with_password', 'root', 'demo', ...more);
    expect(await login()).toMatch(/^OpaqueRef:/);
    expect(await login('2.0', 'test')).toMatch(/^OpaqueRef:/);
    pool.misbehave.oldLogin(2);
    await expect(login('2.0')).rejects.toThrow(/^MESSAGE_PARAMETER_COUNT_MISMATCH/);
    pool.misbehave.oldLogin(4);
    await expect(client.raw('session.login_with_password', 'root', 'wrong')).rejects.toThrow(
      /^SESSION_AUTHENTICATION_FAILED root/,
    );
  });

  it('gives each role what is its own', async () => {
    const reader = await TestClient.login(pool, 'reader', 'demo');
    await expect(reader.call('VM.set_name_label', first('VM'), 'x')).rejects.toThrow(
      'RBAC_PERMISSION_DENIED vm.set_name_label',
    );
    const permissions = await reader.call<string[]>('session.get_rbac_permissions', reader.session);
    expect(permissions).toContain('vm.get_all_records');
    expect(permissions).not.toContain('vm.start');
    const giveBack = pool.misbehave.deny('VM.start');
    const task = await client.call<string>('Async.VM.start', first('VM'), false, false);
    expect((await client.waitForTask(task)).error_info[0]).toBe('RBAC_PERMISSION_DENIED');
    giveBack();
  });

  it('wakes a waiting event.from when its session ends', async () => {
    const other = await TestClient.login(pool);
    const token = await other.call<string>('event.inject', 'pool', first('pool'));
    const { token: now } = await other.events(['pool'], token);
    const waiting = other.events(['VM'], now, 30);
    await client.call('pool.get_all');
    await other.call('session.logout');
    await expect(waiting).rejects.toThrow(`SESSION_INVALID ${other.session}`);
  });

  it('cancels a task', async () => {
    const slow = await startDemoPool({ vms: 10, taskSeconds: [30, 30] });
    const mine = await TestClient.login(slow);
    const vm =
      [...slow.database.all('VM')].find(
        ({ values }) => values['power_state'] === 'Halted' && values['is_a_template'] === false,
      )?.ref ?? '';
    const task = await mine.call<string>('Async.VM.start', vm, false, false);
    const token = await mine.call<string>('event.inject', 'VM', vm);
    await mine.events(['VM'], token, 1);
    expect(await mine.call('VM.get_current_operations', vm)).toEqual({ [task]: 'start' });
    await expect(mine.call('VM.clone', vm, 'x')).rejects.toThrow(
      `OTHER_OPERATION_IN_PROGRESS VM ${vm} start`,
    );
    await mine.call('task.cancel', task);
    const { status, error_info } = await mine.waitForTask(task);
    expect([status, ...error_info]).toEqual(['cancelled', 'TASK_CANCELLED', task]);
    expect(await mine.call('VM.get_current_operations', vm)).toEqual({});
    expect(await mine.call('VM.get_allowed_operations', vm)).toContain('start');
    await slow.close();
  });

  it('forgets deletions silently: only the count tells', async () => {
    const token = await client.call<string>('event.inject', 'pool', first('pool'));
    const { token: before, valid_ref_counts: counts } = await client.events(['VM'], token);
    const [machine] = [...pool.database.all('VM')].filter(
      ({ values }) =>
        values['is_a_snapshot'] === false &&
        values['is_a_template'] === false &&
        values['power_state'] === 'Halted',
    );
    await client.call('VM.destroy', machine?.ref);
    pool.misbehave.forgetDeletions('VM');
    const batch = await client.events(['VM'], before);
    expect(batch.events.filter(({ operation }) => operation === 'del')).toEqual([]);
    expect(batch.valid_ref_counts['vm']).toBe((counts['vm'] ?? 0) - 1);
  });

  it('redirects from a member, and moves the coordinator', async () => {
    const [coordinator, member] = pool.hosts;
    const elsewhere = new TestClient(member?.url ?? '', '');
    await expect(elsewhere.raw('session.login_with_password', 'root', 'demo')).rejects.toThrow(
      `HOST_IS_SLAVE ${coordinator?.address}`,
    );
    const master = await client.call<string>('pool.get_master', first('pool'));
    const moved = pool.misbehave.failover();
    expect(moved.url).toBe(member?.url);
    const again = await TestClient.login({ ...pool, url: moved.url });
    expect(await again.call('pool.get_master', first('pool'))).not.toBe(master);
    await expect(client.raw('session.login_with_password', 'root', 'demo')).rejects.toThrow(
      `HOST_IS_SLAVE ${moved.address}`,
    );
    pool.misbehave.failover();
    const back = pool.misbehave.failover();
    expect(back.url).toBe(pool.url);
  });

  it('restarts: other references, the same identities, no sessions and tasks', async () => {
    client = await TestClient.login(pool);
    const before = await client.call<Record<string, { uuid: string }>>('VM.get_all_records');
    await client.call('Async.VM.start', first('VM'), false, false);
    pool.misbehave.restart();
    await expect(client.call('VM.get_all')).rejects.toThrow();
    client = await TestClient.login(pool);
    const after = await client.call<Record<string, { uuid: string }>>('VM.get_all_records');
    const uuids = (records: typeof before) =>
      Object.values(records)
        .map(({ uuid }) => uuid)
        .sort();
    expect(uuids(after)).toEqual(uuids(before));
    expect(Object.keys(after).filter((ref) => ref in before)).toEqual([]);
    expect(await client.call('task.get_all')).toEqual([]);
    expect(relationFaults(pool.database as Database)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')(
    'lets root in on the socket without a password',
    async () => {
      const body = JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'session.login_with_password',
        params: ['root', ''],
      });
      const answer = await new Promise<string>((resolve, reject) => {
        const request = httpRequest(
          {
            socketPath: pool.unixSocket,
            path: '/jsonrpc',
            method: 'POST',
            headers: { 'Content-Length': body.length },
          },
          (response) => {
            let text = '';
            response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
            response.on('end', () => resolve(text));
          },
        );
        request.on('error', reject);
        request.end(body);
      });
      expect(JSON.parse(answer)).toMatchObject({
        result: expect.stringMatching(/^OpaqueRef:/) as string,
      });
    },
  );
});
