import { randomUUID, X509Certificate } from 'node:crypto';
import { on } from '../server/call.ts';
import type { Call, Service } from '../server/call.ts';
import { invalidArgument, message, VapiError } from '../wire/error.ts';
import { requireContentRight } from './content-library.ts';

/** `com.vmware.content.trusted_certificates`: whose signatures libraries believe. */

const stores = new WeakMap<object, Map<string, string>>();

function storeOf({ world }: Call): Map<string, string> {
  const { estate } = world.vim;
  const found = stores.get(estate) ?? new Map<string, string>();
  stores.set(estate, found);
  return found;
}

/** @throws VapiError not_found */
function certificateOf(call: Call, id: string): string {
  const text = storeOf(call).get(id);
  if (text === undefined)
    throw new VapiError('not_found', [
      message('com.vmware.vdcs.certs.not_found', `The certificate ${id} was not found.`, [id]),
    ]);
  return text;
}

/** @throws VapiError invalid_argument for what is no certificate */
function requireCertificate(text: string): void {
  try {
    void new X509Certificate(text).subject;
  } catch {
    const words = 'The text is no X.509 certificate.';
    throw invalidArgument('com.vmware.vdcs.certs.invalid_certificate', words);
  }
}

interface ById {
  readonly certificate: string;
}

export const trustedCertificates: Service = {
  list: (call) => ({
    certificates: [...storeOf(call)].map(([certificate, text]) => ({
      certificate,
      cert_text: text,
    })),
  }),
  get: on(({ certificate }: ById, call) => ({ cert_text: certificateOf(call, certificate) })),
  create: on(({ spec }: { readonly spec: { readonly cert_text: string } }, call) => {
    requireContentRight(call, 'AddCertToTrustStore');
    requireCertificate(spec.cert_text);
    const store = storeOf(call);
    if ([...store.values()].includes(spec.cert_text))
      throw new VapiError('already_exists', [
        message('com.vmware.vdcs.certs.already_exists', 'The certificate is trusted already.'),
      ]);
    const id = randomUUID();
    store.set(id, spec.cert_text);
    return id;
  }),
  delete: on(({ certificate }: ById, call) => {
    requireContentRight(call, 'DeleteCertFromTrustStore');
    certificateOf(call, certificate);
    storeOf(call).delete(certificate);
  }),
};
