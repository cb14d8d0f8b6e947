/** Names whose case matters, by their lower-case form; all others are lower case. */
const CASES: Readonly<Record<string, string>> = {
  opid: 'opId',
  actid: 'actId',
  $showunreleasedapis: '$showUnreleasedAPIs',
  $useragent: '$userAgent',
  $donotroute: '$doNotRoute',
  vmwaresessionid: 'vmwareSessionId',
  activationid: 'ActivationId',
};

/**
 * The application context as the body has it: well-known members spelled right, others in lower case.
 * @param opId names the call in the server's logs
 */
export function applicationContext(
  opId: string,
  members: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const named = Object.entries(members).map(([name, value]) => {
    const lower = name.toLowerCase();
    return [Object.hasOwn(CASES, lower) ? CASES[lower] : lower, value];
  });
  return { opId, ...(Object.fromEntries(named) as Readonly<Record<string, string>>) };
}

/** The same as headers, for those who do not read bodies. What no header can carry is in the body only. */
export function contextHeaders(
  context: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const headers = Object.entries(context)
    .filter(([name, value]) => isHeaderName(name) && isHeaderText(value))
    .map(([name, value]) => [`vapi-ctx-${name.toLowerCase()}`, value]);
  return Object.fromEntries(headers) as Readonly<Record<string, string>>;
}

/** `vapi-service` and `vapi-operation`: both or none. */
export function operationHeaders(
  service: string,
  operation: string,
): Readonly<Record<string, string>> {
  return isHeaderText(service) && isHeaderText(operation)
    ? { 'vapi-service': service, 'vapi-operation': operation }
    : {};
}

function isHeaderName(name: string): boolean {
  return /^[\w.$-]+$/.test(name);
}

/** Printable ASCII without spaces around it, which HTTP would take away. */
function isHeaderText(text: string): boolean {
  return /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text);
}
