import process from 'node:process';
import { findDuplicates } from './lib/duplicate-check.mjs';
import { readSources } from './lib/source-files.mjs';

/** Checks that no twelve lines of the program stand twice. */
const tests = /\/testing\/|\.(?:test|process|spec)\.tsx?$|^e2e\/|\.gen\.ts$/;
/**
 * A second opinion on purpose: the demo server reads the model of the Automation API by itself, so that a mistake in the client's reading
 * is not made on both sides.
 */
const ownOpinion = 'electron/demo/vapi/model/type.ts';

const files = new Map(
  [...readSources()].filter(([path]) => !tests.test(path) && path !== ownOpinion),
);
const found = findDuplicates(files);
for (const one of found) console.error(one);
console.log(`Duplicates: ${files.size} files, ${found.length} pairs of twelve lines or more.`);
process.exit(found.length === 0 ? 0 : 1);
