import { parseArgs } from 'node:util';
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
import { usualLab } from './generate/lab.ts';
import { usualHost } from './generate/single-host.ts';
import { startDemoVcenter } from './vcenter.ts';
import type { DemoOptions, DemoVcenter } from './vcenter.ts';

/** Command line of the demo estate: prints its address and credentials, runs until it is interrupted. */

const usage = `Usage: demo [options]
  --vms N                  number of VMs (200)
  --seed N                 another estate (1)
  --lab                    a plain estate with the names of govmomi's simulator, instead of --vms
  --esxi                   a single ESXi host without a vCenter, with --vms or 12 machines
  --host ADDRESS           address to listen on (127.0.0.1)
  --port N                 port to listen on (any)
  --tls                    HTTPS with a self-signed certificate
  --quick-stats S          period of the quick statistics, 0 holds them (5)
  --activity S             what others do meanwhile, every S seconds, 0 for nothing (20)
  --changes N              changes a second, for load tests (0)
  --task-seconds A,B       how long tasks take, least and most (1,6)
  --no-vapi                no vSphere Automation protocol: /api is not found
  --missing-service ID     a service of it that this version lacks (com.vmware.vcenter.VM); may be repeated
  --vapi-session-seconds S whole life of its sessions, used or not (86400)
Misbehaviour:
  --slow MS                every answer waits so long
  --expire-every S         ends all sessions every S seconds
  --drop-every S           cuts all connections every S seconds
  --cut-vapi-every S       an answer of /api breaks off in the middle every S seconds
  --restart-every S        restarts every S seconds: sessions, collectors, views and tasks are lost
  --change-certificate-every S
  --deny PRIVILEGE         takes a privilege away (VirtualMachine.Interact.PowerOff); may be repeated
  --deny-property PATH     makes a property unreadable; may be repeated
  --fail P                 operations fail by chance, with this probability (0.05)
  --fail-once NAME         operations on the VM of this name fail the first time; may be repeated
  --forget-tasks           finished tasks are gone at once
`;

function readArguments() {
  return parseArgs({
    options: {
      vms: text,
      seed: text,
      lab: flag,
      esxi: flag,
      host: text,
      port: text,
      tls: flag,
      'quick-stats': text,
      activity: text,
      changes: text,
      'task-seconds': text,
      'no-vapi': flag,
      'missing-service': texts,
      'vapi-session-seconds': text,
      slow: text,
      'expire-every': text,
      'drop-every': text,
      'cut-vapi-every': text,
      'restart-every': text,
      'change-certificate-every': text,
      deny: texts,
      'deny-property': texts,
      fail: text,
      'fail-once': texts,
      'forget-tasks': flag,
      help: flag,
    },
  }).values;
}

type Arguments = ReturnType<typeof readArguments>;

function demoOptions(values: Arguments): DemoOptions {
  return {
    vms: numberOf(values.vms, 'vms', 200),
    seed: numberOf(values.seed, 'seed', 1),
    ...(values.lab === true && { lab: usualLab }),
    ...(values.esxi === true && {
      singleHost: { ...usualHost, vms: numberOf(values.vms, 'vms', usualHost.vms) },
    }),
    host: values.host ?? '127.0.0.1',
    port: numberOf(values.port, 'port', 0),
    tls: values.tls === true,
    quickStatsSeconds: numberOf(values['quick-stats'], 'quick-stats', 5),
    activitySeconds: numberOf(values.activity, 'activity', 20),
    changesPerSecond: numberOf(values.changes, 'changes', 0),
    taskSeconds: rangeOf(values['task-seconds'], 'task-seconds', [1, 6]),
    vapi:
      values['no-vapi'] === true
        ? false
        : {
            missingServices: values['missing-service'] ?? [],
            sessionSeconds: numberOf(
              values['vapi-session-seconds'],
              'vapi-session-seconds',
              86_400,
            ),
          },
  };
}

function startMisbehaving(values: Arguments, { misbehave }: DemoVcenter): void {
  misbehave.answerSlowly(numberOf(values.slow, 'slow', 0));
  every(values['expire-every'], 'expire-every', () => misbehave.expireSessions());
  every(values['drop-every'], 'drop-every', () => misbehave.dropConnections());
  every(values['cut-vapi-every'], 'cut-vapi-every', () => misbehave.cutVapiAnswers(1));
  every(values['restart-every'], 'restart-every', () => misbehave.restart(2));
  every(values['change-certificate-every'], 'change-certificate-every', () => {
    process.stdout.write(`SHA-256: ${misbehave.changeCertificate()}\n`);
  });
  for (const privilege of values.deny ?? []) {
    misbehave.deny({ privilege });
  }
  for (const path of values['deny-property'] ?? []) {
    misbehave.deny({ path });
  }
  const probability = numberOf(values.fail, 'fail', 0);
  if (probability > 0) {
    misbehave.failOperations({ probability, times: Infinity });
  }
  if (values['fail-once'] !== undefined) {
    misbehave.failOperations({ objects: values['fail-once'] });
  }
  if (values['forget-tasks'] === true) {
    misbehave.forgetTasks();
  }
}

function describe({ url, users, certificateFingerprint, estate }: DemoVcenter): string {
  return [
    `Demo ${estate.product.apiType === 'HostAgent' ? 'ESXi host' : 'vCenter'}: ${url}`,
    ...users.map(({ name, password }) => `User: ${name}  Password: ${password}`),
    ...(certificateFingerprint === undefined ? [] : [`SHA-256: ${certificateFingerprint}`]),
    `${estate.vms.size} VMs on ${estate.hosts.size} hosts`,
  ].join('\n');
}

async function start(values: Arguments): Promise<RunningDemo> {
  const demo = await startDemoVcenter(demoOptions(values));
  startMisbehaving(values, demo);
  return { description: describe(demo), close: () => demo.close() };
}

await run(readArguments, usage, start);
