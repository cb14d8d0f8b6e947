import { text as say } from '#shared/i18n/make-text.ts';
import { NotAllowed, NotWellFormed } from './faults.ts';

const S = '[ \\t\\r\\n]';
const pair = (name: string, value: string): string =>
  `${S}+${name}${S}*=${S}*(?:"(${value})"|'(${value})')`;
const DECLARATION = new RegExp(
  `^${pair('version', '1\\.[0-9]+')}(?:${pair('encoding', '[A-Za-z][A-Za-z0-9._-]*')})?(?:${pair('standalone', 'yes|no')})?${S}*$`,
);

/** Checks what stands between `<?xml` and `?>`. @throws NotWellFormed, NotAllowed */
export function checkDeclaration(content: string): void {
  const found = DECLARATION.exec(content);
  if (found === null) throw new NotWellFormed(say('xml.declaration.malformed'));
  const [, version = found[2], , encoding = found[4]] = found;
  // Later versions have other line ends and characters; SOAP knows version 1.0 only.
  if (version !== '1.0') {
    throw new NotAllowed(say('xml.declaration.version', { version: version?.slice(0, 40) ?? '' }));
  }
  if (encoding !== undefined && !/^(utf-8|us-ascii)$/i.test(encoding)) {
    throw new NotAllowed(say('xml.declaration.encoding', { encoding: encoding.slice(0, 40) }));
  }
}
