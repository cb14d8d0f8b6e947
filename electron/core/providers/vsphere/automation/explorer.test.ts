import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DemoVcenter, startDemoVcenter } from '../../../../demo/vcenter.ts';
import { silentLog } from '../../../log.ts';
import type { ServiceExplorer, Session } from '../../provider.ts';
import { RecordingSink } from '../../recording-sink.ts';
import { vsphere } from '../provider.ts';

const { signal } = new AbortController();

/** A session that runs: the second API is looked for once the inventory is there. */
async function open(demo: DemoVcenter): Promise<Session> {
  const session = await vsphere.connect({
    address: new URL(demo.url).origin,
    user: demo.user,
    password: demo.password,
    pinnedFingerprint: null,
    signal,
    log: silentLog,
  });
  const sink = new RecordingSink();
  void session.run(sink, signal).catch((error: unknown) => sink.ended(error));
  await sink.until('a full set', () => sink.sets > 0, 15_000);
  return session;
}

describe('the service explorer of a vCenter', () => {
  let demo: DemoVcenter;
  let session: Session;
  let explorer: ServiceExplorer;

  beforeAll(async () => {
    const missingServices = ['com.vmware.appliance.access.shell'];
    demo = await startDemoVcenter({ vms: 40, vapi: { missingServices } });
    session = await open(demo);
    await vi.waitUntil(() => session.explorer !== undefined, 15_000);
    if (session.explorer === undefined) throw new Error('There is no explorer.');
    ({ explorer } = session);
  });
  afterAll(async () => {
    await session.close();
    await demo.close();
  });

  it('lists every service, and says which of those it knows the server lacks', async () => {
    expect(session.server.explorable).toBe(true);
    const { services, checksum } = await explorer.services(signal);
    expect(checksum).toMatch(/./);
    const byId = new Map(services.map((service) => [service.id, service]));
    expect(byId.get('com.vmware.vcenter.VM')).toMatchObject({
      available: true,
      operations: expect.arrayContaining(['clone$task', 'list']) as unknown,
    });
    expect(byId.get('com.vmware.appliance.access.shell')?.available).toBe(false);
  });

  it('describes an operation with all that its types lead to', async () => {
    const operation = await explorer.operation('com.vmware.vcenter.VM', 'list', signal);
    expect(operation).toMatchObject({
      reads: true,
      task: false,
      rest: 'GET /vcenter/vm',
    });
    expect(operation.parameters).toEqual([
      {
        name: 'filter',
        type: {
          kind: 'optional',
          element: { kind: 'structure', id: 'com.vmware.vcenter.VM.filter_spec' },
        },
      },
    ]);
    expect(Object.keys(operation.structures).sort()).toEqual([
      'com.vmware.vcenter.VM.filter_spec',
      'com.vmware.vcenter.VM.summary',
    ]);
    expect(operation.enums['com.vmware.vcenter.vm.power.state']).toContain('POWERED_ON');
  });

  it('calls, and shows the result typed and the exchange as it was', async () => {
    const names = { filter: { power_states: ['POWERED_ON'] } };
    const answer = await explorer.call('com.vmware.vcenter.VM', 'list', names, signal);
    expect(answer.outcome).toBe('output');
    const [first] = answer.value as readonly unknown[];
    expect(first).toMatchObject({
      $type: 'com.vmware.vcenter.VM.summary',
      power_state: 'POWERED_ON',
    });
    const { exchange } = answer;
    expect(exchange).toMatchObject({ method: 'POST', status: 200 });
    expect(exchange.requestBody).toContain('"operationId":"list"');
    expect(exchange.curl).toContain("curl --compressed -X POST '");
    expect(exchange.requestBody).toContain('"sessionId":"<sessionId>"');
  });

  it('gives a map as entries', async () => {
    const list = await explorer.call('com.vmware.vcenter.VM', 'list', {}, signal);
    const [{ vm }] = list.value as unknown as readonly [{ readonly vm: string }];
    const { value } = await explorer.call('com.vmware.vcenter.VM', 'get', { vm }, signal);
    const { disks } = value as unknown as { readonly disks: readonly unknown[] };
    expect(disks[0]).toMatchObject({ $type: 'map-entry', key: expect.anything() as unknown });
  });

  it('takes an error of the server for an answer, and wrong input for a mistake', async () => {
    const gone = { vm: 'vm-nope' };
    const answer = await explorer.call('com.vmware.vcenter.VM', 'get', gone, signal);
    expect(answer).toMatchObject({
      outcome: 'error',
      value: { $type: 'com.vmware.vapi.std.errors.not_found' },
    });
    await expect(
      explorer.call('com.vmware.vcenter.VM', 'get', { vm: 7 }, signal),
    ).rejects.toMatchObject({ data: { kind: 'invalid' } });
    await expect(
      explorer.operation('com.vmware.vcenter.VM', 'explode', signal),
    ).rejects.toMatchObject({ data: { kind: 'missing' } });
  });
});

describe('a vCenter whose second API is out of reach', () => {
  it('works as before', async () => {
    const demo = await startDemoVcenter({ vms: 10, vapi: false });
    const session = await open(demo);
    expect(session.server.explorable).toBeUndefined();
    expect(session.explorer).toBeUndefined();
    await session.close();
    await demo.close();
  });
});
