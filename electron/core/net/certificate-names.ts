import type { X509Certificate } from 'node:crypto';

/** Subject and issuer in one line each: `CN=vc.example.org, O=Example`. */
export function certificateNames({
  subject,
  issuer,
}: Pick<X509Certificate, 'subject' | 'issuer'>): {
  readonly subject: string;
  readonly issuer: string;
} {
  return { subject: oneLine(subject), issuer: oneLine(issuer) };
}

/** X509Certificate writes a line for each part. An old certificate may have no name at all. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}
