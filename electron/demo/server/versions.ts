import { apiVersion } from '../properties/about.ts';

/** vimServiceVersions.xml of vCenter 8.0.2: an internal version first, then the public ones. */

const prior =
  '8.0.2.0 8.0.1.0 8.0.0.2 8.0.0.1 8.0.0.0 7.0.3.2 7.0.3.1 7.0.3.0 7.0.2.1 7.0.2.0 7.0.1.1 7.0.1.0 7.0.0.2 7.0.0.0 6.9.1 6.8.7 6.7.3 6.7.2 6.7.1 6.7 6.5 6.0 5.5 5.1 5.0 4.1 4.0'.split(
    ' ',
  );

/** The version that is applied for the one asked for: an unknown one, perhaps of the future, is the server's own. */
export function appliedVersion(asked: string | undefined): string {
  return asked !== undefined && prior.includes(asked) ? asked : apiVersion;
}

export const versionsDocument = `<?xml version="1.0" encoding="UTF-8" ?><namespaces version="1.0"><namespace><name>urn:vim25</name><version>uA046D008</version><priorVersions>${prior
  .map((version) => `<version>${version}</version>`)
  .join('')}</priorVersions></namespace></namespaces>`;
