import { parseArgs } from 'node:util';
import { startDemoVcenter } from './vcenter.ts';

/** Command line of the demo estate: prints its address and credentials, runs until it is interrupted. */

const usage = `Usage: demo [--vms N] [--seed N] [--host ADDRESS] [--port N] [--tls] [--slow MS]
            [--quick-stats SECONDS] [--task-seconds LEAST,MOST]
`;

function numberOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) {
    throw new Error(`--${name} takes a number that is not negative, not "${text}".`);
  }
  return value;
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      vms: { type: 'string' },
      seed: { type: 'string' },
      host: { type: 'string' },
      port: { type: 'string' },
      tls: { type: 'boolean' },
      slow: { type: 'string' },
      'quick-stats': { type: 'string' },
      'task-seconds': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(usage);
    return;
  }
  const [least, most] = (values['task-seconds'] ?? '').split(',');
  const low = numberOf(least === '' ? undefined : least, 'task-seconds');
  const high = numberOf(most, 'task-seconds');
  const started = Date.now();
  const demo = await startDemoVcenter({
    vms: numberOf(values.vms, 'vms') ?? 200,
    seed: numberOf(values.seed, 'seed') ?? 1,
    host: values.host ?? '127.0.0.1',
    port: numberOf(values.port, 'port') ?? 0,
    tls: values.tls === true,
    quickStatsSeconds: numberOf(values['quick-stats'], 'quick-stats') ?? 5,
    ...(low === undefined ? {} : { taskSeconds: [low, high ?? low] as const }),
  });
  demo.misbehave.answerSlowly(numberOf(values.slow, 'slow') ?? 0);
  const lines = [
    `Demo vCenter: ${demo.url}`,
    `User: ${demo.user}  Password: ${demo.password}`,
    ...(demo.certificateFingerprint === undefined
      ? []
      : [`SHA-256: ${demo.certificateFingerprint}`]),
    `${demo.estate.vms.size} VMs on ${demo.estate.hosts.size} hosts, ready after ${Date.now() - started} ms`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void demo.close().then(() => process.exit(0)));
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 1;
});
