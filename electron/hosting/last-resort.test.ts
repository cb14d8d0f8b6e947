import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const module = new URL('./last-resort.ts', import.meta.url).href;

/** A process with the handlers, in which something goes wrong. */
function run(wrong: string): { readonly status: number | null; readonly said: string } {
  const program = `
    import { outliveMistakes } from ${JSON.stringify(module)};
    const error = (text, facts) => console.log(text, String(facts.error));
    outliveMistakes(process, { error });
    setTimeout(() => console.log('goes on'), 10);
    ${wrong}`;
  const args = ['--input-type=module', '--eval', program];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, said: stdout };
}

it('a promise that was forgotten is logged, and ends nothing', () => {
  const { status, said } = run(`void Promise.reject(new Error('forgotten'));`);
  expect(said).toMatch(/mistake of Moref.*forgotten[^]*goes on/);
  expect(status).toBe(0);
});

it('an error that was thrown ends the process, and is in the log', () => {
  const { status, said } = run(`setTimeout(() => { throw new Error('thrown'); }, 0);`);
  expect(said).toMatch(/Moref crashes.*thrown/);
  expect(status).not.toBe(0);
});
