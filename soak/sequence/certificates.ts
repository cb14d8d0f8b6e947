import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { readAuthoritiesAgain } from '#core/net/authorities.ts';
import { makeCertificate, type Certificate } from '../../electron/demo/server/certificate.ts';
import { realTime } from '../time/install.ts';

const authorities = getCACertificates('default');
const own: string[] = [];
let count = 0;

/** A certificate of a server's own. @param verifies whether everybody in this process takes it, as one of a known authority */
export function newCertificate(verifies: boolean): Certificate {
  // TLS judges by the system's time.
  count += 1;
  // OpenSSL does not reliably find one of several authorities of the same name.
  const certificate = makeCertificate(new realTime.date(), `server-${count}.example`);
  if (verifies) {
    own.push(certificate.cert);
    setDefaultCACertificates([...authorities.slice(0, 1), ...own.slice(-50)]);
    readAuthoritiesAgain();
  }
  return certificate;
}
