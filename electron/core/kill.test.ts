import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../demo/estate/random.ts';
import { silentLog } from './log.ts';
import { PinStore } from './store/pin-store.ts';
import { ProfileStore } from './store/profile-store.ts';
import { nodeDisk } from './store/disk.ts';
import { SecretVault } from './store/secret-vault.ts';
import { finishTogether } from './store/together.ts';
import { WorkspaceStore } from './store/workspace-store.ts';
import { startTestCore, testCipher } from './testing/harness.ts';

/** MOREF_KILLS=200 for the whole of it; a start takes half a second. */
const kills = Number(process.env['MOREF_KILLS'] ?? 20);
const program = fileURLToPath(new URL('./testing/kill-writer.process.ts', import.meta.url));

interface Kept {
  readonly name: string;
  readonly address: string;
  readonly user: string;
  readonly password: string | undefined;
  readonly pin: string | null;
}

interface OnDisk {
  readonly profiles: ReadonlyMap<string, Kept>;
  readonly workspace: Readonly<Record<string, string>>;
}

interface Params {
  readonly name: string;
  readonly address: string;
  readonly user: string;
  readonly password: string;
}

type Begun =
  | { readonly begin: 'add'; readonly params: Params }
  | { readonly begin: 'edit'; readonly id: string; readonly params: Params }
  | { readonly begin: 'remove'; readonly id: string }
  | { readonly begin: 'trust'; readonly id: string; readonly fingerprint: string }
  | { readonly begin: 'workspace'; readonly key: string; readonly value: string };
type Line = Begun | { readonly done: string } | 'ready';

/** What the next start finds. */
async function read(folder: string): Promise<OnDisk> {
  await finishTogether(nodeDisk, folder);
  const damaged: unknown[] = [];
  const file = (name: string) => ({
    path: join(folder, name),
    log: silentLog,
    now: () => 0,
    damaged: (one: unknown) => void damaged.push(one),
  });
  const profiles = await ProfileStore.load(file('profiles.json'));
  const pins = await PinStore.load(file('certificates.json'));
  const vault = await SecretVault.load({ ...file('secrets.json'), cipher: testCipher('system') });
  const workspace = await WorkspaceStore.load(file('workspace.json'));
  expect(damaged).toEqual([]);
  const kept = new Map<string, Kept>();
  for (const { id, name, address, user } of profiles.list())
    kept.set(id, { name, address, user, password: await vault.get(id), pin: pins.get(id) });
  return { profiles: kept, workspace: workspace.read() };
}

/** What is on disk once the change was made. */
function after({ profiles, workspace }: OnDisk, begun: Begun, id: string): OnDisk {
  const next = new Map(profiles);
  switch (begun.begin) {
    case 'add':
    case 'edit': {
      const { name, address, user, password } = begun.params;
      // Another address is another server: its certificate is not the one that was trusted.
      return { profiles: next.set(id, { name, address, user, password, pin: null }), workspace };
    }
    case 'remove':
      next.delete(id);
      return { profiles: next, workspace };
    case 'trust': {
      const kept = next.get(id);
      if (kept !== undefined) next.set(id, { ...kept, pin: begun.fingerprint });
      return { profiles: next, workspace };
    }
    case 'workspace':
      return { profiles, workspace: { ...workspace, [begun.key]: begun.value } };
  }
}

/** Every acknowledged change is there; the one that was under way is there whole, or not at all. */
function check(found: OnDisk, before: OnDisk, begun: Begun | undefined): void {
  const added = [...found.profiles.keys()].filter((id) => !before.profiles.has(id));
  expect(added.length).toBeLessThanOrEqual(begun?.begin === 'add' ? 1 : 0);
  if (begun === undefined) return expect(found).toEqual(before);
  // What was not added has no id.
  const id = 'id' in begun ? begun.id : added[0];
  const then = id === undefined && begun.begin === 'add' ? before : after(before, begun, id ?? '');
  expect([before, then]).toContainEqual(found);
}

/** What a process said until it was killed, and whether it was ready. */
async function killedRun(child: ChildProcess, random: () => number): Promise<readonly Line[]> {
  let text = '';
  // A busy machine lets it say as much as an idle one, only later.
  const lines = 3 + random() * 12;
  const busy = new Promise<void>((resolve) => {
    child.stdout?.on('data', (data: Buffer) => {
      text += data.toString();
      if (text.split('\n').length > lines) resolve();
    });
  });
  const closed = once(child, 'close');
  // Some fall while they start, most while they write.
  if (random() < 0.2) await wait(random() * 500);
  else await Promise.race([busy, closed]).then(() => wait(random() * 10));
  child.kill('SIGKILL');
  await closed;
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

describe('a Moref that is killed', () => {
  it(`has everything that it acknowledged, and nothing that it did not, in ${kills} kills`, {
    timeout: 60_000 + kills * 20_000,
  }, async () => {
    const seed = Number(process.env['MOREF_SEED'] ?? Date.now() % 1e9);
    const source = randomFrom(seed, 'kills');
    const random = (): number => source.next();
    const folder = await mkdtemp(join(tmpdir(), 'moref-kill-'));
    let state: OnDisk = { profiles: new Map(), workspace: {} };
    let acknowledged = 0;
    for (let kill = 0; kill < kills; kill++) {
      const args = [program, folder, String(Math.floor(random() * 1e9))];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      let begun: Begun | undefined;
      for (const line of await killedRun(child, random)) {
        if (line === 'ready') continue;
        if ('begin' in line) begun = line;
        else if (begun !== undefined) {
          state = after(state, begun, line.done);
          begun = undefined;
          acknowledged += 1;
        }
      }
      const found = await read(folder);
      try {
        check(found, state, begun);
      } catch (error) {
        throw new Error(`MOREF_SEED=${seed}, kill ${kill}, ${JSON.stringify(begun)}`, {
          cause: error,
        });
      }
      state = found;
    }
    expect(acknowledged).toBeGreaterThan(kills);
    // The next start leaves nothing half-written behind.
    const core = await startTestCore({ folder });
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    await core.stop();
    await rm(folder, { recursive: true, force: true });
  });
});
