import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerForm } from '../rpc/media-types.ts';
import { RECORDED, recorded } from '../testing/recorded.ts';
import { outcomeOf } from '../testing/recorded-outcome.ts';

// Answers of the HTTP front, not of the protocol: they are refused by their status or type.
const OUTSIDE = RECORDED.filter(
  ({ response }) => answerForm(response.headers['content-type'] ?? '') === undefined,
).map(({ name }) => name);
const ANSWERS = RECORDED.filter(({ name }) => !OUTSIDE.includes(name));

/** Text that differs where bigint and number do. */
function text(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, item: unknown) => (typeof item === 'bigint' ? `bigint ${item}` : item),
    1,
  );
}

describe('recorded answers', () => {
  test('there are recordings of both runtimes', () => {
    expect(ANSWERS.filter(({ name }) => name.startsWith('python/')).length).toBeGreaterThan(80);
    expect(ANSWERS.filter(({ name }) => name.startsWith('go/')).length).toBeGreaterThan(20);
    expect(OUTSIDE).toEqual(['python/205-jsonrpc-notification', 'python/208-content-type']);
  });

  test.each(ANSWERS)('$name', async (exchange) => {
    const result = await outcomeOf(exchange);
    const isError = /error-|-not-found$|bad-session|expired/.test(exchange.name);
    if (exchange.response.headers['vapi-error'] !== undefined) {
      expect(result).toMatchObject({ error: { type: exchange.response.headers['vapi-error'] } });
    } else if (isError && !exchange.name.includes('stream')) {
      expect(Object.keys(result)[0]).toMatch(/error|rpc/);
    }
    // Nothing of a declared structure is left over.
    expect(text(result)).not.toMatch(/"(STRUCTURE|OPTIONAL|ERROR|SECRET|\$unknown)":/);
    const shown =
      'rpc' in result
        ? { rpc: [result.rpc.code, result.rpc.message] }
        : 'error' in result && result.error !== undefined
          ? { ...result, error: [result.error.type, result.error.message] }
          : result;
    // Long lists and definitions say no more than short ones.
    if (exchange.response.body.length > 10_000) return;
    const golden = `../testdata/golden/${exchange.name}.golden`;
    await expect(text(shown)).toMatchFileSnapshot(golden);
  });

  test('clean JSON says the same as specialised, but for what it cannot say', async () => {
    const clean = await outcomeOf(recorded('python/231-clean-json-get'));
    const specialised = await outcomeOf(recorded('python/022-vm-get'));
    // The empty map is an empty list in clean JSON as this server writes it.
    expect(clean).toEqual(specialised);
    const { error } = (await outcomeOf(recorded('python/232-clean-json-error'))) as {
      readonly error?: unknown;
    };
    expect(error).toMatchObject({
      type: 'com.vmware.vapi.std.errors.not_found',
      message: 'vm with identifier ‘vm-999’ does not exist.'.replaceAll(/[‘’]/g, "'"),
    });
  });

  test('a 64-bit integer keeps its last digit', async () => {
    const result = await outcomeOf(recorded('python/022-vm-get'));
    expect(result).toMatchObject({
      output: { nics: { '4000': { backing: { connection_cookie: 9007199254740993n } } } },
    });
  });

  test('where a stream is cut makes no difference', async () => {
    const exchange = recorded('go/go-040-stream');
    const whole = await outcomeOf(exchange);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 10 }),
        async (sizes) => {
          expect(await outcomeOf(exchange, exchange.response.body, sizes)).toEqual(whole);
        },
      ),
      { numRuns: 50 },
    );
  });
});
