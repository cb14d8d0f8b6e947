// Quotes within a string are escaped, so these can only be members.
const MEMBERS =
  /"(SECRET|password|samlToken|accessToken|sessionId)"(\s*:\s*)"[^"\\]*(?:\\.[^"\\]*)*"/g;
const STRINGS = /"[^"\\]*(?:\\.[^"\\]*)*"/g;
const HEADERS: Readonly<Record<string, string>> = {
  'vmware-api-session-id': 'sessionId',
  authorization: 'authorization',
  cookie: 'cookie',
  'set-cookie': 'cookie',
};

/** Secrets that are known, by their text. */
export type KnownSecrets = ReadonlyMap<string, string>;

/**
 * The text of a message with `<name>` in place of each secret: by the names of members, and wherever a known secret is a whole
 * string. All else stays byte for byte.
 */
export function maskBody(text: string, known: KnownSecrets): string {
  const named = text.replaceAll(MEMBERS, (_whole, name: string, colon: string) => {
    const shown = name === 'SECRET' ? 'secret' : name;
    return `"${name}"${colon}"<${shown}>"`;
  });
  if (known.size === 0) return named;
  const masked = named.replaceAll(STRINGS, (literal) => {
    const name = known.get(plain(literal));
    return name === undefined ? literal : `"<${name}>"`;
  });
  // An answer that is no JSON may still repeat what it was sent.
  return /^\s*\{/.test(text) ? masked : maskAnywhere(masked, known);
}

export function maskHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const secret = HEADERS[name.toLowerCase()];
      const text = typeof value === 'object' ? value.join(', ') : (value ?? '');
      return [name, secret === undefined ? text : `<${secret}>`];
    }),
  );
}

function maskAnywhere(text: string, known: KnownSecrets): string {
  let masked = text;
  for (const [secret, name] of known) {
    if (secret !== '') masked = masked.replaceAll(secret, `<${name}>`);
  }
  return masked;
}

function plain(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}
