import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { inEnglish } from '#shared/i18n/english.ts';
import { text } from '#shared/i18n/make-text.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** What a host answers to a request for a part of the page. */
export interface PageAnswer {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The built page, as both hosts serve it. */
export interface Page {
  /** `path` is the path of an address as it came, percent-encoded or not; `connect` goes into the policy. */
  answer(path: string, connect?: readonly string[]): PageAnswer;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** The page reads its nonce from `<meta name="csp-nonce" content="%CSP_NONCE%">`. */
const noncePlaceholder = '%CSP_NONCE%';

/**
 * Reads the page's files. Only what was found in the folder at the start is ever served, by its exact path: an address
 * that climbs out of the folder names nothing.
 *
 * @throws Error if the folder holds no index.html.
 */
export async function loadPage(folder: string): Promise<Page> {
  const files = await readFiles(folder);
  const index = files.get('/index.html');
  if (index === undefined)
    throw new Error(
      `The page is not built: there is no index.html in ${folder}. Run: npm run build`,
    );
  const template = index.toString('utf8');

  return {
    answer: (path, connect = []) => {
      if (path === '/' || path === '/index.html') return documentAnswer(template, connect);
      const body = files.get(path);
      return body === undefined ? notFound() : fileAnswer(path, body);
    },
  };
}

/** Headers of every answer of a host, whatever it carries. */
export const commonHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  // A page on another port of the same machine is the same site to a browser: it must not share a process with this one.
  'origin-agent-cluster': '?1',
} as const;

async function readFiles(folder: string): Promise<ReadonlyMap<string, Buffer<ArrayBuffer>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  const files = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = `/${relative(folder, file).split(sep).join('/')}`;
      return [path, await readFile(file)] as const;
    });
  return new Map(await Promise.all(files));
}

function documentAnswer(template: string, connect: readonly string[]): PageAnswer {
  const nonce = randomBytes(16).toString('base64url');
  return {
    status: 200,
    headers: {
      ...commonHeaders,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy({ nonce, connect }),
      'cache-control': 'no-store',
    },
    body: Buffer.from(template.replaceAll(noncePlaceholder, nonce)),
  };
}

function fileAnswer(path: string, body: Buffer<ArrayBuffer>): PageAnswer {
  return {
    status: 200,
    headers: {
      ...commonHeaders,
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      // Names carry a hash of their content; only the document keeps its name.
      'cache-control': 'private, max-age=31536000, immutable',
    },
    body,
  };
}

function notFound(): PageAnswer {
  return {
    status: 404,
    headers: {
      ...commonHeaders,
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    },
    body: Buffer.from(`${inEnglish(text('host.noPage'))}\n`),
  };
}
