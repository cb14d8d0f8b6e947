import { expect, test } from 'vitest';
import { changedPart } from './changed-part.ts';

test.each([
  ['electron/core/start.ts', 'core'],
  ['electron/core/providers/vsphere/vsphere-session.ts', 'core'],
  ['shared/model/row.ts', 'core'],
  ['assets/vim25/model.json', 'core'],
  ['electron/dev/core-worker.ts', 'core'],
  ['electron/demo/vcenter.ts', 'demo'],
  ['electron/browser/server.ts', 'host'],
  ['electron/dev.ts', 'host'],
  ['electron/core/start.test.ts', null],
  ['electron/core/net/testing/tls-server.ts', null],
  ['electron/demo/README.md', null],
  ['electron/shell/window.ts', null],
  ['renderer/app.tsx', null],
])('a change of %s starts anew: %s', (path, part) => expect(changedPart(path)).toBe(part));
