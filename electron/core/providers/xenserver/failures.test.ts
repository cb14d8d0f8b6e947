import { inEnglish } from '#shared/i18n/english.ts';
import { spoken } from '#shared/i18n/testing/spoken.ts';
import { describe, expect, it } from 'vitest';
import { failureTexts } from './failure-texts.ts';
import { describeFailure } from './failures.ts';
import { apiModel } from './xapi/model/api-model.ts';
import { failureAsError, toException } from './errors.ts';
import {
  XapiEncodeError,
  XapiFailure,
  XapiTrustError,
  XapiUnsupportedError,
} from './xapi/errors.ts';

const vm = 'OpaqueRef:1';
/** Met on the wire, and not in the list of the documentation. */
const extra: ReadonlySet<string> = new Set([
  'OBJECT_NOLONGER_EXISTS',
  'VDI_IS_SHARABLE',
  'VM_IS_SNAPSHOT',
  'VM_NO_TOOLS',
]);
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
    [['VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION'], 'fault', 'vdi on boot mode incompatible'],
    [['VDI_NOT_IN_MAP', 'OpaqueRef:2'], 'fault', 'vdi not in map (vdi: NFS).'],
    [['VM_REQUIRES_SR', vm, 'OpaqueRef:2'], 'conflict', 'have the storage NFS that web-01 needs.'],
    [['VM_REQUIRES_SR', vm, 'OpaqueRef:7'], 'conflict', 'have the storage that web-01 needs.'],
    [['SR_HAS_NO_PBDS', 'OpaqueRef:7'], 'fault', 'the storage is attached to no host.'],
    [
      ['SR_BACKEND_FAILURE_46', '', 'The VDI is not available [opterr=x]', ''],
      'fault',
      'reports an error: The VDI is',
    ],
    [['SR_BACKEND_FAILURE_1200'], 'fault', 'the storage reports an error.'],
    [
      ['CANNOT_EVACUATE_HOST', `VM_REQUIRES_SR,${vm},OpaqueRef:2|VM_HAS_VGPU,${vm}`],
      'conflict',
      'not all machines can leave it: the host does not have the storage NFS that web-01 needs. Repair it there, or choose another host. web-01 has a virtual GPU, which ties it to its host.',
    ],
    [['SOMETHING_NEW', 'a', ''], 'fault', 'something new (a).'],
    [['PIF_ALREADY_BONDED', 'x'], 'conflict', 'pif already bonded'],
  ] as const)('%s', (description, kind, text) => {
    const error = failureAsError(new XapiFailure(description), context);
    expect(error).toMatchObject({ kind, native: { type: description[0] } });
    expect(inEnglish(error.message)).toContain('Power on web-01 failed: ');
    expect(inEnglish(error.message)).toContain(text);
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

  it.each([
    ['session.login_with_password', undefined],
    ['event.from', true],
    ['pool.get_all_records', true],
  ])('of the credentials asks for a person where it is a login: %s', (method, retryable) => {
    const failure = new XapiFailure(['SESSION_AUTHENTICATION_FAILED', 'root', 'no'], method);
    const error = failureAsError(failure, context);
    expect(error.kind).toBe('auth');
    expect(error.retryable).toBe(retryable);
  });

  it('that says cancelled is none', () => {
    const error = failureAsError(new XapiFailure(['TASK_CANCELLED', 'x']), context);
    expect(spoken(error)).toMatchObject({
      kind: 'cancelled',
      message: 'Power on web-01 was cancelled.',
    });
  });
});

it('what does not fit the API is invalid, what nobody foresaw a bug', () => {
  expect(toException(new XapiEncodeError({ id: 'no' }), context).data.kind).toBe('invalid');
  const message = 'Power on web-01 failed: Do this.';
  const data = (thrown: Error) => spoken(toException(thrown, context).data);
  expect(data(new XapiUnsupportedError({ id: 'Do this.' }))).toEqual({ kind: 'invalid', message });
  // No other server's certificate becomes trusted by waiting.
  expect(data(new XapiTrustError({ id: 'Do this.' }))).toEqual({
    kind: 'invalid',
    message,
    needsPerson: true,
  });
  expect(toException(new TypeError('x'), context).data.kind).toBe('bug');
  expect(toException(new DOMException('x', 'AbortError'), context).data.kind).toBe('cancelled');
});

/** What the messages that Moref itself calls are documented to fail with has words of its own. */
it('documented failures of the messages that operations call have a text', () => {
  const model = apiModel();
  const called = {
    VM: [
      'start',
      'start_on',
      'clean_shutdown',
      'hard_shutdown',
      'clean_reboot',
      'hard_reboot',
      'suspend',
      'resume',
      'pause',
      'unpause',
      'snapshot',
      'checkpoint',
      'revert',
      'clone',
      'copy',
      'pool_migrate',
      'provision',
      'destroy',
      'set_VCPUs_max',
      'set_memory_limits',
    ],
    VDI: ['destroy', 'resize', 'create'],
    VBD: ['insert', 'eject', 'plug', 'unplug', 'create', 'destroy'],
    VIF: ['plug', 'unplug', 'create', 'destroy'],
    host: ['disable', 'enable', 'evacuate', 'reboot', 'shutdown'],
    task: ['cancel'],
  };
  const codes = Object.entries(called).flatMap(([owner, names]) =>
    names.flatMap((name) => model.message(owner, name)?.errors ?? []),
  );
  expect(codes.length).toBeGreaterThan(60);
  const without = new Set(codes.filter((code) => !Object.hasOwn(failureTexts, code)));
  expect([...without]).toEqual([]);
});

it('texts are sentences of their own, whatever is known', () => {
  for (const [code, text] of Object.entries(failureTexts)) {
    for (const params of [[], [vm, 'OpaqueRef:2', 'x', 'y']]) {
      const said = inEnglish(describeFailure(new XapiFailure([code, ...params]), context));
      expect(said, code).toMatch(/^[a-z0-9]/i);
      expect(said, code).not.toMatch(/undefined| {2}| [.,]/);
    }
    expect(apiModel().errorParams(code) ?? extra.has(code), `${code} exists`).toBeTruthy();
    if (typeof text !== 'function') expect(inEnglish(text), code).toMatch(/\.$/);
  }
});
