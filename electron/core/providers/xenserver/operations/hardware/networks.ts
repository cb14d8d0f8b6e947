import type { Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../../../provider.ts';
import { follow, list, reference, references } from '../../map/read.ts';

/**
 * A network of virtual functions of a card (SR-IOV): its adapters come and go with the power of their machine. By its first interface,
 * as the server looks: the function's own, or a VLAN on top of one (xapi_network_sriov_helpers.ml).
 */
export function isSriov(network: Ref | undefined, lookup: Lookup): boolean {
  const [first] = network === undefined ? [] : references(lookup.get(network), 'PIFs');
  if (first === undefined) return false;
  const pif = lookup.get(first);
  const tagged = follow(lookup, follow(lookup, pif, 'VLAN_master_of'), 'tagged_PIF');
  return [pif, tagged].some((one) => list(one, 'sriov_logical_PIF_of').length > 0);
}

/** Whether a host can give a machine the network. One without interfaces belongs to each host by itself. */
export function hasNetwork(host: Ref, network: Ref, lookup: Lookup): boolean {
  const interfaces = references(lookup.get(network), 'PIFs');
  return (
    interfaces.length === 0 ||
    interfaces.some((pif) => reference(lookup.get(pif)?.['host']) === host)
  );
}
