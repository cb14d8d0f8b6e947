import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../../server/world.ts';
import type { User } from '../../sessions/demo-session.ts';
import type { SeenCall, VapiOptions } from '../options.ts';
import { schemeOf } from '../sessions/credentials.ts';
import type { Directory } from '../sessions/credentials.ts';
import { generateContent } from '../content/generate-content.ts';
import { generateTags } from '../tagging/generate-tags.ts';
import { VapiSessions } from '../sessions/session-store.ts';
import { isJson, readAccept } from '../wire/accept.ts';
import { RpcError } from '../wire/error.ts';
import { readRequest } from '../wire/request.ts';
import type { Request } from '../wire/request.ts';
import { answer } from './answer.ts';
import { readBody, sendHtml, sendRpcError } from './http.ts';
import type { Client, VapiWorld } from './call.ts';
import { answerRest, isRest, type RestExchange } from '../rest/answer.ts';
import { TaskWaiter } from './task-waiter.ts';

/** What the gate tells the endpoint, and wants to hear from it. */
export interface EndpointOptions extends VapiOptions {
  readonly saw: (call: SeenCall) => void;
  /** Whether the next answer is to break off. */
  readonly takeCut: () => boolean;
}

/** `POST /api`: the vSphere Automation protocol over the estate; and all of it by REST. */
export class VapiEndpoint {
  readonly #world: VapiWorld;
  readonly #options: EndpointOptions;

  constructor(vim: World, users: readonly User[], options: EndpointOptions) {
    this.#options = options;
    this.#world = {
      vim,
      directory: directoryOf(vim, users, options),
      missing: new Set(options.missingServices ?? []),
      waiter: new TaskWaiter(vim.estate),
      tags: once(() => generateTags(vim.estate)),
      content: once(() => generateContent(vim.estate)),
      sessions: new VapiSessions(vim.estate.now, {
        idleSeconds: vim.policy.sessionIdleSeconds,
        totalSeconds: options.sessionSeconds ?? 86_400,
        perUser: options.sessionsPerUser ?? 550,
      }),
    };
  }

  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    signal: AbortSignal,
  ): Promise<void> {
    if (isRest(request.url ?? '')) await this.#rest({ request, response, signal });
    else await this.#rpc(request, response, signal);
  }

  async #rest(from: Pick<RestExchange, 'request' | 'response' | 'signal'>): Promise<void> {
    await answerRest(this.#world, {
      ...from,
      client: clientOf(from.request),
      isCut: this.#options.takeCut(),
      saw: (call) => this.#note(call),
    });
  }

  async #rpc(
    request: IncomingMessage,
    response: ServerResponse,
    signal: AbortSignal,
  ): Promise<void> {
    const body = await readBody(request);
    const isPost = request.method === 'POST';
    if (body === undefined || !isPost || !isJson(request.headers)) {
      sendHtml(response, isPost ? 500 : 405);
      return;
    }
    const accepted = readAccept(request.headers);
    let message: Request;
    try {
      message = readRequest(body, request.headers);
    } catch (error) {
      if (!(error instanceof RpcError)) {
        throw error;
      }
      await sendRpcError(request, response, error, accepted.format);
      return;
    }
    this.#note(message);
    await answer(this.#world, message, {
      request,
      response,
      signal,
      accepted,
      client: clientOf(request),
      isCut: this.#options.takeCut(),
    });
  }

  get sessions(): number {
    return this.#world.sessions.size;
  }

  expireSessions(): void {
    this.#world.sessions.endAll();
  }

  close(): void {
    this.#world.sessions.endAll();
    this.#world.waiter.close();
  }

  #note({ service, operation, appCtx, securityCtx }: Request): void {
    const id = securityCtx?.get('sessionId');
    const session = typeof id === 'string' ? this.#world.sessions.find(id) : undefined;
    this.#options.saw({
      service,
      operation,
      appCtx,
      scheme: schemeOf(securityCtx),
      user: session?.user.name,
    });
  }
}

/** Makes a thing when it is first asked for. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function clientOf(request: IncomingMessage): Client {
  const host = request.headers.host ?? 'localhost';
  return {
    ipAddress: request.socket.remoteAddress ?? '',
    userAgent: request.headers['user-agent'] ?? '',
    challenge: `Basic realm="VAPI endpoint",SIGN realm=${thumbprint},service="VAPI endpoint",sts="https://${host}/sts/STSService/vsphere.local"`,
  };
}

/** Of a token service that is not there. */
const thumbprint = '4F0E1D2C3B4A59687786A5B4C3D2E1F00F1E2D3C';

function directoryOf(vim: World, users: readonly User[], options: VapiOptions): Directory {
  const tokens =
    options.accessTokens ?? Object.fromEntries(users.map(({ name }) => [`token-of-${name}`, name]));
  const { sessions } = vim;
  return {
    findUser: (name) => sessions.findUser(name),
    authenticate: (name, password) => sessions.authenticate(name, password),
    byAccessToken: (token) => {
      const name = Object.hasOwn(tokens, token) ? tokens[token] : undefined;
      return name === undefined ? undefined : sessions.findUser(name);
    },
  };
}
