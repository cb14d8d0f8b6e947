import type { Translation } from '../catalogue.ts';
import type { poolMessages } from '../en/pools.ts';

export const germanPools = {
  'pool.noAddress': (p) =>
    `${p.server} verweist auf den Poolkoordinator, aber „${p.host}“ ist keine Adresse.`,
  'pool.circles': (p) => `Die Mitglieder des Pools verweisen im Kreis aufeinander: ${p.way}.`,
  'pool.coordinator.unverified': (p) =>
    `${p.from} ist Mitglied eines Pools und verweist auf dessen Koordinator ${p.server}. Dieser legt ein Zertifikat vor, das nicht überprüft werden kann (${p.reason}) und für das ${p.from} nicht bürgt: ${p.fingerprint}. Es wurde nichts dorthin gesendet. Geben Sie ${p.server} als Adresse der Verbindung an und vergleichen Sie dort den Fingerabdruck.`,
  'pool.coordinator.changed': (p) =>
    `${p.from} ist Mitglied eines Pools und verweist auf dessen Koordinator ${p.server}. Dieser legt ein anderes Zertifikat vor als das, für das ${p.from} bürgt: ${p.fingerprint}. Es wurde nichts dorthin gesendet. Geben Sie ${p.server} als Adresse der Verbindung an und vergleichen Sie dort den Fingerabdruck.`,
  'pool.member.changed': (p) =>
    `${p.server}, bekannt als Server des Pools, legt nicht das erwartete Zertifikat vor, sondern ${p.fingerprint}. Es wurde nichts dorthin gesendet. Geben Sie diesen Server als Adresse der Verbindung an und vergleichen Sie dort den Fingerabdruck.`,
  'pool.other': (p) => `${p.server} gehört nicht mehr zum Pool.`,
  'pool.noMember': 'Es ist kein Mitglied des Pools bekannt.',
  'pool.tooOld': (p) =>
    `${p.server} kennt event.from nicht: Der Server ist älter als XenServer 6.0 und kann nicht verfolgt werden.`,
} as const satisfies Translation<typeof poolMessages>;
