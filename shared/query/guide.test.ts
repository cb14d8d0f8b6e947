import { describe, expect, it } from 'vitest';
import { inEnglish } from '../i18n/english.ts';
import type { FieldDefinition } from './field.ts';
import { allFields } from './fields.ts';
import { compileQuery } from './compile.ts';
import { parseQuery } from './parse.ts';

const types: Readonly<Record<FieldDefinition['type'], string>> = {
  text: 'text',
  choice: 'one of',
  number: 'number',
  bytes: 'size',
  hertz: 'frequency',
  fraction: 'per cent',
  duration: 'duration',
  time: 'point in time',
  ip: 'address or network',
  mac: 'MAC address',
  boolean: 'yes or no',
  any: 'anything',
};

const written = ({ name, examples }: FieldDefinition): readonly string[] =>
  examples.map((example) => `${name}:${example}`);

function line(field: FieldDefinition): string {
  const { name, aliases = [], label, type, choices, named } = field;
  const names = [name, ...aliases].map((one) => `\`${one}\``).join(', ');
  const values = choices?.map(({ value }) => `\`${value}\``).join(', ');
  const what = values === undefined ? types[type] : `${types[type]} ${values}`;
  const after = named === true ? `; \`${name}.NAME\` for one of them` : '';
  const [example = ''] = written(field);
  return `| ${names} | ${inEnglish(label)} | ${what}${after} | \`${example}\` |`;
}

/** The page of the user guide. */
function guide(): string {
  const groups = [...new Set(allFields.map(({ group }) => group))];
  const tables = groups.flatMap((group) => {
    const fields = allFields.filter((field) => field.group === group);
    const title = inEnglish({ id: `fieldGroup.${group}` });
    const head = ['| written | field | values | example |', '|---|---|---|---|'];
    return [`## ${title}`, '', ...head, ...fields.map(line), ''];
  });
  return ['# Fields', '', intro, '', ...tables].join('\n');
}

const intro =
  'Every field of [the search language](search.md); this page is made from their definitions. Native properties are fields, too, by their paths.';

describe('the fields', () => {
  it('stand in the user guide as they are defined (vitest -u writes them anew)', async () => {
    await expect(guide()).toMatchFileSnapshot('../../docs/guide/fields.md');
  });

  it.each(allFields.flatMap(written))('have examples that are right: %s', (query) => {
    const { query: parsed, problem } = parseQuery(query);
    expect(problem).toBeUndefined();
    expect(compileQuery(parsed, { now: Date.now })).not.toHaveProperty('kind');
  });
});
