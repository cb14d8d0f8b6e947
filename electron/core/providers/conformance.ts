import { afterEach, beforeEach, describe } from 'vitest';
import { mishapTests } from './conformance/mishaps.ts';
import { objectTests } from './conformance/objects.ts';
import { operationTests } from './conformance/operations.ts';
import { ServerUnderTest, type ConformanceOptions } from './conformance/server-under-test.ts';
import { sessionTests } from './conformance/sessions.ts';

/** The battery of tests that every family passes. */
export function describeConformance(name: string, options: ConformanceOptions): void {
  const on = new ServerUnderTest(options);
  describe(`conformance: ${name}`, { timeout: 40_000 }, () => {
    beforeEach(() => on.start());
    afterEach(() => on.end());
    sessionTests(on);
    objectTests(on);
    operationTests(on);
    mishapTests(on);
  });
}
