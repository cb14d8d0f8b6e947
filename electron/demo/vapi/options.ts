/** How the vSphere Automation side of a demo vCenter is to be. */
export interface VapiOptions {
  /** Services that this server’s version lacks: their operations are not found, and introspection does not name them. */
  readonly missingServices?: readonly string[];
  /** A session ends so long after its login, used or not. Default 24 hours. */
  readonly sessionSeconds?: number;
  /** Sessions that one user may hold; the next login is refused. Default 550. */
  readonly sessionsPerUser?: number;
  /** OAuth access token → name of its user. Default: `token-of-` and the name, for every user. */
  readonly accessTokens?: Readonly<Record<string, string>>;
}

/** A call as the server saw it, for tests that ask what a client sent. */
export interface SeenCall {
  readonly service: string;
  readonly operation: string;
  readonly appCtx: ReadonlyMap<string, string>;
  /** `no_authentication`, `session_id`, `user_pass` …; undefined without a security context. */
  readonly scheme: string | undefined;
  readonly user: string | undefined;
}
