import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { checkTexts } from './lib/text-check.mjs';
import { fromRoot } from './lib/paths.mjs';

/** Checks that what a person reads is of the catalogue (docs/decisions/0014-texts-are-data-until-somebody-reads-them.md). */
const folders = ['shared', 'electron/core', 'electron/shell', 'electron/hosting', 'renderer'];
/** What a terminal says is English, like the log: the command line, and what becomes of it. */
const terminal = /^electron\/hosting\/(?:options|start-failure|export\/[^/]+)\.ts$/;
const catalogue = /^shared\/i18n\/[a-z]{2}\//;
const tests = /\/testing\/|\.(?:test|process)\.tsx?$/;
const files = new Map(
  folders.flatMap((folder) =>
    readdirSync(fromRoot(folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter(
        (path) =>
          /\.tsx?$/.test(path) && ![catalogue, tests, terminal].some((one) => one.test(path)),
      )
      .map((path) => [path, readFileSync(fromRoot(path), 'utf8')]),
  ),
);
const found = checkTexts(files);
for (const one of found) console.error(one);
console.log(`Texts: ${files.size} files, ${found.length} that are not of the catalogue.`);
process.exit(found.length === 0 ? 0 : 1);
