import { parseArgs } from 'node:util';
import { onlyDefined } from '#shared/model/only-defined.ts';
import {
  every,
  flag,
  numberOf,
  rangeOf,
  run,
  text,
  texts,
  type RunningDemo,
} from './command-line.ts';
import { startDemoPool } from './xapi/pool.ts';
import type { DemoPool, DemoPoolOptions } from './xapi/pool.ts';

/** Command line of the demo pool: prints its addresses and credentials, runs until it is interrupted. */

const usage = `Usage: pool [options]
  --vms N                  number of VMs of a generated pool (50)
  --hosts N                number of its hosts (one for 80 VMs, at least two)
  --seed N                 another pool (1)
  --dump FILE              start from a pool's database dump instead
  --host ADDRESS           address to listen on (127.0.0.1)
  --port N                 port to listen on (any)
  --tls                    HTTPS with self-signed certificates, one a host
  --unix-socket PATH       listen there as well; root needs no password there
  --members N              hosts beside the coordinator that listen and redirect (0)
  --metrics S              period of the metrics, 0 holds them (5)
  --activity S             what others do meanwhile, every S seconds, 0 for nothing (20)
  --changes N              changes a second, for load tests (0)
  --task-seconds A,B       how long tasks take, least and most (1,4)
  --wrong-password S       how long the answer to a wrong password takes (5)
Misbehaviour:
  --slow MS                every answer waits so long
  --no-json-rpc            no /jsonrpc, as on old servers
  --old-login N            login takes N parameters at most: 2 or 3
  --raw-names              keys of maps go out unescaped in XML-RPC
  --revive MESSAGE         a removed message (VM.snapshot_with_quiesce) works; may be repeated
  --deny MESSAGE           nobody may send it (VM.start); may be repeated
  --fail P                 operations fail with this probability, 0 to 1
  --fail-once OBJECT       the next operation on it fails, by name or UUID; may be repeated
  --expire-every S         ends all sessions every S seconds
  --drop-every S           cuts all connections every S seconds
  --restart-every S        restarts every S seconds: references change, sessions and tasks are lost
  --failover-every S       the next member becomes coordinator every S seconds
  --forget-every S         forgets the deletions of VMs every S seconds
`;

function readArguments() {
  return parseArgs({
    options: {
      vms: text,
      hosts: text,
      seed: text,
      dump: text,
      host: text,
      port: text,
      tls: flag,
      'unix-socket': text,
      members: text,
      metrics: text,
      activity: text,
      changes: text,
      'task-seconds': text,
      'wrong-password': text,
      slow: text,
      'no-json-rpc': flag,
      'old-login': text,
      'raw-names': flag,
      revive: texts,
      deny: texts,
      fail: text,
      'fail-once': texts,
      'expire-every': text,
      'drop-every': text,
      'restart-every': text,
      'failover-every': text,
      'forget-every': text,
      help: flag,
    },
  }).values;
}

type Arguments = ReturnType<typeof readArguments>;

function poolOptions(values: Arguments): DemoPoolOptions {
  const socket = values['unix-socket'];
  return {
    vms: numberOf(values.vms, 'vms', 50),
    ...(values.hosts !== undefined && { hosts: numberOf(values.hosts, 'hosts', 2) }),
    ...onlyDefined({ dump: values.dump, unixSocket: socket }),
    seed: numberOf(values.seed, 'seed', 1),
    host: values.host ?? '127.0.0.1',
    port: numberOf(values.port, 'port', 0),
    tls: values.tls === true,
    members: numberOf(values.members, 'members', 0),
    metricsSeconds: numberOf(values.metrics, 'metrics', 5),
    activitySeconds: numberOf(values.activity, 'activity', 20),
    changesPerSecond: numberOf(values.changes, 'changes', 0),
    taskSeconds: rangeOf(values['task-seconds'], 'task-seconds', [1, 4]),
    wrongPasswordSeconds: numberOf(values['wrong-password'], 'wrong-password', 5),
  };
}

function startMisbehaving(values: Arguments, { misbehave }: DemoPool): void {
  misbehave.answerSlowly(numberOf(values.slow, 'slow', 0));
  misbehave.rawNames(values['raw-names'] === true);
  if (values['no-json-rpc'] === true) {
    misbehave.jsonRpcOff();
  }
  const login = numberOf(values['old-login'], 'old-login', 4);
  if (login !== 2 && login !== 3 && login !== 4) {
    throw new Error(`--old-login takes 2 or 3, not "${values['old-login'] ?? ''}".`);
  }
  misbehave.oldLogin(login);
  for (const message of values.revive ?? []) {
    misbehave.revive(message);
  }
  for (const message of values.deny ?? []) {
    misbehave.deny(message);
  }
  const probability = numberOf(values.fail, 'fail', 0);
  if (probability > 0) {
    misbehave.failOperations({ probability, times: Infinity });
  }
  if (values['fail-once'] !== undefined) {
    misbehave.failOperations({ objects: values['fail-once'] });
  }
  every(values['expire-every'], 'expire-every', () => misbehave.expireSessions());
  every(values['drop-every'], 'drop-every', () => misbehave.dropConnections());
  every(values['restart-every'], 'restart-every', () => misbehave.restart(2));
  every(values['forget-every'], 'forget-every', () => misbehave.forgetDeletions('VM'));
  every(values['failover-every'], 'failover-every', () => {
    process.stdout.write(`Coordinator: ${misbehave.failover(5).url}\n`);
  });
}

function describe({ hosts, users, database, unixSocket }: DemoPool): string {
  return [
    ...hosts.map(({ url, certificateFingerprint }, index) => {
      const part = index === 0 ? 'Demo pool' : 'Member';
      const print =
        certificateFingerprint === undefined ? '' : `  SHA-256: ${certificateFingerprint}`;
      return `${part}: ${url}${print}`;
    }),
    ...(unixSocket === undefined ? [] : [`Socket: ${unixSocket}`]),
    ...users.map(({ name, password, role }) => `User: ${name}  Password: ${password}  (${role})`),
    `${database.count('VM')} VMs, templates and snapshots on ${database.count('host')} hosts`,
  ].join('\n');
}

async function start(values: Arguments): Promise<RunningDemo> {
  const pool = await startDemoPool(poolOptions(values));
  startMisbehaving(values, pool);
  return { description: describe(pool), close: () => pool.close() };
}

await run(readArguments, usage, start);
