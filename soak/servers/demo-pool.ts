import { xenserver } from '#core/providers/xenserver/provider.ts';
import type { Row } from '#shared/model/row.ts';
import { startDemoPool } from '../../electron/demo/xapi/pool.ts';
import type { Random } from '../random.ts';
import { machineChange, machines } from './machines.ts';
import type { MarkedOperation, Subject } from './subject.ts';

const vms = 12;

/** The demo pool, reached by XAPI. */
export async function startDemoPoolSubject(seed: number): Promise<Subject> {
  const pool = await startDemoPool({ vms, seed, taskSeconds: [0.2, 1.5] });
  const { hostname: host, port } = new URL(pool.url);
  const access = { family: 'xenserver', user: pool.user, password: pool.password } as const;
  return {
    upstream: { host, port: Number(port) },
    provider: xenserver,
    access,
    witness: access,
    expireSessions: () => pool.misbehave.expireSessions(),
    restart: (seconds) => pool.misbehave.restart(seconds),
    sessions: () => pool.sessions,
    operation: poolOperation,
    change: machineChange,
    moves: null,
    loginsAndLogouts: ['session.login_with_password', 'session.logout'],
    refusals: ['SESSION_INVALID'],
    close: () => pool.close(),
  };
}

function poolOperation(
  rows: readonly Row[],
  mark: string,
  random: Random,
): MarkedOperation | undefined {
  const kind = random.pick(['rename', 'snapshot', 'tag'] as const);
  const ref = machines(rows)[0]?.ref;
  if (ref === undefined) return undefined;
  switch (kind) {
    case 'rename':
      return {
        ref,
        operation: 'rename',
        inputs: { name: mark },
        once: [['VM.set_name_label', `"${mark}"`]],
      };
    case 'snapshot':
      return {
        ref,
        operation: 'snapshot.create',
        inputs: { name: mark, mode: 'disk' },
        once: [['VM.snapshot', `"${mark}"`]],
      };
    case 'tag':
      return {
        ref,
        operation: 'tags.add',
        inputs: { tags: mark },
        once: [['VM.add_tags', `"${mark}"`]],
      };
  }
}
