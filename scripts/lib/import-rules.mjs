/**
 * The import table of docs/architecture.md as data. A file belongs to the first zone whose path matches; it may import its
 * own zone, the zones in `may` and the packages in `packages`. `*` stands for one folder name: in `may`, `$1` is the one
 * that the importing file has itself, so that `renderer/features/tree` cannot reach `renderer/features/tasks`.
 *
 * @typedef {object} Zone
 * @property {string} path A folder, ending in a slash, or a file.
 * @property {readonly string[]} may
 * @property {readonly string[]} [packages] `node:` stands for all of Node's modules.
 * @property {boolean} [usesTests] May import what else only tests may: it is a test itself, though none that the runner runs.
 */

export const shared = [
  'shared/model/',
  'shared/query/',
  'shared/contract/',
  'shared/link/',
  'shared/export/',
];
const coreBase = [
  'electron/core/host.ts',
  'electron/core/log.ts',
  'electron/core/clock.ts',
  'electron/core/in-slices.ts',
];
const port = [
  'electron/core/providers/provider.ts',
  'electron/core/providers/history-reader.ts',
  'electron/core/providers/left-sessions.ts',
  'electron/core/providers/byte-stream.ts',
  ...coreBase,
];
const net = 'electron/core/net/';
const netPackages = ['node:', 'undici', 'socks', 'ipaddr.js'];
const diallers = [`${net}dialler.ts`, `${net}profile-dialler.ts`];
const kept = ['electron/core/inventory/', 'electron/core/store/'];
const react = ['react', 'react-dom', '@mui/material', '@emotion/react', '@emotion/cache'];
const pageBase = ['renderer/i18n/', 'renderer/format/', 'renderer/theme/', 'renderer/ui/'];
const wires = ['vim25', 'vapi', 'xapi'];

/** @type {readonly Zone[]} */
const sharedZones = [
  { path: 'shared/i18n/', may: [] },
  { path: 'shared/model/', may: [] },
  {
    path: 'shared/query/',
    may: ['shared/model/'],
    packages: ['fastest-levenshtein', 'ipaddr.js', 're2js'],
  },
  {
    path: 'shared/export/',
    may: ['shared/i18n/', 'shared/model/', 'shared/query/'],
    packages: ['fflate'],
  },
  { path: 'shared/contract/', may: ['shared/model/'], packages: ['zod'] },
  { path: 'shared/link/', may: ['shared/model/', 'shared/contract/', 'shared/i18n/'] },
];

/** @type {readonly Zone[]} */
const coreZones = [
  { path: net, may: ['shared/model/', ...coreBase], packages: netPackages },
  ...wires.map((wire) => ({
    path: `electron/core/providers/*/${wire}/`,
    may: [net, 'assets/'],
    packages: ['node:', 'saxes'],
  })),
  {
    path: 'electron/core/providers/*/map/',
    may: [...wires.map((wire) => `electron/core/providers/$1/${wire}/`), 'shared/model/'],
  },
  // What a profile says of the way to its server is handed on as it is: its type, and no more.
  {
    path: 'electron/core/providers/provider.ts',
    may: [`${net}certificate.ts`, 'electron/core/providers/history-reader.ts', ...shared],
  },
  { path: 'electron/core/providers/history-reader.ts', may: shared },
  {
    path: 'electron/core/providers/registry.ts',
    may: ['electron/core/providers/*/', 'electron/core/providers/provider.ts', ...shared],
  },
  {
    path: 'electron/core/providers/conformance.ts',
    may: ['electron/core/providers/conformance/', ...port, ...shared],
  },
  { path: 'electron/core/providers/conformance/', may: [...port, ...shared] },
  { path: 'electron/core/providers/operations/', may: [...port, ...shared], packages: ['node:'] },
  { path: 'electron/core/providers/sheet/', may: [...port, ...shared] },
  {
    path: 'electron/core/providers/*/',
    may: [
      ...wires.map((wire) => `electron/core/providers/$1/${wire}/`),
      'electron/core/providers/$1/map/',
      'electron/core/providers/operations/',
      'electron/core/providers/sheet/',
      ...port,
      net,
      ...shared,
    ],
    packages: ['node:'],
  },
  { path: 'electron/core/consoles/', may: shared, packages: ['node:'] },
  { path: 'electron/core/store/', may: [...port, ...shared], packages: ['node:', 'zod'] },
  { path: 'electron/core/inventory/', may: [...port, ...shared] },
  { path: 'electron/core/query/', may: ['electron/core/inventory/', ...port, ...shared] },
  {
    path: 'electron/core/connections/',
    may: [...kept, ...diallers, ...port, ...shared],
    packages: ['node:'],
  },
  {
    path: 'electron/core/tasks/',
    may: ['electron/core/connections/', ...kept, ...port, ...shared],
  },
  {
    path: 'electron/core/api/',
    may: [
      'electron/core/tasks/',
      'electron/core/connections/',
      'electron/core/inventory/',
      'electron/core/query/',
      'electron/core/consoles/',
      'electron/core/store/',
      `${net}read-authority.ts`,
      ...port,
      ...shared,
    ],
    packages: ['node:'],
  },
  { path: 'electron/core/host.ts', may: ['electron/core/providers/provider.ts', ...shared] },
  { path: 'electron/core/log.ts', may: ['electron/core/providers/provider.ts', ...shared] },
  { path: 'electron/core/clock.ts', may: ['shared/contract/'] },
  { path: 'electron/core/', may: ['electron/core/**', ...shared], packages: ['node:'] },
];

/** @type {readonly Zone[]} */
const hostZones = [
  { path: 'electron/demo/', may: ['shared/model/', 'assets/'], packages: ['node:', 'saxes', 'ws'] },
  {
    path: 'electron/hosting/',
    may: ['electron/core/start.ts', 'electron/core/host.ts', 'electron/demo/', ...shared],
    packages: ['node:', 'zod'],
  },
  { path: 'electron/browser/', may: ['electron/hosting/', ...shared], packages: ['node:', 'ws'] },
  {
    path: 'electron/dev/',
    may: [
      'electron/browser/',
      'electron/hosting/',
      'electron/core/start.ts',
      'electron/core/host.ts',
      'electron/core/log.ts',
      'package.json',
      ...shared,
    ],
    packages: ['node:', 'vite'],
  },
  {
    path: 'electron/dev.ts',
    may: ['electron/dev/', 'electron/browser/', 'electron/hosting/'],
    packages: ['node:'],
  },
  {
    path: 'electron/shell/',
    may: ['electron/hosting/', 'electron/core/host.ts', ...shared],
    packages: ['node:', 'electron', 'zod'],
  },
  { path: 'electron/preload.ts', may: [], packages: ['electron'] },
  {
    path: 'electron/main.ts',
    may: [
      'electron/shell/',
      'electron/hosting/',
      'electron/core/start.ts',
      'electron/core/log.ts',
      ...shared,
    ],
    packages: ['node:', 'electron'],
  },
  {
    path: 'electron/browser.ts',
    may: [
      'electron/browser/',
      'electron/hosting/',
      'electron/core/start.ts',
      'electron/core/log.ts',
      'package.json',
      ...shared,
    ],
    packages: ['node:'],
  },
];

/** @type {readonly Zone[]} */
const pageZones = [
  { path: 'renderer/theme/', may: [], packages: react },
  { path: 'renderer/i18n/', may: [], packages: ['react'] },
  { path: 'renderer/format/', may: ['renderer/i18n/', ...shared] },
  {
    path: 'renderer/ui/',
    // The model: an icon and a name for every kind and state.
    may: [
      'renderer/theme/',
      'renderer/i18n/',
      'renderer/format/',
      'shared/model/',
      'shared/query/',
      'shared/export/',
    ],
    packages: [...react, '@tanstack/react-virtual'],
  },
  {
    path: 'renderer/bridge/',
    may: ['renderer/state/', 'renderer/i18n/', ...shared],
    packages: ['react', 'zustand', '@tanstack/react-query'],
  },
  {
    path: 'renderer/state/',
    may: [
      'renderer/bridge/',
      'renderer/format/',
      'renderer/i18n/',
      'shared/model/',
      'shared/query/',
      'shared/export/',
      'shared/contract/',
    ],
    packages: ['react', 'zustand', '@tanstack/react-query', '@leeoniya/ufuzzy', 'zod'],
  },
  {
    path: 'renderer/actions/',
    may: [
      'renderer/state/',
      'renderer/bridge/',
      ...pageBase,
      'shared/model/',
      'shared/query/',
      'shared/export/',
      'shared/contract/',
    ],
    packages: ['react', 'zustand'],
  },
  {
    path: 'renderer/features/console/',
    may: [
      'renderer/state/',
      'renderer/actions/',
      'renderer/bridge/',
      ...pageBase,
      'shared/model/',
      'shared/link/',
      'shared/contract/',
    ],
    packages: [...react, '@novnc/novnc'],
  },
  {
    path: 'renderer/features/*/',
    may: [
      'renderer/state/',
      'renderer/actions/',
      'renderer/bridge/',
      ...pageBase,
      'shared/model/',
      'shared/query/',
      'shared/export/',
      'shared/contract/',
    ],
    packages: [...react, '@tanstack/react-virtual', '@tanstack/react-query', 'zustand'],
  },
  {
    path: 'renderer/testing/',
    may: ['renderer/**', ...shared],
    packages: ['react', '@emotion/cache', '@emotion/react', 'zustand'],
  },
  {
    path: 'renderer/',
    may: ['renderer/**', 'shared/model/', 'shared/query/', 'shared/export/', 'shared/contract/'],
    packages: [...react, '@tanstack/react-query', 'react-resizable-panels'],
  },
];

/** @type {readonly Zone[]} */
const toolZones = [
  {
    path: 'e2e/',
    may: ['electron/demo/', ...shared],
    packages: [
      'node:',
      '@playwright/test',
      '@axe-core/playwright',
      'vite',
      'ws',
      'a computed path',
    ],
  },
  {
    path: 'bench/',
    may: ['electron/**', 'renderer/**', 'assets/', 'peers/', ...shared],
    packages: ['node:', 'saxes', 'undici', 'vite', '@playwright/test', 'react', 'react-dom'],
  },
  { path: 'soak/', may: ['electron/**', ...shared], packages: ['node:'], usesTests: true },
  {
    path: 'peers/',
    may: ['electron/**', 'soak/', ...shared],
    packages: ['node:', 'vitest', 'a computed path'],
  },
];

const withTexts = [...sharedZones, ...coreZones, ...hostZones, ...pageZones, ...toolZones];

/** Every zone may make and show texts; the catalogue itself imports nothing. */
export const zones = withTexts.map((zone) => ({ ...zone, may: [...zone.may, 'shared/i18n/'] }));
