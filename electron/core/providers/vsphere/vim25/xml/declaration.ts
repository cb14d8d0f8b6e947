import { NotWellFormed } from './character-data.ts';

const S = '[ \\t\\r\\n]';
const pair = (name: string, value: string): string =>
  `${S}+${name}${S}*=${S}*(?:"(${value})"|'(${value})')`;
const DECLARATION = new RegExp(
  `^${pair('version', '1\\.[0-9]+')}(?:${pair('encoding', '[A-Za-z][A-Za-z0-9._-]*')})?(?:${pair('standalone', 'yes|no')})?${S}*$`,
);

/**
 * Checks what stands between `<?xml` and `?>`.
 * @returns why the document cannot be read, or null
 * @throws NotWellFormed
 */
export function refusedDeclaration(content: string): string | null {
  const found = DECLARATION.exec(content);
  if (found === null) throw new NotWellFormed('the XML declaration is malformed');
  const [, version = found[2], , encoding = found[4]] = found;
  // Later versions have other line ends and characters; SOAP knows version 1.0 only.
  if (version !== '1.0') return `XML ${version?.slice(0, 40)} is not supported, only 1.0`;
  if (encoding === undefined || /^(utf-8|us-ascii)$/i.test(encoding)) return null;
  return `the encoding ${encoding.slice(0, 40)} is not supported, only UTF-8`;
}
