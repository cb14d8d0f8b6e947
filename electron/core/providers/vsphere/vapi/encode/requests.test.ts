import { describe, expect, test } from 'vitest';
import { Decoders } from '../decode/decoders.ts';
import { acceptHeader } from '../rpc/media-types.ts';
import { applicationContext, contextHeaders, operationHeaders } from '../rpc/app-context.ts';
import { requestBody } from '../rpc/request.ts';
import { canonicalJson } from '../security/canonical.ts';
import type { SecurityContext } from '../security/security-context.ts';
import { callOf, RECORDED, type RecordedCall, type RecordedExchange } from '../testing/recorded.ts';
import { specOf, testCodecs } from '../testing/recorded-outcome.ts';
import { isRecord } from '../values.ts';

// Made to be refused: no client sends these, or they are not of the declared type.
const WRONG =
  /(parse-error|invalid-request|method-not-found|invalid-params|notification|wrong-version|no-id|bad-method|no-params|empty-ctx|no-ctx|no-input|unknown-field|numeric-id|invalid-argument-(missing|type)|unexpected-input|wrong-structure|not-wrapped|header-mismatch|one-header|go-031-echo)/;
const RIGHT = RECORDED.filter((exchange) => !WRONG.test(exchange.name));

/** A recorded input as a caller would give it: decoded by the declaration. */
function inputOf({ params }: RecordedCall): object {
  const { serviceId = '', operationId = '', input } = params ?? {};
  const { parameters, types } = specOf(serviceId, operationId);
  const name = 'operation-input';
  const spec = { name, error: false, fields: parameters, unions: [] };
  const source = {
    structure: (asked: string) => (asked === name ? spec : types.structure(asked)),
    enumValues: () => undefined,
  };
  const decoder = new Decoders(source, 'specialised').of({ kind: 'structure', name });
  const value = decoder(input as never, { depth: 0, secrets: null });
  if (!isRecord(value)) throw new Error('no input');
  return value;
}

function securityOf({ params }: RecordedCall): SecurityContext {
  const { schemeId, sessionId, userName, password, samlToken, accessToken } = (params?.ctx
    ?.securityCtx ?? {}) as Readonly<Record<string, string>>;
  switch (schemeId?.replace('com.vmware.vapi.std.security.', '')) {
    case 'session_id':
      return { scheme: 'session', sessionId: sessionId ?? '' };
    case 'user_pass':
      return { scheme: 'user-password', userName: userName ?? '', password: password ?? '' };
    case 'saml_bearer_token':
      return { scheme: 'saml-bearer', samlToken: samlToken ?? '' };
    case 'oauth':
      return { scheme: 'oauth', accessToken: accessToken ?? '' };
    default:
      return { scheme: 'anonymous' };
  }
}

/**
 * The two things that a request may say or leave out: an unset optional, and the scheme of an anonymous call. What holder-of-key
 * adds is compared in security/vectors.test.ts.
 */
function normal(text: string): string {
  return canonicalJson(
    text
      .replaceAll(/"(?:[^"\\]|\\.)*"\s*:\s*\{\s*"OPTIONAL"\s*:\s*null\s*\}\s*,?\s*/g, '')
      .replaceAll(/,\s*\}/g, '}')
      .replace(/,\s*"securityCtx":\s*\{"schemeId":"[a-z.]*no_authentication"\}/, '')
      .replace(/"securityCtx":\s*\{"schemeId":"[a-z.]*no_authentication"\},/, ''),
  );
}

function reproduce(call: RecordedCall): string {
  const { serviceId: service = '', operationId: operation = '', ctx } = call.params ?? {};
  const spec = specOf(service, operation);
  const value = inputOf(call);
  // The rig’s own service, which is in no model, lets parameters be missing without calling them optional.
  const parameters = service.startsWith('rig.')
    ? spec.parameters.filter(({ name }) => name in value)
    : spec.parameters;
  const input = testCodecs.encode({ ...spec, parameters }, value);
  const { opId = '', ...more } = ctx?.appCtx ?? {};
  const appCtx = applicationContext(opId, more);
  const parts = { id: String(call.id), service, operation, input, appCtx };
  return requestBody({ ...parts, security: securityOf(call) }, 0);
}

function isHolderOfKey(exchange: RecordedExchange): boolean {
  return exchange.request.body.includes('saml_hok_token');
}

describe('recorded requests', () => {
  test('the wrong ones are the minority', () => {
    expect(RIGHT.length).toBeGreaterThan(90);
    expect(RECORDED.length - RIGHT.length).toBeLessThan(30);
  });

  test.each(RIGHT.filter((exchange) => !isHolderOfKey(exchange)))('$name', (exchange) => {
    const call = callOf(exchange);
    if (call === undefined) throw new Error('no call');
    if (exchange.name.includes('session-in-header')) {
      // The same call with its session in a header, which this client never does.
      expect(normal(reproduce(call))).toBe(normal(exchange.request.body.toString()));
      return;
    }
    expect(normal(reproduce(call))).toBe(normal(exchange.request.body.toString()));
  });

  test.each(RIGHT.filter(({ name }) => /python\/[01]\d\d-/.test(name)))(
    'headers of $name',
    (exchange) => {
      const call = callOf(exchange);
      const { serviceId = '', operationId = '', ctx } = call?.params ?? {};
      const wanted = Object.fromEntries(
        Object.entries(exchange.request.headers).filter(([name]) => name.startsWith('vapi-')),
      );
      if (Object.keys(wanted).length === 0) return;
      expect({
        ...operationHeaders(serviceId, operationId),
        ...contextHeaders(applicationContext('', ctx?.appCtx)),
      }).toEqual(wanted);
    },
  );

  test('what is asked for is what the Go client asks for', () => {
    expect(acceptHeader('specialised', true)).toBe(
      'application/json, application/vnd.vmware.vapi.stream.json',
    );
    expect(acceptHeader('clean', true)).toBe(
      'application/json, application/vnd.vmware.vapi.clean.stream.json',
    );
    expect(acceptHeader('clean', false)).toBe(
      'application/json, application/vnd.vmware.vapi.cleanjson',
    );
    expect(acceptHeader('specialised', false)).toBe('application/json');
  });
});

describe('the application context', () => {
  test('well-known members are spelled right in body and headers', () => {
    const context = applicationContext('op-1', {
      ACTID: 'a',
      $useragent: 'x',
      ActivationID: 'b',
      'VCenter-Id': 'c',
      Locale: 'de',
    });
    expect(context).toEqual({
      opId: 'op-1',
      actId: 'a',
      $userAgent: 'x',
      ActivationId: 'b',
      'vcenter-id': 'c',
      locale: 'de',
    });
    expect(contextHeaders(context)).toEqual({
      'vapi-ctx-opid': 'op-1',
      'vapi-ctx-actid': 'a',
      'vapi-ctx-$useragent': 'x',
      'vapi-ctx-activationid': 'b',
      'vapi-ctx-vcenter-id': 'c',
      'vapi-ctx-locale': 'de',
    });
  });

  test('what a header cannot carry is in the body only', () => {
    expect(contextHeaders({ opId: 'a\r\nx: y', locale: 'Zoë', actId: '' })).toEqual({});
    expect(operationHeaders('com.vmware.vcenter.VM', 'lïst')).toEqual({});
  });
});
