import { describe, expect, it } from 'vitest';
import { failureAsError, toException } from './errors.ts';
import {
  XapiEncodeError,
  XapiFailure,
  XapiTrustError,
  XapiUnsupportedError,
} from './xapi/errors.ts';

const vm = 'OpaqueRef:1';
const context = {
  doing: 'Power on web-01',
  name: 'web-01',
  nameOf: (opaque: string) =>
    opaque === vm ? 'web-01' : opaque === 'OpaqueRef:2' ? 'NFS' : undefined,
};

describe('a failure of XAPI', () => {
  it.each([
    [
      ['VM_BAD_POWER_STATE', vm, 'Halted', 'Running'],
      'conflict',
      'web-01 is running, and has to be halted for it.',
    ],
    [['HANDLE_INVALID', 'VM', 'OpaqueRef:9'], 'missing', 'web-01 is not on the server any more.'],
    [['HANDLE_INVALID', 'SR', 'OpaqueRef:2'], 'missing', 'NFS, which is needed for it'],
    [['UUID_INVALID', 'VM', 'x'], 'missing', 'web-01 is not on the server any more.'],
    [['RBAC_PERMISSION_DENIED', 'VM.start', 'no'], 'denied', 'lacks the permission VM.start'],
    [
      ['OTHER_OPERATION_IN_PROGRESS', 'VM', vm, 'clean_shutdown'],
      'conflict',
      'web-01 (clean_shutdown)',
    ],
    [['SR_FULL', '10', '5'], 'conflict', 'the storage is full'],
    [['SESSION_AUTHENTICATION_FAILED', 'root', 'no'], 'auth', 'user name and password'],
    [['VDI_NOT_MANAGED', 'OpaqueRef:2'], 'fault', 'vdi not managed (vdi: NFS).'],
    [['SOMETHING_NEW', 'a', ''], 'fault', 'something new (a).'],
    [['PIF_ALREADY_BONDED', 'x'], 'conflict', 'pif already bonded'],
  ] as const)('%s', (description, kind, text) => {
    const error = failureAsError(new XapiFailure(description), context);
    expect(error).toMatchObject({ kind, native: { type: description[0] } });
    expect(error.message).toContain('Power on web-01 failed: ');
    expect(error.message).toContain(text);
  });

  it('keeps its parameters by name', () => {
    const failure = new XapiFailure(['VM_BAD_POWER_STATE', vm, 'Halted', 'Running', 'more']);
    expect(failureAsError(failure, context).native?.members).toEqual({
      vm,
      expected: 'Halted',
      actual: 'Running',
      parameters: ['more'],
    });
  });

  it('that says cancelled is none', () => {
    const error = failureAsError(new XapiFailure(['TASK_CANCELLED', 'x']), context);
    expect(error).toMatchObject({ kind: 'cancelled', message: 'Power on web-01 was cancelled.' });
  });
});

it('what does not fit the API is invalid, what nobody foresaw a bug', () => {
  expect(toException(new XapiEncodeError('no'), context).data.kind).toBe('invalid');
  for (const Unmendable of [XapiTrustError, XapiUnsupportedError])
    expect(toException(new Unmendable('Do this.'), context).data).toEqual({
      kind: 'invalid',
      message: 'Power on web-01 failed: Do this.',
    });
  expect(toException(new TypeError('x'), context).data.kind).toBe('bug');
  expect(toException(new DOMException('x', 'AbortError'), context).data.kind).toBe('cancelled');
});
