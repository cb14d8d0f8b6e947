import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  billOfMaterials,
  notePackages,
  notices,
  packageFolder,
  readParts,
} from './lib/third-party.mjs';

it('knows the package of a module by its path, on every system', () => {
  expect(packageFolder('/w/node_modules/zod/v4/index.js')).toBe('/w/node_modules/zod');
  expect(packageFolder('\0/w/node_modules/a/node_modules/@b/c/d.js?x')).toBe(
    '/w/node_modules/a/node_modules/@b/c',
  );
  expect(packageFolder('C:\\w\\node_modules\\ws\\lib\\a.js')).toBe('C:\\w\\node_modules\\ws');
  expect(packageFolder('/w/electron/main.ts')).toBeNull();
});

it('names each package of the bundles once, with the text of its licence', () => {
  const folders = new Set<string>();
  const moduleIds = ['ws/lib/a.js', 'ws/lib/b.js', '@mui/material/Alert.js', 'saxes/saxes.js'].map(
    (path) => `${process.cwd()}/node_modules/${path}`,
  );
  notePackages(folders).generateBundle({}, { 'main.js': { moduleIds }, 'index.css': {} });
  const parts = readParts(folders);
  expect(parts.map(({ name }) => name)).toEqual(['@mui/material', 'saxes', 'ws']);
  expect(notices(parts)).toMatch(/ws [\d.]+ \(MIT\)[^]*Permission is hereby granted/);
  const { components } = billOfMaterials({ name: 'moref', version: '1', license: 'MIT' }, parts);
  expect(components.map(({ purl }) => purl)[0]).toMatch(/^pkg:npm\/%40mui\/material@\d/);
});

it('calls every package by a licence that packages of the program may have', () => {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly devDependencies: Record<string, string>;
  };
  const inside = ['zod', 'ws', 'undici', 'saxes', 'fflate', 're2js'];
  expect(inside.every((name) => name in devDependencies)).toBe(true);
  const parts = readParts(inside.map((name) => `node_modules/${name}`));
  expect(parts.every(({ licence }) => /^(MIT|ISC|BSD-\d-Clause|Apache-2\.0)$/.test(licence))).toBe(
    true,
  );
  expect(readdirSync('node_modules')).toEqual(expect.arrayContaining(inside));
});
