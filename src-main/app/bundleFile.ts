import path from 'node:path';

/** The file of the bundle that an `app://lab/…` address means; null for every other address and every way out of the bundle. */
export function bundleFile(bundle: string, address: string): string | null {
  const name = pathOf(address);
  if (name === null || name.includes('\0') || name.includes('\\')) return null;
  const file = path.join(bundle, name);
  return file.startsWith(bundle + path.sep) ? file : null;
}

function pathOf(address: string): string | null {
  try {
    const url = new URL(address);
    return url.protocol === 'app:' && url.host === 'lab' ? decodeURIComponent(url.pathname) : null;
  } catch (error) {
    // Neither `new URL` nor `decodeURIComponent` can be asked beforehand.
    if (error instanceof TypeError || error instanceof URIError) return null;
    throw error;
  }
}
