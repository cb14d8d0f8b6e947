import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Profile, ProfileAuthority, ProfileProxy } from '#shared/model/profile.ts';
import { isSendableLine } from '#shared/model/sendable.ts';
import type { ParamsOf } from '../../bridge/link.ts';
import { t } from '../../i18n/translate.ts';

/** What the fields of the way to a server hold. */
export interface NetworkForm {
  readonly proxyKind: ProfileProxy['kind'] | 'system';
  readonly proxyAddress: string;
  readonly proxyUser: string;
  readonly proxyPassword: string;
  readonly authority: ProfileAuthority | undefined;
  readonly oldTls: boolean;
}

export type NetworkProblems = Readonly<Partial<Record<'proxyAddress' | 'proxyUser', string>>>;

export const noNetwork: NetworkForm = {
  proxyKind: 'system',
  proxyAddress: '',
  proxyUser: '',
  proxyPassword: '',
  authority: undefined,
  oldTls: false,
};

/** What the fields hold of a profile. A password that is kept is never shown. */
export function networkFormOf({ proxy, authority, oldTls }: Profile): NetworkForm {
  return {
    ...noNetwork,
    proxyKind: proxy?.kind ?? 'system',
    proxyAddress: proxy?.address ?? '',
    proxyUser: proxy?.user ?? '',
    authority,
    oldTls: oldTls === true,
  };
}

/** Whether anything is set that most servers do without. */
export function usesNetwork({ proxyKind, authority, oldTls }: NetworkForm): boolean {
  return proxyKind !== 'system' || authority !== undefined || oldTls;
}

export function networkProblemsOf(form: NetworkForm): NetworkProblems {
  const named = form.proxyKind !== 'system' && form.proxyKind !== 'none';
  if (!named) return {};
  const proxyAddress =
    form.proxyAddress.trim() === '' ? t('network.proxy.address.missing') : line(form.proxyAddress);
  const proxyUser = line(form.proxyUser);
  return { ...onlyDefined({ proxyAddress, proxyUser }) };
}

function line(text: string): string | undefined {
  return isSendableLine(text.trim()) ? undefined : t('server.field.unsendable');
}

type NetworkParams = Pick<
  ParamsOf<'profiles.save'>,
  'proxy' | 'proxyPassword' | 'authority' | 'oldTls'
>;

/** What is kept of the fields; what says nothing is left out. */
export function networkOf(form: NetworkForm): NetworkParams {
  const { proxyKind: kind, authority, oldTls, proxyPassword } = form;
  const hasLogin = (kind === 'http' || kind === 'socks5') && form.proxyUser.trim() !== '';
  const address = kind === 'none' ? '' : form.proxyAddress.trim();
  return {
    ...(kind !== 'system' && {
      proxy: { kind, address, ...(hasLogin && { user: form.proxyUser.trim() }) },
    }),
    ...(hasLogin && proxyPassword !== '' && { proxyPassword }),
    ...(authority !== undefined && { authority: authority.pem }),
    ...(oldTls && { oldTls }),
  };
}
