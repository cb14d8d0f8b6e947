import { X509Certificate } from 'node:crypto';
import { fingerprintOf, makeCertificate, type Certificate } from '../server/certificate.ts';
import { certificateFor, makeSigningRequest } from '../server/signing-request.ts';
import { VimFault } from '../wire/fault.ts';
import type { Host } from './entity.ts';
import type { Estate } from './estate.ts';
import { hostParts } from './host-parts.ts';

/** The certificates of hosts: made when somebody asks for one. */

/** A host's certificate. */
export function certificateOf(host: Host, estate: Estate): Certificate {
  host.certificate ??= makeCertificate(estate.startTime, host.name);
  return host.certificate;
}

/** SHA-1 with colons, as HostSystem tells it. */
export const thumbprintOf = (host: Host, estate: Estate): string =>
  fingerprintOf(new X509Certificate(certificateOf(host, estate).cert).raw, 'sha1');

/** HostCertificateManagerCertificateInfo. */
export function certificateInfo(host: Host, estate: Estate): object {
  const { issuer, subject, validFrom, validTo } = new X509Certificate(
    certificateOf(host, estate).cert,
  );
  const inOneLine = (name: string): string => name.split('\n').join(',');
  return {
    issuer: inOneLine(issuer),
    subject: inOneLine(subject),
    notBefore: new Date(validFrom),
    notAfter: new Date(validTo),
    status: 'good',
  };
}

/** A request for another certificate of a host, by its name or its address; its key waits. */
export function requestCertificate(host: Host, byAddress: boolean): string {
  const { request, key } = makeSigningRequest({
    organization: 'VMware, Inc.',
    commonName: host.name,
    ...(byAddress && { address: host.address }),
  });
  host.awaitingCertificate = key;
  return request;
}

/** @throws VimFault HostConfigFault for what was not requested */
export function installCertificate(estate: Estate, host: Host, cert: string): Certificate {
  const certificate = certificateFor(host.awaitingCertificate ?? '', cert);
  if (certificate === undefined) {
    throw new VimFault(
      'HostConfigFault',
      'The certificate is not valid, or not for the key of the last request.',
    );
  }
  host.certificate = certificate;
  host.awaitingCertificate = undefined;
  const { certificateManager } = hostParts(host);
  if (certificateManager !== undefined) estate.changed(certificateManager, 'certificateInfo');
  estate.changed(host, 'config.certificate', 'summary.config.sslThumbprint');
  return certificate;
}

const serverCertificates = new WeakMap<Estate, Certificate>();

/** The certificate for which a client encrypts what only the server may read, as the API's signed bytes of its DER. */
export function serverKey(estate: Estate): readonly number[] {
  const certificate = serverCertificates.get(estate) ?? makeCertificate(estate.startTime);
  serverCertificates.set(estate, certificate);
  return [...new Int8Array(new X509Certificate(certificate.cert).raw)];
}
