import process from 'node:process';
import { parseArgs } from 'node:util';
import { installVirtualTime, owner, realTime } from '../time/install.ts';
import type { Subject } from '../servers/subject.ts';
import { oddKinds, type OddKind } from './odd.ts';

/** Cases that are under way at a time. */
const together = 6;

const { values } = parseArgs({
  options: {
    protocol: { type: 'string' },
    /** Each call with so many of the odd answers; all by default. */
    kinds: { type: 'string', default: String(oddKinds.size) },
    /** Only calls with this text. */
    call: { type: 'string', default: '' },
    /** Only odd answers whose names have this text. */
    kind: { type: 'string', default: '' },
    /** Where not all are tried of each call: other ones. */
    from: { type: 'string', default: '0' },
  },
});

const named = [...oddKinds].filter(([name]) => name.includes(values.kind));
const many = Math.min(Number(values.kinds), named.length);

/** Where not all are tried of each call, the next call is tried with the next ones. */
function kindsFor(index: number): readonly (readonly [string, OddKind])[] {
  const first = (index + Number(values.from)) * many;
  return Array.from({ length: many }, (_, at) => named[(first + at) % named.length]).filter(
    (one) => one !== undefined,
  );
}

installVirtualTime();
// Only now: what is imported takes the timers as they are.
const { callsOf, runCase } = await import('./run-case.ts');
const { startDemoVcenterSubject } = await import('../servers/demo-vcenter.ts');
const { startDemoPoolSubject } = await import('../servers/demo-pool.ts');

/** Calls without which there is nothing. */
const essential: Readonly<Record<string, readonly string[]>> = {
  vim25: ['RetrieveServiceContent', 'Login', 'CreatePropertyCollector', 'WaitForUpdatesEx'],
  automation: [
    'com.vmware.cis.session create',
    'com.vmware.vcenter.folder list',
    'com.vmware.vapi.metadata.cli.command list',
  ],
  xapi: ['session.login_with_password', 'event.from'],
};

const starts: Readonly<Record<string, () => Promise<Subject>>> = {
  vim25: () => startDemoVcenterSubject('vim25', 1),
  automation: () => startDemoVcenterSubject('automation', 1),
  xapi: () => startDemoPoolSubject(1),
};

let failed = 0;
for (const [protocol, start] of Object.entries(starts)) {
  if (values.protocol !== undefined && values.protocol !== protocol) continue;
  const began = realTime.now();
  const calls = await owner.run(protocol, () => callsOf(start));
  const cases = calls
    .filter((call) => call.includes(values.call))
    .flatMap((call, index) => {
      const isEssential = essential[protocol]?.includes(call) ?? false;
      return kindsFor(index).map(([kind, one]) => ({ ...one, call, kind, isEssential }));
    });
  const left = [...cases];
  let bad = 0;
  const work = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      const { call, kind } = one;
      const now = one;
      const failures = await owner.run(`${protocol} ${call} ${kind}`, () => runCase(now, start));
      if (failures.length === 0) continue;
      bad += 1;
      process.stdout.write(`${protocol}, ${call} answered by ${kind}: ${failures.join('; ')}\n`);
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  failed += bad;
  process.stdout.write(
    `${protocol}: ${calls.length} calls, ${cases.length} odd answers, ${cases.length - bad} contained, ${bad} failed; ${((realTime.now() - began) / 1000).toFixed(0)} s\n`,
  );
}
process.exit(failed === 0 ? 0 : 1);
