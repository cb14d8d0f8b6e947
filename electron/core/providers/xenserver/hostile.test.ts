import { inEnglish } from '#shared/i18n/english.ts';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MorefException } from '#shared/model/error.ts';
import type { Ref } from '#shared/model/reference.ts';
import { startDemoPool, type DemoPool } from '../../../demo/xapi/pool.ts';
import { silentLog } from '../../log.ts';
import { mutations } from '../../net/testing/mutations.ts';
import type { Session } from '../provider.ts';
import { RecordingSink } from '../recording-sink.ts';
import { toException } from './errors.ts';
import { xenserver } from './provider.ts';
import { readPermissions, readServerInfo } from './server-info.ts';
import { XenServerSession } from './pool-session.ts';
import { connectXapi } from './xapi/client.ts';

/**
 * A server that says anything at all: answers of a real pool, spoiled on their way. Whatever it says ends in a clear error or in a
 * value that everything behind it survives, and another connection of the same program notices nothing.
 */
const runs = 120;

/** How one answer is spoiled. */
type Spoil = (body: Buffer) => Buffer;

/** What happens to the answers of one session. */
interface Plan {
  /** Each so many is spoiled. */
  readonly every: number;
  /** Of those to calls that match. */
  readonly calls: RegExp;
  readonly spoil: Spoil;
}

let good: DemoPool;
let bad: DemoPool;
let proxy: Server;
let proxyUrl = '';
let plan: Plan | undefined;
let answered = 0;
let spoiled = 0;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly plain: Buffer;
}

/** What the pool answers to the questions that every session asks, and that it answers alike: they are most of the work. */
const known = new Map<string, Promise<Answer>>();

function answerTo(request: IncomingMessage, body: Buffer): Promise<Answer> {
  const type = request.headers['content-type'] ?? '';
  const ask = async (): Promise<Answer> => {
    const url = new URL(request.url ?? '/', bad.url);
    const headers = { 'content-type': type };
    const answer = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
    const plain = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', plain };
  };
  const all = /[\w.]+get_all_records/.exec(body.toString('latin1', 0, 200))?.[0];
  if (all === undefined) return ask();
  const key = `${type} ${all}`;
  const answer = known.get(key) ?? ask();
  known.set(key, answer);
  return answer;
}

beforeAll(async () => {
  good = await startDemoPool({ vms: 4, taskSeconds: [0, 0] });
  bad = await startDemoPool({ vms: 3, hosts: 2, taskSeconds: [0, 0] });
  proxy = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request);
      const { status, type, plain } = await answerTo(request, body);
      const isMeant = plan?.calls.test(body.toString('latin1', 0, 200)) === true;
      if (isMeant) answered += 1;
      const isSpoiled = isMeant && answered % (plan?.every ?? 1) === 0;
      if (isSpoiled) spoiled += 1;
      response.writeHead(status, { 'content-type': type });
      response.end(isSpoiled ? plan?.spoil(plain) : plain);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});

afterAll(async () => {
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
  await Promise.all([good.close(), bad.close()]);
});

const notAborted = new AbortController().signal;

/** As the provider connects, but less patient. */
async function connect(encoding: 'json' | 'xml'): Promise<Session> {
  const { user, password } = bad;
  try {
    const client = await connectXapi({
      address: proxyUrl,
      credentials: { userName: user, password },
      encoding,
      bootRetryMs: [1],
    });
    try {
      const server = await readServerInfo(client, user, notAborted);
      const permissions = await readPermissions(client, notAborted);
      const following = { retryMs: [1, 1], pauseMs: 0, maxWaitSeconds: 1 };
      const more = { user, address: proxyUrl, log: silentLog, following };
      return new XenServerSession({ client, server, permissions, ...more });
    } catch (error) {
      await client.close();
      throw error;
    }
  } catch (error) {
    throw toException(error, { doing: 'Logging in' });
  }
}

/** Everything that the core and the page make of the objects. */
function takeAll(sink: RecordingSink): void {
  for (const [ref, properties] of sink.objects) {
    xenserver.mapRow(ref, properties, sink.lookup);
    xenserver.offers(ref, properties, sink.lookup);
    xenserver.relations(ref, properties, sink.lookup);
    xenserver.snapshots(ref, properties, sink.lookup);
    xenserver.onDemand(ref, properties);
  }
}

function expectClear(error: unknown): void {
  expect(error).toBeInstanceOf(MorefException);
  const { kind, message } = (error as MorefException).data;
  if (kind === 'bug') throw error;
  expect(message).not.toBe('');
  expect(inEnglish(message).length).toBeLessThan(1500);
}

/** A session from login to logout, with whatever comes. */
async function live(encoding: 'json' | 'xml'): Promise<'refused' | 'lost' | 'lived'> {
  let session: Session;
  try {
    session = await connect(encoding);
  } catch (error) {
    expectClear(error);
    return 'refused';
  }
  const abort = new AbortController();
  const sink = new RecordingSink();
  const running = session.run(sink, abort.signal).catch((error: unknown) => sink.ended(error));
  await Promise.race([
    running,
    sink.until('a set', () => sink.sets > 0, 4000).catch(() => undefined),
  ]);
  takeAll(sink);
  const [ref] = sink.lookup.ofType('VM');
  if (ref !== undefined) {
    const request = { ref, name: 'web', operation: 'rename', inputs: { name: 'x' } };
    await session.operate(request, notAborted).catch(expectClear);
    await session.read(ref, 'data_sources', notAborted).catch(expectClear);
  }
  abort.abort();
  await running;
  await session.close();
  if (sink.error === undefined) return 'lived';
  expectClear(sink.error);
  return 'lost';
}

/** Values that have no business where they are put. */
const strange = [
  'null',
  '-1',
  '1e308',
  'true',
  '""',
  '"OpaqueRef:NULL"',
  '"x"',
  '[]',
  '[[]]',
  '{}',
  '{"a":null}',
  'NaN',
  '9223372036854775807',
  '[null,1,"a",{}]',
];

/** Puts something else in the place of one value: the answer stays well-formed. */
const exchange: fc.Arbitrary<Spoil> = fc
  .tuple(fc.nat(), fc.constantFrom(...strange))
  .map(([at, text]) => (body) => {
    const answer = body.toString();
    const value = answer.startsWith('{')
      ? /(?<=[:[,])(?:"(?:[^"\\]|\\.)*"(?!:)|-?\d[\d.eE+-]*|true|false|\[\]|\{\})/g
      : /(?<=<value>)[^<]*(?=<\/value>)/g;
    const found = [...answer.matchAll(value)];
    const chosen = found[at % Math.max(1, found.length)];
    if (chosen === undefined) return body;
    const put = answer.startsWith('{') ? text : `<string>${text.replaceAll('<', '')}</string>`;
    const end = chosen.index + chosen[0].length;
    return Buffer.from(answer.slice(0, chosen.index) + put + answer.slice(end));
  });
/** The same in many places at once. */
const exchangeMany: fc.Arbitrary<Spoil> = fc
  .array(exchange, { minLength: 5, maxLength: 100 })
  .map((all) => (body) => all.reduce((result, one) => one(result), body));
const bytes: fc.Arbitrary<Spoil> = mutations([
  '{',
  '}',
  '"',
  ',',
  'NaN',
  '<value>',
  '</value>',
  '\u0000',
]);
const spoil = fc.oneof(
  { weight: 2, arbitrary: exchange },
  { weight: 3, arbitrary: exchangeMany },
  { weight: 2, arbitrary: bytes },
  fc.constantFrom<Spoil>(
    () => Buffer.alloc(0),
    () => Buffer.from('null'),
    () => Buffer.from('{"jsonrpc":"2.0","error":{"code":1,"message":7,"data":{"a":1}},"id":1}'),
    (body) => body.subarray(0, body.length / 2),
  ),
);

const every = fc.constantFrom(1, 2, 5, 13, 31);
const calls = fc.constantFrom(
  /./,
  /get_all_records/,
  /get_all_records/,
  /event\.from|\.get_record/,
);

describe.each(['json', 'xml'] as const)('a server that says anything, in %s', (encoding) => {
  it('ends in clear errors, and another connection notices nothing', {
    timeout: 120_000,
  }, async () => {
    const { url: address, user, password } = good;
    const abort = new AbortController();
    const { signal } = abort;
    const options = { address, user, password, pinnedFingerprint: null, signal, log: silentLog };
    const session = await xenserver.connect(options);
    const sink = new RecordingSink();
    const running = session.run(sink, signal).catch((error: unknown) => sink.ended(error));
    await sink.until('a full set', () => sink.sets > 0, 10_000);
    const [home] = sink.lookup.ofType('pool');
    const outcomes = { refused: 0, lost: 0, lived: 0 };
    await fc.assert(
      fc.asyncProperty(fc.record({ every, calls, spoil }), async (chosen) => {
        plan = chosen;
        answered = 0;
        outcomes[await live(encoding)] += 1;
        plan = undefined;
      }),
      { numRuns: runs },
    );
    const request = { ref: home as Ref, name: 'pool', operation: 'rename', inputs: { name: 'on' } };
    await session.operate(request, signal);
    await sink.until(
      'its new name',
      () => sink.objects.get(home as Ref)?.['name_label'] === 'on',
      10_000,
    );
    expect(sink.sets).toBe(1);
    expect(sink.log).not.toContain('interrupted');
    abort.abort();
    await running;
    await session.close();
    expect(spoiled).toBeGreaterThan(runs);
    for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(0);
  });
});
