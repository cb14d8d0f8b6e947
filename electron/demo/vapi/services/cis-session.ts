import { authenticate } from '../sessions/credentials.ts';
import { sessionOf } from '../server/call.ts';
import type { Call, Service } from '../server/call.ts';
import { displayName } from '../../sessions/session-store.ts';
import { authenticationFailed, authenticationRequired } from '../wire/error.ts';

/** `com.vmware.cis.session`. */

function create(call: Call): string {
  const { world, request, client } = call;
  if (request.securityCtx === undefined) {
    throw authenticationRequired(client.challenge);
  }
  const user = authenticate(request, world.directory, world.vim.estate.now());
  if (user === undefined) {
    throw authenticationFailed(client.challenge);
  }
  return world.sessions.create(user, client).id;
}

export const session: Service = {
  create,
  get: (call) => {
    const { user, created, lastAccess } = sessionOf(call);
    return { user: displayName(user), created_time: created, last_accessed_time: lastAccess };
  },
  delete: (call) => call.world.sessions.end(sessionOf(call)),
};
