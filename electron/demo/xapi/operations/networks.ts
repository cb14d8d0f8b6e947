import { isNull } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import { isTrue, listOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';

const interfacesOf = (db: Database, network: Row): readonly Row[] =>
  listOf(network, 'PIFs')
    .map((ref) => db.find('PIF', ref))
    .filter((one) => one !== undefined);

/** A network of virtual functions (SR-IOV), by its first interface: one of the card itself, or a VLAN on top of one. */
export function isSriov(db: Database, network: Row | undefined): boolean {
  const [first] = network === undefined ? [] : interfacesOf(db, network);
  if (first === undefined) {
    return false;
  }
  if (listOf(first, 'sriov_logical_PIF_of').length > 0) {
    return true;
  }
  const tagged = db.find(
    'PIF',
    db.find('VLAN', first.values['VLAN_master_of'])?.values['tagged_PIF'],
  );
  return tagged !== undefined && listOf(tagged, 'sriov_logical_PIF_of').length > 0;
}

/** Whether a host can give a machine the network: one without interfaces is the host's own, and everywhere. */
export function reaches(db: Database, host: Row, network: Row): boolean {
  const interfaces = interfacesOf(db, network);
  return interfaces.length === 0 || interfaces.some((one) => one.values['host'] === host.ref);
}

/** All of the pool's hosts have it. */
export function isEverywhere(db: Database, network: Row): boolean {
  return [...db.all('host')].every((host) => reaches(db, host, network));
}

/** A repository that all hosts see, plugged. */
export function isProperlyShared(db: Database, repository: Row): boolean {
  const plugged = new Set(
    listOf(repository, 'PBDs')
      .map((ref) => db.find('PBD', ref))
      .filter((link) => link !== undefined && isTrue(link, 'currently_attached'))
      .map((link) => link?.values['host']),
  );
  const isShared = isTrue(repository, 'shared') && !isNull(repository.ref);
  return isShared && [...db.all('host')].every(({ ref }) => plugged.has(ref));
}
