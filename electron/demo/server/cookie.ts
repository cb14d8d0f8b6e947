/** In quotes as it was set, or without, as older clients send it. */
const cookiePattern = /(?:^|;\s*)vmware_soap_session=(?:"([^"]*)"|([^";\s]*))/;

/** The session that a request's cookies name. */
export function cookieOf(header = ''): string | undefined {
  const [, quoted, bare] = cookiePattern.exec(header) ?? [];
  return quoted ?? bare;
}
