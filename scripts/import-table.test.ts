import { describe, expect, it } from 'vitest';
import { checkImports, checkZones } from './lib/import-check.mjs';
import { checkCircles } from './lib/import-circles.mjs';

const check = (path: string, text: string): readonly string[] =>
  checkImports(new Map([[path, text]]));

describe('the check for circles', () => {
  it('finds files that lead back to themselves, by types and by ways round too', () => {
    const files = new Map([
      ['shared/model/a.ts', "import { b } from './b.ts';"],
      ['shared/model/b.ts', "import type { C } from '#shared/model/c.ts';"],
      ['shared/model/c.ts', "type A = import('./a.ts').A;"],
      ['shared/model/d.ts', "import { a } from './a.ts'; import { e } from './e.ts';"],
      ['shared/model/e.ts', "export { b } from './b.ts'; import 'vitest';"],
    ]);
    expect(checkCircles(files)).toEqual([
      'Files import each other in a circle: shared/model/a.ts, shared/model/b.ts, shared/model/c.ts.',
    ]);
    files.set('shared/model/c.ts', '');
    expect(checkCircles(files)).toEqual([]);
  });
});

describe('the check of the import table', () => {
  it('fails when it saw no file', () => {
    expect(checkImports(new Map())).toHaveLength(1);
  });

  it('fails over a zone without a file, and over leave to import what is not there', () => {
    const table = [
      {
        path: 'a/*/wire/',
        may: ['a/$1/map/', 'b/**', 'b/one.ts', 'gone/', 'b/gone.ts', 'assets/'],
      },
      { path: 'empty/', may: [] },
      { path: 'b/', may: ['a/*/wire/'] },
    ];
    expect(checkZones(['a/x/wire/1.ts', 'a/x/map/1.ts', 'b/one.ts'], table)).toEqual([
      'The table has a zone empty/, to which no file belongs.',
      'The table lets gone/ be imported, which is not there.',
      'The table lets b/gone.ts be imported, which is not there.',
    ]);
  });

  it('fails over a file that belongs nowhere, or cannot be parsed', () => {
    expect(check('elsewhere/a.ts', "import './b.ts';")).toHaveLength(1);
    expect(() => check('shared/model/a.ts', 'import {')).toThrow(/cannot be parsed/);
  });

  it.each([
    ['shared/model/row.ts', "import type { Port } from '../link/message.ts';"],
    ['shared/model/row.ts', "import { z } from 'zod';"],
    ['shared/link/client.ts', "import { createHash } from 'node:crypto';"],
    ['shared/contract/contract.ts', "import type { Core } from '#core/start.ts';"],
    ['electron/core/start.ts', "import { app } from 'electron';"],
    ['electron/core/start.ts', "const demo = await import('../demo/vcenter.ts');"],
    [
      'electron/core/inventory/cache.ts',
      "import { Connections } from '../connections/connections.ts';",
    ],
    ['electron/core/store/pins.ts', "import type { Row } from '../inventory/inventory.ts';"],
    [
      'electron/core/providers/vsphere/vim25/a.ts',
      "import type { Row } from '#shared/model/row.ts';",
    ],
    ['electron/core/providers/vsphere/vim25/a.ts', "import { x } from '../session.ts';"],
    [
      'electron/core/providers/vsphere/vim25/a.ts',
      "import { x } from '../../xenserver/xapi/a.ts';",
    ],
    [
      'electron/core/providers/vsphere/map/row.ts',
      "import { x } from '../../xenserver/xapi/a.ts';",
    ],
    [
      'electron/core/providers/vsphere/vsphere-session.ts',
      "import { x } from '../xenserver/session.ts';",
    ],
    [
      'electron/core/providers/vsphere/vsphere-session.ts',
      "import { x } from '../../inventory/inventory.ts';",
    ],
    ['electron/demo/vcenter.ts', "import { x } from '#core/providers/vsphere/vim25/a.ts';"],
    ['electron/demo/vcenter.ts', "type X = import('../core/host.ts').CoreHost;"],
    ['electron/hosting/page.ts', "import { app } from 'electron';"],
    ['electron/browser.ts', "import { openWindow } from './shell/window.ts';"],
    ['electron/preload.ts', "import { readFile } from 'node:fs/promises';"],
    ['renderer/ui/button.tsx', "import { useStore } from '../state/store.ts';"],
    ['renderer/state/store.ts', "import { readFile } from 'node:fs/promises';"],
    ['renderer/state/store.ts', "export * from '#shared/link/client.ts';"],
    ['renderer/features/tree/tree.tsx', "import { Table } from '../table/table.tsx';"],
    ['renderer/features/tree/tree.tsx', "export { Table } from '../table/table.tsx';"],
    ['renderer/features/tree/tree.tsx', "const t = import('../table/table.tsx');"],
    ['renderer/features/tree/tree.tsx', "type T = import('../table/table.tsx').Table;"],
    ['renderer/features/tree/tree.tsx', "import { startCore } from '#core/start.ts';"],
    ['e2e/tree.spec.ts', "import { x } from '../renderer/state/store.ts';"],
    ['e2e/tree.spec.ts', "import { x } from '#core/start.ts';"],
    ['electron/core/start.ts', "import { fakeProvider } from './testing/fake-provider.ts';"],
    ['electron/core/start.ts', "import { it } from 'vitest';"],
    ['bench/scale.bench.ts', "import { x } from '../electron/core/testing/harness.ts';"],
    ['soak/soak.ts', "import { useStore } from '../renderer/state/store.ts';"],
  ])('finds the planted violation in %s: %s', (path, text) => {
    expect(check(path, text)).toHaveLength(1);
  });

  it.each([
    ['shared/link/server.ts', "import type { Contract } from '../contract/define.ts';"],
    [
      'electron/core/providers/vsphere/map/row.ts',
      "import type { Row } from '#shared/model/row.ts';",
    ],
    ['electron/core/providers/vsphere/vim25/a.ts', "import { Tls } from '#core/net/tls.ts';"],
    ['electron/core/providers/registry.ts', "import { vsphere } from './vsphere/provider.ts';"],
    ['electron/core/api/handlers.ts', "import { Tasks } from '../tasks/tracker.ts';"],
    ['electron/core/api/handlers.test.ts', "import { it } from 'vitest'; import '#core/start.ts';"],
    ['electron/core/start.test.ts', "import { startDemoVcenter } from '../demo/vcenter.ts';"],
    ['renderer/features/tree/tree.tsx', "import './tree.css'; import { x } from './node.ts';"],
    ['renderer/features/tree/tree.tsx', "import Box from '@mui/material/Box';"],
    ['electron/shell/window.ts', "import type { BrowserWindow } from 'electron';"],
    ['soak/soak.ts', "import { x } from '#core/testing/harness.ts';"],
  ])('lets pass what the table allows in %s: %s', (path, text) => {
    expect(check(path, text)).toEqual([]);
  });
});
