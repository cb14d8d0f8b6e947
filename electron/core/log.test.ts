import { expect, it } from 'vitest';
import { MorefException } from '#shared/model/error.ts';
import { createLog } from './log.ts';

function start(level: 'debug' | 'warn' = 'debug') {
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line), now: () => 0, level, keep: 3 });
  return { log, lines };
}

it('writes one line of JSON for each record, from its level on', () => {
  const { log, lines } = start('warn');
  log.info('quiet');
  log.warn('two\nlines', { count: 2n, at: undefined });
  expect(lines).toEqual([
    '{"time":"1970-01-01T00:00:00.000Z","level":"warn","message":"two\\nlines","details":{"count":"2"}}',
  ]);
});

it.each([
  [{ password: 'hunter2' }],
  [{ deep: { userPassword: 'hunter2', list: [{ sessionCookie: 'hunter2' }] } }],
  [{ header: 'vmware_soap_session="hunter2"; Path=/' }],
  [{ body: '<Login><password xsi:type="xsd:string">hunter2</password></Login>' }],
  [{ url: 'https://admin:hunter2@vc.example.org/sdk' }],
  [{ ticket: 'cst-VCT-hunter2-12' }],
  [{ error: new Error('bad cookie vmware_soap_session=hunter2') }],
])('masks the secret in %o', (details) => {
  const { log, lines } = start();
  log.error('x', details);
  log.error(JSON.stringify(details));
  expect(lines[0]).not.toContain('hunter2');
});

it('masks secrets in messages', () => {
  const { log, lines } = start();
  log.error('GET https://admin:hunter2@vc.example.org');
  expect(lines[0]).not.toContain('hunter2');
  expect(lines[0]).toContain('https://admin:•••@vc.example.org');
});

it('takes errors, rings and depth without end', () => {
  const { log, lines } = start();
  const ring: Record<string, unknown> = {};
  ring['ring'] = ring;
  const error = new MorefException({ kind: 'auth', message: 'No.' });
  log.error('x', { ring, error, cause: new Error('outer', { cause: new Error('inner') }) });
  expect(lines[0]).toContain('"kind":"auth"');
  expect(lines[0]).toContain('inner');
});

it('remembers its last lines', () => {
  const { log } = start();
  for (const message of ['a', 'b', 'c', 'd']) log.info(message);
  expect(log.recent().map((line) => (JSON.parse(line) as { message: string }).message)).toEqual([
    'b',
    'c',
    'd',
  ]);
});
