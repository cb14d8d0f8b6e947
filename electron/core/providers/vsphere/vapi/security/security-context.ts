import type { KeyObject } from 'node:crypto';

export type SignatureAlgorithm = 'RS256' | 'RS384' | 'RS512';

/** Proof of a key that the token names: the request itself is signed with it. */
export interface HolderOfKey {
  readonly scheme: 'saml-holder-of-key';
  /** The bare assertion element, without an XML declaration. */
  readonly samlToken: string;
  /** The RSA key whose certificate is in the token, PEM or as made by node:crypto. */
  readonly privateKey: string | KeyObject;
  /** Default RS256. */
  readonly algorithm?: SignatureAlgorithm;
}

/** Credentials for a login. They are sent with `session.create` only. */
export type Credentials =
  | {
      readonly scheme: 'user-password';
      readonly userName: string;
      readonly password: string;
    }
  | { readonly scheme: 'saml-bearer'; readonly samlToken: string }
  | { readonly scheme: 'oauth'; readonly accessToken: string }
  | HolderOfKey;

/** Who calls: one of the six schemes of the protocol. */
export type SecurityContext =
  | { readonly scheme: 'anonymous' }
  | { readonly scheme: 'session'; readonly sessionId: string }
  | Credentials;

const SCHEMES = 'com.vmware.vapi.std.security.';

/** `params.ctx.securityCtx`; undefined where it is left out. A holder-of-key context is completed by its signature. */
export function contextMembers(context: Exclude<SecurityContext, HolderOfKey>): object | undefined {
  switch (context.scheme) {
    case 'anonymous':
      return undefined;
    case 'session':
      return { schemeId: `${SCHEMES}session_id`, sessionId: context.sessionId };
    case 'user-password': {
      const { userName, password } = context;
      return { schemeId: `${SCHEMES}user_pass`, userName, password };
    }
    case 'saml-bearer':
      return { schemeId: `${SCHEMES}saml_bearer_token`, samlToken: context.samlToken };
    case 'oauth':
      return { schemeId: `${SCHEMES}oauth`, accessToken: context.accessToken };
  }
}

/** Texts of a context that must not be shown, with their names. */
export function secretsOf(context: SecurityContext): readonly (readonly [string, string])[] {
  switch (context.scheme) {
    case 'anonymous':
      return [];
    case 'session':
      return [['sessionId', context.sessionId]];
    case 'user-password':
      return [['password', context.password]];
    case 'saml-bearer':
    case 'saml-holder-of-key':
      return [['samlToken', context.samlToken]];
    case 'oauth':
      return [['accessToken', context.accessToken]];
  }
}
