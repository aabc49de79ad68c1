import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../files/fileSystem';
import { bundleFile } from './bundleFile';

/** The window's origin. No other address is ever loaded. */
export const APP_ORIGIN = 'app://lab';
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** All kinds of file that the bundle holds; scripts do not run under a wrong one. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** Must be called before the app is ready. From the second start on the window's script comes compiled, out of the user's folder. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

/** Answers `app://lab/…` out of the bundle and with nothing else. */
export function serveBundle(bundle: string): void {
  protocol.handle('app', async (request) => {
    const file = request.method === 'GET' ? bundleFile(bundle, request.url) : null;
    const type = file === null ? undefined : CONTENT_TYPES[path.extname(file)];
    if (file === null || type === undefined) return answer(404, null, 'text/plain');
    try {
      return answer(200, new Uint8Array(await readFile(file)), type);
    } catch (error) {
      if (errorCode(error) === '') throw error;
      return answer(404, null, 'text/plain');
    }
  });
}

function answer(status: number, body: Uint8Array<ArrayBuffer> | null, type: string): Response {
  const headers = { 'content-type': type, 'content-security-policy': CONTENT_SECURITY_POLICY, 'x-content-type-options': 'nosniff' };
  return new Response(body, { status, headers });
}
