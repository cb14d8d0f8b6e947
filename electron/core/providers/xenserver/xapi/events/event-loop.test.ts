import type { PartReport } from '../../../../net/failing-parts.ts';
import { afterEach, expect, test } from 'vitest';
import { UnreachableError } from '../../../../net/errors.ts';
import { startTlsServer } from '../../../../net/testing/tls-server.ts';
import { connectXapi, type XapiClient, type XapiOptions } from '../client.ts';
import { XapiTrustError, XapiUnsupportedError } from '../errors.ts';
import {
  type Reply,
  type Script,
  type ScriptedServer,
  scriptedListener,
  type SeenCall,
  startScripted,
  until,
} from '../testing/scripted-server.ts';
import type { EventConsumer } from './event-consumer.ts';
import type { EventLoopOptions } from './event-loop.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const LOGIN = 'session.login_with_password';
const FAST: EventLoopOptions = { pauseMs: 0, retryMs: [5, 5, 5, 5], maxWaitSeconds: 30 };

async function serve(script: Script): Promise<ScriptedServer> {
  const server = await startScripted(script);
  ends.push(() => server.close());
  return server;
}

async function connect(url: string, more: Partial<XapiOptions> = {}): Promise<XapiClient> {
  const credentials = { userName: 'root', password: 'secret' };
  const client = await connectXapi({ address: url, credentials, bootRetryMs: [], ...more });
  ends.push(() => client.close());
  return client;
}

/** Writes down what is reported, and keeps the objects as a cache would. */
class Notes implements EventConsumer {
  readonly log: string[] = [];
  readonly objects = new Map<string, unknown>();

  resync(): void {
    this.log.push('resync');
    this.objects.clear();
  }

  records: EventConsumer['records'] = (owner, entries) => {
    this.log.push(`${owner} ${entries.map(([ref]) => ref).join(',')}`);
    for (const [ref, record] of entries) this.objects.set(ref, record);
  };

  events: EventConsumer['events'] = (batch) => {
    for (const event of batch) {
      this.log.push(`${event.op} ${event.class} ${event.ref}`);
      if (event.op === 'del') this.objects.delete(event.ref);
      else this.objects.set(event.ref, event.snapshot);
    }
  };

  synced(): void {
    this.log.push('synced');
  }

  completed(owner: string): void {
    this.log.push(`completed ${owner}`);
  }

  readonly states = new Map<string, string>();

  classState(owner: string, { state }: PartReport): void {
    this.states.set(owner, state);
  }

  heard(): void {
    this.log.push('heard');
  }

  interrupted(error: unknown, retryMs: number): void {
    this.log.push(`interrupted ${(error as Error).name} ${retryMs}`);
  }

  /** Times that a word was written down. */
  count(word: string): number {
    return this.log.filter((line) => line.startsWith(word)).length;
  }
}

/** Follows until the notes say enough. */
async function follow(
  client: XapiClient,
  notes: Notes,
  enough: () => boolean,
  classes: readonly string[] = ['VM', 'host'],
  options: EventLoopOptions = FAST,
): Promise<void> {
  const abort = new AbortController();
  const running = client.watch(classes, notes, abort.signal, options);
  await Promise.race([until(enough), running]);
  abort.abort();
  await running;
}

const batch = (token: string, events: readonly unknown[] = [], counts = {}): Reply => ({
  result: { events, valid_ref_counts: counts, token },
});
const mod = (ref: string, name: string, operation = 'mod'): unknown => ({
  id: '1',
  timestamp: '0.0',
  class: 'vm',
  operation,
  ref,
  snapshot: { name_label: name, memory_static_max: 5 },
});
const message = (ref: string, operation: string): unknown => ({
  ...(mod(ref, '', operation) as object),
  class: 'message',
  ...(operation !== 'del' && { snapshot: { name: 'VM_STARTED', priority: 5 } }),
});
const forever = new Promise<Reply>(() => undefined);

/** event.from answers one reply after the other, and then waits. */
function answers(...replies: readonly (Reply | ((call: SeenCall) => Reply))[]): Script {
  let at = 0;
  return (call) => {
    if (call.method !== 'event.from') return undefined;
    const reply = replies[at];
    at += 1;
    return typeof reply === 'function' ? reply(call) : (reply ?? forever);
  };
}

test('starts without a lost window: token, load, events since the token', async () => {
  const script = answers(
    batch('t1', [mod('OpaqueRef:1', 'changed'), mod('OpaqueRef:2', 'new', 'add')]),
    batch('t2', [{ class: 'vm', operation: 'del', ref: 'OpaqueRef:1', timestamp: '0.0', id: '2' }]),
  );
  const server = await serve((call) =>
    call.method === 'VM.get_all_records'
      ? { result: { 'OpaqueRef:1': { name_label: 'loaded', start_time: 'x' } } }
      : script(call),
  );
  const notes = new Notes();
  await follow(await connect(server.url), notes, () => notes.count('del') === 1);
  const order = server.seen.map(({ method }) => method).filter((name) => name !== LOGIN);
  expect(order.slice(0, 2)).toEqual(['pool.get_all', 'event.inject']);
  expect(order.slice(2, 4).sort()).toEqual(['VM.get_all_records', 'host.get_all_records']);
  expect(notes.log.slice(0, 6)).toEqual([
    'resync',
    'VM OpaqueRef:1',
    'mod VM OpaqueRef:1',
    'add VM OpaqueRef:2',
    'heard',
    'synced',
  ]);
  expect([...notes.objects]).toEqual([
    ['OpaqueRef:2', { name_label: 'new', memory_static_max: 5 }],
  ]);
  const polls = server.seen.filter(({ method }) => method === 'event.from');
  // The next poll may be on its way already.
  expect(polls.slice(0, 2).map(({ params }) => params.slice(1))).toEqual([
    [['VM', 'host'], 't0', 0],
    [['VM', 'host'], 't1', 30],
  ]);
  // A float stays a float on the wire, and a long poll has its own connection.
  expect(polls[1]?.body).toContain('30.0');
  const ports = new Set(
    server.seen.filter(({ method }) => method !== 'event.from').map(({ port }) => port),
  );
  expect(polls.some(({ port }) => ports.has(port))).toBe(false);
});

test('where the server cannot inject, the first answer is the load', async () => {
  const script = answers(batch('t1', [mod('OpaqueRef:1', 'a', 'add')]), batch('t2'));
  const server = await serve((call) =>
    call.method === 'event.inject'
      ? { failure: ['MESSAGE_METHOD_UNKNOWN', call.method] }
      : script(call),
  );
  const notes = new Notes();
  await follow(await connect(server.url), notes, () => notes.count('heard') === 2);
  expect(notes.log.slice(0, 4)).toEqual(['resync', 'VM OpaqueRef:1', 'heard', 'synced']);
  expect(server.seen.find(({ method }) => method === 'event.from')?.params.slice(1)).toEqual([
    ['VM', 'host'],
    '',
    30,
  ]);
});

test('a deletion that the server forgot is found by its count, and that class alone loaded again', async () => {
  let records: Record<string, unknown> = { 'OpaqueRef:1': {}, 'OpaqueRef:2': {} };
  const script = answers(
    batch('t1', [], { vm: 2, host: 0 }),
    () => {
      records = { 'OpaqueRef:2': {}, 'OpaqueRef:3': {} };
      return batch('t2', [mod('OpaqueRef:3', 'x', 'add')], { vm: 2, host: 0 });
    },
    batch('t3', [], { vm: 2, host: 0 }),
  );
  const server = await serve((call) =>
    call.method === 'VM.get_all_records' ? { result: records } : script(call),
  );
  const notes = new Notes();
  await follow(await connect(server.url), notes, () => notes.count('heard') === 3);
  expect([...notes.objects.keys()].sort()).toEqual(['OpaqueRef:2', 'OpaqueRef:3']);
  expect(notes.log).toContain('del VM OpaqueRef:1');
  expect(server.count('VM.get_all_records')).toBe(2);
  expect(server.count('host.get_all_records')).toBe(1);
  expect(notes.count('resync')).toBe(1);
});

test('deletions that the server goes on forgetting are found each time', async () => {
  let records: Record<string, unknown> = {
    'OpaqueRef:1': {},
    'OpaqueRef:2': {},
    'OpaqueRef:3': {},
  };
  const left = (...refs: readonly string[]) => {
    records = Object.fromEntries(refs.map((ref) => [ref, {}]));
    return batch(`t${refs.length}`, [], { vm: refs.length });
  };
  const script = answers(
    batch('t', [], { vm: 3 }),
    () => left('OpaqueRef:1', 'OpaqueRef:2'),
    () => left('OpaqueRef:1'),
    () => left(),
    batch('last', [], { vm: 0 }),
  );
  const server = await serve((call) =>
    call.method === 'VM.get_all_records' ? { result: records } : script(call),
  );
  const notes = new Notes();
  await follow(await connect(server.url), notes, () => notes.count('heard') === 5);
  expect([...notes.objects]).toEqual([]);
  expect(notes.count('resync')).toBe(1);
});

test('a class of which the server counts more than it shows is loaded again once', async () => {
  const counts = { vm: 1, host: 7 };
  const script = answers(
    ...['t1', 't2', 't3', 't4', 't5'].map((token) => batch(token, [], counts)),
  );
  const server = await serve((call) =>
    call.method === 'VM.get_all_records' ? { result: { 'OpaqueRef:1': {} } } : script(call),
  );
  const notes = new Notes();
  await follow(await connect(server.url), notes, () => notes.count('heard') === 5);
  expect(server.count('host.get_all_records')).toBe(2);
  expect(server.count('VM.get_all_records')).toBe(1);
});

test('a class from the future, its counts and its fields do no harm', async () => {
  const future = { ...(mod('OpaqueRef:f', 'x', 'teleported') as object), class: 'flux_capacitor' };
  const snapshot = { name_label: 'a', from_the_future: { a: [1] }, power_state: 'Hibernated' };
  const script = answers(
    batch('t1', [], { vm: 0, host: 0, flux_capacitor: 12 }),
    batch('t2', [future, { ...(mod('OpaqueRef:1', 'a', 'add') as object), snapshot }], {
      vm: 1,
      host: 0,
      flux_capacitor: 13,
    }),
  );
  const server = await serve(script);
  const notes = new Notes();
  await follow(await connect(server.url), notes, () => notes.count('heard') === 2);
  expect(notes.objects.get('OpaqueRef:1')).toEqual(snapshot);
  expect(server.count('VM.get_all_records')).toBe(1);
  expect(notes.count('interrupted')).toBe(0);
});

test('an event that does not say what changed has its class loaded', async () => {
  const script = answers(
    batch('t1'),
    batch('t2', [{ class: 'vm', operation: 'mod', ref: 'OpaqueRef:1' }]),
  );
  const server = await serve(script);
  const notes = new Notes();
  await follow(await connect(server.url), notes, () => server.count('VM.get_all_records') === 2);
  expect(notes.count('mod')).toBe(0);
});

test.each([
  ['a token that the server cannot read', ['EVENT_FROM_TOKEN_PARSE_FAILURE', 't1']],
  ['a server that lost count', ['EVENTS_LOST']],
])('%s means a full load', async (_what, failure) => {
  const script = answers(batch('t1'), { failure }, batch('t2'));
  const server = await serve(script);
  const notes = new Notes();
  await follow(await connect(server.url), notes, () => notes.count('synced') === 2);
  expect(notes.count('resync')).toBe(2);
  expect(server.count(LOGIN)).toBe(1);
});

test('a session that ends while waiting is replaced, and everything loaded anew', async () => {
  let session = 'OpaqueRef:s1';
  const script = answers(batch('t1'), ({ params }) => {
    session = 'OpaqueRef:s2';
    return { failure: ['SESSION_INVALID', String(params[0])] };
  });
  const server = await serve((call) => {
    if (call.method === LOGIN) return { result: session };
    if (call.method === 'event.from' && call.params[0] === 'OpaqueRef:s2' && call.params[3] === 0) {
      return batch('t2');
    }
    return script(call);
  });
  const notes = new Notes();
  await follow(await connect(server.url), notes, () => notes.count('synced') === 2);
  expect(server.count(LOGIN)).toBe(2);
  expect(notes.count('resync')).toBe(2);
  expect(notes.count('interrupted')).toBe(0);
});

test('a new login by another call ends the wait of the old session', async () => {
  let valid = true;
  const server = await serve((call) => {
    if (call.method === LOGIN) valid = true;
    if (call.method === 'SR.get_all' && !valid) {
      return { failure: ['SESSION_INVALID', String(call.params[0])] };
    }
    if (call.method !== 'event.from') return undefined;
    return call.params[3] === 0 ? batch('t1') : forever;
  });
  const client = await connect(server.url);
  const notes = new Notes();
  const abort = new AbortController();
  const running = client.watch(['VM'], notes, abort.signal, FAST);
  await until(() => server.count('event.from') === 2);
  valid = false;
  await client.getAll('SR').catch(() => undefined);
  await until(() => notes.count('synced') === 2);
  abort.abort();
  await running;
  expect(notes.count('resync')).toBe(2);
});

test('a cut connection goes on with the same token, and is asked to answer at once', async () => {
  const script = answers(batch('t1'), { cut: true }, { status: 503 }, batch('t2'), batch('t3'));
  const server = await serve(script);
  const notes = new Notes();
  await follow(await connect(server.url), notes, () => notes.count('heard') === 3);
  const polls = server.seen.filter(({ method }) => method === 'event.from');
  expect(polls.slice(0, 5).map(({ params }) => params.slice(2))).toEqual([
    ['t0', 0],
    ['t1', 30],
    ['t1', 0],
    ['t1', 0],
    ['t2', 30],
  ]);
  expect(notes.count('resync')).toBe(1);
  expect(notes.log.filter((line) => line.startsWith('interrupted'))).toEqual([
    'interrupted UnreachableError 5',
    'interrupted HttpStatusError 5',
  ]);
});

test('a server that stays away is given up', async () => {
  const server = await serve(
    answers(batch('t1'), ...Array.from({ length: 9 }, () => ({ cut: true }) as const)),
  );
  const notes = new Notes();
  await expect(follow(await connect(server.url), notes, () => false)).rejects.toThrow(
    UnreachableError,
  );
  expect(notes.count('interrupted')).toBe(4);
});

test('a coordinator that stays away is looked for among the members', async () => {
  const next = await serve(({ method, params }) => {
    if (method !== 'event.from') return undefined;
    return params[3] === 0 ? batch('t1') : forever;
  });
  const first = await startScripted(
    answers(batch('t1'), () => {
      void first.close();
      return { cut: true };
    }),
  );
  const client = await connect(first.url, { members: [{ address: next.url }] });
  const notes = new Notes();
  await follow(client, notes, () => notes.count('synced') === 2);
  expect(client.session.server).toBe(`127.0.0.1:${next.port}`);
  expect(notes.count('resync')).toBe(2);
});

test('a coordinator that comes back by itself is gone on with, although others are known', async () => {
  const other = await serve(() => undefined);
  const cut: Reply = { cut: true };
  const server = await serve(answers(batch('t1'), cut, cut, cut, batch('t2')));
  const client = await connect(server.url, { members: [{ address: other.url }] });
  const notes = new Notes();
  await follow(client, notes, () => notes.count('heard') === 2);
  expect(notes.count('resync')).toBe(1);
  expect(notes.count('interrupted')).toBe(3);
  expect(other.seen).toHaveLength(0);
});

test('a coordinator that shows another certificate is trusted as far as the member that the user named vouches for it', async () => {
  const from: Script = ({ method, params }) => {
    if (method !== 'event.from') return undefined;
    return params[3] === 0 ? batch('t1') : forever;
  };
  const seen: SeenCall[] = [];
  const coordinator = await startTlsServer('two', scriptedListener(from, seen));
  ends.push(() => coordinator.close());
  let vouched = coordinator.fingerprint;
  const redirect: Script = () => ({
    failure: ['HOST_IS_SLAVE', new URL(coordinator.origin).host],
    headers: { 'x-xenapi-response-host-certificate-thumbprint': vouched },
  });
  const member = await startTlsServer('one', scriptedListener(redirect, []));
  ends.push(() => member.close());
  const trust = { pinnedFingerprint256: member.fingerprint };
  const client = await connect(member.origin, { trust });
  const notes = new Notes();
  const abort = new AbortController();
  const running = client.watch(['VM'], notes, abort.signal, FAST);
  await until(() => notes.count('synced') === 1);
  vouched = coordinator.present('other');
  await until(() => notes.count('synced') === 2);
  expect(client.session.certificate?.fingerprint256).toBe(vouched);
  // Not vouched for, it is given nothing.
  coordinator.present('two');
  const reported = seen.length;
  await expect(running).rejects.toThrow(XapiTrustError);
  expect(seen).toHaveLength(reported);
});

test('an abort is heard while another member is being looked for', async () => {
  const booting = await serve(() => ({ failure: ['HOST_STILL_BOOTING'] }));
  const first = await startScripted(
    answers(batch('t1'), () => {
      void first.close();
      return { cut: true };
    }),
  );
  const client = await connect(first.url, {
    members: [{ address: booting.url }],
    bootRetryMs: [600_000],
  });
  const notes = new Notes();
  await follow(client, notes, () => booting.seen.length > 0);
  expect(notes.count('synced')).toBe(1);
});

test('classes that the server does not have are left out', async () => {
  const script = answers(batch('t1'), batch('t2'));
  const server = await serve((call) => {
    if (call.method === 'VMPP.get_all_records') return { failure: ['MESSAGE_REMOVED'] };
    if (call.method === 'VTPM.get_all_records') {
      return { failure: ['MESSAGE_METHOD_UNKNOWN', call.method] };
    }
    return script(call);
  });
  const notes = new Notes();
  const classes = ['VM', 'VMPP', 'VTPM'];
  await follow(await connect(server.url), notes, () => notes.count('heard') === 2, classes);
  const asked = server.seen.filter(({ method }) => method === 'event.from');
  expect(asked.every(({ params }) => String(params[1]) === 'VM')).toBe(true);
});

test('a subscription that the server refuses is mended, a server without event.from named', async () => {
  const server = await serve((call) => {
    if (call.method !== 'event.from') return undefined;
    if (String(call.params[1]).includes('host')) {
      return { failure: ['EVENT_SUBSCRIPTION_PARSE_FAILURE', 'host'] };
    }
    return call.params[3] === 0 ? batch('t1') : forever;
  });
  const notes = new Notes();
  await follow(await connect(server.url), notes, () => notes.count('synced') === 1);
  const old = await serve(() => undefined);
  const refused = follow(await connect(old.url), new Notes(), () => false);
  await expect(refused).rejects.toThrow(XapiUnsupportedError);
});

test('the server waits for the consumer', async () => {
  const server = await serve(answers(batch('t1'), batch('t2', [mod('OpaqueRef:1', 'a')])));
  const notes = new Notes();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  notes.events = () => held;
  const client = await connect(server.url);
  const abort = new AbortController();
  const running = client.watch(['VM'], notes, abort.signal, FAST);
  await until(() => server.count('event.from') === 2);
  await new Promise((resolve) => {
    setTimeout(resolve, 50);
  });
  expect(server.count('event.from')).toBe(2);
  release();
  await until(() => server.count('event.from') === 3);
  await expect(client.watch(['VM'], notes, abort.signal)).rejects.toThrow(/watching already/);
  abort.abort();
  await running;
});

test('loads late classes when all else is there, and again where that failed', async () => {
  let loads = 0;
  const script = answers(
    // The count is no reason to load them earlier.
    batch('t1', [message('OpaqueRef:new', 'add'), message('OpaqueRef:over', 'add')], {
      message: 7,
    }),
    batch('t3', [message('OpaqueRef:old', 'del')]),
  );
  const quiet = batch('t2');
  const server = await serve((call) => {
    // Nothing new until the class is there.
    if (call.method === 'event.from' && loads === 1) return quiet;
    if (call.method !== 'message.get_all_records') return script(call);
    loads += 1;
    // The first time something else answers.
    if (loads === 1) return { status: 503 };
    const record = { name: 'VM_STARTED', priority: 5 };
    return { result: { 'OpaqueRef:old': record, 'OpaqueRef:new': record } };
  });
  const notes = new Notes();
  await follow(
    await connect(server.url),
    notes,
    () => notes.count('del message OpaqueRef:old') === 1,
    ['VM', 'message'],
    { ...FAST, late: ['message'] },
  );
  const at = (line: string): number => notes.log.findIndex((one) => one.startsWith(line));
  expect(at('VM')).toBeLessThan(at('synced'));
  expect(at('synced')).toBeLessThan(at('message'));
  expect(loads).toBe(2);
  expect(notes.count('resync')).toBe(1);
  // What came before the load and is not in it is gone; what the load has not seen go is reported.
  expect([...notes.objects.keys()]).toEqual(['OpaqueRef:new']);
  const polls = server.seen.filter(({ method }) => method === 'event.from');
  expect(polls.every(({ params }) => JSON.stringify(params[1]) === '["VM","message"]')).toBe(true);
});

test('a late class that the server counts is loaded once, and no earlier', async () => {
  let loads = 0;
  const script = answers(batch('t1', [], { message: 1 }), batch('t2', [], { message: 1 }));
  const server = await serve((call) => {
    if (call.method !== 'message.get_all_records') return script(call);
    loads += 1;
    return { result: { 'OpaqueRef:m': { name: 'VM_STARTED', priority: 5 } } };
  });
  const notes = new Notes();
  await follow(
    await connect(server.url),
    notes,
    () => notes.count('heard') === 2,
    ['VM', 'message'],
    { ...FAST, late: ['message'] },
  );
  expect(notes.log.indexOf('synced')).toBeLessThan(notes.log.indexOf('message OpaqueRef:m'));
  expect(loads).toBe(1);
});

test('a class that is never reported again holds up nobody, and what is reported of it meanwhile comes after it', async () => {
  let loads = 0;
  let release = (_reply: Reply): void => undefined;
  const held = new Promise<Reply>((resolve) => {
    release = resolve;
  });
  let polls = 0;
  let isReleased = false;
  const server = await serve((call) => {
    if (call.method === 'VM.get_all_records') {
      loads += 1;
      return loads === 1 ? { status: 500 } : held;
    }
    if (call.method !== 'event.from') return undefined;
    polls += 1;
    if (loads < 2) return batch(`t${polls}`);
    // Only now: before, nothing would be reported any more.
    if (isReleased && polls % 50 === 0) return forever;
    return batch(`t${polls}`, [mod('OpaqueRef:1', `name ${polls}`)]);
  });
  const notes = new Notes();
  let before = 0;
  await follow(await connect(server.url), notes, () => {
    if (loads < 2) return false;
    before ||= polls;
    // The events of others go on while it is asked for.
    if (polls < before + 5) return false;
    isReleased = true;
    release({ result: { 'OpaqueRef:1': { name_label: 'old', memory_static_max: 5 } } });
    return notes.log.some((line) => line.startsWith('completed VM')) && notes.objects.size === 1;
  });
  expect(notes.log.filter((line) => line.startsWith('synced'))).toHaveLength(1);
  const [name] = [...notes.objects.values()].map(
    (record) => (record as { readonly name_label: string }).name_label,
  );
  expect(name).not.toBe('old');
});

test.each([
  ['a list', [7, {}]],
  ['nothing', null],
  ['a text', ''],
  ['a number', 0],
])(
  '%s in the place of records is a failure of the class, and not an empty class',
  async (_name, odd) => {
    let isOdd = true;
    const server = await serve((call) => {
      if (call.method === 'event.from') return batch(`t${server.count('event.from')}`);
      if (call.method !== 'VM.get_all_records') return undefined;
      return isOdd ? { result: odd } : { result: { 'OpaqueRef:1': { name_label: 'a' } } };
    });
    const notes = new Notes();
    await follow(await connect(server.url), notes, () => {
      if (notes.states.get('VM') === 'failed') isOdd = false;
      return notes.states.get('VM') === 'live';
    });
    expect([...notes.objects.keys()]).toEqual(['OpaqueRef:1']);
  },
);
