import { languageFor } from '#shared/i18n/language.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import { render } from '#shared/i18n/render.ts';
import { XmlError } from './vim25/xml/xml-reader.ts';
import { spoken } from '#shared/i18n/testing/spoken.ts';
import { describe, expect, it } from 'vitest';
import { MorefException } from '#shared/model/error.ts';
import {
  CancelledError,
  CertificateError,
  HttpStatusError,
  TimeoutError,
  UnreachableError,
} from '../../net/errors.ts';
import { toException } from './errors.ts';
import { SoapError, VimFault } from './vim25/soap/soap-error.ts';
import type { VimRecord } from './vim25/values.ts';

const context = { doing: 'Power off web-01', name: 'web-01' };
const fault = (type: string, members: Omit<VimRecord, '$type'> = {}, text = '') =>
  new VimFault(text, { $type: type, ...members }, 'PowerOffVM_Task');
const errorOf = (thrown: unknown, more: object = {}) =>
  spoken(toException(thrown, { ...context, ...more }).data);

describe('vSphere errors', () => {
  it.each([
    ['InvalidLogin', 'auth'],
    ['NotAuthenticated', 'auth'],
    ['NoPermission', 'denied'],
    ['InvalidPowerState', 'conflict'],
    ['InvalidState', 'conflict'],
    ['InvalidHostState', 'conflict'],
    ['TaskInProgress', 'conflict'],
    ['ToolsUnavailable', 'conflict'],
    ['DuplicateName', 'conflict'],
    ['ConcurrentAccess', 'conflict'],
    ['ManagedObjectNotFound', 'missing'],
    ['InvalidName', 'invalid'],
    ['InvalidArgument', 'invalid'],
    // By its base, InvalidRequest.
    ['InvalidType', 'invalid'],
    ['RequestCanceled', 'cancelled'],
    ['InsufficientMemoryResource', 'fault'],
    ['FaultOfANewerServer', 'fault'],
  ])('%s is %s', (type, kind) => {
    expect(errorOf(fault(type))).toMatchObject({ kind, native: { type } });
  });

  it.each([
    [fault('InvalidPowerState', { existingState: 'poweredOff' }), 'web-01 is powered off.'],
    [
      fault('NoPermission', { privilegeId: 'VirtualMachine.Interact.PowerOff' }),
      'the account lacks the privilege VirtualMachine.Interact.PowerOff on web-01. Ask for it, or use another account.',
    ],
    [
      fault('NoPermission', {
        missingPrivileges: [
          { $type: 'NoPermissionEntityPrivileges', privilegeIds: ['A.B', 'C.D'] },
        ],
      }),
      'the account lacks the privilege A.B, C.D on web-01. Ask for it, or use another account.',
    ],
    [
      fault('DuplicateName', { name: 'web-02' }),
      'there is an object with the name “web-02” in this place already. Choose another name.',
    ],
    [fault('GenericVmConfigFault', {}, 'Disk is locked.'), 'Disk is locked.'],
    [fault('InsufficientMemoryResource'), 'the server reports InsufficientMemoryResource.'],
  ])('%s reads as a sentence', (thrown, rest) => {
    expect(errorOf(thrown).message).toBe(`Power off web-01 failed: ${rest}`);
  });

  it.each(['InvalidLogin', 'PasswordExpired'])('%s asks for a person at a login alone', (type) => {
    expect(errorOf(fault(type), { login: true }).retryable).toBeUndefined();
    expect(errorOf(fault(type))).toMatchObject({ kind: 'auth', retryable: true });
  });

  it('keeps the fault for the details, without its wrapping', () => {
    const thrown = fault('InvalidPowerState', {
      existingState: 'poweredOff',
      faultMessage: [],
      faultCause: { $type: 'LocalizedMethodFault' },
    });
    expect(errorOf(thrown).native).toEqual({
      type: 'InvalidPowerState',
      members: { existingState: 'poweredOff' },
    });
  });

  it('takes a missing permission at login for a refused login', () => {
    expect(errorOf(fault('NoPermission'), { login: true }).kind).toBe('auth');
  });

  it.each([
    [new TimeoutError({ id: 'Late.' }), { kind: 'timeout', retryable: true }],
    [
      new UnreachableError({ id: 'Gone.' }, 'ECONNREFUSED'),
      { kind: 'unreachable', retryable: true },
    ],
    [new HttpStatusError({ id: 'Starting.' }, 503), { kind: 'unreachable', retryable: true }],
    [new HttpStatusError({ id: 'Not there.' }, 404), { kind: 'invalid' }],
    [new CancelledError(), { kind: 'cancelled' }],
    [
      new SoapError({ id: 'Not SOAP.' }),
      { kind: 'fault', message: 'Power off web-01 failed: Not SOAP.' },
    ],
    [new TypeError('x is undefined'), { kind: 'bug' }],
  ])('%s', (thrown, expected) => {
    expect(errorOf(thrown)).toMatchObject(expected);
  });

  it('passes on what is an error of ours already', () => {
    const ours = new MorefException({ kind: 'missing', message: 'Gone.' });
    expect(toException(ours, context)).toBe(ours);
  });

  it.each([
    [null, 'untrusted', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'],
    ['AB:CD', 'changed', 'PIN_MISMATCH', 'not the certificate that was trusted before'],
    [null, 'untrusted', 'SOMETHING_NEW', 'SOMETHING_NEW'],
  ])('a certificate, pinned %s, is %s', (pinned, reason, code, verification) => {
    const presented = {
      fingerprint256: 'EF:01',
      subject: 'CN=vc',
      issuer: 'CN=vc',
      subjectAltNames: 'DNS:vc.example.org, IP Address:10.0.0.5',
      validFrom: 'Nov 21 08:00:00 2026 GMT',
      validTo: 'Nov 21 08:00:00 2028 GMT',
      selfSigned: true,
    };
    const thrown = new CertificateError({ id: 'No.' }, { presented, pinned, reasons: [code] });
    expect(errorOf(thrown)).toEqual({
      kind: 'certificate',
      message: 'No.',
      certificate: {
        reason,
        presented: {
          fingerprint: 'EF:01',
          subject: 'CN=vc',
          issuer: 'CN=vc',
          altNames: ['DNS:vc.example.org', 'IP Address:10.0.0.5'],
          validFrom: Date.UTC(2026, 10, 21, 8),
          validTo: Date.UTC(2028, 10, 21, 8),
        },
        ...(pinned !== null && { pinned }),
        verification,
      },
    });
  });

  it('speaks the language of whoever reads it, down to the diagnosis of the protocol', () => {
    const thrown = new XmlError(
      say('xml.malformed', { problem: say('xml.ends.element', { element: 'a' }), byte: 7 }),
    );
    const { message } = toException(thrown, context).data;
    expect(render(message, languageFor('de', ['de-DE']))).toBe(
      'Power off web-01 ist fehlgeschlagen: Die Antwort ist kein wohlgeformtes XML: sie endet innerhalb von <a> (Byte 7).',
    );
  });
});
