import type { User } from '../../sessions/demo-session.ts';
import type { JsonObject } from '../wire/json.ts';
import type { Request } from '../wire/request.ts';
import { readToken, verifySigned } from './saml.ts';

const schemePrefix = 'com.vmware.vapi.std.security.';

/** The scheme of a security context without its package; undefined for none, or one that is not of the protocol. */
export function schemeOf(context: JsonObject | undefined): string | undefined {
  const id = context?.get('schemeId');
  return typeof id === 'string' && id.startsWith(schemePrefix)
    ? id.slice(schemePrefix.length)
    : undefined;
}

/** Where users are looked up. */
export interface Directory {
  findUser(name: string): User | undefined;
  authenticate(name: string, password: string): User | undefined;
  /** The user whom an access token stands for. */
  byAccessToken(token: string): User | undefined;
}

/** The user whom the credentials of a request prove; undefined when they prove nobody. */
export function authenticate(request: Request, directory: Directory, now: Date): User | undefined {
  const context = request.securityCtx;
  if (context === undefined) {
    return undefined;
  }
  const text = (name: string): string => {
    const value = context.get(name);
    return typeof value === 'string' ? value : '';
  };
  switch (schemeOf(context)) {
    case 'user_pass':
      return directory.authenticate(text('userName'), text('password'));
    case 'oauth':
      return directory.byAccessToken(text('accessToken'));
    case 'saml_bearer_token': {
      const token = readToken(text('samlToken'), now);
      return token?.confirmation === 'bearer' ? directory.findUser(token.user) : undefined;
    }
    case 'saml_hok_token': {
      const token = verifySigned(request.message, context, now);
      return token === undefined ? undefined : directory.findUser(token.user);
    }
    default:
      return undefined;
  }
}
