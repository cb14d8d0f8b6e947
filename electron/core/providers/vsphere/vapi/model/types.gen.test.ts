import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generateTypes } from '../../../../../../scripts/generate-vapi-types.mjs';
import { MODEL_DATA } from './model-data.ts';

test('types.gen.ts is what the generator makes of the model', () => {
  const file = readFileSync(new URL('../types.gen.ts', import.meta.url), 'utf8');
  expect(file === generateTypes(MODEL_DATA), 'run node scripts/generate-vapi-types.mjs').toBe(true);
});
