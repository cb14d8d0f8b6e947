import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { Datastore } from '../estate/entity.ts';
import { pathOfUrl, storeOfUrl } from '../estate/storage/datastore-url.ts';
import {
  contentOf,
  keptBytes,
  maxKeptBytes,
  type FileContent,
} from '../estate/storage/file-content.ts';
import { keepFile } from '../estate/storage/files.ts';
import { allFolders } from '../estate/storage/folders.ts';
import { folderOf } from '../estate/storage/paths.ts';
import { reportSpace } from '../estate/storage/space.ts';
import type { User } from '../sessions/demo-session.ts';
import { cookieOf } from './cookie.ts';
import type { World } from './world.ts';

/** `/folder/PATH?dcPath=&dsName=`: files of datastores by GET, HEAD and PUT. A folder itself, which a server lists as HTML, is not simulated. */

const methods = ['GET', 'HEAD', 'PUT'];
const chunkBytes = 65_536;

/** A status that the request ends with. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Whoever has a session, or says in the request who he is. @throws Refusal 401 */
function userOf(world: World, { headers }: IncomingMessage): User {
  const session = world.sessions.byCookie(cookieOf(headers.cookie));
  if (session !== undefined) return session.user;
  const [, basic = ''] = /^Basic\s+(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  const [, name = '', password = ''] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(basic, 'base64').toString('utf8')) ?? [];
  const user = world.sessions.authenticate(name, password);
  if (user === undefined) throw new Refusal(401, 'Unauthorized');
  return user;
}

interface Wanted {
  readonly store: Datastore;
  readonly path: string;
}

/** @throws Refusal */
function wantedOf(world: World, request: IncomingMessage): Wanted {
  const url = new URL(request.url ?? '', 'http://server');
  const user = userOf(world, request);
  const store = storeOfUrl(world.estate, url);
  if (store === undefined) throw new Refusal(404, 'There is no such datastore.');
  const privilege = request.method === 'PUT' ? 'Datastore.FileManagement' : 'Datastore.Browse';
  if (!world.access.mayCall(user, store, privilege)) throw new Refusal(403, 'Forbidden');
  const path = pathOfUrl(url);
  if (allFolders(store).has(path)) throw new Refusal(501, 'Folders are not listed here.');
  return { store, path };
}

/** The part of a file that a Range asks for; undefined for the whole. @throws Refusal 416 */
function rangeOf(header: string | undefined, size: number): readonly [number, number] | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to));
  if (start > end) throw new Refusal(416, '');
  return [start, end];
}

async function send(
  response: ServerResponse,
  { data }: FileContent,
  [start, end]: readonly [number, number],
): Promise<void> {
  const nothing = new Uint8Array(chunkBytes);
  for (let at = start; at <= end && !response.destroyed; at += chunkBytes) {
    const stop = Math.min(end + 1, at + chunkBytes);
    const chunk = data?.subarray(at, stop) ?? nothing.subarray(0, stop - at);
    if (!response.write(chunk))
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}

async function download(
  world: World,
  { store, path }: Wanted,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const content = contentOf(world.estate, store, path);
  if (content === undefined) throw new Refusal(404, 'There is no such file.');
  const { size } = content;
  const range = rangeOf(request.headers.range, size);
  const [start, end] = range ?? [0, size - 1];
  response.writeHead(range === undefined ? 200 : 206, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': end - start + 1,
    'Accept-Ranges': 'bytes',
    ...(range !== undefined && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
  });
  if (request.method === 'HEAD') response.end();
  else await send(response, content, [start, end]);
}

/** Reads what is uploaded. @throws Refusal 507 for more than is kept */
async function readUpload(request: IncomingMessage, most: number): Promise<Buffer> {
  const tooMuch = (): Refusal =>
    new Refusal(507, `The demo estate keeps ${maxKeptBytes / 1024 ** 2} MB of uploaded files.`);
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooMuch();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw tooMuch();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function upload(
  { estate }: World,
  { store, path }: Wanted,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!allFolders(store).has(folderOf(path))) throw new Refusal(404, 'There is no such folder.');
  const before = store.files.get(path);
  if (before === undefined && contentOf(estate, store, path) !== undefined)
    throw new Refusal(403, 'A virtual machine has this file.');
  const data = await readUpload(request, maxKeptBytes - keptBytes(estate, before));
  if (data.length > store.freeSpace) throw new Refusal(507, 'The datastore is full.');
  keepFile(store, path, { bytes: data.length, modified: estate.now(), data });
  reportSpace(estate, [store]);
  response.writeHead(before === undefined ? 201 : 200).end();
}

/** Answers a request for a file of a datastore. */
export async function handleDatastoreFile(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    if (!methods.includes(request.method ?? '')) throw new Refusal(405, 'Method Not Allowed');
    const wanted = wantedOf(world, request);
    if (request.method === 'PUT') await upload(world, wanted, request, response);
    else await download(world, wanted, request, response);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { status, message } = error;
    request.resume();
    response
      .writeHead(status, {
        'Content-Type': 'text/plain; charset=utf-8',
        ...(status === 401 && { 'WWW-Authenticate': 'Basic realm="VMware HTTP server"' }),
      })
      .end(message);
  }
}
