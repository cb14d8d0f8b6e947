import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { permissionsOf, roles, type Role } from '../../../../demo/xapi/server/roles.ts';
import { catalog } from './catalog.ts';

/** The table of what each operation asks of a pool is complete, and says what the model says. */
const document = readFileSync(
  new URL('../../../../../docs/xapi-operations.md', import.meta.url),
  'utf8',
);

interface Row {
  readonly operation: string;
  readonly calls: readonly string[];
  readonly role: string;
  readonly cells: readonly string[];
}

const rows: readonly Row[] = document.split('\n').flatMap((line) => {
  const cells = line.split('|').map((cell) => cell.trim());
  const [, operation = '', calls = '', role = ''] = cells;
  if (!operation.startsWith('`')) return [];
  const codes = [...calls.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  return [
    { operation: operation.replaceAll('`', ''), calls: codes, role, cells: cells.slice(1, -1) },
  ];
});

const permitted = new Map(roles.map((role) => [role, new Set(permissionsOf(role))]));

/** The least role that may call all of them, on the class that takes least. */
function leastRole(calls: readonly string[]): Role | undefined {
  return roles.toReversed().find((role) =>
    calls.every((call) => {
      return permitted.get(role)?.has(call.replace(/^\*/, 'VM').toLowerCase());
    }),
  );
}

describe('the table of operations', () => {
  it('has a row for each operation of the catalogue, and no other', () => {
    const ids = new Set(catalog.all.map(({ id }) => id));
    expect(rows.map(({ operation }) => operation).sort()).toEqual([...ids].sort());
  });

  it.each(rows)('$operation', ({ operation, calls, role, cells }) => {
    expect(cells).toHaveLength(6);
    for (const cell of cells) expect(cell).not.toBe('');
    const messages = catalog.all
      .filter(({ id }) => id === operation)
      .flatMap((definition) => definition.messages);
    expect([...new Set(calls)].sort()).toEqual([...new Set(messages)].sort());
    expect(role).toBe(leastRole(calls));
  });
});
