import { describe, expect, it } from 'vitest';
import { checkTexts } from './lib/text-check.mjs';

const check = (path: string, text: string): readonly string[] =>
  checkTexts(new Map([[path, text]]));

describe('the check of texts', () => {
  it('fails when it saw no file', () => {
    expect(checkTexts(new Map())).toHaveLength(1);
  });

  it('says where it stands, and what it is', () => {
    expect(check('renderer/a.tsx', 'const a =\n  <b>Hello</b>;')).toEqual([
      'renderer/a.tsx:2: “Hello”',
    ]);
  });

  it.each([
    ['a.tsx', '<b>Servers</b>'],
    ['a.tsx', '<b>{count} servers</b>'],
    ['a.tsx', "<b>{isOn ? 'on' : t('off')}</b>"],
    ['a.tsx', '<b>{`${count} servers`}</b>'],
    ['a.tsx', '<b title="more" />'],
    ['a.tsx', "<b aria-label={isOn ? 'more' : t('less')} />"],
    ['a.tsx', '<Field placeholder={hint ?? `Name of ${what}`} />'],
    ['a.ts', "const a = { label: 'Connect' };"],
    ['a.ts', "const a = { message: isOn ? 'is on' : text('off') };"],
    ['a.ts', 'throw new MorefException({ message: `${name} is gone` });'],
    ['a.ts', "throw wrong('The bracket is not closed.');"],
    ['a.ts', "throw new WireError('the answer is cut');"],
    ['a.ts', 'throw new ConnectFailure(`${server} is away`);'],
    ['a.ts', "class A extends Error { constructor(a) { super(a || 'nothing was said'); } }"],
    ['a.ts', 'const a = `Choose ${name} first.`;'],
    ['a.ts', "const a = ['Nothing was saved.'] as const;"],
  ])('finds the planted text in %s: %s', (path, text) => {
    expect(check(path, text)).toHaveLength(1);
  });

  it.each([
    ['a.tsx', "<b className='object line' title={t('more')}>{t('servers')}: {count}</b>"],
    ['a.tsx', '<b role="button" id="Line">{name}</b>'],
    ['a.ts', "const a = { label: text('connect'), kind: 'Server', title: name };"],
    ['a.ts', "const a = { message: 'fault.name' };"],
    ['a.ts', "throw new TypeError('The port is no number.');"],
    ['a.ts', "throw new WireError(text('wire.cut', { server }), 'E_CUT');"],
    ['a.ts', "log.warn('The server does not answer.', { message: 'It timed out' });"],
    ['a.ts', "import { a } from './a.ts'; type B = 'The one.' | 'The other one.';"],
  ])('lets pass what nobody reads, or is of the catalogue, in %s: %s', (path, text) => {
    expect(check(path, text)).toEqual([]);
  });
});
